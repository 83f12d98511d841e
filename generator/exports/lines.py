"""The rows of a table as lines of CSV and of JSON, each made once: every file of the open data is a choice of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from generator.exports.extent import Extent
from generator.exports.formats import CsvWriter, json_line, plain
from generator.exports.rows import rows
from generator.exports.table import Table


@dataclass(frozen=True, slots=True)
class Lines:
    """Every row of ``table``, in its order; CSV once more by the year and by the commune that a row tells of.

    ``parts`` holds the JSON by what the table's column of time says (a month, a campaign, a period), then by commune;
    ``campaigns`` and ``places`` hold it by the campaign, and by the commune and the hamlet, that a row tells of.
    """

    table: Table
    csv: list[bytes] = field(default_factory=list)
    json: list[bytes] = field(default_factory=list)
    years: dict[str, list[bytes]] = field(default_factory=dict)
    communes: dict[str, list[bytes]] = field(default_factory=dict)
    parts: dict[str, dict[str | None, list[bytes]]] = field(default_factory=dict)
    campaigns: dict[str, list[bytes]] = field(default_factory=dict)
    places: dict[str, dict[str | None, list[bytes]]] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Table, extent: Extent) -> Self:
        """Return the lines of ``table`` over ``extent``."""
        found = cls(table)
        in_csv, names = CsvWriter().line, table.names
        for row in rows(table, extent):
            values = {name: plain(row[name]) for name in names}
            found._add(values, in_csv(values.values()), json_line(values).encode())
        return found

    def _add(self, values: Mapping[str, object], in_csv: bytes, in_json: bytes) -> None:
        self.csv.append(in_csv)
        self.json.append(in_json)
        commune = str(values["commune"]) if values.get("commune") else None
        if commune:
            self.communes.setdefault(commune, []).append(in_csv)
            hamlet = values.get("hamlet")
            self.places.setdefault(commune, {}).setdefault(str(hamlet) if hamlet else None, []).append(in_json)
        if campaign := values.get("campaign"):
            self.campaigns.setdefault(str(campaign), []).append(in_json)
        if self.table.year:
            time = str(values[self.table.year])
            self.years.setdefault(time[:4], []).append(in_csv)
            self.parts.setdefault(time, {}).setdefault(commune, []).append(in_json)

    def of_commune(self, commune: str, times: Sequence[str]) -> Iterator[bytes]:
        """Return the JSON of the rows of one commune at each of ``times``."""
        for time in times:
            yield from self.parts.get(time, {}).get(commune, ())

    def of_campaign(self, campaign: str) -> Iterable[bytes]:
        """Return the JSON of the rows of one campaign."""
        return self.campaigns.get(campaign, ())

    def in_commune(self, commune: str) -> Iterator[bytes]:
        """Return the JSON of the rows of one commune, those of each hamlet together."""
        for lines in self.places.get(commune, {}).values():
            yield from lines

    def in_hamlet(self, commune: str, hamlet: str) -> Iterable[bytes]:
        """Return the JSON of the rows of one hamlet."""
        return self.places.get(commune, {}).get(hamlet, ())

    def in_year(self, year: int) -> Iterator[bytes]:
        """Return the JSON of the rows of one year."""
        for time in self.parts:
            if time[:4] == str(year):
                yield from self.at(time)

    def at(self, time: str) -> Iterator[bytes]:
        """Return the JSON of the rows of ``time``, those of no commune among them."""
        for lines in self.parts.get(time, {}).values():
            yield from lines
