"""The page where a commune writes its report or its next day, and how it sends them."""

from collections.abc import Iterator

from generator.output import Page
from generator.pages.edition import Edition

SECTION = "/nop/"


def pages(edition: Edition) -> Iterator[Page]:
    """Return the form; its files come from the room ``form``."""
    yield edition.page(SECTION, "submit.html", SECTION, edition.words("submit"), dict)
