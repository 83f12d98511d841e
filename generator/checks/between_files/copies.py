"""Figures copied from another month: the same numbers twice are possible, all of them the same are not likely."""

from collections.abc import Iterator

from generator.checks.fault import fault
from generator.checks.survey import Survey
from generator.model.report import Day
from generator.months import Month
from generator.problems import Finding

LEAST_FIGURES = 6


def no_day_repeats_another_month(survey: Survey) -> Iterator[Finding]:
    """Warn of a day whose figures, six or more, all equal those of an earlier month of the same commune."""
    first: dict[tuple[str, object], Month] = {}
    for report, keys, day, _ in sorted(survey.days, key=lambda reported: reported.report.month):
        figures = _figures(day)
        if sum(len(counts) for _, counts in figures) < LEAST_FIGURES:
            continue
        earlier = first.setdefault((report.commune, figures), report.month)
        if earlier != report.month:
            yield fault((*keys, "results"), "copied", month=earlier).at(report.path)


def _figures(day: Day) -> tuple[tuple[str, tuple[tuple[str, object], ...]], ...]:
    """Return every figure of a day by hamlet, in an order that does not depend on the file's."""
    return tuple(
        sorted(
            (
                result.hamlet,
                (
                    *sorted(result.participants.items()),
                    *sorted(result.money.items()),
                    *sorted((work.indicator, work.quantity) for work in result.works),
                    *(pair for pair in (("households", result.households), ("labour", result.labour_days)) if pair[1]),
                ),
            )
            for result in day.results
        )
    )
