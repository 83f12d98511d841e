"""The rows of a table as lines of CSV and of JSON, each made once: every file of the open data is a choice of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from generator.exports.extent import Extent
from generator.exports.formats import CsvWriter, json_line, plain
from generator.exports.rows import rows
from generator.exports.table import Table


@dataclass(frozen=True, slots=True)
class Lines:
    """Every row of ``table``, in its order; CSV once more by the year and by the commune that a row tells of.

    ``parts`` holds the JSON by what the table's column of time says (a month, a campaign, a period), then by commune.
    """

    table: Table
    csv: list[bytes] = field(default_factory=list)
    json: list[bytes] = field(default_factory=list)
    years: dict[str, list[bytes]] = field(default_factory=dict)
    communes: dict[str, list[bytes]] = field(default_factory=dict)
    parts: dict[str, dict[str | None, list[bytes]]] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Table, extent: Extent) -> Self:
        """Return the lines of ``table`` over ``extent``."""
        found = cls(table)
        in_csv = CsvWriter().line
        for row in rows(table, extent):
            values = {name: plain(value) for name, value in row.items()}
            found._add(values, in_csv(values.values()), json_line(values).encode())
        return found

    def _add(self, values: Mapping[str, object], in_csv: bytes, in_json: bytes) -> None:
        self.csv.append(in_csv)
        self.json.append(in_json)
        commune = str(values["commune"]) if values.get("commune") else None
        if commune:
            self.communes.setdefault(commune, []).append(in_csv)
        if self.table.year:
            time = str(values[self.table.year])
            self.years.setdefault(time[:4], []).append(in_csv)
            self.parts.setdefault(time, {}).setdefault(commune, []).append(in_json)

    def of_commune(self, commune: str, times: Sequence[str]) -> Iterator[bytes]:
        """Return the JSON of the rows of one commune at each of ``times``."""
        for time in times:
            yield from self.parts.get(time, {}).get(commune, ())

    def at(self, time: str) -> Iterator[bytes]:
        """Return the JSON of the rows of ``time``, those of no commune among them."""
        for lines in self.parts.get(time, {}).values():
            yield from lines
