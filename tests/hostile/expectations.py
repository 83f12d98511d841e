"""What the answers must be: ``expectations.tsv`` for the faults of a file, ``trees.tsv`` for those of the folder.

A row of the first says, for a fault in a value of some types: whether the file is refused, by which code (or one of several, by
the field's own rules), whether the line is shown mended ("maybe": where what is meant is known), and which other codes may
follow from the same fault. File, line, column and field are those of the case. "warn" is published with a problem to look at,
"accept" without any.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

# Every type that is written as one value.
NUMBERS, TEXTS = ("integer", "decimal", "degrees"), ("line", "text", "choice", "form", "photo", "slug", "reference", "url")
VALUES = (*NUMBERS, *TEXTS, "boolean", "date", "month", "time")


@dataclass(frozen=True)
class Expected:
    """One row: the answer to a fault."""

    verdict: str
    codes: frozenset
    mended: str
    also: frozenset


def rows(name):
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def listed(text):
    return frozenset() if text == "-" else frozenset(text.split(", "))


def of_files():
    """Return what is expected, by fault and type; raises ValueError where two rows speak of the same."""
    found = {}
    for row in rows("expectations.tsv"):
        codes = frozenset() if row["code"] == "-" else frozenset(row["code"].split("|"))
        expected = Expected(row["verdict"], codes, row["mended"], listed(row["also"]))
        for written_as in VALUES if row["types"] == "any value" else sorted(listed(row["types"])):
            if (row["fault"], written_as) in found:
                raise ValueError(f"{row['fault']} in {written_as} is expected twice")
            found[row["fault"], written_as] = expected
    return found
