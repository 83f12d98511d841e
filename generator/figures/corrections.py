"""What was corrected after publication: was, now, when and why."""

from dataclasses import dataclass

from generator.language.months import Month
from generator.model.dataset import Dataset
from generator.model.report import Correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """One correction of one report."""

    commune: str
    month: Month
    correction: Correction


def corrections(data: Dataset) -> tuple[Corrected, ...]:
    """Return every correction, newest first, then in the order of the reports."""
    found = (
        Corrected(commune=commune, month=month, correction=correction)
        for (commune, month), publication in data.publications.items()
        for correction in publication.corrections
    )
    return tuple(sorted(found, key=lambda each: each.correction.date, reverse=True))
