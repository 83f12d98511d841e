"""What a set of open tables tells of: everything, one year, one commune, or one report."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Self

from generator.figures.periods import Span, spans
from generator.figures.schedule import communes_of
from generator.figures.totals import Totals
from generator.model.campaign import Campaign
from generator.model.dataset import Dataset
from generator.model.places import Commune
from generator.model.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """The data on a day with its totals, and which of it is meant.

    With ``commune``, rows of other communes are left out; with ``awaited``, months without a report that is expected have a row.
    """

    totals: Totals
    today: dt.date
    campaigns: tuple[Campaign, ...]
    reports: tuple[Report, ...]
    communes: tuple[Commune, ...]
    years: tuple[int, ...]
    spans: tuple[Span, ...]
    commune: str | None = None
    awaited: bool = True

    @classmethod
    def of(cls, totals: Totals, today: dt.date) -> Self:
        """Return everything: reports by month, then in administrative order."""
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
            spans=tuple(spans(data)),
        )

    @property
    def data(self) -> Dataset:
        """The whole dataset."""
        return self.totals.data

    def in_year(self, year: int) -> "Extent":
        """Return what it holds of one year."""
        return replace(
            self,
            campaigns=tuple(each for each in self.campaigns if each.id.startswith(f"{year}/")),
            reports=tuple(each for each in self.reports if each.month.year == year),
            years=(year,),
            spans=tuple(span for span in self.spans if span.year == year),
        )

    def in_span(self, span: Span) -> "Extent":
        """Return what it holds of one period."""
        return replace(
            self,
            reports=tuple(each for each in self.reports if each.month in span.months),
            years=(span.year,),
            spans=(span,),
        )

    def in_commune(self, commune: Commune) -> "Extent":
        """Return what it holds of one commune, the committee's campaigns there among it."""
        return replace(
            self,
            campaigns=tuple(each for each in self.campaigns if commune.id in communes_of(each)),
            reports=self.data.reports_of[commune.id],
            communes=(commune,),
            commune=commune.id,
        )

    def of_report(self, report: Report) -> "Extent":
        """Return one report, with the campaigns that it tells of."""
        return replace(
            self,
            campaigns=tuple(self.data.campaigns[day.campaign] for day in report.days),
            reports=(report,),
            communes=(self.data.commune(report.commune),),
            years=(report.month.year,),
            spans=(),
            commune=report.commune,
            awaited=False,
        )
