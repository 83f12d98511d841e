"""The days of each month with what takes place on them, as a calendar on the wall shows them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.language.months import Month, months_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Day(Generic[T]):
    """One day and what takes place on it, which may be nothing."""

    date: dt.date
    entries: tuple[T, ...]


def wall_months(found: Sequence[tuple[dt.date, T]], months: Sequence[Month]) -> Iterator[tuple[Month, tuple[Day[T], ...]]]:
    """Return each of ``months`` with all its days; ``found`` is what takes place, each with its day, in the order to show."""
    by_day: dict[dt.date, list[T]] = {}
    for day, entry in found:
        by_day.setdefault(day, []).append(entry)
    for month in months:
        dates = (month.first_day + dt.timedelta(days=more) for more in range(month.last_day.day))
        yield month, tuple(Day(date, tuple(by_day.get(date, ()))) for date in dates)


def wall_years(days: Sequence[dt.date]) -> tuple[tuple[int, tuple[Month, ...]], ...]:
    """Return every year that holds one of ``days`` with its twelve months, in time."""
    return tuple((year, months_of(year)) for year in sorted({day.year for day in days}))
