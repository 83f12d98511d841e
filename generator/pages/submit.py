"""The page where a commune writes its report or its next day, and how it sends them."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from generator.figures.reporting import month_due
from generator.output import Page
from generator.pages.edition import Edition

SECTION = "/nop/"


def pages(edition: Edition) -> Iterator[Page]:
    """Return the form, and beside it each commune's workbook; the files of both come from the room ``form``."""
    yield edition.page(SECTION, "submit.html", SECTION, edition.words("submit"), partial(_values, edition))


def _values(edition: Edition) -> Mapping[str, Any]:
    data, today = edition.data, edition.today
    return {
        "workbooks": [(commune, month_due(data, commune.id, today)) for commune in data.places.communes_on(today)],
        "coordinator": data.bodies.bodies[data.programme.coordinator].name,
    }
