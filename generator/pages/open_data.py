"""The open data: what there is and how to use it, what each field means, and what was corrected."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.exports.package import ARCHIVE, FOLDER
from generator.exports.reported import page_of
from generator.exports.table import tables
from generator.figures.corrections import corrections
from generator.output import File, Page
from generator.pages.edition import Edition
from generator.schema import KINDS


def pages(edition: Edition) -> Iterator[Page]:
    """Return the list of tables, the dictionary of their fields, and the log of corrections."""
    yield edition.page(FOLDER, "data.html", FOLDER, edition.words("opendata"), lambda: _values(edition))
    words = edition.words("datafields")
    yield edition.page(f"{FOLDER}truong/", "data-fields.html", FOLDER, words, lambda: {"tables": tables().values()})
    words = edition.words("datachanges")
    yield edition.page(
        f"{FOLDER}thay-doi/", "data-changes.html", FOLDER, words, lambda: {"corrections": corrections(edition.data)}
    )


def files(edition: Edition) -> Iterator[File]:
    """Return every file of the open data."""
    return edition.open_data.files()


def _values(edition: Edition) -> Mapping[str, Any]:
    package = edition.open_data
    return {
        "inventory": package.inventory,
        "archive": {"name": ARCHIVE, "bytes": len(package.archive)},
        "years": package.whole.years,
        "communes": package.whole.communes,
        "kinds": KINDS,
        "examples": _examples(edition),
    }


def _examples(edition: Edition) -> list[str]:
    """Return addresses of JSON files that are there: of the last report, its month, its day and its commune; none without one."""
    report = max(edition.data.reports.values(), key=lambda each: (each.month, each.commune), default=None)
    if report is None:
        return []
    pages = (page_of(report), f"/ket-qua/{report.month}/", f"/dot/{report.days[0].campaign}/", f"/xa/{report.commune}/")
    return [f"{page.strip('/')}.json" for page in pages]
