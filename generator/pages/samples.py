"""The components beside one another at ``/mau/``, made by the very macros of the pages; for those who work on the looks."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from generator.figures.totals import Total
from generator.output import Page
from generator.pages.edition import Edition

ADDRESS, SECTION = "/mau/", "/"
CARDS = 2
FIGURES = (
    Total(value=1250, unit="m", adds="sum", counted=12, held=12),
    Total(value=0, unit="lượt người", adds="visits", counted=3, held=12),
    Total(value=None, unit="đồng", adds="sum", counted=0, held=12),
    Total(value=3_990_000_000, unit="đồng", adds="sum", counted=11, held=12),
)
SHARES = ((0, 12), (7, 12), (12, 12))


def pages(edition: Edition) -> Iterator[Page]:
    """Return the page of components, which nothing leads to."""
    page = edition.page(ADDRESS, "samples.html", SECTION, edition.words("samples"), lambda: _values(edition))
    yield replace(page, listed=False)


def _values(edition: Edition) -> Mapping[str, Any]:
    campaigns = edition.upcoming or tuple(campaign for campaign in edition.data.campaigns.values() if campaign.day)[:CARDS]
    return {
        "cards": [*islice(edition.cards(campaigns), CARDS)],
        "figures": FIGURES,
        "shares": SHARES,
    }
