"""Whom to remind of what today: reports past their deadline, and days near that nobody has announced (plan, IV.1c, V.4, V.5d)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.figures.reporting import Status, cells_of, expected_communes
from generator.figures.schedule import SATURDAY
from generator.language.months import Month, months_of
from generator.model.campaign import Campaign
from generator.model.dataset import Dataset
from generator.model.plan import notice_days
from generator.model.registers import Group

SETTLED = frozenset(("announced", "held"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unannounced:
    """A day that is near without a notice; without a campaign no day was chosen yet, and ``day`` is the month's last Saturday."""

    day: dt.date
    campaign: Campaign | None

    @property
    def month(self) -> Month:
        """The month that the day counts for."""
        return self.campaign.month if self.campaign else Month.at(self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What one commune is reminded of: months without a report and days without a notice, both in time; never nothing."""

    commune: str
    reports: tuple[Month, ...]
    days: tuple[Unannounced, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """What is missing today by the group that follows the communes now (None: no group), and the committee's own days."""

    groups: tuple[tuple[Group | None, tuple[Wanted, ...]], ...]
    committee: tuple[Unannounced, ...]

    def of(self, group: str | None) -> tuple[Wanted, ...]:
        """Return what is missing in the communes of the group of that id."""
        return next((wanted for found, wanted in self.groups if (found.id if found else None) == group), ())


def reminders(data: Dataset, today: dt.date) -> Reminders:
    """Return what is missing on ``today``; communes that no longer exist are not reminded, nobody is ranked.

    Groups stand in the order of the register, communes in administrative order.
    """
    days: dict[str | None, list[Unannounced]] = {}
    for whose, day in (*_unannounced(data, today), *_unchosen(data, today)):
        days.setdefault(whose, []).append(day)
    reports = _missing_reports(data, today)
    wanted: dict[str | None, list[Wanted]] = {}
    for commune in data.places.communes_on(today):
        if commune.id in days or commune.id in reports:
            group = data.bodies.group_of(commune.id, today)
            told = Wanted(commune=commune.id, reports=tuple(reports.get(commune.id, ())), days=_in_time(days.get(commune.id, [])))
            wanted.setdefault(group.id if group else None, []).append(told)
    groups: tuple[Group | None, ...] = (*data.bodies.groups.values(), None)
    found = ((group, tuple(wanted.get(group.id if group else None, ()))) for group in groups)
    return Reminders(groups=tuple(each for each in found if each[1]), committee=_in_time(days.get(None, [])))


def _missing_reports(data: Dataset, today: dt.date) -> dict[str, list[Month]]:
    found: dict[str, list[Month]] = {}
    for year in data.plans:
        for cell in cells_of(data, months_of(year), today):
            if cell.status is Status.MISSING:
                found.setdefault(cell.commune, []).append(cell.month)
    return found


def _unannounced(data: Dataset, today: dt.date) -> Iterator[tuple[str | None, Unannounced]]:
    """Return the days near that are only expected, and the committee's without the notice that the plan asks for (IV.1c)."""
    for campaign in data.campaigns.values():
        settled = campaign.status in SETTLED and not (campaign.is_district and campaign.notice is None)
        if campaign.day and not settled and _near(data, campaign.day, today):
            yield campaign.commune, Unannounced(day=campaign.day, campaign=campaign)


def _unchosen(data: Dataset, today: dt.date) -> Iterator[tuple[str, Unannounced]]:
    """Return the communes that should have a day this month, have chosen none, and have one Saturday left for it (IV.2)."""
    month = Month.at(today)
    last = month.last_day - dt.timedelta(days=(month.last_day.weekday() - SATURDAY) % 7)
    if not _near(data, last, today):
        return
    chosen = {campaign.commune for campaign in data.campaigns.values() if campaign.month == month}
    plan = data.plans.get(month.year)
    for commune in expected_communes(data, month):
        if commune not in chosen and not (plan and plan.waiver(commune, month)):
            yield commune, Unannounced(day=last, campaign=None)


def _near(data: Dataset, day: dt.date, today: dt.date) -> bool:
    return 0 <= (day - today).days <= notice_days(data.plans.get(day.year))


def _in_time(days: Iterable[Unannounced]) -> tuple[Unannounced, ...]:
    return tuple(sorted(days, key=lambda each: each.day))
