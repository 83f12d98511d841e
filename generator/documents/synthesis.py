"""The synthesis of a month, a quarter or a year to the leadership (plan, V.6b), from figures alone."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.documents.counted import counted
from generator.documents.paper import Block, Paper
from generator.documents.wording import Desk
from generator.figures.comparison import compared, planned_done
from generator.figures.memory import remembered
from generator.figures.outcome import Outcome, household_share, outcomes
from generator.figures.periods import Period
from generator.figures.presence import BodiesPresent
from generator.figures.reporting import Cell, Status, basis, cells_of, held_back
from generator.figures.schedule import State, held_on, state
from generator.figures.totals import HEADS, HOUSEHOLDS, LABOUR_DAYS, MONEY, PEOPLE, Total
from generator.language.months import Month
from generator.language.vietnamese import exact, number
from generator.model.campaign import Campaign
from generator.model.dataset import Dataset
from generator.model.places import Commune, Hamlet
from generator.model.report import Report
from generator.schema import part

COMPARED = (PEOPLE, HOUSEHOLDS, HEADS, LABOUR_DAYS, MONEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignTold:
    """A district campaign as a synthesis tells it: its sites, those with a result, its bodies and its heads."""

    campaign: Campaign
    state: State
    outcomes: tuple[Outcome, ...]
    told: tuple[Outcome, ...]
    bodies: BodiesPresent
    heads: Total


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Of how many results the share of households is known, and in how many of them every household came (plan, III.2d)."""

    known: int
    full: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Saturdays:
    """Communes' own days that have come: how many, how many of them are reported, and in how many hamlets they were held."""

    due: int
    told: int
    held: int


def synthesis(desk: Desk, period: Period) -> Paper:
    """Return the synthesis of ``period`` as known on the desk's day; every sentence rests on a figure."""
    values = _values(desk, period)
    blocks = desk.blocks("synthesis", _tables(desk, period, values), period=period, **values)
    return desk.paper("synthesis", period.year, blocks, period=period)


def _values(desk: Desk, period: Period) -> dict[str, Any]:
    data, today, totals = desk.data, desk.today, desk.totals
    found, cells = totals.over(data.places.communes, period.months), cells_of(data, period.months, today)
    campaigns = tuple(_told(desk, each) for each in data.campaigns_of.get(None, ()) if each.month in period.months)
    reports = tuple(data.reports[key] for key in _keys(desk, period) if key in data.reports)
    return {
        "basis": basis(data, period.months, today),
        "organiser": desk.organiser(period.year),
        "missing": tuple(_missing(desk, cells)),
        "held_back": [(data.commune(commune), months) for commune, months in held_back(data, period.months).items()],
        "late": tuple(cell for cell in cells if cell.status is Status.LATE),
        "waived": tuple(cell for cell in cells if cell.status is Status.WAIVED),
        "shares": _shares(desk, reports),
        "campaigns": campaigns,
        "saturdays": _saturdays(desk, period),
        "unable": tuple(_unable(desk, reports)),
        "compared": _compared(desk, period),
        "voices": tuple(report for report in reports if report.difficulties or report.proposals),
        "ahead": _ahead(desk, period),
        **counted(data, found),
    }


def _keys(desk: Desk, period: Period) -> Iterator[tuple[str, Month]]:
    return ((commune, month) for commune in desk.data.places.communes for month in period.months)


def _missing(desk: Desk, cells: tuple[Cell, ...]) -> Iterator[tuple[Commune, list[Month]]]:
    """Return the communes with a missing report, in administrative order, each with its months."""
    for commune in desk.data.places.communes.values():
        own = [cell.month for cell in cells if cell.commune == commune.id and cell.status is Status.MISSING]
        if own:
            yield commune, own


def _shares(desk: Desk, reports: tuple[Report, ...]) -> Shares:
    found = [_shares_of(desk.data, *report.key) for report in reports]
    return Shares(known=sum(each.known for each in found), full=sum(each.full for each in found))


@remembered
def _shares_of(data: Dataset, commune: str, month: Month) -> Shares:
    """Return the shares of the results of one report."""
    shares = [
        household_share(result, data.hamlet(result.place).households_on(held_on(result, data.campaigns[day.campaign])))
        for day in data.reports[commune, month].days
        for result in day.results
    ]
    known = [share for share in shares if share is not None]
    return Shares(known=len(known), full=sum(share >= 1 for share in known))


def _told(desk: Desk, campaign: Campaign) -> CampaignTold:
    found = outcomes(campaign, desk.data)
    results = [outcome.result for outcome in found if outcome.result]
    return CampaignTold(
        campaign=campaign,
        state=state(campaign, desk.data, desk.today),
        outcomes=found,
        told=tuple(outcome for outcome in found if outcome.result),
        bodies=BodiesPresent.of(found),
        heads=desk.totals.of_results(results, campaign.month)[HEADS],
    )


