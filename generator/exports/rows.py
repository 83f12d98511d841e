"""The rows of every open table, from the same figures as the pages; one function for each table, named as it is."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.exports.extent import Extent
from generator.exports.table import Table
from generator.figures.clauses import clauses as clauses_of
from generator.figures.outcome import outcomes
from generator.figures.periods import Period
from generator.figures.reporting import Cell, basis, cell, deadline, expected_communes
from generator.figures.schedule import held_on, occasions, state
from generator.figures.totals import Basis, Measure
from generator.model.campaign import Campaign
from generator.model.places import Validity
from generator.model.report import Day, Report, Result
from generator.months import Month, months_of
from generator.schema import part

Row = Mapping[str, Any]
Rows = Iterator[dict[str, Any]]
HEADLINES = ("people", "households", "heads_present", "labour_days", "money")


def rows(table: Table, extent: Extent) -> Rows:
    """Return the rows of ``table`` over ``extent``: each column by its name, None where there is nothing.

    Dates, months and exact numbers are values of their own types. Raises ValueError where a row does not have the columns
    that the table of tables tells.
    """
    names = frozenset(table.names)
    for row in ROWS[table.name](extent):
        if row.keys() != names:
            raise ValueError(f"{table.name}: {sorted(row.keys() ^ names)}")
        yield row


def communes(extent: Extent) -> Rows:
    """Return the communes in administrative order."""
    for commune in extent.communes:
        longitude, latitude = commune.centre or (None, None)
        yield {
            "commune": commune.id,
            "code": commune.code,
            "name": commune.name,
            **_validity(commune.validity),
            "successor": commune.successor,
            "longitude": longitude,
            "latitude": latitude,
            "hamlets_complete": commune.hamlets_complete,
            "source": commune.source,
            "page": f"/xa/{commune.id}/",
            "sample": commune.sample,
        }


def hamlets(extent: Extent) -> Rows:
    """Return the known hamlets of each commune in the order of the register."""
    for commune in extent.communes:
        for hamlet in commune.hamlets.values():
            yield {
                "commune": commune.id,
                "hamlet": hamlet.id,
                "name": hamlet.name,
                **_validity(hamlet.validity),
                "successor": hamlet.successor,
                "source": hamlet.source,
                "page": f"/xa/{hamlet.key}/",
                "sample": commune.sample or hamlet.sample,
            }


def household_counts(extent: Extent) -> Rows:
    """Return every count of households, oldest first within a hamlet."""
    for commune in extent.communes:
        for hamlet in commune.hamlets.values():
            for count in hamlet.households:
                yield {
                    "commune": commune.id,
                    "hamlet": hamlet.id,
                    "date": count.date,
                    "households": count.count,
                    "source": count.source,
                    "sample": commune.sample or hamlet.sample,
                }


def bodies(extent: Extent) -> Rows:
    """Return the bodies in the order of the register."""
    register = extent.data.bodies
    for body in register.bodies.values():
        yield {
            "body": body.id,
            "name": body.name,
            "level": body.level,
            "kind": body.kind,
            "commune": body.commune,
            **_validity(body.validity),
            "sample": register.sample or body.sample,
        }


def indicators(extent: Extent) -> Rows:
    """Return the indicators in the order of the register."""
    activities = extent.data.activities
    for indicator in activities.indicators.values():
        yield {
            "indicator": indicator.id,
            "area": indicator.area,
            "area_name": activities.areas[indicator.area].name,
            "name": indicator.name,
            "unit": indicator.unit,
            "whole": indicator.whole,
            "adds": indicator.adds,
            "sample": extent.data.programme.sample,
        }


def campaigns(extent: Extent) -> Rows:
    """Return the campaigns by their ids; the state is that of today."""
    for campaign in extent.campaigns:
        yield {
            "campaign": campaign.id,
            "commune": campaign.commune,
            "month": campaign.month,
            "date": campaign.date,
            "day": campaign.day,
            "start": campaign.start,
            "status": campaign.status,
            "status_reason": campaign.status_reason,
            "state": str(state(campaign, extent.data, extent.today)),
            "notice_number": campaign.notice.number if campaign.notice else None,
            "notice_date": campaign.notice.date if campaign.notice else None,
            "meeting_point": campaign.meeting_point,
            "page": f"/dot/{campaign.id}/",
            "file": str(campaign.path),
            "sample": campaign.sample,
        }


def sites(extent: Extent) -> Rows:
    """Return each campaign's hamlets: those it names, or all of the commune on its day."""
    for campaign in extent.campaigns:
        for occasion in occasions(campaign, extent.data):
            yield {
                "campaign": campaign.id,
                "commune": occasion.hamlet.commune,
                "hamlet": occasion.hamlet.id,
                "day": occasion.day,
                "start": occasion.start,
                "meeting_point": occasion.meeting_point,
                "group_id": occasion.site.group if occasion.site else None,
                "proposed_by": occasion.site.proposed_by if occasion.site else None,
                "deviation": occasion.deviation,
                "sample": campaign.sample,
            }


