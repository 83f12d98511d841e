"""The periods that results are added up over: every month, quarter and year with a report."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.dataset import Dataset
from generator.months import Month, Quarter, months_of


@dataclass(frozen=True, slots=True)
class Span:
    """A period by its name in addresses (``2024-04``, ``2024-q2``, ``2024``) and its months."""

    id: str
    months: tuple[Month, ...]

    @property
    def year(self) -> int:
        """The year it lies in."""
        return self.months[0].year


def spans(data: Dataset) -> Iterator[Span]:
    """Return every year, quarter and month with a report, in time, larger periods before their parts."""
    reported = sorted({report.month for report in data.reports.values()})
    for year in sorted({month.year for month in reported}):
        yield Span(str(year), months_of(year))
        for quarter in sorted({Quarter(year, month.quarter) for month in reported if month.year == year}):
            yield Span(str(quarter), quarter.months)
            yield from (Span(str(month), (month,)) for month in quarter.months if month in reported)
