"""Results by month, quarter and year, in one form for all three (plan, V.6b)."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.figures.comparison import compared, planned_done
from generator.figures.periods import Period, periods
from generator.figures.reporting import basis, held_back
from generator.figures.totals import Slice
from generator.language.months import Month, months_of
from generator.language.vietnamese import quantity
from generator.output import Page, SearchEntry
from generator.pages.campaigns import entry
from generator.pages.edition import HEADLINES, Edition
from generator.pages.monthly import Monthly, of_communes

SECTION = "/ket-qua/"


def _periods(edition: Edition) -> tuple[Period, ...]:
    """Return every year, quarter and month with a report, newest year first, larger periods before their parts."""
    return tuple(sorted(periods(edition.data), key=lambda period: -period.year))


def pages(edition: Edition) -> Iterator[Page]:
    """Return the overview and the page of every period."""
    every = _periods(edition)
    yield edition.page(SECTION, "results.html", SECTION, edition.words("results"), lambda: _overview(edition, every))
    for period in every:
        yield _page(edition, period)


def search(edition: Edition) -> Iterator[SearchEntry]:
    """Return one entry for each period, and one for each kind of work: where its newest yearly total stands."""
    every = _periods(edition)
    for period in every:
        words = edition.words("period", name=period.name)
        yield SearchEntry(address=f"/ket-qua/{period.address}/", title=words["title"], text=words["description"])
    years = [(period, _totals(edition, period)) for period in every if len(period.months) == len(months_of(1))]
    for indicator in edition.data.activities.indicators.values():
        found = next(((year, totals[indicator.id]) for year, totals in years if totals[indicator.id].value is not None), None)
        if found is None:
            words = edition.words("work", indicator=indicator, area=edition.data.activities.areas[indicator.area])
            address = "/ket-qua/"
        else:
            year, total = found
            words = edition.words(
                "work_done", indicator=indicator, period=year.name, done=quantity(total.value, total.unit), total=total
            )
            address = f"/ket-qua/{year.address}/#viec-{indicator.id}"
        yield SearchEntry(address=address, title=words["title"], text=words["description"])


def _page(edition: Edition, period: Period) -> Page:
    words = edition.words("period", name=period.name)
    return edition.page(f"/ket-qua/{period.address}/", "period.html", SECTION, words, lambda: _values(edition, period))


def _totals(edition: Edition, period: Period) -> Slice:
    return edition.totals.over(edition.data.places.communes, period.months)


def _overview(edition: Edition, every: tuple[Period, ...]) -> Mapping[str, Any]:
    years = [period for period in every if len(period.months) == len(months_of(1))]
    return {
        "years": [
            {
                "year": year,
                "basis": basis(edition.data, year.months, edition.today),
                "figures": edition.headlines(_totals(edition, year)),
            }
            for year in years
        ],
        "monthly": _monthly(edition, max(edition.reported_months, default=None)),
    }


def _monthly(edition: Edition, last: Month | None) -> Monthly | None:
    """Return the twelve months up to ``last``, in all communes together."""
    return of_communes(edition, "thang", edition.data.places.communes, last)


def _values(edition: Edition, period: Period) -> Mapping[str, Any]:
    data, totals = edition.data, _totals(edition, period)
    rests = basis(data, period.months, edition.today)
    unread = [commune for commune in held_back(data, period.months) if commune not in rests.reported]
    return {
        "name": period.name,
        "address": period.address,
        "year": period.year,
        "basis": rests,
        "missing": [data.commune(commune) for commune in rests.expected if commune not in (*rests.reported, *unread)],
        "held_back": [data.commune(commune) for commune in unread],
        "figures": [*edition.headlines(totals), *edition.by_force(totals)],
        "money": edition.by_source(totals),
        "earlier": _earlier(edition, period),
        "monthly": _monthly(edition, period.months[-1]) if len(period.months) == len(months_of(1)) else None,
        "planned": planned_done(data, data.places.communes, period.months, edition.today),
        "areas": [
            {
                "area": area,
                "rows": [
                    (data.activities.indicators[name], value) for name, value in totals.counted(_indicators(edition, area.id))
                ],
            }
            for area in data.activities.areas.values()
        ],
        "communes": [_commune(edition, commune, period) for commune in rests.reported],
        "campaigns": [
            entry(edition, each) for each in data.campaigns.values() if each.is_district and Month.at(each.date) in period.months
        ],
        "parts": [_part(edition, part) for part in period.parts],
        "voices": [*_voices(edition, period)] if len(period.months) == 1 else [],
    }


def _indicators(edition: Edition, area: str) -> Iterator[str]:
    return (indicator.id for indicator in edition.data.activities.indicators.values() if indicator.area == area)


def _earlier(edition: Edition, period: Period) -> Mapping[str, Any] | None:
    """Return the period before beside this one; None where nobody reported it."""
    if period.earlier is None:
        return None
    found = compared(edition.totals, edition.data.places.communes, period.months, period.earlier.months, edition.today)
    if not found.before.reported:
        return None
    rows = [(edition.labels[measure], found.measures[measure]) for measure in HEADLINES]
    return {"name": period.earlier.name, "basis": found.before, "rows": rows}


def _commune(edition: Edition, commune: str, period: Period) -> Mapping[str, Any]:
    totals = edition.totals.over([commune], period.months)
    measures = {name: totals[name] for name in ("people", "households", "labour_days", "money")}
    return {"commune": edition.data.commune(commune), **measures}


def _part(edition: Edition, part: Period) -> Mapping[str, Any]:
    totals = _totals(edition, part)
    return {
        "address": part.address,
        "name": part.name,
        "basis": basis(edition.data, part.months, edition.today),
        "people": totals["people"],
        "households": totals["households"],
    }


def _voices(edition: Edition, period: Period) -> Iterator[Any]:
    for commune in edition.data.places.communes:
        for month in period.months:
            report = edition.data.reports.get((commune, month))
            if report and (report.difficulties or report.proposals):
                yield report
