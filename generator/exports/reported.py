"""The rows of what communes report: who reported, each hamlet's result, corrections. A function for each table."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from generator.exports.extent import Extent, Rows, told
from generator.exports.registers import work_of
from generator.figures.reporting import Cell, cell, deadline, expected_communes
from generator.figures.schedule import held_on
from generator.language.months import Month, months_of
from generator.model.report import Day, Report, Result
from generator.schema import part

WRITTEN = ("reported_by", "reported_on", "difficulties", "proposals")
CHANGE = ("field", "was", "now")


def reports(extent: Extent) -> Rows:
    """Return every report that is expected or there, by month, then in administrative order."""
    data = extent.data
    there = {report.key for report in extent.reports}
    for year in extent.years:
        for month in months_of(year):
            expected = frozenset(expected_communes(data, month))
            for commune in extent.communes:
                if (commune.id, month) in there or commune.id in expected:
                    yield _report(extent, cell(data, commune.id, month, extent.today))


def _report(extent: Extent, found: Cell) -> dict[str, Any]:
    data, report = extent.data, found.report
    plan = data.plans.get(found.month.year)
    publication = data.publications[report.key] if report else None
    is_sample = report.sample if report else (plan.sample if plan else data.programme.sample)
    return {
        **told(found, "commune", "month"),
        "status": str(found.status),
        "deadline": deadline(plan, found.month),
        "waived_because": found.waiver.reason if found.waiver else None,
        **(told(report, *WRITTEN) if report else dict.fromkeys(WRITTEN)),
        "published_on": publication.published_on if publication else None,
        "corrected": len(publication.corrections) if publication else None,
        "links": (" ".join(report.links) or None) if report else None,
        "page": page_of(report) if report else None,
        "file": str(report.path) if report else None,
        "sample": is_sample or (found.waiver is not None and found.waiver.sample),
    }


def page_of(report: Report) -> str:
    """Return the address of a report's page."""
    return f"/bao-cao/{report.month.year}/{report.commune}/{report.month.number:02}/"


def stated(extent: Extent) -> Rows:
    """Return the totals that communes added up themselves, for each day that a report tells any of."""
    for report in extent.reports:
        for day in report.days:
            sums = dataclasses.asdict(day.stated)
            if any(value is not None for value in sums.values()):
                key = {**told(report, "commune", "month"), "campaign": day.campaign}
                yield {**key, **sums, "sample": report.sample}


def results(extent: Extent) -> Rows:
    """Return each hamlet's result; what was not counted is None."""
    for report, day, result in _results(extent):
        campaign = extent.data.campaigns[day.campaign]
        date = held_on(result, campaign)
        households = extent.data.hamlet(result.place).households_on(date)
        yield {
            **_key(report, day, result),
            "date": date,
            **told(result, "held", "not_held", "deviation", "people", "households", "heads_present", "labour_days", "note"),
            "households_known": households.count if households else None,
            "money": sum(result.money.values()) if result.money else None,
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
    """Return what each hamlet did, as its report orders it; an indicator may stand there more than once."""
    for report, day, result in _results(extent):
        for work in result.works:
            yield {**_key(report, day, result), **work_of(extent, work), "sample": report.sample}


def corrections(extent: Extent) -> Rows:
    """Return every value that was corrected after publication, in the order of the reports; one row where none is told."""
    for report in extent.reports:
        for correction in extent.data.publications[report.key].corrections:
            for change in correction.changes or (None,):
                yield {
                    **told(report, "commune", "month"),
                    "date": correction.date,
                    "reason": correction.reason or None,
                    **(told(change, *CHANGE) if change else dict.fromkeys(CHANGE)),
                    "sample": report.sample,
                }


def _results(extent: Extent) -> Iterator[tuple[Report, Day, Result]]:
    for report in extent.reports:
        for day in report.days:
            yield from ((report, day, result) for result in day.results)


def _key(report: Report, day: Day, result: Result) -> dict[str, str | Month]:
    return {"commune": report.commune, "month": report.month, "campaign": day.campaign, "hamlet": result.hamlet}
