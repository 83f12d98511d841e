"""How each clause of a plan is kept up to a day: one function for each measure that a clause may name."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from generator.figures.outcome import Outcome, outcomes
from generator.figures.outcome import household_share as share_of_households
from generator.figures.reporting import Cell, matrix
from generator.figures.schedule import communes_of, district_campaigns, held_on
from generator.language.months import Quarter, months_of
from generator.model.campaign import Campaign
from generator.model.dataset import Dataset
from generator.model.plan import Clause, Plan
from generator.model.report import Day, Result


class Keeping(StrEnum):
    """How far a clause is kept."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    NOT_DUE = "not_due"
    NOT_MEASURABLE = "not_measurable"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseState:
    """A clause with how many of what it asks for were kept; what its measure counts is said beside the number.

    Both numbers are None where it was due but nobody counted it, which is not the same as nothing kept.
    """

    clause: Clause
    kept: int | None
    of: int | None
    state: Keeping


@dataclass(frozen=True, slots=True)
class _Year:
    """What every measure reads: one plan, the day, and the year's campaigns and expected reports up to that day."""

    data: Dataset
    plan: Plan
    today: dt.date

    @property
    def last_day(self) -> dt.date:
        """The day on which assignments are looked at: today, or the end of a year gone by."""
        return min(max(self.today, dt.date(self.plan.year, 1, 1)), dt.date(self.plan.year, 12, 31))

    @property
    def communes(self) -> tuple[str, ...]:
        valid = {commune.id for commune in self.data.places.communes_on(self.last_day)}
        return tuple(commune for commune in self.plan.communes if commune in valid)

    @property
    def past_campaigns(self) -> tuple[Campaign, ...]:
        """The committee's campaigns whose day has come."""
        return tuple(each for each in district_campaigns(self.data, self.plan.year) if each.day and each.day <= self.today)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every expected report that is due or there."""
        cells = (cell for _, row in matrix(self.data, self.plan.year, self.today) for cell in row if cell)
        return tuple(cell for cell in cells if cell.due)

    @property
    def reported_outcomes(self) -> Iterator[Outcome]:
        return (outcome for campaign in self.past_campaigns for outcome in outcomes(campaign, self.data) if outcome.result)


Count = tuple[int, int]
Counter = Callable[[_Year], Count | None]


def clauses(data: Dataset, plan: Plan, today: dt.date) -> tuple[ClauseState, ...]:
    """Return how each clause of ``plan`` is kept today, in the plan's order; raises KeyError for a measure nobody counts."""
    year = _Year(data, plan, today)
    return tuple(_state(clause, COUNTERS[clause.measure](year)) for clause in plan.clauses)


def _state(clause: Clause, count: Count | None) -> ClauseState:
    if count is None:
        return ClauseState(clause=clause, kept=None, of=None, state=Keeping.NOT_MEASURABLE)
    kept, of = count
    if of == 0:
        state = Keeping.NOT_DUE
    elif kept >= of:
        state = Keeping.KEPT
    else:
        state = Keeping.PARTLY if kept else Keeping.NOT_YET
    return ClauseState(clause=clause, kept=kept, of=of, state=state)


def _share(good: Iterator[bool]) -> Count:
    found = tuple(good)
    return sum(found), len(found)


def participation_by_force(year: _Year) -> Count:
    """Reports in which every held result counts each force that took part, of all reports."""
    reports = [cell.report for cell in year.cells if cell.report]
    return _share(all(result.participants for result in report.results if result.held) for report in reports)


def heads_present(year: _Year) -> Count | None:
    """Results of the committee's campaigns with heads of bodies present, of all held results; None where none counted them."""
    heads = [outcome.result.heads_present for outcome in year.reported_outcomes if outcome.result and outcome.result.held]
    if heads and all(present is None for present in heads):
        return None
    return _share((present or 0) > 0 for present in heads)


def results_by_area(year: _Year) -> Count:
    """Content areas with at least one result, of all areas."""
    indicators = year.data.activities.indicators
    reports = (cell.report for cell in year.cells if cell.report)
    found = {indicators[work.indicator].area for report in reports for result in report.results for work in result.works}
    return len(found), len(year.data.activities.areas) if year.cells else 0


def hamlet_leads(year: _Year) -> Count:
    """Known hamlets with an office in charge, of all known hamlets."""
    hamlets = (hamlet for commune in year.communes for hamlet in year.data.commune(commune).hamlets_on(year.last_day))
    return _share(year.data.bodies.lead_of(hamlet.key, year.last_day) is not None for hamlet in hamlets)


def household_share(year: _Year) -> Count | None:
    """Events at which every household took part, of all events whose share is known; None where no held event's is."""
    days = (day for cell in year.cells if cell.report for day in cell.report.days)
    held = [(day, result) for day in days for result in day.results if result.held]
    shares = [share for day, result in held if (share := _share_of(year.data, day, result)) is not None]
    if held and not shares:
        return None
    return _share(share >= 1 for share in shares)


