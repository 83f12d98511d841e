"""The guide for officials: how to send, with pictures of the real pages, every field from the schema, and one page to print."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup, escape

from generator.output import Page
from generator.pages.edition import Edition
from generator.photos.header import header
from generator.schema import Field, walk

SECTION, HERE = "/nop/", "/huong-dan/"
KINDS = ("report", "saturday", "proposals")
PICTURES = Path(__file__).parents[2] / "site_src" / "guide"
DENSITY = 2  # a picture has so many pixels for one of the page it was taken from


@dataclass(frozen=True, slots=True)
class Line:
    """One field in the guide: its name as a file writes it, how deep it lies, and the field itself."""

    name: str
    depth: int
    field: Field


def pages(edition: Edition) -> Iterator[Page]:
    """Return the guide, and its one page to print."""
    yield edition.page(HERE, "guide.html", SECTION, edition.words("guide"), _values)
    yield edition.page(f"{HERE}mot-trang/", "guide-sheet.html", SECTION, edition.words("guide_sheet"), dict)


@functools.cache
def alternatives() -> Mapping[str, str]:
    """Return what each picture shows, in words, by its name, in the order of the guide."""
    found: dict[str, str] = yaml.safe_load((PICTURES / "pictures.yml").read_text(encoding="utf-8"))
    return found


def picture(name: str) -> Markup:
    """Return the picture called ``name`` with its words; raises KeyError for one without."""
    size = header((PICTURES / f"{name}.webp").read_bytes())
    attributes = f'width="{size.width // DENSITY}" height="{size.height // DENSITY}" loading="lazy"'
    return Markup(f'<p class="tb-shot"><img src="{name}.webp" alt="{escape(alternatives()[name])}" {attributes}></p>')  # noqa: S704


def _values() -> Mapping[str, Any]:
    return {"kinds": {kind: [*_lines(kind)] for kind in KINDS}, "picture": picture}


def _lines(kind: str) -> Iterator[Line]:
    """Return the fields of ``kind`` in the order of a file; the items of a list of groups are told by their fields."""
    for way, field in walk(kind):
        names = [name for name in way if name != "[]"]
        if way[-1] != "[]":
            yield Line(names[-1], len(names) - 1, field)
