"""Which field a place of a file belongs to, told by its lines alone: by keys, dashes and blanks before them.

For what is wrong with a file that cannot be read as a whole, or with its text before anything is read.
"""

import re
from collections.abc import Iterator, Sequence

from generator.schema import field_at, labels

MOST_LINES = 2000
LEAD = re.compile(r"(?P<pad> *)(?P<dashes>(?:- +|-$)*)(?P<key>[a-z_]+:(?!//))?")


def label_at(lines: Sequence[str], kind: str, line: int, column: int) -> str:
    """Return the Vietnamese way to the field of ``kind`` that stands there; empty where the lines do not tell."""
    if not 0 < line <= len(lines):
        return ""
    written = lines[line - 1]
    # The column that a sign must stand left of, and that of the dashes that are being counted.
    edge, item = column if any(_signs(written)) else len(written) - len(written.lstrip(" ")), -1
    keys: list[str | int] = []
    for number in range(line, max(line - MOST_LINES, 0), -1):
        for at, sign in _signs(lines[number - 1]):
            if sign == "-" and at == item:
                keys[0] = int(keys[0]) + 1
            elif sign == "-" and at < edge:
                keys.insert(0, 0)
                edge = item = at
            elif sign != "-" and (at < edge or at == item):
                keys.insert(0, sign)
                edge, item = at, -1
        if edge == 0 and item < 0:
            break
    known = edge == 0 and bool(keys) and isinstance(keys[0], str) and field_at(kind, tuple(keys)) is not None
    return labels(kind, tuple(keys)) if known else ""


def _signs(line: str) -> Iterator[tuple[int, str]]:
    """Return the key and the dashes that a line begins with and their columns, counted from 0, the innermost first."""
    found = next(LEAD.finditer(line))
    if found["key"]:
        yield found.start("key"), found["key"][:-1]
    for at in range(found.end("dashes") - 1, found.start("dashes") - 1, -1):
        if line[at] == "-":
            yield at, "-"
