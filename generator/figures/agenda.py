"""The days to come and gone by, each with who meets where: what calendars and feeds are made from (plan, IV)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from generator.figures.schedule import Occasion, occasions
from generator.language.months import Month
from generator.model.campaign import Campaign
from generator.model.dataset import Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """One campaign on one day, with the hamlets that work on that day; none where its hamlets are not named yet.

    A hamlet with a day of its own makes a second gathering of the same campaign.
    """

    campaign: Campaign
    day: dt.date
    occasions: tuple[Occasion, ...]

    @property
    def deviates(self) -> bool:
        """Whether it is on another day than the campaign's."""
        return self.day != self.campaign.day


def gatherings(campaign: Campaign, data: Dataset) -> tuple[Gathering, ...]:
    """Return the campaign on each of its days, earliest first; nothing while it has no day."""
    if campaign.day is None:
        return ()
    by_day: dict[dt.date, list[Occasion]] = {}
    for occasion in occasions(campaign, data):
        by_day.setdefault(occasion.day or campaign.day, []).append(occasion)
    found = by_day or {campaign.day: []}
    return tuple(Gathering(campaign=campaign, day=day, occasions=tuple(found[day])) for day in sorted(found))


def coming(data: Dataset, today: dt.date) -> tuple[Gathering, ...]:
    """Return what takes place today and after: by day, the committee's first, then in administrative order."""
    return _sorted(data, (each for each in _every(data) if each.day >= today))


def gone(data: Dataset, today: dt.date) -> tuple[Gathering, ...]:
    """Return what was to take place before today, the newest day first, within a day as ``coming`` does."""
    found = _sorted(data, (each for each in _every(data) if each.day < today))
    return tuple(sorted(found, key=lambda each: each.day, reverse=True))


def next_days(data: Dataset, today: dt.date, count: int) -> tuple[tuple[dt.date, tuple[Gathering, ...]], ...]:
    """Return the first ``count`` days from today on that anything takes place on, each with what does."""
    return tuple(_by_day(coming(data, today)).items())[:count]


def days_in(data: Dataset, month: Month) -> Mapping[dt.date, tuple[Gathering, ...]]:
    """Return the days of ``month`` that anything takes place on, in their order, gone by or to come."""
    return _by_day(_sorted(data, (each for each in _every(data) if Month.at(each.day) == month)))


def _every(data: Dataset) -> Iterator[Gathering]:
    return (each for campaign in data.campaigns.values() for each in gatherings(campaign, data))


def _sorted(data: Dataset, found: Iterable[Gathering]) -> tuple[Gathering, ...]:
    order = {commune: place for place, commune in enumerate(data.places.communes, start=1)}

    def key(each: Gathering) -> tuple[dt.date, int, str]:
        return each.day, order[each.campaign.commune] if each.campaign.commune else 0, each.campaign.id

    return tuple(sorted(found, key=key))


def _by_day(found: tuple[Gathering, ...]) -> dict[dt.date, tuple[Gathering, ...]]:
    return {day: tuple(each) for day, each in groupby(found, key=lambda gathering: gathering.day)}
