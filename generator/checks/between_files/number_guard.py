"""Figures far from what the same hamlet or commune reported before: most often a slip of the thousands' sign."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.checks.fault import Keys, fault
from generator.checks.survey import Row, Survey
from generator.model.campaign import Quantity
from generator.problems import Finding

LEAST_EARLIER = 5
FAR = 20
SLIPS = (1000, 100, 10_000, 1_000_000)
SHORT = Decimal("0.003")


class Measured(NamedTuple):
    """One figure of one result."""

    value: Quantity
    row: Row
    keys: Keys


def every_figure_is_near_those_before(survey: Survey) -> Iterator[Finding]:
    """Warn of a figure more than 20 times, or a thousandth of, the median of at least five before it.

    A figure is held against the same hamlet's, or where those are too few, against the same commune's.
    """
    hamlets: dict[tuple[str, str], list[Measured]] = {}
    for row in sorted(survey.held_rows, key=_time):
        for measure, measured in _measures(row):
            if measured.value > 0:
                hamlets.setdefault((row.result.place, measure), []).append(measured)
    communes: dict[tuple[str, str], list[Measured]] = {}
    for (place, measure), figures in hamlets.items():
        communes.setdefault((place.partition("/")[0], measure), []).extend(figures)
    suspects = {id(measured): measured for figures in communes.values() for measured in _spread(figures)}
    for (place, measure), figures in hamlets.items():
        for number, measured in enumerate(figures):
            if id(measured) in suspects:
                commune = communes[place.partition("/")[0], measure]
                earlier = figures[:number] if number >= LEAST_EARLIER else _before(commune, measured)
                yield from _judged(measured, earlier)


def _time(row: Row) -> dt.date:
    return row.date or row.report.month.first_day


def _measures(row: Row) -> Iterator[tuple[str, Measured]]:
    result, keys = row.result, row.keys
    for name, count in result.participants.items():
        yield name, Measured(count, row, (*keys, "participants", name))
    for name, amount in result.money.items():
        yield name, Measured(amount, row, (*keys, "money", name))
    for number, work in enumerate(result.works):
        yield work.indicator, Measured(work.quantity, row, (*keys, "works", number, "quantity"))


def _spread(figures: Sequence[Measured]) -> Iterable[Measured]:
    """Return the figures that can be far from some median of the others: none where largest and smallest are near."""
    values = sorted(measured.value for measured in figures)
    low, high = values[0], values[-1]
    if high <= FAR * low:
        return ()
    return [measured for measured in figures if measured.value > FAR * low or measured.value <= high * SHORT]


def _before(figures: Sequence[Measured], measured: Measured) -> Sequence[Measured]:
    time = _time(measured.row)
    return [other for other in figures if _time(other.row) < time]


def _judged(measured: Measured, earlier: Sequence[Measured]) -> Iterator[Finding]:
    if len(earlier) < LEAST_EARLIER:
        return
    values = sorted(other.value for other in earlier)
    usual = values[len(values) // 2]
    if usual * SHORT < measured.value <= FAR * usual:
        return
    told: dict[str, object] = {"value": measured.value, "usual": usual, "earlier": len(values)}
    likely = likely_meant(measured.value, usual)
    code = "figure_unusual" if likely is None else "figure_slipped"
    if likely is not None:
        told |= {"likely": likely, "correction": likely}
    yield fault(measured.keys, code, **told).at(measured.row.report.path)


def likely_meant(value: Quantity, usual: Quantity) -> Quantity | None:
    """Return what was most likely meant where ``value`` is about 100, 1,000, … times or parts of the usual; None otherwise."""
    for factor in SLIPS:
        for meant in (Decimal(value) / factor, Decimal(value) * factor):
            if Decimal(usual) / 3 <= meant <= Decimal(usual) * 3:
                return int(meant) if meant == int(meant) else meant
    return None
