"""One worksheet: cells written as what they are, widths and heights, what may be typed, and how it prints on A4."""

import math
from collections.abc import Iterable, Sequence

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.worksheet import Worksheet

LINE_HEIGHT = 14.5
WIDTH_MM, UNIT_MM = 277, 2.25  # A4 landscape within its margins; the width of one digit
TITLE_MOST, TEXT_MOST = 32, 255  # what Excel lets a message hold
MARGIN = 0.4


def put(sheet: Worksheet, row: int, column: int, value: str | float | None, style: str) -> None:
    """Write a cell; a text stays a text, whatever it begins with: no formula is ever written."""
    cell = sheet.cell(row, column)
    cell.style = f"tb {style}"
    if value is not None and value != "":
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"


def merge(sheet: Worksheet, row: int, first: int, last: int) -> None:
    """Let the cells of a row from ``first`` to ``last`` be one; each keeps the style that it was given.

    The library's own way copies borders between them, which would take as long as everything else together.
    """
    sheet.merged_cells.add(f"{get_column_letter(first)}{row}:{get_column_letter(last)}{row}")


def widths(sheet: Worksheet, given: Sequence[float]) -> None:
    """Set the widths of the columns from the first on, in digits."""
    for number, width in enumerate(given, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def height(sheet: Worksheet, row: int, cells: Iterable[tuple[str, float]]) -> None:
    """Make a row as high as the longest of its texts needs in its width."""
    lines = max(
        (sum(max(1, math.ceil(len(line) / (width * 1.05))) for line in text.split("\n")) for text, width in cells), default=1
    )
    sheet.row_dimensions[row].height = LINE_HEIGHT * lines + 4


def choice(sheet: Worksheet, cells: str, source: str, title: str, prompt: str, error: str) -> None:
    """Let the cells be chosen from the range ``source``."""
    _validate(sheet, cells, DataValidation(type="list", formula1=source, allow_blank=True), title, prompt, error)


def number(sheet: Worksheet, cells: str, whole: bool, least: float, most: float, title: str, prompt: str, error: str) -> None:
    """Let the cells hold a number from ``least`` to ``most``."""
    rule = DataValidation(operator="between", formula1=str(least), formula2=str(most), allow_blank=True)
    rule.type = "whole" if whole else "decimal"
    _validate(sheet, cells, rule, title, prompt, error)


def text(sheet: Worksheet, cells: str, most: int | None, title: str, prompt: str, error: str) -> None:
    """Let the cells hold a text of at most ``most`` letters; without a limit they only tell how to fill them in."""
    if most is None:
        rule = DataValidation(type=None, allow_blank=True)
    else:
        rule = DataValidation(type="textLength", operator="lessThanOrEqual", formula1=str(most), allow_blank=True)
    _validate(sheet, cells, rule, title, prompt, error)


def _validate(sheet: Worksheet, cells: str, rule: DataValidation, title: str, prompt: str, error: str) -> None:
    rule.promptTitle, rule.prompt, rule.showInputMessage = _short(title, TITLE_MOST), _short(prompt, TEXT_MOST), bool(prompt)
    if error:
        rule.errorTitle, rule.error, rule.showErrorMessage = _short(title, TITLE_MOST), _short(error, TEXT_MOST), True
    rule.add(cells)
    sheet.add_data_validation(rule)


def _short(given: str, most: int) -> str:
    return given if len(given) <= most else given[: most - 1] + "…"


def printed(
    sheet: Worksheet, given: Sequence[float], footer: str, heads: str | None = None, kept: int = 0, break_after: int = 0
) -> None:
    """Let the sheet print on A4 landscape, the rows ``heads`` (``5:6``) on every page.

    With ``break_after``, so many columns stand on the first page across, the others on a second beside the ``kept`` first ones.
    """
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = MARGIN
    margins.bottom, margins.footer = 0.6, 0.3
    sheet.print_options.horizontalCentered = False
    foot = sheet.oddFooter
    for part, said in ((foot.left, footer.replace("&", "&&")), (foot.right, "&P/&N")) if foot else ():
        part.text, part.size = said, 9
    if heads:
        sheet.print_title_rows = heads
    if break_after:
        sheet.col_breaks = ColBreak()
        sheet.col_breaks.append(Break(id=break_after))
        sheet.print_title_cols = f"A:{get_column_letter(kept)}"
        across = max(sum(given[:break_after]), sum(given[:kept]) + sum(given[break_after:]))
        setup.scale = min(100, int(100 * WIDTH_MM / (across * UNIT_MM)))
    else:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
        setup.fitToWidth, setup.fitToHeight = 1, 0


def ranged(sheet: str, column: int, first: int, last: int) -> str:
    """Return the cells of one column as a list names them."""
    letter = get_column_letter(column)
    return f"{quote_sheetname(sheet)}!${letter}${first}:${letter}${last}"
