"""Facts -> the workbook that a commune fills in, as .xlsx: the same facts give the same bytes."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from generator.language.vietnamese import short_month
from generator.sheet.facts import Facts
from generator.sheet.guide import add_guide
from generator.sheet.lists import Lists
from generator.sheet.page import Cells, Page
from generator.sheet.rows import rows
from generator.sheet.styles import LEAF, styles
from generator.sheet.tables import Column, Table, blocks, tables, words
from generator.sheet.values import NUMBERS, heading, help_of, limits, shown

EPOCH = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)  # the earliest that a zip file can tell: nobody takes it for a real time
IDENTITY, GROUPS, HEADS = 3, 5, 6
LAST = 400  # how far down a choice reaches, for rows that are added
# A block has its label in the first column, its cell over the next three, and how to fill it in in the last; the table under it
# has a column in each.
BLOCK_WIDTHS = (26.0, 38.0, 12.0, 15.0, 62.0)
CELL, HELP = (2, 4), 5
SPARE = {"results": 4, "works": 20, "bodies": 16, "stated": 0, "sites": 2, "planned": 20}
WIDTHS = {
    "campaign": 18.0,
    "hamlet": 18.0,
    "all_households": 17.0,
    "held": 8.5,
    "not_held": 24.0,
    "deviation": 22.0,
    "note": 34.0,
    "indicator": 44.0,
    "body": 46.0,
    "planned": 14.0,
    "meeting_point": 36.0,
}
KINDS = {"integer": 11.0, "decimal": 11.0, "date": 13.0, "time": 10.0}
SUMS = 20.0
WIDE = 1_000_000_000  # a number that may be so large needs more room


def workbook(facts: Facts) -> bytes:
    """Return the workbook of one commune for one month: its report, and the days that it has still to choose."""
    written = io.BytesIO()
    book = Workbook(written, {"in_memory": True})  # so that it tells no time of its own
    book.set_properties({"author": facts.data.programme.short_name, "title": words()["sheet_report"], "created": EPOCH})
    writer = _Writer(book, facts)
    guide = writer.sheet(words()["sheet_guide"])
    writer.report()
    for month in facts.unplanned:
        writer.saturday(Facts(data=facts.data, commune=facts.commune, month=month))
    writer.lists.write(writer.sheet(words()["sheet_lists"]), facts, writer.footer)
    add_guide(guide, facts, writer.sheets, writer.footer)
    book.close()
    return written.getvalue()


class _Writer:
    """Writes the sheets one after the other, and remembers which lists they choose from and what each of them asks."""

    def __init__(self, book: Workbook, facts: Facts) -> None:
        self.book, self.facts = book, facts
        self.styles: Mapping[str, Format] = styles(book)
        self.lists = Lists(words()["sheet_lists"], facts)
        self.sheets: list[tuple[str, Sequence[Column]]] = []
        self.footer = words()["footer"].format(
            programme=facts.data.programme.short_name, commune=facts.commune.name, month=short_month(facts.month)
        )

    def sheet(self, name: str) -> Page:
        """Return a new sheet, the last of the workbook."""
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        return Page(sheet, self.styles)

    def report(self) -> None:
        """Write the sheets of the report."""
        report = self.facts.report or {}
        given = {"reported_by": self.facts.reported_by, **report, **self._identity(self.facts)}
        sheet = self._headed("report", self.facts)
        self._block(sheet, blocks()["report"], IDENTITY, {name: value for name, value in given.items() if value is not None})
        sheet.printed(BLOCK_WIDTHS, self.footer)
        for table in tables().values():
            if table.kind == "report":
                self._page(table, self.facts)

    def saturday(self, facts: Facts) -> None:
        """Write the two sheets of a day that the commune has still to choose."""
        block, sites = blocks()["saturday"], tables()["sites"]
        sheet = self._headed("saturday", facts)
        self._block(sheet, block, IDENTITY, {"status": "expected", **self._identity(facts)})
        top = IDENTITY + len(block.columns) + 2
        self._rows(sheet, sites, facts, top)
        self.sheets.append((sheet.name, sites.columns))
        sheet.printed(BLOCK_WIDTHS, self.footer)
        self._page(tables()["planned"], facts)

    def _identity(self, facts: Facts) -> Mapping[str, Any]:
        return {"commune": facts.commune.id, "month": str(facts.month)}

    def _headed(self, name: str, facts: Facts) -> Page:
        """Return a new sheet with its title."""
        month = short_month(facts.month)
        sheet = self.sheet(words()[f"sheet_{name}"].format(month=month.replace("/", "-")))
        sheet.put(1, 1, words()[f"title_{name}"].format(commune=facts.commune.name, month=month), "title")
        sheet.head(LEAF)
        return sheet

    def _noted(self, sheet: Page, name: str, given: Sequence[float]) -> None:
        """Write a note on how to fill in the sheet under its title, over the whole width."""
        note = words()[f"note_{name}"].format(coordinator="")
        across = min(len(given), next((at for at in range(1, len(given)) if sum(given[:at]) > 110), len(given)))
        sheet.put(2, 1, note, "note", across)
        sheet.height(2, [(note, sum(given[:across]))])

    def _block(self, sheet: Page, block: Table, top: int, given: Mapping[str, Any]) -> None:
        """Write single values line by line: label, cell, how to fill it in."""
        sheet.widths(BLOCK_WIDTHS)
        self._noted(sheet, block.kind, BLOCK_WIDTHS)
        for row, column in enumerate(block.columns, start=top):
            value = _value(given, column.way)
            told = column.name in block.keys
            sheet.put(row, 1, column.label, "label")
            first, last = CELL
            style = "told" if told else _written(column)
            sheet.put(row, first, None if value is None else self._shown(value, column), style, last)
            how = "" if told else _how(column)
            sheet.put(row, HELP, how, "help")
            across = sum(BLOCK_WIDTHS[first - 1 : last])
            room = "x" * int(min((column.value.rules.get("maxlength", 0) if column.value else 0) / 6, 5 * across))
            sheet.height(row, [(how, BLOCK_WIDTHS[HELP - 1]), (room, across)])
            if not told:
                self._rule(sheet, (first, row, row), column, self.facts)
        self.sheets.append((sheet.name, [column for column in block.columns if column.name not in block.keys]))

    def _page(self, table: Table, facts: Facts) -> None:
        """Write a table on a sheet of its own, under the commune and the month that it speaks of."""
        sheet = self._headed(table.name, facts)
        given = [max(_width(column), SUMS if table.name == "stated" else 0) for column in table.columns]
        sheet.widths(given)
        self._noted(sheet, table.name, given)
        names = blocks()[table.kind].columns[:2]
        for place, column in enumerate(names):
            sheet.put(IDENTITY, 2 * place + 1, column.label, "label")
            sheet.put(IDENTITY, 2 * place + 2, self._shown(self._identity(facts)[column.name], column), "told")
        self._rows(sheet, table, facts, HEADS)
        self.sheets.append((sheet.name, [column for column in table.columns if not column.told]))
        kept = sum(column.name in ("campaign", "hamlet") for column in table.columns)
        sheet.freeze(HEADS, kept)
        after = next((place for place, column in enumerate(table.columns) if column.name.startswith("money.")), 0)
        sheet.printed(given, self.footer, (GROUPS, HEADS), kept, after)

    def _rows(self, sheet: Page, table: Table, facts: Facts, heads: int) -> None:
        """Write the heads of a table in the row ``heads``, and below them its rows and some to spare."""
        _groups(sheet, table, heads - 1)
        for place, column in enumerate(table.columns, start=1):
            sheet.put(heads, place, heading(column), "head")
        sheet.height(heads, [(heading(column), _width(column)) for column in table.columns])
        written = rows(facts, table)
        for row, given in enumerate([*written, *({},) * SPARE[table.name]], start=heads + 1):
            texts = []
            for place, column in enumerate(table.columns, start=1):
                value = self._shown(given[column.name], column, facts) if column.name in given else None
                told = column.told or (column.name in ("campaign", "hamlet", "indicator") and value is not None)
                sheet.put(row, place, value, "told" if told else _written(column))
                texts.append((str(value or ""), _width(column)))
            sheet.height(row, texts)
        for place, column in enumerate(table.columns, start=1):
            if not column.told:
                self._rule(sheet, (place, heads + 1, LAST), column, facts)

    def _shown(self, value: Any, column: Column, facts: Facts | None = None) -> str | float:
        if column.name == "commune":
            return self.facts.commune.name
        if column.name == "held":
            return (facts or self.facts).names["held"][value]
        return shown(value, column, (facts or self.facts).names)

    def _rule(self, sheet: Page, cells: Cells, column: Column, facts: Facts) -> None:
        """Say at the cells how to fill them in, and let them hold nothing else."""
        field = column.value
        told, prompt = limits(column), _how(column)
        if column.refers or column.name == "held":
            source = self.lists.source("held" if column.name == "held" else column.refers or "", facts)
            sheet.choice(cells, source, column.label, prompt, words()["wrong_choice"])
        elif field and field.type in NUMBERS:
            error = words()["wrong_number"].format(limits=told)
            sheet.number(cells, field.type == "integer", field.rules["min"], field.rules["max"], column.label, prompt, error)
        elif field:
            is_list = column.field is not None and column.field.item is not None
            most = None if is_list else field.rules.get("maxlength")
            sheet.text(cells, most, column.label, prompt, words()["wrong_text"].format(limits=told) if most else "")


def _groups(sheet: Page, table: Table, row: int) -> None:
    """Write the labels of groups of fields over their columns."""
    for place, column in enumerate(table.columns, start=1):
        if column.group and table.columns[place - 2].group != column.group:
            last = max(at for at, each in enumerate(table.columns, start=1) if each.group == column.group)
            sheet.put(row, place, column.group, "group", last)


def _value(given: Mapping[str, Any], way: Sequence[str]) -> Any:
    here: Any = given
    for key in way:
        here = here.get(key) if isinstance(here, Mapping) else None
    return here


def _written(column: Column) -> str:
    kind = column.value.type if column.value else ""
    return {"integer": "whole", "decimal": "broken"}.get(kind, "write")


def _how(column: Column) -> str:
    """Return how to fill in a cell, and in brackets what it may hold."""
    told = limits(column)
    return " ".join(part for part in (help_of(column), f"({told})" if told else "") if part)


def _width(column: Column) -> float:
    field = column.value
    if field and field.type == "integer" and field.rules.get("max", 0) >= WIDE:
        return 15.0
    return WIDTHS.get(column.name) or KINDS.get(field.type if field else "", 28.0)