def works_planned(extent: Extent) -> Rows:
    """Return what each hamlet of each campaign planned, as the campaign's file orders it."""
    known = extent.data.activities.indicators
    for campaign in extent.campaigns:
        for occasion in occasions(campaign, extent.data):
            for work in occasion.works:
                yield {
                    "campaign": campaign.id,
                    "commune": occasion.hamlet.commune,
                    "hamlet": occasion.hamlet.id,
                    "indicator": work.indicator,
                    "quantity": work.quantity,
                    "unit": known[work.indicator].unit,
                    "note": work.note,
                    "sample": campaign.sample,
                }


def reports(extent: Extent) -> Rows:
    """Return every report that is expected or there, by month, then in administrative order."""
    data = extent.data
    told = {report.key for report in extent.reports}
    for year in extent.years:
        for month in months_of(year):
            expected = frozenset(expected_communes(data, month))
            for commune in extent.communes:
                if (commune.id, month) in told or commune.id in expected:
                    yield _report(extent, cell(data, commune.id, month, extent.today))


def _report(extent: Extent, found: Cell) -> dict[str, Any]:
    data, report = extent.data, found.report
    plan = data.plans.get(found.month.year)
    publication = data.publications[report.key] if report else None
    return {
        "commune": found.commune,
        "month": found.month,
        "status": str(found.status),
        "deadline": deadline(plan, found.month),
        "waived_because": found.waiver.reason if found.waiver else None,
        "reported_by": report.reported_by if report else None,
        "reported_on": report.reported_on if report else None,
        "published_on": publication.published_on if publication else None,
        "corrected": len(publication.corrections) if publication else None,
        "difficulties": report.difficulties if report else None,
        "proposals": report.proposals if report else None,
        "page": page_of(report) if report else None,
        "file": str(report.path) if report else None,
        "sample": report.sample if report else (plan.sample if plan else data.programme.sample),
    }


def page_of(report: Report) -> str:
    """Return the address of a report's page."""
    return f"/bao-cao/{report.month.year}/{report.commune}/{report.month.number:02}/"


def results(extent: Extent) -> Rows:
    """Return each hamlet's result; what was not counted is None."""
    for report, day, result in _results(extent):
        campaign = extent.data.campaigns[day.campaign]
        date = held_on(result, campaign)
        households = extent.data.hamlet(result.place).households_on(date)
        yield {
            **_key(report, day, result),
            "date": date,
            "held": result.held,
            "not_held": result.not_held,
            "deviation": result.deviation,
            "people": result.people,
            "households": result.households,
            "households_known": households.count if households else None,
            "heads_present": result.heads_present,
            "labour_days": result.labour_days,
            "money": sum(result.money.values()) if result.money else None,
            "note": result.note,
            "sample": report.sample,
        }


def participation(extent: Extent) -> Rows:
    """Return the people of each force in every result that counted any."""
    forces = tuple(part("participants"))
    for report, day, result in _results(extent):
        if result.participants:
            yield {
                **_key(report, day, result),
                **{name: result.participants.get(name) for name in forces},
                "sample": report.sample,
            }


def money(extent: Extent) -> Rows:
    """Return the money of each source in every result that told any, in đồng."""
    sources = tuple(part("money"))
    for report, day, result in _results(extent):
        if result.money:
            yield {**_key(report, day, result), **{name: result.money.get(name) for name in sources}, "sample": report.sample}


def works_done(extent: Extent) -> Rows:
    """Return what each hamlet did, as the report orders it."""
    known = extent.data.activities.indicators
    for report, day, result in _results(extent):
        for work in result.works:
            yield {
                **_key(report, day, result),
                "indicator": work.indicator,
                "quantity": work.quantity,
                "unit": known[work.indicator].unit,
                "note": work.note,
                "sample": report.sample,
            }


def bodies_present(extent: Extent) -> Rows:
    """Return the bodies assigned to each site and those that came; how many people is None where the report does not say."""
    for campaign in extent.campaigns:
        if not _names_bodies(extent, campaign):
            continue
        for outcome in outcomes(campaign, extent.data):
            for presence in outcome.bodies:
                yield {
                    "campaign": campaign.id,
                    "commune": outcome.occasion.hamlet.commune,
                    "hamlet": outcome.occasion.hamlet.id,
                    "body": presence.body.id,
                    "assigned": presence.assigned,
                    "people": presence.people,
                    "sample": outcome.report.sample if outcome.report else campaign.sample,
                }


