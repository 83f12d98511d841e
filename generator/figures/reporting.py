"""Who has reported which month, and when it was due (plan, V.5d)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.figures.memory import remembered
from generator.figures.totals import Basis
from generator.language.months import Month, months_of
from generator.model.dataset import Dataset
from generator.model.plan import Plan, Waiver
from generator.model.registers import Group
from generator.model.report import Report

MIDDLE = 15


class Status(StrEnum):
    """Where a commune's report of a month stands."""

    ON_TIME = "on_time"
    LATE = "late"
    REPORTED = "reported"
    MISSING = "missing"
    NOT_DUE = "not_due"
    WAIVED = "waived"
    UNKNOWN = "unknown"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One commune in one month."""

    commune: str
    month: Month
    status: Status
    report: Report | None
    waiver: Waiver | None

    @property
    def reported(self) -> bool:
        """Whether there is a report, on time or not."""
        return self.report is not None

    @property
    def due(self) -> bool:
        """Whether the report is there or should be: the month is neither waived nor still to come."""
        return self.status not in (Status.NOT_DUE, Status.WAIVED)


@remembered
def expected_communes(data: Dataset, month: Month) -> tuple[str, ...]:
    """Return the communes of the year's plan that exist on the month's last day, in administrative order.

    None are expected without a plan, and in the months before the programme began, of which no report is taken.
    """
    plan = data.plans.get(month.year)
    if plan is None or not plan.monthly_saturdays or month < Month.at(data.programme.started_on):
        return ()
    planned, last_day = frozenset(plan.communes), month.last_day
    return tuple(
        commune.id for commune in data.places.communes.values() if commune.id in planned and commune.validity.holds(last_day)
    )


def deadline(plan: Plan | None, month: Month) -> dt.date | None:
    """Return the last day for the report of ``month``; None where the plan sets none, or where the year has no plan."""
    day = plan.settings.report_deadline_day if plan else None
    return None if day is None else month.following.first_day.replace(day=day)


@remembered
def cell(data: Dataset, commune: str, month: Month, today: dt.date) -> Cell:
    """Return where the report stands today; its publication counts, not the date it bears."""
    plan, report = data.plans.get(month.year), data.reports.get((commune, month))
    waiver = plan.waiver(commune, month) if plan else None
    status = _status(data, plan, report, waiver, commune, month, today)
    return Cell(commune=commune, month=month, status=status, report=report, waiver=waiver)


def _status(
    data: Dataset, plan: Plan | None, report: Report | None, waiver: Waiver | None, commune: str, month: Month, today: dt.date
) -> Status:
    due = deadline(plan, month)
    if report is None:
        if waiver:
            return Status.WAIVED
        if _is_quarantined(data, commune, month):
            return Status.QUARANTINED
        return Status.MISSING if today > (due or month.last_day) else Status.NOT_DUE
    if due is None:
        return Status.REPORTED
    published = data.publications[report.key].published_on
    if published is None:
        return Status.UNKNOWN
    return Status.ON_TIME if published <= due else Status.LATE


def _is_quarantined(data: Dataset, commune: str, month: Month) -> bool:
    """Say whether the report of the month was sent and cannot be shown."""
    return any((each.kind, each.commune, each.month) == ("report", commune, month) for each in data.quarantine.values())


def held_back(data: Dataset, months: Iterable[Month]) -> Mapping[str, tuple[Month, ...]]:
    """Return the communes, in administrative order, whose reports of some of ``months`` were sent and cannot be shown."""
    months = tuple(months)
    found = {
        commune: tuple(
            month for month in months if (commune, month) not in data.reports and _is_quarantined(data, commune, month)
        )
        for commune in (data.places.communes if data.quarantine else ())
    }
    return {commune: each for commune, each in found.items() if each}


def matrix(data: Dataset, year: int, today: dt.date) -> tuple[tuple[str, tuple[Cell | None, ...]], ...]:
    """Return for each commune of the year's plan its twelve months; None where the commune was not expected to report."""
    expected = {month: frozenset(expected_communes(data, month)) for month in months_of(year)}
    return tuple(
        (commune, tuple(cell(data, commune, month, today) if commune in expected[month] else None for month in months_of(year)))
        for commune in data.places.communes
        if any(commune in communes for communes in expected.values())
    )


def cells_of(data: Dataset, months: Iterable[Month], today: dt.date, communes: Iterable[str] | None = None) -> tuple[Cell, ...]:
    """Return the expected reports of ``months``, of all communes or only of those given; months in the order given."""
    chosen = data.places.communes.keys() if communes is None else frozenset(communes)
    due = ((commune, month) for month in months for commune in expected_communes(data, month) if commune in chosen)
    return tuple(cell(data, commune, month, today) for commune, month in due)


def basis(data: Dataset, months: Iterable[Month], today: dt.date, communes: Iterable[str] | None = None) -> Basis:
    """Return who reported at least one of ``months`` of those expected to in any, and how many of the due reports are there.

    It speaks of all communes, or only of those given.
    """
    cells = cells_of(data, months, today, communes)
    expected, reported = {each.commune for each in cells}, {each.commune for each in cells if each.reported}
    order = data.places.communes
    return Basis(
        reported=tuple(commune for commune in order if commune in reported),
        expected=tuple(commune for commune in order if commune in expected),
        reports=sum(each.reported for each in cells),
        due=sum(each.due for each in cells),
    )


def missing(data: Dataset, today: dt.date) -> tuple[tuple[Group | None, tuple[tuple[str, tuple[Month, ...]], ...]], ...]:
    """Return what is missing today by the group that followed the commune then (plan, V.4 and V.6a); groups in their order."""
    found: dict[str | None, dict[str, list[Month]]] = {}
    for year in data.plans:
        for commune, cells in matrix(data, year, today):
            for each in cells:
                if each and each.status is Status.MISSING:
                    group = data.bodies.group_of(commune, each.month.last_day)
                    found.setdefault(group.id if group else None, {}).setdefault(commune, []).append(each.month)
    groups: Iterator[Group | None] = (*data.bodies.groups.values(), None).__iter__()
    return tuple(
        (group, tuple((commune, tuple(months)) for commune, months in found[name].items()))
        for group in groups
        if (name := group.id if group else None) in found
    )


def month_due(data: Dataset, commune: str, today: dt.date) -> Month:
    """Return the month that a commune should report next: this one, or the one before until its report is there or given up.

    The month before is waited for until its deadline, and at least to the middle of this one.
    """
    this, before = Month.at(today), Month.at(today).previous
    plan = data.plans.get(before.year)
    is_open = commune in expected_communes(data, before) and not (plan and plan.waiver(commune, before))
    last = max(deadline(plan, before) or dt.date.min, this.first_day.replace(day=MIDDLE))
    is_started = before >= Month.at(data.programme.started_on)
    return before if is_open and is_started and (commune, before) not in data.reports and today <= last else this
