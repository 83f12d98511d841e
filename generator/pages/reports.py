"""One page for each report: what it says, when it was published and what was corrected since."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from generator.figures.outcome import household_share
from generator.figures.reporting import cell, deadline
from generator.model.campaign import Campaign
from generator.model.report import Photo, Report, Result
from generator.output import File, Page
from generator.pages.documents import has_document
from generator.pages.edition import Edition
from generator.photos.gallery import Copy

SECTION = "/ket-qua/"


def pages(edition: Edition) -> Iterator[Page]:
    """Return the page of every report of a planned year."""
    for report in edition.data.reports.values():
        yield _page(edition, report)


def address(report: Report) -> str:
    """Return the address of a report's page."""
    return f"/bao-cao/{report.month.year}/{report.commune}/{report.month.number:02}/"


def files(edition: Edition) -> Iterator[File]:
    """Return the copies of the photos of every report, beside its page."""
    for report in edition.data.reports.values():
        for path in report.photo_paths:
            for copy in edition.pictures.get(path, ()):
                yield File(address=f"{address(report)}{_name(path, copy)}", content=copy.file)


def _name(photo: PurePosixPath, copy: Copy) -> str:
    """Return what a copy is called: no two photos of a report, whatever their formats, have copies of one name."""
    return f"{photo.stem}-{photo.suffix[1:]}--{copy.width}.webp"


def _page(edition: Edition, report: Report) -> Page:
    words = edition.words("report", report=report)
    return edition.page(address(report), "report.html", SECTION, words, lambda: _values(edition, report), report.path)


def _values(edition: Edition, report: Report) -> Mapping[str, Any]:
    data = edition.data
    return {
        "report": report,
        "has_document": has_document(edition, report),
        "commune": data.commune(report.commune),
        "status": cell(data, report.commune, report.month, edition.today).status,
        "publication": data.publications[report.key],
        "deadline": deadline(data.plans.get(report.month.year), report.month),
        "figures": edition.headlines(edition.totals.over([report.commune], [report.month])),
        "forces": edition.forces,
        "money": edition.sources,
        "days": [
            {
                "number": number,
                "campaign": data.campaigns[day.campaign],
                "results": [_result(edition, data.campaigns[day.campaign], result) for result in day.results],
            }
            for number, day in enumerate(report.days, start=1)
        ],
        "pictures": {photo.file: _picture(edition, report, photo) for result in report.results for photo in result.photos},
    }


def _picture(edition: Edition, report: Report, photo: Photo) -> Mapping[str, Any]:
    """Return how a photo is shown: the copies by their names, the widest last; none where there is nothing to show."""
    path = report.path.parent / photo.file
    copies = edition.pictures.get(path, ())
    return {"sources": [{"name": _name(path, copy), "width": copy.width} for copy in copies], "largest": copies[-1:]}


def _result(edition: Edition, campaign: Campaign, result: Result) -> Mapping[str, Any]:
    hamlet = edition.data.hamlet(result.place)
    households = hamlet.households_on(result.held_on or campaign.day or campaign.date)
    return {"result": result, "hamlet": hamlet, "households": households, "share": household_share(result, households)}