def _share_of(data: Dataset, day: Day, result: Result) -> Fraction | None:
    on = held_on(result, data.campaigns[day.campaign])
    return share_of_households(result, data.hamlet(result.place).households_on(on))


def quarterly_campaign(year: _Year) -> Count:
    """Quarters begun with a campaign whose day has come, of all quarters begun."""
    begun = [Quarter(year.plan.year, number) for number in range(1, 5) if Quarter(year.plan.year, number).first_day <= year.today]
    held = {campaign.quarter for campaign in year.past_campaigns}
    return _share(quarter in held for quarter in begun)


def campaign_sites(year: _Year) -> Count:
    """Campaigns with the number of sites that the plan asks for, in as many communes, of all campaigns whose day has come."""
    return _share(_full(year, campaign) for campaign in year.past_campaigns)


def _full(year: _Year, campaign: Campaign) -> bool:
    valid = {commune.id for commune in year.data.places.communes_on(campaign.date)}
    wanted = year.plan.sites_per_campaign or len(valid & set(year.plan.communes))
    return len(communes_of(campaign)) == len(campaign.sites) >= min(wanted, len(valid & set(year.plan.communes)))


def campaign_notice(year: _Year) -> Count:
    """Campaigns that a notice announced, of all campaigns whose day has come."""
    return _share(campaign.notice is not None for campaign in year.past_campaigns)


def monthly_saturday(year: _Year) -> Count:
    """Months of communes with a day that took place, of all that are due.

    Where the plan lets the committee's campaign count, a month in which every hamlet took part in one is kept as well.
    """
    return _share(_took_place(year, cell) for cell in year.cells)


def _took_place(year: _Year, cell: Cell) -> bool:
    days = cell.report.days if cell.report else ()
    own = (day for day in days if year.data.campaigns[day.campaign].commune == cell.commune)
    if any(result.held for day in own for result in day.results):
        return True
    return bool(year.plan.settings.campaign_counts_as_monthly) and _all_took_part(year.data, cell)


def _all_took_part(data: Dataset, cell: Cell) -> bool:
    commune = data.commune(cell.commune)
    hamlets = {hamlet.key for hamlet in commune.hamlets_on(cell.month.last_day)}
    held = {result.place for result in cell.report.results if result.held} if cell.report else set()
    return commune.hamlets_complete and bool(hamlets) and hamlets <= held


def committee_attendance(year: _Year) -> Count | None:
    """Campaigns that members of the leading bodies attended, of all whose day has come; None where none recorded it."""
    if year.past_campaigns and not any(campaign.attendance for campaign in year.past_campaigns):
        return None
    return _share(any(entry.present for entry in campaign.attendance) for campaign in year.past_campaigns)


def commune_leads(year: _Year) -> Count:
    """Communes with an office in charge, of all communes of the plan."""
    return _share(year.data.bodies.lead_of(commune, year.last_day) is not None for commune in year.communes)


def bodies_present(year: _Year) -> Count | None:
    """Bodies reported present, of all that the committee assigned to the sites that reported; None where none was counted."""
    assigned = [body.people for outcome in year.reported_outcomes for body in outcome.bodies if body.assigned]
    if assigned and all(people is None for people in assigned):
        return None
    return _share(bool(people) for people in assigned)


def groups(year: _Year) -> Count:
    """Communes that exactly one group follows, of all communes of the plan."""
    every = [group for group in year.data.bodies.groups.values() if group.validity.holds(year.last_day)]
    return _share(sum(commune in group.communes for group in every) == 1 for commune in year.communes)


def proposals(year: _Year) -> Count:
    """Proposals that were answered, of all that communes made."""
    campaigns = district_campaigns(year.data, year.plan.year)
    return _share(proposal.state != "new" for campaign in campaigns for proposal in campaign.proposals)


def monthly_report(year: _Year) -> Count:
    """Reports that are there, of all that are due."""
    return _share(cell.reported for cell in year.cells)


def synthesis(year: _Year) -> Count:
    """Months for which every due report is there, so that the synthesis is whole, of all months with due reports."""
    months = [month for month in months_of(year.plan.year) if any(cell.month == month for cell in year.cells)]
    return _share(all(cell.reported for cell in year.cells if cell.month == month) for month in months)


COUNTERS: Mapping[str, Counter] = {
    "participation-by-force": participation_by_force,
    "heads-present": heads_present,
    "results-by-area": results_by_area,
    "hamlet-leads": hamlet_leads,
    "household-share": household_share,
    "quarterly-campaign": quarterly_campaign,
    "campaign-sites": campaign_sites,
    "campaign-notice": campaign_notice,
    "monthly-saturday": monthly_saturday,
    "committee-attendance": committee_attendance,
    "commune-leads": commune_leads,
    "bodies-present": bodies_present,
    "groups": groups,
    "proposals": proposals,
    "monthly-report": monthly_report,
    "follow-up": monthly_report,
    "synthesis": synthesis,
}
