"""Facts -> the workbook that a commune fills in, as .xlsx: the same facts give the same bytes."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from generator.language.vietnamese import short_month
from generator.model.dataset import Dataset
from generator.sheet import page
from generator.sheet.facts import Facts
from generator.sheet.guide import add_guide
from generator.sheet.lists import Lists
from generator.sheet.page import put
from generator.sheet.rows import rows
from generator.sheet.styles import LEAF, add_styles
from generator.sheet.tables import Column, Table, blocks, tables, words
from generator.sheet.values import NUMBERS, heading, help_of, limits, shown

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can tell: nobody takes it for a real time
IDENTITY, GROUPS, HEADS, FIRST = 3, 5, 6, 7
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
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book)
    writer = _Writer(book, facts)
    guide = _sheet(book, words()["sheet_guide"])
    writer.report()
    for month in facts.unplanned:
        writer.saturday(Facts(data=facts.data, commune=facts.commune, month=month))
    writer.lists.write(_sheet(book, words()["sheet_lists"]), facts, writer.footer)
    add_guide(guide, facts, writer.sheets, writer.footer)
    return _packed(book, facts.data)


def _sheet(book: Workbook, name: str) -> Worksheet:
    sheet: Worksheet = book.create_sheet(name)
    sheet.sheet_view.showGridLines = False
    return sheet


class _Writer:
    """Writes the sheets one after the other, and remembers which lists they choose from and what each of them asks."""

    def __init__(self, book: Workbook, facts: Facts) -> None:
        self.book, self.facts = book, facts
        self.lists = Lists(words()["sheet_lists"], facts)
        self.sheets: list[tuple[str, Sequence[Column]]] = []
        self.footer = words()["footer"].format(
            programme=facts.data.programme.short_name, commune=facts.commune.name, month=short_month(facts.month)
        )

    def report(self) -> None:
        """Write the sheets of the report."""
        report = self.facts.report or {}
        given = {"reported_by": self.facts.reported_by, **report, **self._identity(self.facts)}
        sheet = self._headed("report", self.facts)
        self._block(sheet, blocks()["report"], IDENTITY, {name: value for name, value in given.items() if value is not None})
        page.printed(sheet, BLOCK_WIDTHS, self.footer)
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
        self.sheets.append((sheet.title, sites.columns))
        page.printed(sheet, BLOCK_WIDTHS, self.footer)
        self._page(tables()["planned"], facts)

    def _identity(self, facts: Facts) -> Mapping[str, Any]:
        return {"commune": facts.commune.id, "month": str(facts.month)}

    def _headed(self, name: str, facts: Facts) -> Worksheet:
        """Return a new sheet with its title and a note on how to fill it in."""
        month = short_month(facts.month)
        sheet = _sheet(self.book, words()[f"sheet_{name}"].format(month=month.replace("/", "-")))
        put(sheet, 1, 1, words()[f"title_{name}"].format(commune=facts.commune.name, month=month), "title")
        put(sheet, 2, 1, words()[f"note_{name}"].format(coordinator=""), "note")
        sheet.row_dimensions[1].height = 26
        sheet.sheet_properties.tabColor = LEAF
        return sheet

    def _noted(self, sheet: Worksheet, given: Sequence[float]) -> None:
        """Let the note under the title run over the whole width."""
        across = min(len(given), next((at for at in range(1, len(given)) if sum(given[:at]) > 110), len(given)))
        page.merge(sheet, 2, 1, across)
        page.height(sheet, 2, [(str(sheet.cell(2, 1).value), sum(given[:across]))])

    def _block(self, sheet: Worksheet, block: Table, top: int, given: Mapping[str, Any]) -> None:
        """Write single values line by line: label, cell, how to fill it in."""
        page.widths(sheet, BLOCK_WIDTHS)
        self._noted(sheet, BLOCK_WIDTHS)
        for row, column in enumerate(block.columns, start=top):
            value = _value(given, column.way)
            told = column.name in block.keys
            put(sheet, row, 1, column.label, "label")
            first, last = CELL
            for place in range(first, last + 1):
                put(sheet, row, place, None, "told" if told else _written(column))
            put(sheet, row, first, None if value is None else self._shown(value, column), "told" if told else _written(column))
            page.merge(sheet, row, first, last)
            how = "" if told else _how(column)
            put(sheet, row, HELP, how, "help")
            across = sum(BLOCK_WIDTHS[first - 1 : last])
            room = "x" * int(min((column.value.rules.get("maxlength", 0) if column.value else 0) / 6, 5 * across))
            page.height(sheet, row, [(how, BLOCK_WIDTHS[HELP - 1]), (room, across)])
            if not told:
                self._rule(sheet, f"B{row}", column, self.facts)
        self.sheets.append((sheet.title, [column for column in block.columns if column.name not in block.keys]))

    def _page(self, table: Table, facts: Facts) -> None:
        """Write a table on a sheet of its own, under the commune and the month that it speaks of."""
        sheet = self._headed(table.name, facts)
        given = [max(_width(column), SUMS if table.name == "stated" else 0) for column in table.columns]
        page.widths(sheet, given)
        self._noted(sheet, given)
        names = blocks()[table.kind].columns[:2]
        for place, column in enumerate(names):
            put(sheet, IDENTITY, 2 * place + 1, column.label, "label")
            put(sheet, IDENTITY, 2 * place + 2, self._shown(self._identity(facts)[column.name], column), "told")
        self._rows(sheet, table, facts, HEADS)
        self.sheets.append((sheet.title, [column for column in table.columns if not column.told]))
        kept = sum(column.name in ("campaign", "hamlet") for column in table.columns)
        sheet.freeze_panes = f"{get_column_letter(kept + 1)}{FIRST}"
        after = next((place for place, column in enumerate(table.columns) if column.name.startswith("money.")), 0)
        page.printed(sheet, given, self.footer, f"{GROUPS}:{HEADS}", kept, after)

    def _rows(self, sheet: Worksheet, table: Table, facts: Facts, heads: int) -> None:
        """Write the heads of a table in the row ``heads``, and below them its rows and some to spare."""
        _groups(sheet, table, heads - 1)
        for place, column in enumerate(table.columns, start=1):
            put(sheet, heads, place, heading(column), "head")
        page.height(sheet, heads, [(heading(column), _width(column)) for column in table.columns])
        written = rows(facts, table)
        for row, given in enumerate([*written, *({},) * SPARE[table.name]], start=heads + 1):
            texts = []
            for place, column in enumerate(table.columns, start=1):
                value = self._shown(given[column.name], column, facts) if column.name in given else None
                told = column.told or (column.name in ("campaign", "hamlet", "indicator") and value is not None)
                put(sheet, row, place, value, "told" if told else _written(column))
                texts.append((str(value or ""), _width(column)))
            page.height(sheet, row, texts)
        for place, column in enumerate(table.columns, start=1):
            if not column.told:
                letter = get_column_letter(place)
                self._rule(sheet, f"{letter}{heads + 1}:{letter}{LAST}", column, facts)

    def _shown(self, value: Any, column: Column, facts: Facts | None = None) -> str | float:
        if column.name == "commune":
            return self.facts.commune.name
        if column.name == "held":
            return (facts or self.facts).names["held"][value]
        return shown(value, column, (facts or self.facts).names)

    def _rule(self, sheet: Worksheet, cells: str, column: Column, facts: Facts) -> None:
        """Say at the cells how to fill them in, and let them hold nothing else."""
        field = column.value
        told, prompt = limits(column), _how(column)
        if column.refers or column.name == "held":
            source = self.lists.source("held" if column.name == "held" else column.refers or "", facts)
            page.choice(sheet, cells, source, column.label, prompt, words()["wrong_choice"])
        elif field and field.type in NUMBERS:
            error = words()["wrong_number"].format(limits=told)
            page.number(
                sheet, cells, field.type == "integer", field.rules["min"], field.rules["max"], column.label, prompt, error
            )
        elif field:
            is_list = column.field is not None and column.field.item is not None
            most = None if is_list else field.rules.get("maxlength")
            page.text(sheet, cells, most, column.label, prompt, words()["wrong_text"].format(limits=told) if most else "")


def _groups(sheet: Worksheet, table: Table, row: int) -> None:
    """Write the labels of groups of fields over their columns."""
    for place, column in enumerate(table.columns, start=1):
        if not column.group:
            continue
        put(sheet, row, place, None, "group")
        if table.columns[place - 2].group != column.group:
            last = max(at for at, each in enumerate(table.columns, start=1) if each.group == column.group)
            put(sheet, row, place, column.group, "group")
            page.merge(sheet, row, place, last)


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


def _packed(book: Workbook, data: Dataset) -> bytes:
    """Return the workbook as .xlsx without times of its own."""
    told = book.properties
    told.creator, told.title = data.programme.short_name, words()["sheet_report"]
    told.created = told.modified = dt.datetime(*EPOCH)  # noqa: DTZ001 - openpyxl writes it as it is
    loose, packed = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(loose, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(book, archive).save()
    with zipfile.ZipFile(loose) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as final:
        for entry in archive.infolist():
            fixed = zipfile.ZipInfo(entry.filename, EPOCH)
            fixed.compress_type, fixed.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            final.writestr(fixed, archive.read(entry))
    return packed.getvalue()
