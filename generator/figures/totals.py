"""Totals of everything counted, over any communes and months, each with what it rests on.

Missing is not zero: a measure that nobody counted has no value. How a measure adds up is part of the measure: ``sum`` and
``visits`` add (visits count a person or a household once for each day), ``latest`` takes each hamlet's newest value.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.model.campaign import Quantity
from generator.model.dataset import Dataset
from generator.model.registers import Indicator
from generator.model.report import Result
from generator.months import Month
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
    """What a set of results adds up to: per measure the sum and how many results counted it."""

    held: int = 0
    not_held: int = 0
    sums: dict[str, Quantity] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    newest: dict[str, dict[str, tuple[Month, Quantity]]] = field(default_factory=dict)

    def add(self, result: Result, month: Month, indicators: Mapping[str, Indicator]) -> None:
        """Count one result of ``month``."""
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
                self._renew(measure, result.place, month, value)
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
            for place, (month, value) in places.items():
                self._renew(measure, place, month, value)

    def _renew(self, measure: str, place: str, month: Month, value: Quantity) -> None:
        places = self.newest.setdefault(measure, {})
        if place not in places or places[place] <= (month, value):
            places[place] = (month, value)

    def total(self, measure: Measure) -> Total:
        """Return the total of one measure."""
        counted = self.counts.get(measure.id, 0)
        value: Quantity | None = None
        if counted and measure.adds == LATEST:
            value = sum(newest for _, newest in self.newest[measure.id].values())
        elif counted:
            value = self.sums[measure.id]
        return Total(value, measure.unit, measure.adds, counted, self.held)


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
        self.tallies: dict[tuple[str, Month], Tally] = {
            key: self.tally(report.results, report.month) for key, report in data.reports.items()
        }

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
        """Return the tally of results of one month."""
        found = Tally()
        for result in results:
            found.add(result, month, self.indicators)
        return found

    def over(self, communes: Iterable[str], months: Iterable[Month]) -> "Slice":
        """Return the totals of the reports of ``communes`` for ``months``."""
        found, span = Tally(), tuple(months)
        for commune in communes:
            for month in span:
                if tally := self.tallies.get((commune, month)):
                    found.merge(tally)
        return Slice(found, self.measures)

    @cached_property
    def by_hamlet(self) -> Mapping[str, Tally]:
        """What each hamlet's results add up to, over all months."""
        found: dict[str, Tally] = {}
        for report in self.data.reports.values():
            for result in report.results:
                found.setdefault(result.place, Tally()).add(result, report.month, self.indicators)
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
