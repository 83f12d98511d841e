"""What is planned for which day, and how each campaign stands today (plan, IV)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.model.campaign import Campaign, Site, Work
from generator.model.dataset import Dataset
from generator.model.places import Hamlet
from generator.model.report import Result

SATURDAY = 5


class State(StrEnum):
    """How a campaign stands on a day."""

    EXPECTED = "expected"
    ANNOUNCED = "announced"
    TODAY = "today"
    HELD = "held"
    NOT_HELD = "not_held"
    AWAITING_RESULT = "awaiting_result"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One campaign in one hamlet: when and where people meet, what is planned; the campaign says what the site does not."""

    campaign: Campaign
    hamlet: Hamlet
    site: Site | None
    day: dt.date | None
    start: str | None
    meeting_point: str | None
    works: tuple[Work, ...]

    @property
    def deviation(self) -> str | None:
        """Why the hamlet works on a day of its own; None where it does not."""
        return self.site.deviation if self.site else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """What is special about a day: a public holiday, a working Saturday, or no Saturday at all."""

    holiday: str | None
    working_saturday: str | None
    not_saturday: bool


def occasions(campaign: Campaign, data: Dataset) -> tuple[Occasion, ...]:
    """Return the campaign in each of its hamlets; a commune's day covers all its known hamlets of that date (plan, IV.2)."""
    if campaign.commune is None:
        return tuple(_occasion(campaign, data.hamlet(site.place), site) for site in campaign.sites)
    hamlets = data.commune(campaign.commune).hamlets_on(campaign.date)
    sites = {site.hamlet: site for site in reversed(campaign.sites)}
    return tuple(_occasion(campaign, hamlet, sites.get(hamlet.id)) for hamlet in hamlets)


def _occasion(campaign: Campaign, hamlet: Hamlet, site: Site | None) -> Occasion:
    return Occasion(
        campaign=campaign,
        hamlet=hamlet,
        site=site,
        day=campaign.day_of(site),
        start=(site.start if site else None) or campaign.start,
        meeting_point=(site.meeting_point if site else None) or campaign.meeting_point,
        works=site.works if site else (),
    )


def held_on(result: Result, campaign: Campaign) -> dt.date:
    """Return the day that a result tells of: its own where it names one, else the campaign's."""
    return result.held_on or campaign.day or campaign.date


def state(campaign: Campaign, data: Dataset, today: dt.date) -> State:
    """Return how the campaign stands: held once a report tells so, not held where no hamlet at all could, else by its day."""
    day, told = campaign.day, [result for _, each in data.days_of[campaign.id] for result in each.results]
    if any(result.held for result in told):
        return State.HELD
    if told and {result.place for result in told} >= {occasion.hamlet.key for occasion in occasions(campaign, data)}:
        return State.NOT_HELD
    if campaign.status == State.HELD:
        return State.AWAITING_RESULT
    if day is None or (campaign.status == State.POSTPONED and day > today):
        return State(campaign.status)
    if day == today:
        return State.TODAY
    if day < today:
        return State.AWAITING_RESULT
    return State(campaign.status)


def overdue(campaign: Campaign, today: dt.date) -> int:
    """Return how many days have gone by since the campaign's day; 0 before it and where it has none."""
    return max(0, (today - campaign.day).days) if campaign.day else 0


def upcoming(data: Dataset, today: dt.date) -> tuple[Campaign, ...]:
    """Return the campaigns of today and after, by day, the committee's first, then in administrative order.

    Among them is one whose day has gone by for all but a hamlet with a later day of its own.
    """
    order = {commune: place for place, commune in enumerate(data.places.communes, start=1)}
    found = [campaign for campaign in data.campaigns.values() if any(day >= today for day in _days(campaign))]
    return tuple(sorted(found, key=lambda each: (each.day, order[each.commune] if each.commune else 0)))


def _days(campaign: Campaign) -> Iterator[dt.date]:
    """Return the days on which any of it takes place; none while it has no day."""
    found = (campaign.day, *(campaign.day_of(site) for site in campaign.sites))
    return (day for day in found if day)


def state_of(occasion: Occasion, data: Dataset, today: dt.date) -> State:
    """Return how one hamlet's part of a campaign stands that is to come; on a day of its own it does not wait for the others'."""
    if occasion.day == occasion.campaign.day or occasion.day is None:
        return state(occasion.campaign, data, today)
    return State.TODAY if occasion.day == today else State.ANNOUNCED


def remarks(day: dt.date, data: Dataset) -> Remarks:
    """Return what is special about ``day``: the name says Saturday, the plan lets the commune choose (IV.2)."""
    return Remarks(
        holiday=data.calendar.holidays.get(day),
        working_saturday=data.calendar.working_saturdays.get(day),
        not_saturday=day.weekday() != SATURDAY,
    )


def communes_of(campaign: Campaign) -> tuple[str, ...]:
    """Return the communes that the campaign takes place in."""
    return (campaign.commune,) if campaign.commune else tuple(dict.fromkeys(site.commune for site in campaign.sites))


def district_campaigns(data: Dataset, year: int) -> Iterator[Campaign]:
    """Return the committee's campaigns of ``year``, by quarter."""
    return (campaign for campaign in data.campaigns.values() if campaign.is_district and campaign.quarter.year == year)
