"""Figures copied from another month: some of them may well be the same, all of them are not likely to be."""

from collections.abc import Iterator

from generator.checks.fault import fault
from generator.checks.survey import Reported, Survey
from generator.model.report import Day
from generator.problems import Finding

LEAST_FIGURES = 6
Figures = tuple[tuple[str, tuple[tuple[str, object], ...]], ...]


def no_day_repeats_another_month(survey: Survey) -> Iterator[Finding]:
    """Warn of a day whose figures, six or more, all equal those of an earlier month of the same commune."""
    alike: dict[tuple[str, int, int], list[Reported]] = {}
    for reported in sorted(survey.days, key=lambda reported: reported.report.month):
        earlier = alike.setdefault((reported.report.commune, *_totals(reported.day)), [])
        yield from _copied(reported, earlier)
        earlier.append(reported)


def _totals(day: Day) -> tuple[int, int]:
    """Return two sums that equal days share, quicker to compare than all figures."""
    households = sum(filter(None, (result.households for result in day.results)))
    return households, sum(filter(None, (result.people for result in day.results)))


def _copied(reported: Reported, earlier: list[Reported]) -> Iterator[Finding]:
    others = [other for other in earlier if other.report.month != reported.report.month]
    if not others:
        return
    figures = _figures(reported.day)
    if sum(len(counts) for _, counts in figures) < LEAST_FIGURES:
        return
    for other in others:
        if _figures(other.day) == figures:
            yield fault((*reported.keys, "results"), "copied", month=other.report.month).at(reported.report.path)
            return


def _figures(day: Day) -> Figures:
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
