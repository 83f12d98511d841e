"""Where in a worksheet the tables and the single values stand: found by their labels, wherever rows and columns have moved."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from generator.intake.paper import Cell
from generator.intake.parts import Value
from generator.intake.spreadsheet import Worksheet
from generator.language.names import plain
from generator.sheet.tables import Column, Table, blocks, tables

BRACKETS = re.compile(r"\([^()]*\)\s*[:*]*\s*$")
LONGEST_LABEL = 80


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table: what stands in the cells of its columns, and where each of them is."""

    values: Mapping[str, Value]
    places: Mapping[str, Cell]
    merged: frozenset[str]

    def is_begun(self, besides: frozenset[str]) -> bool:
        """Say whether anything stands in it besides some columns."""
        return any(name not in besides for name in self.values)


@dataclass(frozen=True, kw_only=True)
class Found:
    """A table where it stands: its rows below the heads, and the columns by their numbers."""

    table: Table
    sheet: Worksheet
    head: int
    last: int
    columns: Mapping[int, Column]
    twice: tuple[int, ...]

    def rows(self) -> Iterator[Row]:
        """Return the rows that hold anything at all."""
        numbers = {row for row, _ in self.sheet.anchors if self.head < row <= self.last} | {
            row for row in self.sheet.rows if self.head < row <= self.last
        }
        for row in sorted(numbers):
            found = self._row(row)
            if found.values:
                yield found

    def _row(self, row: int) -> Row:
        values, places, merged = {}, {}, set()
        for number, column in self.columns.items():
            here = self.sheet.anchors.get((row, number), (row, number))
            places[column.name] = self.sheet.cell(*here)
            if here[1] != number or here[0] <= self.head:
                continue  # what runs on from the left, or down from the heads, stands there
            if (value := self.sheet.cells.get(here)) is not None:
                values[column.name] = value
                if here[0] != row or self._spans(here):
                    merged.add(column.name)
        return Row(values=values, places=places, merged=frozenset(merged))

    def _spans(self, anchor: tuple[int, int]) -> bool:
        """Say whether the merged range that begins at ``anchor`` reaches into other rows."""
        return any((top, left) == anchor and bottom > top for top, left, bottom, _ in self.sheet.merged)

    def strangers(self) -> Iterator[tuple[Cell, str]]:
        """Return the heads that belong to no column of the table while something stands under them."""
        for number, value in self.sheet.rows.get(self.head, {}).items():
            below = any(number in self.sheet.rows[row] for row in self.sheet.rows if self.head < row <= self.last)
            if number not in self.columns and number not in self.twice and below:
                yield self.sheet.cell(self.head, number), str(value.content)


def found_tables(sheet: Worksheet) -> list[Found]:
    """Return the tables of a worksheet from top to bottom; each ends where the next begins."""
    heads = [(row, *best) for row, cells in sheet.rows.items() if (best := _head(cells))]
    ends = [*(next_[0] - 1 for _, next_ in pairwise(heads)), max(sheet.rows, default=0)]
    return [
        Found(table=table, sheet=sheet, head=row, last=last, columns=columns, twice=twice)
        for (row, table, columns, twice), last in zip(heads, ends, strict=False)
    ]


def _head(cells: Mapping[int, Value]) -> tuple[Table, Mapping[int, Column], tuple[int, ...]] | None:
    """Return the table whose heads a row holds, the one with most of them; None for any other row."""
    labels = {number: label(value) for number, value in cells.items()}
    best: tuple[Table, Mapping[int, Column], tuple[int, ...]] | None = None
    for table in tables().values():
        known = _heads(table.name)
        columns: dict[int, Column] = {}
        twice = []
        for number, text in labels.items():
            if text in known and known[text] in columns.values():
                twice.append(number)
            elif text in known:
                columns[number] = known[text]
        if set(table.keys) <= {column.name for column in columns.values()} and (best is None or len(columns) > len(best[1])):
            best = table, columns, tuple(twice)
    return best


@functools.cache
def _heads(table: str) -> Mapping[str, Column]:
    """Return the columns of a table by their labels, as labels are compared."""
    return {plain(column.label): column for column in tables()[table].columns}


def label(value: Value) -> str:
    """Return a text as labels are compared: its first line, without what stands in brackets behind it."""
    if not isinstance(value.content, str):
        return ""
    return _label(value.content.strip().partition("\n")[0][:LONGEST_LABEL])


@functools.lru_cache(maxsize=1024)
def _label(first: str) -> str:
    return plain(BRACKETS.sub("", first).rstrip(" :*"))


def found_block(sheet: Worksheet, kind: str, before: int) -> Mapping[str, tuple[Cell, Value | None]]:
    """Return the single values of a file of ``kind`` above the row ``before``: the cell right of each label, and its value."""
    known = {plain(column.label): column.name for column in blocks()[kind].columns}
    rights = {(top, left): right for top, left, _, right in sheet.merged}
    found: dict[str, tuple[Cell, Value | None]] = {}
    for row, cells in sheet.rows.items():
        for number, value in cells.items():
            name = known.get(label(value))
            if name is None or row >= before or name in found:
                continue
            at = row, rights.get((row, number), number) + 1
            here = sheet.anchors.get(at, at)
            found[name] = sheet.cell(*here), sheet.cells.get(here)
    return found
