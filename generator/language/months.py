"""Months and quarters, the periods that plans and reports count in."""

import calendar
import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple, Self


class Month(NamedTuple):
    """One month of one year; sorts in time, prints as ``2024-04``."""

    year: int
    number: int

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the month that ``2024-04`` names; raises ValueError for other text."""
        year, number = text.split("-")
        return cls(int(year), int(number))

    @classmethod
    def at(cls, day: dt.date) -> Self:
        """Return the month that holds ``day``."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def quarter(self) -> int:
        """The quarter of the year, 1 to 4."""
        return (self.number + 2) // 3

    @property
    def first_day(self) -> dt.date:
        """The first day of the month."""
        return dt.date(self.year, self.number, 1)

    @property
    def last_day(self) -> dt.date:
        """The last day of the month."""
        return dt.date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def following(self) -> "Month":
        """The month after this one."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def previous(self) -> "Month":
        """The month before this one."""
        return Month(self.year - (self.number == 1), (self.number - 2) % 12 + 1)


class Quarter(NamedTuple):
    """One quarter of one year; sorts in time, prints as ``2024-q2``."""

    year: int
    number: int

    @classmethod
    def at(cls, day: dt.date) -> Self:
        """Return the quarter that holds ``day``."""
        return cls(day.year, (day.month + 2) // 3)

    def __str__(self) -> str:
        return f"{self.year:04}-q{self.number}"

    @property
    def months(self) -> tuple[Month, Month, Month]:
        """The three months of the quarter."""
        first = 3 * self.number - 2
        return (Month(self.year, first), Month(self.year, first + 1), Month(self.year, first + 2))

    @property
    def first_day(self) -> dt.date:
        """The first day of the quarter."""
        return self.months[0].first_day

    @property
    def last_day(self) -> dt.date:
        """The last day of the quarter."""
        return self.months[2].last_day


def months_of(year: int) -> tuple[Month, ...]:
    """Return the twelve months of ``year``."""
    return tuple(Month(year, number) for number in range(1, 13))


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Return every month from ``first`` to ``last``, both included; nothing where ``last`` comes first."""
    while first <= last:
        yield first
        first = first.following
