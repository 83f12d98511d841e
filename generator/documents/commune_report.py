"""The monthly report of one commune (plan, V.5d), as a commune would write it from what it submitted."""

from collections.abc import Iterator

from generator.documents.counted import counted
from generator.documents.paper import Paper
from generator.documents.wording import Desk
from generator.figures.outcome import household_share
from generator.figures.schedule import held_on
from generator.figures.totals import MONEY
from generator.language.vietnamese import exact, number, percent, short_date
from generator.model.report import Day, Report, Result

COMMUNE_REPORT = "commune-report"


def commune_report(desk: Desk, report: Report, form: str) -> Paper:
    """Return the report as a document in ``form`` (``party`` or ``state``), headed by the commune."""
    data, commune = desk.data, desk.data.commune(report.commune)
    tables = {
        "hamlets": desk.table("figures-5", "hamlets", _hamlets(desk, report)),
        "works": desk.table("listing-3", "works", _works(desk, report)),
    }
    blocks = desk.blocks(
        COMMUNE_REPORT,
        tables,
        report=report,
        commune=commune,
        days=[
            {
                "campaign": data.campaigns[day.campaign],
                "held": sum(result.held for result in day.results),
                "results": len(day.results),
            }
            for day in report.days
        ],
        held=sum(result.held for result in report.results),
        results=len(report.results),
        unable=[(data.hamlet(result.place), result.not_held) for result in report.results if result.not_held],
        **counted(data, desk.totals.over([report.commune], [report.month])),
    )
    return desk.commune_paper(commune, form, blocks, report=report)


def _hamlets(desk: Desk, report: Report) -> Iterator[tuple[str, ...]]:
    unit = desk.totals.measures[MONEY].unit
    for day in report.days:
        for result in (result for result in day.results if result.held):
            hamlet = desk.data.hamlet(result.place)
            households = hamlet.households_on(held_on(result, desk.data.campaigns[day.campaign]))
            share = household_share(result, households)
            came = desk.amount(result.households)
            yield (
                _named(desk, report, day, result),
                desk.amount(result.people),
                f"{came}/{number(households.count)} ({percent(share)})" if households and share is not None else came,
                desk.amount(result.labour_days),
                desk.amount(sum(result.money.values()) if result.money else None, unit),
            )


def _works(desk: Desk, report: Report) -> Iterator[tuple[str, ...]]:
    for day in report.days:
        for result in day.results:
            for work in result.works:
                indicator = desk.data.activities.indicators[work.indicator]
                yield _named(desk, report, day, result), indicator.name, exact(work.quantity, indicator.unit)


def _named(desk: Desk, report: Report, day: Day, result: Result) -> str:
    """Return the name of the result's hamlet, with the day where the report tells of several: each may stand there twice."""
    name = desk.data.hamlet(result.place).name
    on = held_on(result, desk.data.campaigns[day.campaign])
    return f"{name} ({short_date(on)})" if len(report.days) > 1 else name
