"""What is new: days announced, reports published and corrected, the newest first; a page of it, and what the feed tells."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from generator.figures.corrections import corrections
from generator.language.months import Month
from generator.output import Page
from generator.pages.edition import Edition

MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that happened: its day, a name that stays, the page it is on, and what to say of it."""

    day: dt.date
    id: str
    address: str
    title: str
    text: str


def pages(edition: Edition) -> Iterator[Page]:
    """Return the page of what is new; a script marks what came after the last visit."""
    yield edition.page("/tin/", "news.html", "/", edition.words("news"), lambda: {"days": by_day(edition)})


def by_day(edition: Edition) -> list[tuple[dt.date, list[News]]]:
    """Return the news of each day, the newest day first."""
    return [(day, list(found)) for day, found in groupby(newest(edition), key=lambda each: each.day)]


def newest(edition: Edition) -> list[News]:
    """Return the newest things that happened up to today, the newest first."""
    found = sorted(_news(edition), key=lambda each: each[:2], reverse=True)[:MOST]
    return [
        News(day=day, id=name, address=address, **dict(zip(("title", "text"), told(), strict=True)))
        for day, name, address, told in found
    ]


def words(edition: Edition, name: str, **values: object) -> str:
    """Return one sentence of ``news.txt``."""
    macros = edition.templates.get_template("news.txt").module
    return " ".join(str(getattr(macros, name)(data=edition.data, **values)).split())


Told = tuple[str, str]


def _news(edition: Edition) -> Iterator[tuple[dt.date, str, str, Callable[[], Told]]]:
    """Return what happened up to today, in no order: its day, its name, its page, and what words it, for few are shown."""
    data, today = edition.data, edition.today
    for campaign in data.campaigns.values():
        if campaign.notice and campaign.notice.date <= today:
            address = f"dot/{campaign.id}/"
            yield campaign.notice.date, address, address, partial(_told, edition, "announced", campaign=campaign)
    for report in data.reports.values():
        published = data.publications[report.key].published_on
        if published and published <= today:
            address = _report(report.commune, report.month)
            yield published, address, address, partial(_told, edition, "published", report=report)
    for number, each in enumerate(reversed(corrections(data))):
        if each.correction.date <= today:
            address = _report(each.commune, each.month)
            name = f"{address}sua/{each.correction.date.isoformat()}/{number}"
            yield each.correction.date, name, f"{address}#sua", partial(_told, edition, "corrected", corrected=each)


def _told(edition: Edition, name: str, **values: object) -> Told:
    return words(edition, name, **values), words(edition, f"{name}_text", **values)


def _report(commune: str, month: Month) -> str:
    return f"bao-cao/{month.year}/{commune}/{month.number:02}/"
