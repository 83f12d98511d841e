"""The parts of an .xlsx file, each heard element by element: sheets, links, shared texts, formats, cells (ECMA-376, part 1)."""

import datetime as dt
import posixpath
import re
from dataclasses import dataclass

from generator.intake.markup import Element, Handler

MOST_ROWS, MOST_CELLS, MOST_STRINGS, LONGEST, MOST_ACROSS = 4_000, 60_000, 60_000, 5_000, 200
REFERENCE = re.compile(r"(?P<column>[A-Z]{1,3})(?P<row>[1-9][0-9]{0,6})")
OTHER_FILE = re.compile(r"\[[^\]]+\]")
DAYS_1900, DAYS_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)  # noqa: DTZ001 - a serial number has no time zone
# The formats that a file need not spell out and that show a date or an hour (18.8.30), and the signs of those that it spells out.
DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
LITERALS, DATE_SIGNS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.'), re.compile("[dmyhs]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What stands in a cell: a text, a number, a moment, or a yes or no; ``problem`` is the code of what makes it unusable."""

    content: str | float | dt.datetime | bool
    problem: str | None = None
    is_worked_out: bool = False


class Kinds(Handler):
    def __init__(self) -> None:
        self.found: list[str] = []

    def start(self, element: Element) -> None:
        if kind := element.attributes.get("ContentType"):
            self.found.append(kind)


class Book(Handler):
    """The names of the sheets with their links, and the day that serial numbers count from."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.epoch = DAYS_1900

    def start(self, element: Element) -> None:
        if element.name == "sheet":
            self.sheets.append((element.attributes.get("name", ""), element.attributes.get("id", "")))
        elif element.name == "workbookPr" and element.attributes.get("date1904") in ("1", "true"):
            self.epoch = DAYS_1904


class Links(Handler):
    """Where the parts of the workbook lie, by the ids of their links."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}
        self.kinds: dict[str, str] = {}

    def start(self, element: Element) -> None:
        given = element.attributes
        if element.name == "Relationship" and given.get("TargetMode") != "External":
            target = given.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            self.targets[given.get("Id", "")] = path
            self.kinds[given.get("Id", "")] = given.get("Type", "")

    def of_kind(self, name: str) -> str | None:
        """Return the part whose link is of that kind, whatever its capitals."""
        return next((self.targets[link] for link, kind in self.kinds.items() if kind.lower().endswith(f"/{name}")), None)


