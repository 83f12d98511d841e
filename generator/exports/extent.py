"""What the open tables tell of: the data on a day, in the order of their rows."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from generator.figures.periods import Period, periods
from generator.figures.totals import Totals
from generator.model.campaign import Campaign
from generator.model.dataset import Dataset
from generator.model.places import Commune
from generator.model.report import Report

Row = Mapping[str, Any]
Rows = Iterator[dict[str, Any]]


def told(thing: object, *columns: str) -> dict[str, Any]:
    """Return what ``thing`` says under the names of ``columns``; raises AttributeError where it does not know one."""
    return {column: getattr(thing, column) for column in columns}


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """The data on a day with its totals; reports by month, then in administrative order."""

    totals: Totals
    today: dt.date
    campaigns: tuple[Campaign, ...]
    reports: tuple[Report, ...]
    communes: tuple[Commune, ...]
    years: tuple[int, ...]
    periods: tuple[Period, ...]

    @classmethod
    def of(cls, totals: Totals, today: dt.date) -> Self:
        """Return the extent of the dataset that ``totals`` adds up."""
        data = totals.data
        order = {commune: place for place, commune in enumerate(data.places.communes)}
        reports = sorted(data.reports.values(), key=lambda report: (report.month, order[report.commune]))
        years = {*data.plans, *(report.month.year for report in reports), *(int(campaign[:4]) for campaign in data.campaigns)}
        return cls(
            totals=totals,
            today=today,
            campaigns=tuple(data.campaigns.values()),
            reports=tuple(reports),
            communes=tuple(data.places.communes.values()),
            years=tuple(sorted(years)),
            periods=tuple(periods(data)),
        )

    @property
    def data(self) -> Dataset:
        """The whole dataset."""
        return self.totals.data
