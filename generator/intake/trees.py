"""The tables of a workbook as the trees of the files to be: rows into entries, works and bodies below their hamlets."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.intake.grid import Found, Row
from generator.intake.paper import Cell
from generator.intake.parts import Value
from generator.intake.typed import Leaf, Typing, says_nothing, text_of
from generator.language.names import plain
from generator.problems import Problem
from generator.schema import fields
from generator.sheet.facts import Facts
from generator.sheet.tables import Column, blocks, tables
from generator.sheet.values import area_line
from generator.validation.yaml_writer import scalar

KEYS = frozenset({"campaign", "hamlet"})
TOTALS = ("tong", "cong", "toan xa")
Tree = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Part:
    """The tables of one file to be: its kind, its commune and month, its single values."""

    kind: str
    facts: Facts
    block: Mapping[str, tuple[Cell, Value | None]]
    tables: tuple[Found, ...]


@dataclass
class _File:
    """What the kinds of files share: rows of tables into entries."""

    part: Part
    typing: Typing
    stands: Mapping[str, Any]

    @cached_property
    def areas(self) -> frozenset[str]:
        return frozenset(plain(area_line(area)) for area in self.part.facts.data.activities.areas.values())

    def rows(self, name: str) -> Iterator[Row]:
        """Return the rows of a table that say something; what stands in no column of ours is told once."""
        for found in self.part.tables:
            if found.table.name != name:
                continue
            for cell, head in found.strangers():
                self.typing.refuse("sheet_unknown_column", cell, "", value=head)
            for number in found.twice:
                cell = found.sheet.cell(found.head, number)
                self.typing.refuse("sheet_column_twice", cell, "", value=text_of(found.sheet.cells[found.head, number]))
            for row in found.rows():
                if not self._is_total(row):
                    self._complain_of_merged(row, found)
                    yield row

    def _is_total(self, row: Row) -> bool:
        """Say whether a row adds up others, which nobody needs here; it is told and left out."""
        for name in KEYS & row.values.keys():
            text = text_of(row.values[name])
            if plain(text).startswith(TOTALS) and self.typing.names[name].id_of(text.strip()) is None:
                self.typing.refuse("sheet_total_row", row.places[name], "", value=text)
                return True
        return False

    def _complain_of_merged(self, row: Row, found: Found) -> None:
        for name in row.merged - KEYS:
            column = next(column for column in found.table.columns if column.name == name)
            if not column.told and not any(
                each.code == "sheet_merged" and _is_at(each, row.places[name]) for each in self.typing.problems
            ):
                self.typing.refuse("sheet_merged", row.places[name], column.label, value=text_of(row.values[name]))

    def entry(self, name: str, row: Row, without: frozenset[str] = frozenset()) -> Tree:
        """Return the values of a row as the tree of an entry."""
        tree: Tree = {}
        for column in tables()[name].columns:
            value, cell = row.values.get(column.name), row.places.get(column.name)
            if cell is None or column.field is None or column.name in without:
                continue
            if value is not None:
                self._put(tree, column, value, cell)
            elif column.field.required:
                tree[column.name] = Leaf("", cell)
        return tree

    def block(self) -> Tree:
        """Return the single values of the file."""
        tree: Tree = {}
        for column in blocks()[self.part.kind].columns:
            cell, value = self.part.block.get(column.name, (None, None))
            if cell and value and column.name not in ("commune", "month", "corrections.reason"):
                self._put(tree, column, value, cell)
        return tree

    def wanting(self) -> Tree:
        """Return the single values that must be there and are not, each at its empty cell."""
        empty = ((column, *self.part.block.get(column.name, (None, None))) for column in blocks()[self.part.kind].columns)
        return {
            column.name: Leaf("", cell)
            for column, cell, value in empty
            if cell and value is None and column.field and column.field.required and len(column.way) == 1
        }

    def _put(self, tree: Tree, column: Column, value: Value, cell: Cell) -> None:
        if column.refers == "indicator" and plain(text_of(value)) in self.areas:
            self.typing.refuse("sheet_area_chosen", cell, column.label, value=text_of(value))
            held: Any = Leaf(json.dumps(text_of(value), ensure_ascii=False), cell)
        elif column.field is not None and column.field.item is not None:
            held = self.typing.leaves(value, column, cell)
        else:
            held = self.typing.leaf(value, column, cell)
        *groups, last = column.way
        for group in groups:
            tree = tree.setdefault(group, {})
        tree[last] = held

    def hamlet(self, row: Row, label: str) -> Leaf | None:
        """Return the hamlet that a row speaks of; a row that names none is told."""
        value = row.values.get("hamlet")
        column = next(column for column in tables()["results"].columns if column.name == "hamlet")
        if value is None:
            self.typing.refuse("sheet_no_hamlet", row.places["hamlet"], label)
            return None
        return self.typing.leaf(value, column, row.places["hamlet"])

    def kept(self, *names: str) -> Tree:
        """Return what stands published and no cell can hold."""
        return {name: _kept(self.stands[name], fields(self.part.kind)[name]) for name in names if name in self.stands}

    def identity(self) -> Tree:
        cells = {name: cell for name, (cell, _) in self.part.block.items()}
        facts = self.part.facts
        return {"commune": Leaf(facts.commune.id, cells.get("commune")), "month": Leaf(str(facts.month), cells.get("month"))}


class Report(_File):
    """The tables of a report."""

    def tree(self) -> Tree | None:
        """Return the report as a tree; None where nobody began it."""
        block, days = self.block(), self._days()
        if not days and not block.keys() - {"reported_by"}:
            return None
        told = {found.table.name for found in self.part.tables}
        if missing := [name for name in ("results", *self._needed()) if name not in told]:
            self.typing.problems.append(Problem.of("sheet_no_table", self.typing.shown, name=_title(missing[0])))
        kept = self.kept("published_on", "sample", "corrections")
        return {**self.identity(), **self.wanting(), **block, **({"days": days} if days else {}), **kept}

    def _needed(self) -> Iterator[str]:
        """Return the tables without which something published would be lost."""
        days = self.stands.get("days", ())
        results = [result for day in days for result in day["results"]]
        if any(result.get("works") for result in results):
            yield "works"
        if any(result.get("bodies") for result in results):
            yield "bodies"
        if any(day.get("stated") for day in days):
            yield "stated"

    def _days(self) -> list[Tree]:
        days: dict[str, Tree] = {}
        entries: dict[tuple[str, str], Tree] = {}
        for row in self.rows("results"):
            self._result(row, days, entries)
        for name in ("works", "bodies"):
            self._below(name, days, entries)
        for row in self.rows("stated"):
            if row.is_begun(KEYS) and (campaign := self._campaign(row)):
                self._day(days, campaign)["stated"] = self.entry("stated", row, KEYS)
        self._keep_photos(entries)
        return [{name: day[name] for name in ("campaign", "stated", "results") if name in day} for day in days.values()]

    def _result(self, row: Row, days: dict[str, Tree], entries: dict[tuple[str, str], Tree]) -> None:
        if not row.is_begun(KEYS | {"all_households"}):
            return
        held = self.typing.held(row.values.get("held"), row.places.get("held", row.places["hamlet"]), _label("results", "held"))
        campaign, hamlet = self._campaign(row), self.hamlet(row, _label("results", "hamlet"))
        if campaign is None or hamlet is None:
            return
        entry = {"hamlet": hamlet, **self.entry("results", row, KEYS)}
        reason = row.values.get("not_held")
        if reason and says_nothing(reason):
            del entry["not_held"]
            self.typing.refuse("sheet_no_reason", row.places["not_held"], _label("results", "not_held"), value=text_of(reason))
        elif reason and held:
            del entry["not_held"]
            self.typing.refuse("sheet_held_and_not", row.places["not_held"], _label("results", "not_held"), value=text_of(reason))
        elif held is False and reason is None:
            self.typing.refuse(
                "sheet_reason_missing", row.places["held"], _label("results", "held"), name=_label("results", "not_held")
            )
        self._day(days, campaign).setdefault("results", []).append(entry)
        entries.setdefault((campaign.written, hamlet.written), entry)

    def _below(self, name: str, days: dict[str, Tree], entries: dict[tuple[str, str], Tree]) -> None:
        """Add the works or the bodies of each hamlet to its result, or to a new one."""
        for row in self.rows(name):
            besides = KEYS | ({"planned", "indicator"} if "planned" in row.values else frozenset())
            if not row.is_begun(besides):
                continue
            campaign, hamlet = self._campaign(row), self.hamlet(row, _label(name, "hamlet"))
            if campaign is None or hamlet is None:
                continue
            key = campaign.written, hamlet.written
            if key not in entries:
                entries[key] = {"hamlet": hamlet}
                self._day(days, campaign).setdefault("results", []).append(entries[key])
            entries[key].setdefault(name, []).append(self.entry(name, row, KEYS))

    def _campaign(self, row: Row) -> Leaf | None:
        """Return the day that a row speaks of; where there is but one to speak of, no row needs to name it."""
        value, cell = row.values.get("campaign"), row.places.get("campaign", next(iter(row.places.values())))
        offered = self.typing.names["campaign"].offered
        if value is None and len(offered) == 1:
            return Leaf(json.dumps(offered[0]), cell)
        if value is None:
            self.typing.refuse("sheet_no_day", cell, _label("results", "campaign"))
            return None
        column = next(column for column in tables()["results"].columns if column.name == "campaign")
        return self.typing.leaf(value, column, cell)

    def _day(self, days: dict[str, Tree], campaign: Leaf) -> Tree:
        return days.setdefault(campaign.written, {"campaign": campaign})

    def _keep_photos(self, entries: Mapping[tuple[str, str], Tree]) -> None:
        photos = _photos(self.stands)
        for (campaign, hamlet), entry in entries.items():
            if found := photos.get((json.loads(campaign), hamlet)):
                entry["photos"] = found


class Saturday(_File):
    """The tables of a commune's day."""

    def tree(self) -> Tree | None:
        """Return the day as a tree; None where nobody chose it."""
        block = self.block()
        sites: dict[str, Tree] = {}
        for row in self.rows("sites"):
            if row.is_begun(KEYS) and (hamlet := self.hamlet(row, _label("sites", "hamlet"))):
                entry = {"hamlet": hamlet, **self.entry("sites", row, KEYS)}
                sites[hamlet.written if hamlet.written not in sites else f"{hamlet.written} {len(sites)}"] = entry
        for row in self.rows("planned"):
            if row.is_begun(KEYS) and (hamlet := self.hamlet(row, _label("planned", "hamlet"))):
                site = sites.setdefault(hamlet.written, {"hamlet": hamlet})
                site.setdefault("works", []).append(self.entry("planned", row, KEYS))
        if not sites and not block.keys() - {"status"}:
            return None
        return {
            **self.identity(),
            **self.wanting(),
            **block,
            **({"sites": list(sites.values())} if sites else {}),
            **self.kept("translations", "sample"),
        }


def _photos(stands: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    """Return the photos of a report that stands, by the day and the hamlet."""
    item = fields("report")["days"].item
    result = item.fields["results"].item if item and item.fields else None
    photos = result.fields["photos"] if result and result.fields else None
    return {
        (day["campaign"], entry["hamlet"]): _kept(entry["photos"], photos)
        for day in stands.get("days", ())
        for entry in day["results"]
        if entry.get("photos")
    }


def _kept(value: Any, field_: Any) -> Any:
    """Return a value of a document as a tree whose leaves came from no cell."""
    if isinstance(value, Mapping):
        return {name: _kept(each, field_.fields[name]) for name, each in value.items()}
    if isinstance(value, list):
        return [_kept(each, field_.item) for each in value]
    return Leaf(scalar(value, field_))


def _label(table: str, name: str) -> str:
    return next(column.label for column in tables()[table].columns if column.name == name)


def _title(name: str) -> str:
    return ", ".join(column.label for column in tables()[name].columns if column.name in tables()[name].keys)


def _is_at(problem: Problem, cell: Cell) -> bool:
    return problem.line == cell.row and problem.column == cell.column and cell.place in problem.field
