"""The guide for officials: how to send, and every field of what they send, told from the schema alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.output import Page
from generator.pages.edition import Edition
from generator.schema import Field, walk

SECTION = "/nop/"
KINDS = ("report", "saturday")


@dataclass(frozen=True, slots=True)
class Line:
    """One field in the guide: its name as a file writes it, how deep it lies, and the field itself."""

    name: str
    depth: int
    field: Field


def pages(edition: Edition) -> Iterator[Page]:
    """Return the guide."""
    yield edition.page("/huong-dan/", "guide.html", SECTION, edition.words("guide"), _values)


def _values() -> Mapping[str, Any]:
    return {"kinds": {kind: [*_lines(kind)] for kind in KINDS}}


def _lines(kind: str) -> Iterator[Line]:
    """Return the fields of ``kind`` in the order of a file; the items of a list of groups are told by their fields."""
    for way, field in walk(kind):
        names = [name for name in way if name != "[]"]
        if way[-1] != "[]":
            yield Line(names[-1], len(names) - 1, field)
