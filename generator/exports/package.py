"""Everything under /du-lieu/ and the data beside pages: which files there are, what they weigh, their bytes when asked for."""

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from generator.exports import api, catalogue, csv_on_the_web, data_package
from generator.exports.extent import Extent
from generator.exports.formats import csv_file, json_document, json_file
from generator.exports.lines import Lines
from generator.exports.reported import page_of
from generator.exports.table import BESIDE, Table, Written, tables
from generator.exports.words import Words, words
from generator.figures.periods import Period
from generator.figures.totals import Totals
from generator.output import File
from generator.schema import KINDS
from generator.validation.json_schema import json_schema

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
    def lines(self) -> Mapping[str, Lines]:
        """Every table's rows by its name."""
        return {table.name: Lines.of(table, self.whole) for table in tables().values()}

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
        """Put every table into the zip, and weigh it."""
        held, inventory = io.BytesIO(), []
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for table in tables().values():
                lines = self.lines[table.name]
                content = csv_file(table, lines.csv)
                _add(archive, f"{table.name}.csv", content)
                digest = hashlib.sha256(content).hexdigest()
                inventory.append(Written(table=table, rows=len(lines.csv), bytes=len(content), digest=digest))
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
        described: dict[str, Callable[[], Mapping[str, Any]]] = {
            "datapackage.json": lambda: data_package.document(self.inventory, self.words),
            "csv-metadata.json": lambda: csv_on_the_web.document(tables().values(), self.words),
            "openapi.json": lambda: api.document(tables().values(), self.words),
            "dcat.jsonld": lambda: catalogue.document(self.inventory, self.words),
            **{f"schema/{kind}.json": partial(json_schema, kind) for kind in KINDS},
        }
        for name, document in described.items():
            yield File(address=f"{FOLDER}{name}", content=partial(_written, document))
        for table in tables().values():
            yield from self._table_files(table)
        yield from self._beside()
        for period in self.whole.periods:
            yield File(address=f"/ket-qua/{period.address}.json", content=partial(self._period, period))

    def _table_files(self, table: Table) -> Iterator[File]:
        name = f"{table.name}.csv"
        yield File(address=f"{FOLDER}{name}", content=partial(self._csv, table))
        yield File(address=f"{FOLDER}{table.name}.json", content=partial(self._json, table))
        if table.year:
            for year in self.whole.years:
                yield File(address=f"{FOLDER}nam/{year}/{name}", content=partial(self._csv, table, year=year))
        if table.has_commune:
            for commune in self.whole.communes:
                yield File(address=f"{FOLDER}xa/{commune.id}/{name}", content=partial(self._csv, table, commune=commune.id))

    def _beside(self) -> Iterator[File]:
        """Return the data beside the pages of reports, campaigns, communes, hamlets and plans."""
        for report in self.whole.reports:
            times = [str(report.month), *(day.campaign for day in report.days)]
            yield self._page("report", page_of(report), partial(Lines.of_commune, commune=report.commune, times=times))
        for campaign in self.whole.campaigns:
            yield self._page("campaign", f"/dot/{campaign.id}/", partial(Lines.of_campaign, campaign=campaign.id))
        for commune in self.whole.communes:
            yield self._page("commune", f"/xa/{commune.id}/", partial(Lines.in_commune, commune=commune.id))
            for hamlet in commune.hamlets.values():
                chosen = partial(Lines.in_hamlet, commune=commune.id, hamlet=hamlet.id)
                yield self._page("hamlet", f"/xa/{hamlet.key}/", chosen)
        for plan in self.totals.data.plans.values():
            yield self._page("plan", f"/ke-hoach/{plan.year}/", partial(Lines.in_year, year=plan.year))

    def _page(self, kind: str, address: str, chosen: Callable[[Lines], Iterable[bytes]]) -> File:
        def content() -> bytes:
            return json_file({"page": address, **self.words.head}, {name: chosen(self.lines[name]) for name in BESIDE[kind]})

        return File(address=f"{address[:-1]}.json", content=content)

    def _csv(self, table: Table, year: int | None = None, commune: str | None = None) -> bytes:
        """Return a table, or what it tells of one year or of one commune."""
        lines = self.lines[table.name]
        if year is not None:
            return csv_file(table, lines.years.get(str(year), ()))
        return csv_file(table, lines.csv if commune is None else lines.communes.get(commune, ()))

    def _json(self, table: Table) -> bytes:
        return json_file({"table": table.name, **self.words.head}, {"rows": self.lines[table.name].json})

    def _period(self, period: Period) -> bytes:
        head = {
            "period": period.address,
            "page": f"/ket-qua/{period.address}/",
            "months": [str(month) for month in period.months],
            "tables": f"{FOLDER}nam/{period.year}/",
            **self.words.head,
        }
        return json_file(head, {"totals": self.lines["totals"].at(period.address)})


def _written(document: Callable[[], Mapping[str, Any]]) -> bytes:
    return json_document(document())


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    archive.writestr(entry, content)
