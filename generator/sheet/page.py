"""One worksheet: cells written as what they are, widths and heights, what may be typed, and how it prints on A4."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_col_to_name
from xlsxwriter.worksheet import Worksheet

LINE_HEIGHT = 14.5
WIDTH_MM, UNIT_MM = 277, 2.25  # A4 landscape within its margins; the width of one digit
PADDING = 5 / 7  # beside the digits, which the library adds to each width
TITLE_MOST, TEXT_MOST = 32, 255  # what Excel lets a message hold
FOOTER_MOST = 200
A4, MARGIN = 9, 0.4
MARKUP = "<r>", "</r>"  # the library takes a text between them for markup of its own


@dataclass(frozen=True, slots=True)
class Page:
    """A worksheet with the styles of its workbook; rows and columns are counted from 1, as people see them."""

    sheet: Worksheet
    styles: Mapping[str, Format]

    @property
    def name(self) -> str:
        """What stands on its tab."""
        return str(self.sheet.get_name())

    def put(self, row: int, column: int, value: str | float | None, style: str, last: int = 0) -> None:
        """Write a cell, or as one the cells up to the column ``last``; a text stays a text, whatever it begins with."""
        place, look = (row - 1, column - 1), self.styles[style]
        if last > column:
            self.sheet.merge_range(*place, row - 1, last - 1, "", look)
        if value is None or value == "":
            self.sheet.write_blank(*place, None, look)
        elif not isinstance(value, str):
            self.sheet.write_number(*place, value, look)
        elif value.startswith(MARKUP[0]) and value.endswith(MARKUP[1]):
            self.sheet.write_rich_string(*place, value[:1], look, value[1:], look)
        else:
            self.sheet.write_string(*place, value, look)

    def widths(self, given: Iterable[float]) -> None:
        """Set the widths of the columns from the first on, in digits."""
        for column, width in enumerate(given):
            self.sheet.set_column(column, column, width - PADDING)

    def height(self, row: int, cells: Iterable[tuple[str, float]]) -> None:
        """Make a row as high as the longest of its texts needs in its width."""
        lines = max(
            (sum(max(1, math.ceil(len(line) / (width * 1.05))) for line in text.split("\n")) for text, width in cells), default=1
        )
        self.sheet.set_row(row - 1, LINE_HEIGHT * lines + 4)

    def head(self, colour: str) -> None:
        """Make the first row high enough for a title, and give the tab its colour."""
        self.sheet.set_row(0, 26)
        self.sheet.set_tab_color(f"#{colour}")

    def freeze(self, rows: int, columns: int = 0) -> None:
        """Keep the first ``rows`` and ``columns`` in sight."""
        self.sheet.freeze_panes(rows, columns)

    def choice(self, cells: "Cells", source: str, title: str, prompt: str, error: str) -> None:
        """Let the cells be chosen from the range ``source``."""
        self._rule(cells, {"validate": "list", "source": f"={source}"}, title, prompt, error)

    def number(self, cells: "Cells", whole: bool, least: float, most: float, title: str, prompt: str, error: str) -> None:
        """Let the cells hold a number from ``least`` to ``most``."""
        rule = {"validate": "integer" if whole else "decimal", "criteria": "between", "minimum": least, "maximum": most}
        self._rule(cells, rule, title, prompt, error)

    def text(self, cells: "Cells", most: int | None, title: str, prompt: str, error: str) -> None:
        """Let the cells hold a text of at most ``most`` letters; without a limit they only tell how to fill them in."""
        rule = {"validate": "any"} if most is None else {"validate": "length", "criteria": "<=", "value": most}
        self._rule(cells, rule, title, prompt, error)

    def _rule(self, cells: "Cells", rule: Mapping[str, Any], title: str, prompt: str, error: str) -> None:
        told = {"input_title": _short(title, TITLE_MOST), "input_message": _short(prompt, TEXT_MOST), "show_input": bool(prompt)}
        wrong = {"error_title": _short(title, TITLE_MOST), "error_message": _short(error, TEXT_MOST)} if error else {}
        column, first, last = cells
        self.sheet.data_validation(
            first - 1, column - 1, last - 1, column - 1, {**rule, **told, **wrong, "show_error": bool(error)}
        )

    def printed(
        self, given: Sequence[float], footer: str, heads: tuple[int, int] | None = None, kept: int = 0, break_after: int = 0
    ) -> None:
        """Let the sheet print on A4 landscape, the rows ``heads`` (the first and the last) on every page.

        With ``break_after``, so many columns stand on the first page across, the others on a second beside the ``kept`` first.
        """
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=MARGIN, right=MARGIN, top=MARGIN, bottom=0.6)
        sheet.set_footer(f"&L&9 {_short(footer, FOOTER_MOST).replace('&', '&&')}&R&9 &P/&N", {"margin": 0.3})
        if heads:
            sheet.repeat_rows(heads[0] - 1, heads[1] - 1)
        if break_after:
            sheet.set_v_pagebreaks([break_after])
            sheet.repeat_columns(0, kept - 1)
            across = max(sum(given[:break_after]), sum(given[:kept]) + sum(given[break_after:]))
            sheet.set_print_scale(min(100, int(100 * WIDTH_MM / (across * UNIT_MM))))
        else:
            sheet.fit_to_pages(1, 0)


Cells = tuple[int, int, int]  # a column, and its first and last row


def _short(given: str, most: int) -> str:
    return given if len(given) <= most else given[: most - 1] + "…"


def ranged(sheet: str, column: int, first: int, last: int) -> str:
    """Return the cells of one column as a list names them."""
    letter = xl_col_to_name(column - 1)
    return f"{quote_sheetname(sheet)}!${letter}${first}:${letter}${last}"
