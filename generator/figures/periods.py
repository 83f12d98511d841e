"""The periods that results are added up over: every month, quarter and year with a report."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from generator.language.months import Month, Quarter, months_of
from generator.language.vietnamese import month_name, quarter_name, year_name
from generator.model.dataset import Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A month, a quarter or a year: its name in addresses (``2024-04``, ``2024-q2``, ``2024``), its name in words, its months,
    the one before it and the ones within it.
    """

    address: str
    name: str
    months: tuple[Month, ...]
    earlier: "Period | None" = None
    parts: "tuple[Period, ...]" = ()

    @classmethod
    def of_month(cls, month: Month) -> Self:
        """Return a month, beside the month before it."""
        earlier = cls(address=str(month.previous), name=month_name(month.previous), months=(month.previous,))
        return cls(address=str(month), name=month_name(month), months=(month,), earlier=earlier)

    @classmethod
    def of_quarter(cls, quarter: Quarter, reported: frozenset[Month]) -> Self:
        """Return a quarter with its reported months, beside the quarter before it."""
        before = Quarter.at(quarter.months[0].previous.first_day)
        earlier = cls(address=str(before), name=quarter_name(before), months=before.months)
        parts = tuple(cls.of_month(month) for month in quarter.months if month in reported)
        return cls(address=str(quarter), name=quarter_name(quarter), months=quarter.months, earlier=earlier, parts=parts)

    @classmethod
    def of_year(cls, year: int, reported: frozenset[Month]) -> Self:
        """Return a year with its reported quarters, beside the year before it."""
        earlier = cls(address=str(year - 1), name=year_name(year - 1), months=months_of(year - 1))
        quarters = sorted({Quarter(month.year, month.quarter) for month in reported if month.year == year})
        parts = tuple(cls.of_quarter(quarter, reported) for quarter in quarters)
        return cls(address=str(year), name=year_name(year), months=months_of(year), earlier=earlier, parts=parts)

    @property
    def year(self) -> int:
        """The year it lies in."""
        return self.months[0].year

    @property
    def whole(self) -> "Iterator[Period]":
        """The period itself, then every period within it, larger ones before their parts."""
        yield self
        for part in self.parts:
            yield from part.whole


def periods(data: Dataset) -> Iterator[Period]:
    """Return every year, quarter and month with a report, in time, larger periods before their parts."""
    reported = frozenset(report.month for report in data.reports.values())
    for year in sorted({month.year for month in reported}):
        yield from Period.of_year(year, reported).whole
