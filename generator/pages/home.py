"""The first page: the next days of work, then the latest results."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from generator.figures.reporting import basis
from generator.output import Page
from generator.pages.edition import Edition

NEXT_DAYS, LATEST_REPORTS = 3, 8


def pages(edition: Edition) -> Iterator[Page]:
    """Return the home page."""
    yield edition.page("/", "home.html", "/", edition.words("home"), lambda: _values(edition))


def _values(edition: Edition) -> Mapping[str, Any]:
    data = edition.data
    by_day = [(day, tuple(each)) for day, each in groupby(edition.upcoming, key=lambda campaign: campaign.day)]
    month = max((report.month for report in data.reports.values()), default=None)
    slice_ = edition.totals.over(data.places.communes, [month] if month else [])
    return {
        "communes": edition.present_communes,
        "days": [{"day": day, "cards": edition.cards(campaigns)} for day, campaigns in by_day[:NEXT_DAYS]],
        "latest": [*_latest(edition)],
        "month": month,
        "basis": basis(data, [month] if month else [], edition.today),
        "figures": edition.headlines(slice_),
    }


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
