"""The theme around a page, rendered once for each kind of surroundings and joined with the many bodies.

Rendering the theme anew for every page costs most of a build; between pages of one section and depth only a few places differ.
"""

import re
from dataclasses import dataclass
from html import escape
from itertools import chain, zip_longest
from typing import NamedTuple, Self

from generator.output import Page, Site

MARKS = {
    "title": "thubay-title-mark",
    "description": "thubay-description-mark",
    "canonical": "thubay-canonical-mark",
    "edit": "thubay-edit-mark",
    "image": "thubay-image-mark",
    "body": "<h1>thubay-body-mark</h1>",  # the theme adds a heading of its own to a page without <h1>
}
NAMES = {mark: name for name, mark in MARKS.items()}
CUT = re.compile(f"({'|'.join(MARKS.values())})")


class Surroundings(NamedTuple):
    """What decides on a page's shell: its section, its depth, whether it leads to its file, and whether it may be listed."""

    section: str
    depth: int
    editable: bool
    listed: bool

    @classmethod
    def of(cls, page: Page, published: Site) -> Self:
        """Return the surroundings of ``page``."""
        return cls(page.section, page.depth, bool(page.source and published.edit), page.listed)


@dataclass(frozen=True, slots=True)
class Shell:
    """A rendered page of the theme, cut where the pages differ: literal parts and the names of what goes between."""

    parts: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, rendered: str) -> Self:
        """Return the shell of a page rendered with the marks; raises ValueError where the theme does not show one body."""
        pieces = CUT.split(rendered)
        names = tuple(NAMES[mark] for mark in pieces[1::2])
        if names.count("body") != 1:
            raise ValueError(f"the theme shows the marks {names}, and one body is needed")
        return cls(tuple(pieces[::2]), names)

    def join(self, page: Page, body: str, published: Site) -> str:
        """Return the whole HTML of ``page`` around its ``body``; its plain texts are escaped here, once."""
        values = {
            "title": escape(page.title),
            "description": escape(page.description),
            "canonical": escape((published.url or "/") + page.address[1:]),
            "edit": escape(f"{published.edit}{page.source}"),
            "image": escape(published.picture(page.root, page.image)),
            "body": body,
        }
        between = (values[name] for name in self.names)
        return "".join(chain.from_iterable(zip_longest(self.parts, between, fillvalue="")))