def _names_bodies(extent: Extent, campaign: Campaign) -> bool:
    """Say whether any body was assigned or came: of most communes' days none is told, and outcomes cost more than this."""
    told = (result for _, day in extent.data.days_of[campaign.id] for result in day.results)
    return any(site.bodies for site in campaign.sites) or any(result.bodies for result in told)


def attendance(extent: Extent) -> Rows:
    """Return how many members of each leading body attended the committee's campaigns."""
    for campaign in extent.campaigns:
        for entry in campaign.attendance:
            yield {
                "campaign": campaign.id,
                "body": entry.body,
                "members": entry.members,
                "present": entry.present,
                "sample": campaign.sample,
            }


def proposals(extent: Extent) -> Rows:
    """Return what communes proposed for the committee's campaigns, numbered as each campaign's file orders them."""
    for campaign in extent.campaigns:
        for number, proposal in enumerate(campaign.proposals, start=1):
            yield {
                "campaign": campaign.id,
                "number": number,
                "commune": proposal.commune,
                "hamlet": proposal.hamlet,
                "submitted_on": proposal.submitted_on,
                "text": proposal.text,
                "state": proposal.state,
                "reason": proposal.reason,
                "sample": campaign.sample,
            }


def corrections(extent: Extent) -> Rows:
    """Return every value that was corrected after publication, in the order of the reports; one row where none is told."""
    for report in extent.reports:
        for correction in extent.data.publications[report.key].corrections:
            for change in correction.changes or (None,):
                yield {
                    "commune": report.commune,
                    "month": report.month,
                    "date": correction.date,
                    "reason": correction.reason or None,
                    "field": change.field if change else None,
                    "was": change.was if change else None,
                    "now": change.now if change else None,
                    "sample": report.sample,
                }


def clauses(extent: Extent) -> Rows:
    """Return how each clause of each plan is kept today."""
    for plan in (extent.data.plans[year] for year in extent.years if year in extent.data.plans):
        for found in clauses_of(extent.data, plan, extent.today):
            yield {
                "year": plan.year,
                "clause": found.clause.id,
                "text": found.clause.text,
                "measure": found.clause.measure,
                "kept": found.kept,
                "asked": found.of,
                "state": str(found.state),
                "sample": extent.data.sample,
            }


def totals(extent: Extent) -> Rows:
    """Return the figures of every period: all that anybody counted over all communes, and each commune's headlines."""
    every = tuple(extent.data.places.communes)
    for period in extent.periods:
        whole = basis(extent.data, period.months, extent.today)
        yield from _totals(extent, period, None, every, whole, tuple(extent.totals.measures))
        for commune in extent.communes:
            if any((commune.id, month) in extent.data.reports for month in period.months):
                own = basis(extent.data, period.months, extent.today, (commune.id,))
                yield from _totals(extent, period, commune.id, (commune.id,), own, HEADLINES)


def _totals(
    extent: Extent, period: Period, commune: str | None, over: tuple[str, ...], rests: Basis, measures: tuple[str, ...]
) -> Rows:
    found = extent.totals.over(over, period.months)
    for measure in measures:
        total = found[measure]
        if total.counted or measure in HEADLINES:
            table, column = stands_on(extent.totals.measures[measure])
            yield {
                "period": period.address,
                "commune": commune,
                "measure": measure,
                "value": total.value,
                "unit": total.unit,
                "adds": total.adds,
                "counted": total.counted,
                "held": total.held,
                "reports": rests.reports,
                "due": rests.due,
                "from_table": table,
                "from_column": column,
                "page": f"/ket-qua/{period.address}/",
                "sample": extent.data.sample,
            }


def stands_on(measure: Measure) -> tuple[str, str]:
    """Return the table and the column whose values a measure's total adds up; of ``works_done`` only the indicator's rows."""
    if measure.id in HEADLINES:
        return "results", measure.id
    if measure.id in part("participants"):
        return "participation", measure.id
    if measure.id.startswith("money."):
        return "money", measure.id.removeprefix("money.")
    return "works_done", "quantity"


def _results(extent: Extent) -> Iterator[tuple[Report, Day, Result]]:
    for report in extent.reports:
        for day in report.days:
            yield from ((report, day, result) for result in day.results)


def _key(report: Report, day: Day, result: Result) -> dict[str, str | Month]:
    return {"commune": report.commune, "month": report.month, "campaign": day.campaign, "hamlet": result.hamlet}


def _validity(validity: Validity) -> dict[str, Any]:
    return {"valid_from": validity.first, "valid_to": validity.last}


ROWS: Mapping[str, Callable[[Extent], Rows]] = {
    function.__name__: function
    for function in (
        communes,
        hamlets,
        household_counts,
        bodies,
        indicators,
        campaigns,
        sites,
        works_planned,
        reports,
        results,
        participation,
        money,
        works_done,
        bodies_present,
        attendance,
        proposals,
        corrections,
        clauses,
        totals,
    )
}
