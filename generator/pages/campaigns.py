"""The calendar, and one page for each campaign: what is planned, then what came of it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

from generator.figures.agenda import Gathering, coming
from generator.figures.coverage import coverage
from generator.figures.months import wall_months, wall_years
from generator.figures.outcome import Outcome, outcomes
from generator.figures.presence import BodiesPresent
from generator.figures.proposals import proposal_trails
from generator.figures.reporting import held_back
from generator.figures.schedule import State, communes_of, overdue, remarks, state, state_of
from generator.figures.totals import Basis
from generator.language.months import Month
from generator.model.campaign import Campaign
from generator.model.places import Commune, Hamlet
from generator.model.report import Report
from generator.output import File, Page, SearchEntry
from generator.pages.announcements import announcements
from generator.pages.banners import of_campaign
from generator.pages.documents import papers
from generator.pages.edition import Edition
from generator.pages.notices import printed
from generator.pages.structured import events

SECTION = "/lich/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the calendar; ``hamlets`` are those that work on a day of their own, none where it is the day of all."""

    campaign: Campaign
    day: dt.date | None
    communes: tuple[str, ...]
    state: State
    overdue: int
    hamlets: tuple[Hamlet, ...]


def pages(edition: Edition) -> Iterator[Page]:
    """Return the calendar and the page of every campaign."""
    yield edition.page(SECTION, "calendar.html", SECTION, edition.words("calendar"), lambda: _calendar(edition))
    for campaign in edition.data.campaigns.values():
        yield _page(edition, campaign)


def search(edition: Edition) -> Iterator[SearchEntry]:
    """Return one entry for each campaign of the committee, and one for each day of a commune that is to come."""
    for campaign in edition.data.campaigns.values():
        if campaign.is_district or (campaign.day and campaign.day >= edition.today):
            words = edition.words("campaign", campaign=campaign)
            yield SearchEntry(address=f"/dot/{campaign.id}/", title=words["title"], text=words["description"])


def _page(edition: Edition, campaign: Campaign) -> Page:
    words = edition.words("campaign", campaign=campaign)
    return edition.page(
        f"/dot/{campaign.id}/",
        "campaign.html",
        SECTION,
        words,
        lambda: _values(edition, campaign),
        campaign.path,
        of_campaign(edition, campaign),
    )


def files(edition: Edition, above: Path) -> Iterator[File]:
    """Return the recordings of every notice as they are, beside the page of their day; ``above`` is the folder data/ lies in."""
    for campaign in edition.data.campaigns.values():
        for path in sorted(_recordings(edition, campaign)):
            yield File(address=f"/dot/{campaign.id}/{path.name}", content=above / path)


def _recordings(edition: Edition, campaign: Campaign) -> set[PurePosixPath]:
    """Return the paths of the recordings that are sound."""
    named = {campaign.path.parent / each.audio for each in campaign.translations if each.audio}
    return named - edition.data.quarantine.keys()


def entry(edition: Edition, campaign: Campaign, gathering: Gathering | None = None) -> Entry:
    """Return a campaign as one line of the calendar; on another day than that of all, as ``gathering`` has it."""
    if gathering and gathering.deviates:
        return Entry(
            campaign=campaign,
            day=gathering.day,
            communes=tuple(dict.fromkeys(occasion.hamlet.commune for occasion in gathering.occasions)),
            state=state_of(gathering.occasions[0], edition.data, edition.today),
            overdue=0,
            hamlets=tuple(occasion.hamlet for occasion in gathering.occasions),
        )
    return Entry(
        campaign=campaign,
        day=campaign.day,
        communes=communes_of(campaign),
        state=state(campaign, edition.data, edition.today),
        overdue=overdue(campaign, edition.today),
        hamlets=(),
    )


