"""What came of a campaign: planned and done side by side, and who was there (plan, III.2d, V.3)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.figures.memory import remembered
from generator.figures.schedule import Occasion, occasions
from generator.model.campaign import Campaign, Quantity
from generator.model.dataset import Dataset
from generator.model.places import HouseholdCount
from generator.model.registers import Body, Group
from generator.model.report import Report, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDone:
    """One indicator at one site; ``planned`` is None where it was not planned, ``done`` where nothing was reported."""

    indicator: str
    planned: Quantity | None
    done: Quantity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """One body at one site; ``people`` is None where nobody reported it."""

    body: Body
    assigned: bool
    people: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One campaign in one hamlet, from the plan to the result (None while there is none)."""

    occasion: Occasion
    report: Report | None
    result: Result | None
    day: dt.date | None
    households: HouseholdCount | None
    share: Fraction | None
    works: tuple[WorkDone, ...]
    bodies: tuple[Presence, ...]
    group: Group | None


def outcomes(campaign: Campaign, data: Dataset) -> tuple[Outcome, ...]:
    """Return the campaign's hamlets with their results; hamlets that reported without being named come last."""
    return _remembered(data, campaign.id) if data.campaigns.get(campaign.id) is campaign else _outcomes(campaign, data)


@remembered
def _remembered(data: Dataset, id: str) -> tuple[Outcome, ...]:
    return _outcomes(data.campaigns[id], data)


def _outcomes(campaign: Campaign, data: Dataset) -> tuple[Outcome, ...]:
    results = results_of(campaign, data)
    planned = occasions(campaign, data)
    named = {occasion.hamlet.key for occasion in planned}
    unplanned = tuple(
        Occasion(
            campaign=campaign, hamlet=data.hamlet(key), site=None, day=campaign.day, start=None, meeting_point=None, works=()
        )
        for key in results
        if key not in named
    )
    return tuple(_outcome(occasion, results.get(occasion.hamlet.key), data) for occasion in (*planned, *unplanned))


def results_of(campaign: Campaign, data: Dataset) -> Mapping[str, tuple[Report, Result]]:
    """Return the results of a campaign by the hamlet's key, each with its report."""
    return {result.place: (report, result) for report, day in data.days_of[campaign.id] for result in day.results}


def _outcome(occasion: Occasion, found: tuple[Report, Result] | None, data: Dataset) -> Outcome:
    report, result = found or (None, None)
    day = (result.held_on if result else None) or occasion.day or occasion.campaign.date
    households = occasion.hamlet.households_on(day)
    group = data.bodies.groups.get(occasion.site.group) if occasion.site and occasion.site.group else None
    return Outcome(
        occasion=occasion,
        report=report,
        result=result,
        day=day,
        households=households,
        share=household_share(result, households),
        works=_works(occasion, result),
        bodies=tuple(_presences(occasion, result, data.bodies.bodies)),
        group=group,
    )


def household_share(result: Result | None, households: HouseholdCount | None) -> Fraction | None:
    """Return households taking part over households of the hamlet (plan, III.2d), per event and never summed.

    None where the hamlet has no count on that date, or where nobody counted the households that came.
    """
    if result is None or result.households is None or households is None:
        return None
    return Fraction(result.households, households.count)


def _works(occasion: Occasion, result: Result | None) -> tuple[WorkDone, ...]:
    planned: dict[str, Quantity] = {}
    done: dict[str, Quantity] = {}
    for work in occasion.works:
        planned[work.indicator] = planned.get(work.indicator, 0) + work.quantity
    for work in result.works if result else ():
        done[work.indicator] = done.get(work.indicator, 0) + work.quantity
    indicators = dict.fromkeys((*planned, *done))
    return tuple(WorkDone(indicator=each, planned=planned.get(each), done=done.get(each)) for each in indicators)


def _presences(occasion: Occasion, result: Result | None, bodies: Mapping[str, Body]) -> Iterator[Presence]:
    present = {entry.body: entry.people for entry in result.bodies} if result else {}
    assigned = occasion.site.bodies if occasion.site else ()
    for body in assigned:
        yield Presence(body=bodies[body], assigned=True, people=present.get(body))
    for body, people in present.items():
        if body not in assigned:
            yield Presence(body=bodies[body], assigned=False, people=people)
