"""Totals of everything counted, over any communes and months, each with what it rests on.

Missing is not zero: a measure that nobody counted has no value. How a measure adds up is part of the measure: ``sum`` and
``visits`` add (visits count a person or a household once for each day), ``latest`` takes each hamlet's newest value, and
of a hamlet and its successor only the successor's.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.figures.schedule import held_on
from generator.language.months import Month
from generator.model.campaign import Quantity
from generator.model.dataset import Dataset
from generator.model.registers import Indicator
from generator.model.report import Report, Result
from generator.schema import Field, part

PEOPLE, HOUSEHOLDS, LABOUR_DAYS, HEADS, MONEY = "people", "households", "labour_days", "heads_present", "money"
SUM, VISITS, LATEST = "sum", "visits", "latest"


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that is counted: its unit and what adding it means."""

    id: str
    unit: str
    adds: str


@dataclass(frozen=True, slots=True)
class Total:
    """A value (None: nobody counted it) and how many of the results that took place counted it."""

    value: Quantity | None
    unit: str
    adds: str
    counted: int
    held: int


@dataclass(slots=True)
class Tally:
    """What a set of results adds up to: per measure the sum and how many results counted it.

    ``successors`` leads from a hamlet's key to the one that took its place.
    """

    successors: Mapping[str, str] = field(default_factory=dict)
    held: int = 0
    not_held: int = 0
    sums: dict[str, Quantity] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    newest: dict[str, dict[str, tuple[dt.date, Quantity]]] = field(default_factory=dict)

    def add(self, result: Result, on: dt.date, indicators: Mapping[str, Indicator]) -> None:
        """Count one result of the day ``on``."""
        if not result.held:
            self.not_held += 1
            return
        self.held += 1
        counted: dict[str, Quantity] = {}
        for measure, value in _counted(result):
            counted[measure] = counted[measure] + value if measure in counted else value
        for measure, value in counted.items():
            self.counts[measure] = self.counts.get(measure, 0) + 1
            if measure in indicators and indicators[measure].adds == LATEST:
                self._renew(measure, result.place, on, value)
            else:
                self.sums[measure] = self.sums.get(measure, 0) + value

    def merge(self, other: "Tally") -> None:
        """Count all that ``other`` counted."""
        self.held += other.held
        self.not_held += other.not_held
        for measure, count in other.counts.items():
            self.counts[measure] = self.counts.get(measure, 0) + count
        for measure, value in other.sums.items():
            self.sums[measure] = self.sums.get(measure, 0) + value
        for measure, places in other.newest.items():
            for place, (on, value) in places.items():
                self._renew(measure, place, on, value)

    def _renew(self, measure: str, place: str, on: dt.date, value: Quantity) -> None:
        places = self.newest.setdefault(measure, {})
        if place not in places or places[place] <= (on, value):
            places[place] = (on, value)

    def total(self, measure: Measure) -> Total:
        """Return the total of one measure."""
        counted = self.counts.get(measure.id, 0)
        value: Quantity | None = None
        if counted and measure.adds == LATEST:
            places = self.newest[measure.id]
            value = sum(newest for place, (_, newest) in places.items() if not self._followed(place, places))
        elif counted:
            value = self.sums[measure.id]
        return Total(value, measure.unit, measure.adds, counted, self.held)

    def _followed(self, place: str, places: Mapping[str, object]) -> bool:
        """Say whether any later successor of ``place`` has a value of its own, which tells of the same ground."""
        later = self.successors.get(place)
        while later is not None and later not in places:
            later = self.successors.get(later)
        return later is not None


