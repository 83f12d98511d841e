"""A period beside the one before it, and what was planned beside what was done; of the same communes, and never a ranking."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.figures.memory import remembered
from generator.figures.outcome import Outcome, WorkDone, outcomes
from generator.figures.reporting import Status, basis, cells_of
from generator.figures.totals import Basis, Total, Totals
from generator.language.months import Month
from generator.model.campaign import Quantity
from generator.model.dataset import Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One measure now and before; ``change`` is None where either has no value or does not rest on every expected report."""

    measure: str
    now: Total
    before: Total
    change: Quantity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two periods of the same communes, with what each rests on."""

    now: Basis
    before: Basis
    measures: Mapping[str, Comparison]


def compared(totals: Totals, communes: Iterable[str], now: Iterable[Month], before: Iterable[Month], today: dt.date) -> Compared:
    """Return every measure of ``communes`` over the months ``now`` beside the months ``before``."""
    data, places, later, earlier = totals.data, tuple(communes), tuple(now), tuple(before)
    fair = _is_whole(data, later, today, places) and _is_whole(data, earlier, today, places)
    present, past = totals.over(places, later), totals.over(places, earlier)
    return Compared(
        now=basis(data, later, today, places),
        before=basis(data, earlier, today, places),
        measures={name: _comparison(name, present[name], past[name], fair=fair) for name in totals.measures},
    )


def _is_whole(data: Dataset, months: Iterable[Month], today: dt.date, communes: Iterable[str]) -> bool:
    """Say whether every expected report is there, and any was expected; a waived month is not waited for."""
    cells = [each for each in cells_of(data, months, today, communes) if each.status is not Status.WAIVED]
    return bool(cells) and all(each.reported for each in cells)


def _comparison(measure: str, now: Total, before: Total, *, fair: bool) -> Comparison:
    change = now.value - before.value if fair and now.value is not None and before.value is not None else None
    return Comparison(measure=measure, now=now, before=before, change=change)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDone:
    """One indicator over several days: ``planned`` and ``done`` are None where nobody planned or reported it.

    ``awaited`` is how many of the hamlets with a plan for it have not reported, so that a low ``done`` is not misread.
    """

    indicator: str
    planned: Quantity | None
    done: Quantity | None
    awaited: int


def planned_done(data: Dataset, communes: Iterable[str], months: Iterable[Month], today: dt.date) -> tuple[PlannedDone, ...]:
    """Return planned and done of each indicator over the campaigns of ``months`` in ``communes``, as the register lists them.

    Only campaigns whose day has come count; a cancelled one has none.
    """
    chosen = frozenset(communes)
    found: dict[str, list[PlannedDone]] = {}
    for month in frozenset(months):
        for row in _month(data, chosen, month, today):
            found.setdefault(row.indicator, []).append(row)
    return tuple(_added(indicator, found[indicator]) for indicator in data.activities.indicators if indicator in found)


def _added(indicator: str, rows: Sequence[PlannedDone]) -> PlannedDone:
    return PlannedDone(
        indicator=indicator,
        planned=_sum(row.planned for row in rows),
        done=_sum(row.done for row in rows),
        awaited=sum(row.awaited for row in rows),
    )


@remembered
def _month(data: Dataset, chosen: frozenset[str], month: Month, today: dt.date) -> tuple[PlannedDone, ...]:
    """Return planned and done of each indicator in one month, in any order."""
    found: dict[str, list[tuple[WorkDone, Outcome]]] = {}
    for campaign in data.campaigns_in.get(month, ()):
        if campaign.day and campaign.day <= today:
            for outcome in outcomes(campaign, data):
                if outcome.occasion.hamlet.commune in chosen:
                    for work in outcome.works:
                        found.setdefault(work.indicator, []).append((work, outcome))
    return tuple(_planned_done(indicator, works) for indicator, works in found.items())


def _planned_done(indicator: str, works: Sequence[tuple[WorkDone, Outcome]]) -> PlannedDone:
    return PlannedDone(
        indicator=indicator,
        planned=_sum(work.planned for work, _ in works),
        done=_sum(work.done for work, _ in works),
        awaited=sum(outcome.result is None for _, outcome in works),
    )


def _sum(quantities: Iterable[Quantity | None]) -> Quantity | None:
    known = [quantity for quantity in quantities if quantity is not None]
    return sum(known) if known else None
