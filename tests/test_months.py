"""Calendars on the wall: every day of a month once, with what takes place on it."""

import datetime as dt

from generator.figures.months import wall_months, wall_years
from generator.language.months import Month


def test_a_month_has_every_day_once_and_what_takes_place_in_the_given_order():
    found = [(dt.date(2024, 2, 24), "b"), (dt.date(2024, 2, 3), "a"), (dt.date(2024, 2, 24), "c"), (dt.date(2024, 3, 2), "d")]

    ((month, days),) = wall_months(found, [Month(2024, 2)])

    assert month == Month(2024, 2)
    assert [day.date.day for day in days] == [*range(1, 30)]
    assert {day.date.day: day.entries for day in days if day.entries} == {3: ("a",), 24: ("b", "c")}


def test_the_years_are_those_with_a_day_each_with_twelve_months():
    years = wall_years([dt.date(2026, 5, 1), dt.date(2024, 5, 1), dt.date(2026, 1, 1)])

    assert [year for year, _ in years] == [2024, 2026]
    assert all(len(months) == 12 for _, months in years)