def _counted(result: Result) -> Iterator[tuple[str, Quantity]]:
    """Return every measure that ``result`` counted; two works of one indicator appear twice."""
    if (people := result.people) is not None:
        yield PEOPLE, people
        yield from result.participants.items()
    for measure, value in ((HOUSEHOLDS, result.households), (LABOUR_DAYS, result.labour_days), (HEADS, result.heads_present)):
        if value is not None:
            yield measure, value
    if result.money:
        yield MONEY, sum(result.money.values())
        yield from ((f"money.{source}", amount) for source, amount in result.money.items())
    for work in result.works:
        yield work.indicator, work.quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a total rests on: the communes that reported of those expected to, in administrative order, and how many reports.

    ``reports`` are there of ``due``; over several months a commune may have reported some of them only.
    """

    reported: tuple[str, ...]
    expected: tuple[str, ...]
    reports: int
    due: int


class Totals:
    """Every total of a dataset; one pass over the results, then each question merges a few tallies."""

    def __init__(self, data: Dataset) -> None:
        self.data = data
        self.indicators = data.activities.indicators
        self.tallies: dict[tuple[str, Month], Tally] = {key: self._tally_of(report) for key, report in data.reports.items()}

    @cached_property
    def successors(self) -> Mapping[str, str]:
        """The successor of each hamlet's key that has one."""
        return {hamlet.key: hamlet.successor for hamlet in self.data.places.hamlets.values() if hamlet.successor}

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Every measure by its id: forces, households, heads, labour days, money and the indicators."""
        result, forces, sources = part("result"), part("participants"), part("money")
        one = Measure(PEOPLE, _unit(forces["residents"]), VISITS)
        money = Measure(MONEY, _unit(sources["people"]), SUM)
        fields = {**forces, **{name: result[name] for name in (HOUSEHOLDS, HEADS, LABOUR_DAYS)}}
        return {
            PEOPLE: one,
            MONEY: money,
            **{name: Measure(name, _unit(field), str(field.adds)) for name, field in fields.items()},
            **{f"money.{name}": Measure(f"money.{name}", _unit(field), SUM) for name, field in sources.items()},
            **{entry.id: Measure(entry.id, entry.unit, entry.adds) for entry in self.indicators.values()},
        }

    def tally(self, results: Iterable[Result], month: Month) -> Tally:
        """Return the tally of results of one month; those without a day of their own count as of its first day."""
        found = Tally(self.successors)
        for result in results:
            found.add(result, result.held_on or month.first_day, self.indicators)
        return found

    def _tally_of(self, report: Report) -> Tally:
        found = Tally(self.successors)
        for on, result in self._dated(report):
            found.add(result, on, self.indicators)
        return found

    def _dated(self, report: Report) -> Iterator[tuple[dt.date, Result]]:
        for day in report.days:
            campaign = self.data.campaigns[day.campaign]
            yield from ((held_on(result, campaign), result) for result in day.results)

    def over(self, communes: Iterable[str], months: Iterable[Month]) -> "Slice":
        """Return the totals of the reports of ``communes`` for ``months``."""
        found, places = Tally(self.successors), tuple(communes)
        for month in months:
            for tally in self._of_month(month, places):
                found.merge(tally)
        return Slice(found, self.measures)

    def _of_month(self, month: Month, communes: tuple[str, ...]) -> Iterable[Tally]:
        """Return the tallies that add up to those of ``communes``: one alone where they are all."""
        if communes == self.every:
            return (self.by_month[month],) if month in self.by_month else ()
        return [self.tallies[commune, month] for commune in communes if (commune, month) in self.tallies]

    @cached_property
    def every(self) -> tuple[str, ...]:
        """Every commune, in administrative order."""
        return tuple(self.data.places.communes)

    @cached_property
    def by_month(self) -> Mapping[Month, Tally]:
        """What the reports of all communes add up to in each month that has any."""
        found: dict[Month, Tally] = {}
        for (_, month), tally in self.tallies.items():
            found.setdefault(month, Tally(self.successors)).merge(tally)
        return found

    def series(self, measure: str, communes: Iterable[str], months: Iterable[Month]) -> tuple[tuple[Month, Total], ...]:
        """Return the total of one measure month by month; a month that nobody reported has no value, not zero."""
        places = tuple(communes)
        return tuple((month, self.over(places, (month,))[measure]) for month in months)

    @cached_property
    def by_hamlet(self) -> Mapping[str, Tally]:
        """What each hamlet's results add up to, over all months."""
        found: dict[str, Tally] = {}
        for report in self.data.reports.values():
            for on, result in self._dated(report):
                found.setdefault(result.place, Tally(self.successors)).add(result, on, self.indicators)
        return found

    def of_hamlet(self, hamlet: str) -> "Slice":
        """Return the totals of all results of a hamlet's key."""
        return Slice(self.by_hamlet.get(hamlet, Tally()), self.measures)

    def of_results(self, results: Iterable[Result], month: Month) -> "Slice":
        """Return the totals of any results of one month."""
        return Slice(self.tally(results, month), self.measures)


@dataclass(frozen=True, slots=True)
class Slice:
    """The totals of one set of results."""

    tally: Tally
    measures: Mapping[str, Measure]

    def __getitem__(self, measure: str) -> Total:
        """Return the total of a measure's id; raises KeyError for an unknown one."""
        return self.tally.total(self.measures[measure])

    def counted(self, indicators: Iterable[str]) -> tuple[tuple[str, Total], ...]:
        """Return the totals of those indicators that anybody counted, in the order given."""
        return tuple((indicator, self[indicator]) for indicator in indicators if indicator in self.tally.counts)


def _unit(field: Field) -> str:
    if field.unit is None:
        raise ValueError(f"{field.label} needs a unit in its schema")
    return field.unit
