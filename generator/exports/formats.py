"""Values as CSV (RFC 4180, with a mark for spreadsheets) and as JSON write them; the same values are the same bytes."""

import csv
import datetime as dt
import functools
import json
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from generator.exports.table import Table
from generator.language.months import Month

BOM = "\ufeff"
# Where a spreadsheet may begin a cell: at the start, and, should it part cells at other signs than commas, behind those.
LIVE = re.compile(r"(^|[;\t\r\n])(?=[ \u00a0]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")
JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def csv_file(table: Table, lines: Iterable[bytes]) -> bytes:
    """Return a header and the lines as CSV: UTF-8 with a byte order mark, each ended by CRLF."""
    return b"".join(((BOM + ",".join(table.names) + "\r\n").encode(), *lines))


class CsvWriter:
    """Writes rows one by one, each as the line that it is in a file."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._rows = csv.writer(self, lineterminator="\r\n")

    def write(self, line: str) -> None:
        """Take a line from the library, which asks for a file and writes each row in one piece."""
        self._written.append(line)

    def line(self, values: Iterable[Any]) -> bytes:
        """Return plain values as the cells of a row: an empty one for None.

        Text in which a spreadsheet would see a formula gets an apostrophe before the sign; numbers stay numbers.
        """
        self._rows.writerow([cell(value) if (cell := CELLS.get(type(value))) else value for value in values])
        return self._written.pop().encode()


@functools.lru_cache(maxsize=4096)  # most texts are ids, which stand in many rows
def neutral(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe stands before the sign that would begin one.

    The signs are = + - @, tab and carriage return, at the start of the text and of each of its parts between ; or line breaks.
    """
    return LIVE.sub(r"\1'", text) if LIVE.search(text) else text


def plain(value: Any) -> Any:
    """Return a value as JSON knows it: dates and months as text, an exact number as the number it is."""
    make = PLAIN.get(type(value))
    return make(value) if make else value


def _number(value: Decimal) -> float:
    return int(value) if value == value.to_integral_value() else float(value)


CELLS: Mapping[type, Callable[[Any], str]] = {str: neutral, bool: {False: "false", True: "true"}.__getitem__}
PLAIN: Mapping[type, Callable[[Any], Any]] = {dt.date: dt.date.isoformat, Month: functools.cache(str), Decimal: _number}


def json_file(head: Mapping[str, Any], tables: Mapping[str, Iterable[bytes]]) -> bytes:
    """Return ``head`` and under each table's name its rows, one a line; what a row does not have is null."""
    parts = [f"{json_line(name)}: {json_line(value)}".encode() for name, value in head.items()]
    for name, lines in tables.items():
        told = b",\n".join(lines)
        parts.append(json_line(name).encode() + (b": [\n%b\n]" % told if told else b": []"))
    return b"{\n%b\n}\n" % b",\n".join(parts)


def json_line(value: Any) -> str:
    """Return a value as JSON on one line."""
    return JSON.encode(value)


def json_document(document: Mapping[str, Any]) -> bytes:
    """Return a description as JSON to be read by people too."""
    return (json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()