class Strings(Handler):
    """The texts that cells share; how they are spoken (phonetic runs) is no part of them."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.is_too_large = False
        self._parts: list[str] = []
        self._silent = 0

    def start(self, element: Element) -> None:
        if element.name == "si":
            self._parts = []
        elif element.name == "rPh":
            self._silent += 1

    def end(self, name: str, text: str) -> None:
        if name == "rPh":
            self._silent -= 1
        elif name == "t" and not self._silent:
            self._parts.append(text)
        elif name == "si":
            self.texts.append("".join(self._parts)[:LONGEST])
            self.is_too_large = self.is_done = len(self.texts) > MOST_STRINGS


class Styles(Handler):
    """Which formats of cells show a number as a date or an hour."""

    def __init__(self) -> None:
        self.dates: list[bool] = []
        self._formats: dict[int, str] = {}
        self._inside = False

    def start(self, element: Element) -> None:
        given = element.attributes
        if element.name == "numFmt":
            self._formats[_whole(given.get("numFmtId"))] = given.get("formatCode", "")[:LONGEST]
        elif element.name == "cellXfs":
            self._inside = True
        elif element.name == "xf" and self._inside:
            self.dates.append(self._shows_a_date(_whole(given.get("numFmtId"))))

    def end(self, name: str, text: str) -> None:
        if name == "cellXfs":
            self.is_done = True

    def _shows_a_date(self, number: int) -> bool:
        written = self._formats.get(number)
        return number in DATE_FORMATS if written is None else bool(DATE_SIGNS.search(LITERALS.sub("", written)))


class Cells(Handler):
    """The cells of one worksheet."""

    def __init__(self, strings: list[str], dates: list[bool], epoch: dt.datetime) -> None:
        self.strings, self.dates, self.epoch = strings, dates, epoch
        self.values: dict[tuple[int, int], Value] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.is_too_large = False
        self._rows = self._row = self._column = 0
        self._kind, self._style, self._formula, self._value = "n", 0, "", ""
        self._has_formula, self._texts = False, list[str]()

    def start(self, element: Element) -> None:
        given = element.attributes
        match element.name:
            case "row":
                self._rows += 1
                self._row = _whole(given.get("r")) or self._row + 1
                self._column = 0
                self._stop_beyond(self._rows > MOST_ROWS)
            case "c":
                found = REFERENCE.fullmatch(given.get("r", ""))
                self._column = _number(found["column"]) if found else self._column + 1
                self._kind, self._style = given.get("t", "n"), _whole(given.get("s"))
                self._formula, self._value, self._has_formula, self._texts = "", "", False, []
            case "f":
                self._has_formula = True
            case "mergeCell":
                self._merge(given.get("ref", ""))

    def end(self, name: str, text: str) -> None:
        match name:
            case "f":
                self._formula = text
            case "v":
                self._value = text
            case "t":
                self._texts.append(text)
            case "c":
                self._add()

    def _add(self) -> None:
        value = self._found()
        if value is not None and not (isinstance(value.content, str) and not value.content.strip() and value.problem is None):
            self.values[self._row, self._column] = value
            self._stop_beyond(len(self.values) > MOST_CELLS)

    def _found(self) -> Value | None:
        """Return what the cell holds; None where it is empty."""
        if self._has_formula and OTHER_FILE.search(self._formula):
            return Value(content=f"={self._formula[:LONGEST]}", problem="sheet_other_file")
        if not self._value and not self._texts:
            return Value(content=f"={self._formula[:LONGEST]}", problem="sheet_no_value") if self._has_formula else None
        content = self._content()
        problem = "sheet_error_value" if self._kind == "e" else None
        return Value(content=content, problem=problem, is_worked_out=self._has_formula)

    def _content(self) -> str | float | dt.datetime | bool:
        written = self._value
        match self._kind:
            case "s":
                return self.strings[int(written)]
            case "inlineStr":
                return "".join(self._texts)[:LONGEST]
            case "b":
                return written.strip() in ("1", "true")
            case "str" | "e":
                return written[:LONGEST]
            case "d":
                return dt.datetime.fromisoformat(written.removesuffix("Z")).replace(tzinfo=None)
            case _:
                return self._numeric(float(written))

    def _numeric(self, number: float) -> float | dt.datetime:
        if 0 <= self._style < len(self.dates) and self.dates[self._style] and abs(number) < 3_000_000:
            return self.moment(number)
        return number

    def moment(self, serial: float) -> dt.datetime:
        return moment(serial, self.epoch)

    def _merge(self, reference: str) -> None:
        ends = [REFERENCE.fullmatch(part) for part in reference.split(":")]
        if len(ends) == 2 and ends[0] and ends[1] and len(self.merged) < MOST_ROWS:
            top, left, bottom, right = (
                int(ends[0]["row"]),
                _number(ends[0]["column"]),
                int(ends[1]["row"]),
                _number(ends[1]["column"]),
            )
            if 0 <= bottom - top < MOST_ROWS and 0 <= right - left < MOST_ACROSS:
                self.merged.append((top, left, bottom, right))

    def _stop_beyond(self, is_beyond: bool) -> None:
        if is_beyond:
            self.is_too_large = self.is_done = True


def moment(serial: float, epoch: dt.datetime = DAYS_1900) -> dt.datetime:
    """Return the moment that a serial number counts to, to the second."""
    return (epoch + dt.timedelta(days=serial) + dt.timedelta(milliseconds=500)).replace(microsecond=0)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _number(letters: str) -> int:
    """Return the number of the column ``AB``, counted from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
