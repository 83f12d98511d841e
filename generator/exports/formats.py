"""Rows as CSV (RFC 4180, with a byte order mark for spreadsheets) and as JSON; the same rows are the same bytes."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from generator.exports.rows import Row
from generator.exports.table import Table
from generator.months import Month

BOM = "\ufeff"
# Where a spreadsheet may begin a cell: at the start, and, should it part cells at other signs than commas, behind those.
LIVE = re.compile(r"(^|[;\t\r\n])(?=[ \u00a0]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")


def csv_file(table: Table, rows: Iterable[Row]) -> bytes:
    """Return a header and the rows as CSV: UTF-8 with a byte order mark, CRLF, an empty cell for None.

    Text in which a spreadsheet would see a formula gets an apostrophe before the sign; numbers stay numbers.
    """
    names = table.names
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_cell(row[name]) for name in names] for row in rows)
    return (BOM + written.getvalue()).encode()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return neutral(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain(value)


def neutral(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe stands before the sign that would begin one.

    The signs are = + - @, tab and carriage return, at the start of the text and of each of its parts between ; or line breaks.
    """
    return LIVE.sub(r"\1'", text) if LIVE.search(text) else text


def plain(value: Any) -> Any:
    """Return a value as JSON knows it: dates and months as text, an exact number as the number it is."""
    match value:
        case dt.date():
            return value.isoformat()
        case Month():
            return str(value)
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
    return value


def json_file(head: Mapping[str, Any], tables: Mapping[str, Iterable[Row]]) -> bytes:
    """Return ``head`` and under each table's name its rows, one a line; what a row does not have is null."""
    lines = [f"{_json(name)}: {_json(value)}" for name, value in head.items()]
    for name, rows in tables.items():
        told = ",\n".join(_json({column: plain(value) for column, value in row.items()}) for row in rows)
        lines.append(f"{_json(name)}: [\n{told}\n]" if told else f"{_json(name)}: []")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def json_document(document: Mapping[str, Any]) -> bytes:
    """Return a description as JSON to be read by people too."""
    return (json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()
