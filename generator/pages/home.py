"""The first page: the next days of work, then the latest results."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from generator.figures.reporting import basis
from generator.output import Page
from generator.pages.edition import Edition

NEXT_DAYS, NEXT_OF_EACH, LATEST_REPORTS = 3, 2, 8


def pages(edition: Edition) -> Iterator[Page]:
    """Return the home page."""
    yield edition.page("/", "home.html", "/", edition.words("home"), lambda: _values(edition))


def _values(edition: Edition) -> Mapping[str, Any]:
    data = edition.data
    month = max((report.month for report in data.reports.values()), default=None)
    slice_ = edition.totals.over(data.places.communes, [month] if month else [])
    return {
        "communes": edition.present_communes,
        "cards": [*_cards(edition)],
        "latest": [*_latest(edition)],
        "month": month,
        "basis": basis(data, [month] if month else [], edition.today),
        "figures": edition.headlines(slice_),
    }


def _cards(edition: Edition) -> Iterator[Mapping[str, Any]]:
    """Return the first days and, for those who choose a commune, at least the next two of each, by day.

    ``first`` marks the next card of its commune, ``later`` the ones that only a choice brings up.
    """
    days = sorted({campaign.day for campaign in edition.upcoming if campaign.day})[:NEXT_DAYS]
    shown: Counter[str] = Counter()
    for card in edition.cards(edition.upcoming):
        commune = card.commune.id
        soon = card.day in days
        if soon or shown[commune] < NEXT_OF_EACH:
            yield {"card": card, "first": shown[commune] == 0, "later": not soon}
        shown[commune] += 1


def _latest(edition: Edition) -> Iterator[Mapping[str, Any]]:
    data = edition.data
    order = {commune: place for place, commune in enumerate(data.places.communes)}
    newest = sorted(data.reports.values(), key=lambda report: (*(-part for part in report.month), order[report.commune]))
    for report in newest[:LATEST_REPORTS]:
        totals = edition.totals.over([report.commune], [report.month])
        yield {
            "report": report,
            "address": f"{report.month.year}/{report.commune}/{report.month.number:02}",
            "published_on": data.publications[report.key].published_on,
            "people": totals["people"],
            "households": totals["households"],
            "hamlets_held": len({result.place for result in report.results if result.held}),
        }
