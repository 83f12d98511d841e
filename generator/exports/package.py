"""Everything under /du-lieu/ and the data beside pages: which files there are, what they weigh, their bytes when asked for."""

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from generator.exports import api, catalogue, csv_on_the_web, data_package
from generator.exports.extent import Extent
from generator.exports.formats import csv_file, json_document, json_file
from generator.exports.rows import page_of, rows
from generator.exports.table import REPORT_TABLES, Table, Written, tables
from generator.exports.words import Words, words
from generator.figures.periods import Span
from generator.figures.totals import Totals
from generator.json_schema import json_schema
from generator.model.report import Report
from generator.output import File
from generator.schema import KINDS

FOLDER = "/du-lieu/"
ARCHIVE = "du-lieu.zip"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can tell: nobody takes it for a real time


@dataclass(frozen=True)
class Package:
    """The open data of an edition; worked out when first asked for."""

    totals: Totals
    today: dt.date

    @cached_property
    def whole(self) -> Extent:
        """Everything there is."""
        return Extent.of(self.totals, self.today)

    @cached_property
    def words(self) -> Words:
        """What every description says of the whole."""
        return words(self.totals.data, self.today)

    @cached_property
    def archive(self) -> bytes:
        """Every table as CSV with its descriptions, as one zip without times of its own."""
        return self._made[0]

    @cached_property
    def inventory(self) -> tuple[Written, ...]:
        """Every table in the order of the table of tables."""
        return self._made[1]

    @cached_property
    def _made(self) -> tuple[bytes, tuple[Written, ...]]:
        """Write every table once: the zip keeps it, small, until its file is asked for."""
        held, inventory = io.BytesIO(), []
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for table in tables().values():
                count = _Count(rows(table, self.whole))
                content = csv_file(table, count)
                _add(archive, f"{table.name}.csv", content)
                digest = hashlib.sha256(content).hexdigest()
                inventory.append(Written(table=table, rows=count.passed, bytes=len(content), digest=digest))
            for name, document in self._descriptions(tuple(inventory)).items():
                _add(archive, name, json_document(document))
        return held.getvalue(), tuple(inventory)

    def _descriptions(self, inventory: tuple[Written, ...]) -> Mapping[str, Mapping[str, Any]]:
        return {
            "datapackage.json": data_package.document(inventory, self.words),
            "csv-metadata.json": csv_on_the_web.document(tables().values(), self.words),
        }

    def files(self) -> Iterator[File]:
        """Return every file of the open data; the bytes of tables are made when they are asked for."""
        yield File(address=f"{FOLDER}{ARCHIVE}", content=lambda: self.archive)
        for name, document in self._descriptions(self.inventory).items():
            yield File(address=f"{FOLDER}{name}", content=json_document(document))
        yield File(address=f"{FOLDER}openapi.json", content=json_document(api.document(tables().values(), self.words)))
        yield File(address=f"{FOLDER}dcat.jsonld", content=json_document(catalogue.document(self.inventory, self.words)))
        for kind in KINDS:
            yield File(address=f"{FOLDER}schema/{kind}.json", content=json_document(json_schema(kind)))
        for table in tables().values():
            yield from self._table_files(table)
        for report in self.whole.reports:
            yield File(address=f"{page_of(report)[:-1]}.json", content=partial(self._report, report))
        for span in self.whole.spans:
            yield File(address=f"/ket-qua/{span.id}.json", content=partial(self._period, span))

    def _table_files(self, table: Table) -> Iterator[File]:
        name = f"{table.name}.csv"
        yield File(address=f"{FOLDER}{name}", content=partial(self._from_archive, name))
        yield File(address=f"{FOLDER}{table.name}.json", content=partial(self._json, table))
        if table.year:
            for year in self.whole.years:
                yield File(address=f"{FOLDER}nam/{year}/{name}", content=partial(_csv, table, self._years[year]))
        if table.has_commune:
            for commune in self.whole.communes:
                address = f"{FOLDER}xa/{commune.id}/{name}"
                yield File(address=address, content=partial(_csv, table, self._communes[commune.id]))

    @cached_property
    def _years(self) -> Mapping[int, Extent]:
        return {year: self.whole.in_year(year) for year in self.whole.years}

    @cached_property
    def _communes(self) -> Mapping[str, Extent]:
        return {commune.id: self.whole.in_commune(commune) for commune in self.whole.communes}

    def _from_archive(self, name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(self.archive)) as archive:
            return archive.read(name)

    def _json(self, table: Table) -> bytes:
        return json_file({"table": table.name, **self.words.head}, {"rows": rows(table, self.whole)})

    def _report(self, report: Report) -> bytes:
        extent = self.whole.of_report(report)
        head = {"page": page_of(report), **self.words.head}
        return json_file(head, {name: rows(tables()[name], extent) for name in REPORT_TABLES})

    def _period(self, span: Span) -> bytes:
        extent = self.whole.in_span(span)
        head = {
            "period": span.id,
            "page": f"/ket-qua/{span.id}/",
            "months": [str(month) for month in span.months],
            "tables": f"{FOLDER}nam/{span.year}/",
            **self.words.head,
        }
        return json_file(head, {"totals": rows(tables()["totals"], extent)})


def _csv(table: Table, extent: Extent) -> bytes:
    return csv_file(table, rows(table, extent))


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    archive.writestr(entry, content)


class _Count:
    """Rows passed on one by one, and counted."""

    def __init__(self, items: Iterator[dict[str, Any]]) -> None:
        self.items, self.passed = items, 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for item in self.items:
            self.passed += 1
            yield item