def _calendar(edition: Edition) -> Mapping[str, Any]:
    ahead = {campaign.id for campaign in edition.upcoming}
    entries = [(each.day, entry(edition, each.campaign, each)) for each in coming(edition.data, edition.today)]
    order = {commune: place for place, commune in enumerate(edition.data.places.communes, start=1)}
    every = sorted(edition.data.campaigns.values(), key=lambda each: (each.date, order[each.commune] if each.commune else 0))
    past = [*_by_month(edition, (each for each in every if each.id not in ahead))]
    years = [(year, list(months)) for year, months in groupby(past, key=lambda pair: pair[0].year)]
    return {
        "communes": edition.present_communes,
        "upcoming": [*wall_months(entries, sorted({Month.at(day) for day, _ in entries}))],
        "past": years[::-1],
        "years": [*_years(edition, every)],
    }


def _years(edition: Edition, every: Sequence[Campaign]) -> Iterator[tuple[int, list[Any]]]:
    """Return this year and those to come that anything takes place in, each with its months and their days."""
    days = [(campaign.day or campaign.date, entry(edition, campaign)) for campaign in every]
    for year, months in wall_years([day for day, _ in days if day.year >= edition.today.year]):
        yield year, [*wall_months(days, months)]


def _by_month(edition: Edition, campaigns: Iterable[Campaign]) -> Iterator[tuple[Month, list[Entry]]]:
    for month, found in groupby(campaigns, key=lambda campaign: Month.at(campaign.date)):
        yield month, [entry(edition, campaign) for campaign in found]


def _values(edition: Edition, campaign: Campaign) -> Mapping[str, Any]:
    data = edition.data
    organiser = data.bodies.bodies[_organiser(edition, campaign)].name
    found = outcomes(campaign, data)
    reports = [report for report, _ in data.days_of[campaign.id]]
    results = [outcome.result for outcome in found if outcome.result]
    totals = edition.totals.of_results(results, campaign.month)
    return {
        "campaign": campaign,
        "communes": [data.commune(commune) for commune in communes_of(campaign)],
        "organiser": organiser,
        "state": state(campaign, data, edition.today),
        "overdue": overdue(campaign, edition.today),
        "remarks": remarks(campaign.day or campaign.date, data),
        "awaited": (campaign.day or campaign.date) < edition.today,
        "places": [_place(outcome, data.places.communes) for outcome in found if not _is_plain(outcome)],
        "plain": [outcome.occasion.hamlet for outcome in found if _is_plain(outcome)],
        "coverage": coverage(campaign, data),
        "held_back": held_back(data, [campaign.month]),
        "presence": BodiesPresent.of(found),
        "proposals": proposal_trails(campaign, data),
        "done": bool(reports),
        "reports": reports,
        "basis": _basis(campaign, reports),
        "figures": edition.headlines(totals),
        "announcements": announcements(edition, campaign),
        "sheets": printed(edition, campaign),
        "recordings": {path.name for path in _recordings(edition, campaign)},
        "papers": papers(edition, campaign),
        "structured": events(edition, campaign, organiser),
    }


def _basis(campaign: Campaign, reports: Sequence[Report]) -> Basis:
    reported = tuple(dict.fromkeys(report.commune for report in reports))
    expected = communes_of(campaign) or reported
    return Basis(reported=reported, expected=expected, reports=len(reported), due=len(expected))


def _organiser(edition: Edition, campaign: Campaign) -> str:
    plan = edition.data.plans.get(campaign.quarter.year)
    return plan.issued_by if plan else edition.data.programme.committee


def _is_plain(outcome: Outcome) -> bool:
    """Return whether nothing is known of the hamlet but that it takes part as all do."""
    campaign, occasion = outcome.occasion.campaign, outcome.occasion
    as_all = occasion.day == campaign.day and occasion.meeting_point in (None, campaign.meeting_point)
    return as_all and not (campaign.is_district or outcome.result or outcome.works or outcome.bodies or outcome.group)


def _place(outcome: Outcome, communes: Mapping[str, Commune]) -> Mapping[str, Any]:
    site, result = outcome.occasion.site, outcome.result
    return {
        "commune": communes[outcome.occasion.hamlet.commune],
        "hamlet": outcome.occasion.hamlet,
        "start": site.start if site else None,
        "meeting_point": outcome.occasion.meeting_point,
        "deviation": (result.deviation if result else None) or outcome.occasion.deviation,
        **{name: getattr(outcome, name) for name in ("result", "day", "households", "share", "works", "bodies", "group")},
    }
