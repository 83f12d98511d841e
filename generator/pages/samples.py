"""The components beside one another at ``/mau/``, made by the very macros of the pages; for those who work on the looks."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from generator.figures.totals import MONEY, PEOPLE, SUM, Measure, Total
from generator.output import Page
from generator.pages.edition import Edition

ADDRESS, SECTION = "/mau/", "/"
CARDS = 2
METRES = Measure("metres", "m", SUM)
HELD = 12
FIGURES = ((METRES.id, 1250, 12), (PEOPLE, 0, 3), (MONEY, None, 0), (MONEY, 3_990_000_000, 11))  # by how many counted
SHARES = ((0, 12), (7, 12), (12, 12))


def pages(edition: Edition) -> Iterator[Page]:
    """Return the page of components, which nothing leads to."""
    page = edition.page(ADDRESS, "samples.html", SECTION, edition.words("samples"), lambda: _values(edition))
    yield replace(page, listed=False)


def _values(edition: Edition) -> Mapping[str, Any]:
    campaigns = edition.upcoming or tuple(campaign for campaign in edition.data.campaigns.values() if campaign.day)[:CARDS]
    measures = {METRES.id: METRES, **edition.totals.measures}
    return {
        "cards": [*islice(edition.cards(campaigns), CARDS)],
        "figures": [Total(value, measures[name].unit, measures[name].adds, counted, HELD) for name, value, counted in FIGURES],
        "shares": SHARES,
    }
