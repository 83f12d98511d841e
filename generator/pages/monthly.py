"""One measure month by month, beside the same months a year before: a picture and the table of the same numbers."""

import importlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.figures.totals import PEOPLE, Total
from generator.language.months import Month
from generator.language.vietnamese import month_name
from generator.pages.edition import Edition

CHARTS = "generator.pictures.charts"  # loaded with its library only when the first picture is drawn, by each process for itself
SPAN = 12
FEWEST = 3  # fewer months with a number are read faster as they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One month: its total, and that of the same month a year before where it was reported."""

    month: Month
    now: Total
    before: Total | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Monthly:
    """What a page shows: the picture, its name, and its rows; ``compared`` where any month of the year before has a number."""

    key: str
    title: str
    rows: tuple[Row, ...]
    compared: bool
    picture: Markup


def of_communes(edition: Edition, key: str, communes: Iterable[str], last: Month | None) -> Monthly | None:
    """Return the people of the twelve months up to ``last`` in ``communes``; None where too few of them have a number."""
    if last is None:
        return None
    places, months = tuple(communes), _months(last)
    now = dict(edition.totals.series(PEOPLE, places, months))
    before = dict(edition.totals.series(PEOPLE, places, (Month(month.year - 1, month.number) for month in months)))
    return _monthly(edition, key, months, now, before)


def of_hamlet(edition: Edition, key: str, hamlet: str) -> Monthly | None:
    """Return the people of the twelve months up to a hamlet's last result; None where too few of them have a number."""
    found = edition.by_hamlet_and_month.get(hamlet, {})
    if len(found) < FEWEST:
        return None
    months = _months(max(found))
    now = {month: found[month][PEOPLE] if month in found else edition.nothing for month in months}
    return _monthly(edition, key, months, now, {})


def _months(last: Month) -> tuple[Month, ...]:
    months = [last]
    while len(months) < SPAN:
        months.append(months[-1].previous)
    return tuple(reversed(months))


def _monthly(
    edition: Edition, key: str, months: tuple[Month, ...], now: Mapping[Month, Total], before: Mapping[Month, Total]
) -> Monthly | None:
    if sum(now[month].value is not None for month in months) < FEWEST:
        return None
    earlier = [before.get(Month(month.year - 1, month.number)) for month in months]
    compared = any(total and total.value is not None for total in earlier)
    rows = [Row(month=month, now=now[month], before=total) for month, total in zip(months, earlier, strict=True)]
    values = [[row.now.value for row in rows]]
    if compared:
        values.append([row.before.value if row.before else None for row in rows])
    words = edition.words("monthly", first=month_name(months[0]), last=month_name(months[-1]), compared=compared)
    labels = [str(month.number) for month in months]
    picture = importlib.import_module(CHARTS).bars(key, words["title"], words["description"], labels, values)
    return Monthly(key=key, title=words["title"], rows=tuple(rows), compared=compared, picture=picture)
