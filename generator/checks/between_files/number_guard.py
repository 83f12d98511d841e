"""Figures far from what the same hamlet or commune reported before: most often a slip of the thousands' sign."""

import datetime as dt
from collections.abc import Iterator, Sequence
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
    """One figure of one result, and the way to it from there."""

    value: Quantity
    row: Row
    way: Keys


def every_figure_is_near_those_before(survey: Survey) -> Iterator[Finding]:
    """Warn of a figure more than 20 times, or a few thousandths of, the median of at least five before it.

    A figure is held against the same hamlet's, or where those are too few, against the same commune's.
    """
    wide = _wide(survey)
    hamlets: dict[tuple[str, str], list[Measured]] = {}
    communes: dict[tuple[str, str], list[Measured]] = {}
    for row in sorted((row for row in survey.held_rows if row.result.commune in wide), key=_time):
        commune, place = row.result.commune, row.result.place
        for measure, value, way in _measures(row):
            if measure in wide[commune]:
                measured = Measured(value, row, way)
                hamlets.setdefault((place, measure), []).append(measured)
                communes.setdefault((commune, measure), []).append(measured)
    for (place, measure), figures in hamlets.items():
        yield from _strange(figures, communes[place.partition("/")[0], measure])


def _wide(survey: Survey) -> dict[str, set[str]]:
    """Return, by commune, the measures of which a figure can be far from a median: the others have no such spread."""
    ranges: dict[str, dict[str, list[Quantity]]] = {}
    for row in survey.held_rows:
        found = ranges.setdefault(row.result.commune, {})
        for measure, value, _ in _measures(row):
            limits = found.get(measure)
            if limits is None:
                found[measure] = [value, value]
            elif value < limits[0]:
                limits[0] = value
            elif value > limits[1]:
                limits[1] = value
    spread = {
        commune: {measure for measure, (low, high) in found.items() if high > FAR * low} for commune, found in ranges.items()
    }
    return {commune: measures for commune, measures in spread.items() if measures}


def _time(row: Row) -> dt.date:
    return row.date or row.report.month.first_day


def _measured_at(measured: Measured) -> dt.date:
    return _time(measured.row)


def _measures(row: Row) -> Iterator[tuple[str, Quantity, Keys]]:
    result = row.result
    for name, count in result.participants.items():
        if count:
            yield name, count, ("participants", name)
    for name, amount in result.money.items():
        if amount:
            yield name, amount, ("money", name)
    for number, work in enumerate(result.works):
        if work.quantity:
            yield work.indicator, work.quantity, ("works", number, "quantity")


def _strange(figures: Sequence[Measured], commune: Sequence[Measured]) -> Iterator[Finding]:
    """Return the figures of one hamlet that are far from those before; all are in the order of time."""
    for number, measured in enumerate(figures):
        earlier = figures[:number]
        if number < LEAST_EARLIER:
            time = _measured_at(measured)
            earlier = [other for other in commune if _measured_at(other) < time]
        if len(earlier) >= LEAST_EARLIER:
            yield from _judged(measured, earlier)


def _judged(measured: Measured, earlier: Sequence[Measured]) -> Iterator[Finding]:
    values = sorted(other.value for other in earlier)
    usual = values[len(values) // 2]
    if usual * SHORT < measured.value <= FAR * usual:
        return
    told: dict[str, object] = {"value": measured.value, "usual": usual, "earlier": len(values)}
    keys, path = (*measured.row.keys, *measured.way), measured.row.report.path
    likely = likely_meant(measured.value, usual)
    if likely is None:
        yield fault(keys, "figure_unusual", **told).at(path)
    else:
        yield fault(keys, "figure_slipped", **told, likely=likely, correction=likely).at(path)


def likely_meant(value: Quantity, usual: Quantity) -> Quantity | None:
    """Return what was most likely meant where ``value`` is about 100, 1,000, … times or parts of the usual; None otherwise."""
    for factor in SLIPS:
        for meant in (Decimal(value) / factor, Decimal(value) * factor):
            if Decimal(usual) / 3 <= meant <= Decimal(usual) * 3:
                return int(meant) if meant == int(meant) else meant
    return None