def _saturdays(desk: Desk, period: Period) -> Saturdays:
    own = [each for month in period.months for each in desk.data.campaigns_in.get(month, ()) if each.commune]
    due = [each for each in own if each.day and each.day <= desk.today]
    told = [each for each in due if desk.data.days_of[each.id]]
    results = [result for each in told for _, day in desk.data.days_of[each.id] for result in day.results]
    return Saturdays(due=len(due), told=len(told), held=sum(result.held for result in results))


def _unable(desk: Desk, reports: tuple[Report, ...]) -> Iterator[tuple[Hamlet, Commune, str]]:
    for report in reports:
        for result in report.results:
            if result.not_held:
                yield desk.data.hamlet(result.place), desk.data.commune(report.commune), result.not_held


def _compared(desk: Desk, period: Period) -> Mapping[str, Any] | None:
    """Return the headline figures beside those of the period before; None where nobody reported that."""
    if period.earlier is None:
        return None
    found = compared(desk.totals, desk.data.places.communes, period.months, period.earlier.months, desk.today)
    if not found.before.reported:
        return None
    result = part("result")
    labels = {PEOPLE: result["participants"].label, **{name: result[name].label for name in COMPARED[1:]}}
    rows = [(labels[measure], found.measures[measure]) for measure in COMPARED]
    return {"name": period.earlier.name, "basis": found.before, "rows": rows}


def _ahead(desk: Desk, period: Period) -> list[tuple[dt.date, list[Campaign]]]:
    """Return the days set for the month after, each with its campaigns in administrative order, first the committee's."""
    after, order = period.months[-1].following, (None, *desk.data.places.communes)
    found: dict[dt.date, list[Campaign]] = {}
    for each in sorted(desk.data.campaigns_set_for.get(after, ()), key=lambda campaign: order.index(campaign.commune)):
        if each.day:
            found.setdefault(each.day, []).append(each)
    return sorted(found.items())


def _tables(desk: Desk, period: Period, values: Mapping[str, Any]) -> dict[str, Block]:
    return {
        "sites": desk.table("listing-5", "sites", _sites(desk, values["campaigns"])),
        "communes": desk.table("figures-5", "communes" if len(period.months) == 1 else "communes_over", _communes(desk, period)),
        "planned": desk.table("figures-4", "planned", _planned(desk, period)),
    }


def _sites(desk: Desk, campaigns: tuple[CampaignTold, ...]) -> Iterator[tuple[str, ...]]:
    for each in campaigns:
        unread = held_back(desk.data, [each.campaign.month])
        for outcome in each.outcomes:
            result, bodies = outcome.result, BodiesPresent.of([outcome])
            unknown = desk.held_back if outcome.occasion.hamlet.commune in unread else desk.unknown
            yield (
                desk.data.commune(outcome.occasion.hamlet.commune).name,
                outcome.occasion.hamlet.name,
                f"{bodies.present}/{bodies.assigned}" if result else unknown,
                desk.amount(result.people if result else None, unknown=unknown),
                desk.amount(result.households if result else None, unknown=unknown),
            )


def _communes(desk: Desk, period: Period) -> Iterator[tuple[str, ...]]:
    """Return the communes that were to report, in administrative order, each with its headline figures.

    Over several months each says how many of its due reports its figures rest on.
    """
    unread = held_back(desk.data, period.months)
    for commune in desk.data.places.communes.values():
        rests = basis(desk.data, period.months, desk.today, [commune.id])
        if rests.expected:
            found = desk.totals.over([commune.id], period.months)
            told = desk.words("told", commune=commune, reports=rests.reports, due=rests.due)
            unknown = desk.held_back if commune.id in unread and not rests.reports else desk.unknown
            yield (
                commune.name if len(period.months) == 1 else told,
                *(desk.amount(found[name].value, unknown=unknown) for name in (PEOPLE, HOUSEHOLDS, LABOUR_DAYS)),
                desk.amount(found[MONEY].value, found[MONEY].unit, unknown),
            )


def _planned(desk: Desk, period: Period) -> Iterator[tuple[str, ...]]:
    for row in planned_done(desk.data, desk.data.places.communes, period.months, desk.today):
        unit = desk.data.activities.indicators[row.indicator].unit
        yield (
            desk.data.activities.indicators[row.indicator].name,
            desk.unplanned if row.planned is None else exact(row.planned, unit),
            desk.amount(row.done, unit),
            number(row.awaited),
        )
