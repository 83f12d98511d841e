"""Documents: the synthesis of every period as a page, and Word files beside the pages that they belong to.

Word files are there for every period, for every campaign of the committee, for communes' days to come and for the reports of
the last months; the others are made on demand by ``thubay document``.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from generator.documents.campaign_papers import assignment, notice
from generator.documents.commune_report import commune_report
from generator.documents.paper import Paper
from generator.documents.word import WordFiles
from generator.documents.wording import STATE
from generator.figures.periods import Period, periods
from generator.language.months import Month
from generator.model.campaign import Campaign
from generator.model.report import Report
from generator.output import File, Page
from generator.pages.edition import Edition

SECTION = "/ket-qua/"
SYNTHESIS, REPORT = "tong-hop.docx", "bao-cao.docx"
PAPERS = {"notice": notice, "assignment": assignment}
NAMES = {"notice": "thong-bao.docx", "assignment": "phan-cong.docx"}


def pages(edition: Edition) -> Iterator[Page]:
    """Return the page of the synthesis of every period."""
    for period in periods(edition.data):
        words = edition.words("synthesis", name=period.name)
        values = partial(_values, edition, period)
        yield edition.page(f"{SECTION}{period.address}/tong-hop/", "synthesis.html", SECTION, words, values)


def _values(edition: Edition, period: Period) -> Mapping[str, Any]:
    return {"period": period, "paper": edition.synthesis(period)}


def files(edition: Edition, folder: Path) -> Iterator[File]:
    """Return the Word files, made from those in ``folder`` when they are asked for."""
    forms = WordFiles(folder)

    def file(address: str, paper: Callable[[], Paper]) -> File:
        return File(address=address, content=lambda: forms.filled(paper(), edition.today))

    for period in periods(edition.data):
        yield file(f"{SECTION}{period.address}/{SYNTHESIS}", partial(edition.synthesis, period))
    for campaign in edition.data.campaigns.values():
        for name in papers(edition, campaign):
            yield file(f"/dot/{campaign.id}/{NAMES[name]}", partial(PAPERS[name], edition.desk, campaign))
    for report in edition.data.reports.values():
        if has_document(edition, report):
            place = f"/bao-cao/{report.month.year}/{report.commune}/{report.month.number:02}/{REPORT}"
            yield file(place, partial(commune_report, edition.desk, report, STATE))


def papers(edition: Edition, campaign: Campaign) -> tuple[str, ...]:
    """Return which documents of a campaign are published: of the committee's all, of a commune's day its notice until then."""
    if campaign.is_district:
        return tuple(PAPERS)
    return ("notice",) if campaign.day is not None and campaign.day >= edition.today else ()


def has_document(edition: Edition, report: Report) -> bool:
    """Say whether a report is published as a Word file: those of this month and of the one before are."""
    return report.month >= Month.at(edition.today).previous
