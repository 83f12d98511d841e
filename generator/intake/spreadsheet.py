"""An .xlsx file opened with care: its worksheets as cells, read once, within bounds of time and memory.

Nothing in it runs and nothing is fetched: of a formula the value that was worked out last is taken, macros, other workbooks and
outside entities are refused or left alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

from generator.intake.archive import MEGABYTE, Archive, Limits
from generator.intake.markup import Handler, parsed
from generator.intake.paper import Cell
from generator.intake.parts import MOST_CELLS, MOST_ROWS, Book, Cells, Kinds, Links, Strings, Styles, Value
from generator.problems import InvalidData, Problem

LIMITS = Limits(packed=4 * MEGABYTE, unpacked=24 * MEGABYTE, files=200, about="sheet")
MOST_SHEETS = 40
MACROS = ("vbaproject.bin", "macrosheets/", "dialogsheets/")


@dataclass(frozen=True, kw_only=True)
class Worksheet:
    """One worksheet: its name, its cells that are not empty by row and column, and its merged ranges."""

    name: str
    cells: Mapping[tuple[int, int], Value]
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """Return the place of a cell as problems name it."""
        return Cell(sheet=self.name, at=f"{_letters(column)}{row}", row=row, column=column)

    @cached_property
    def rows(self) -> Mapping[int, Mapping[int, Value]]:
        """The cells by row, then by column, both in order."""
        found: dict[int, dict[int, Value]] = {}
        for (row, column), value in sorted(self.cells.items(), key=lambda item: item[0]):
            found.setdefault(row, {})[column] = value
        return found

    @cached_property
    def anchors(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        """For every cell of a merged range the cell that holds its value."""
        inside = (
            ((row, column), (top, left))
            for top, left, bottom, right in self.merged
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        )
        return dict(islice(inside, MOST_CELLS))


def spreadsheet(archive: Archive) -> tuple[Worksheet, ...]:
    """Return the worksheets of an .xlsx file in their order; raises InvalidData, and nothing else, where it cannot be read."""
    return _Reader(archive).worksheets()


@dataclass
class _Reader:
    archive: Archive
    entries: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.entries = {name.lower(): name for name in self.archive.names}

    def worksheets(self) -> tuple[Worksheet, ...]:
        if any(mark in name for name in self.entries for mark in MACROS) or self._has_macros():
            raise self.refused("sheet_macros")
        book = Book()
        self.read("xl/workbook.xml", book)
        links = Links()
        self.read("xl/_rels/workbook.xml.rels", links)
        if len(book.sheets) > MOST_SHEETS:
            raise self.refused("sheet_too_many_sheets", most=MOST_SHEETS)
        strings, styles = Strings(), Styles()
        for name, handler in (("sharedstrings", strings), ("styles", styles)):
            if target := links.of_kind(name):
                self.read(target, handler)
        if strings.is_too_large:
            raise self.refused("sheet_too_large", most=LIMITS.packed // MEGABYTE)
        found = []
        for name, link in book.sheets:
            target = links.targets.get(link)
            if target is None or not links.kinds.get(link, "").endswith("/worksheet"):
                continue  # a chart on a sheet of its own
            cells = Cells(strings.texts, styles.dates, book.epoch)
            self.read(target, cells)
            if cells.is_too_large:
                raise self.refused("sheet_too_many_rows", sheet=name, most=MOST_ROWS)
            found.append(Worksheet(name=name, cells=cells.values, merged=tuple(cells.merged)))
        return tuple(found)

    def _has_macros(self) -> bool:
        kinds = Kinds()
        self.read("[content_types].xml", kinds)
        return any("macroenabled" in kind.lower() for kind in kinds.found)

    def read(self, name: str, handler: Handler) -> None:
        """Read one part of the file; raises InvalidData where it is missing or no XML that may be read."""
        entry = self.entries.get(name.lower())
        if entry is None:
            raise self.refused("sheet_damaged")
        try:
            parsed(self.archive.read(self.archive.opened.getinfo(entry)), handler)
        except (ValueError, KeyError) as error:
            raise self.refused("sheet_damaged") from error

    def refused(self, code: str, **values: Any) -> InvalidData:
        return InvalidData([Problem.of(code, self.archive.shown, **values)])


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
