"""Photos and the reports that show them."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.checks.fault import Keys, fault
from generator.checks.survey import Survey
from generator.model.report import Report
from generator.problems import Finding


def every_photo_lies_beside_its_report(survey: Survey) -> Iterator[Finding]:
    """Refuse a photo that is not in the folder ``photos`` beside the report."""
    for report, keys, path in _shown(survey):
        if path not in survey.photos:
            yield fault(keys, "photo_missing", file=str(path)).at(report.path)


def every_photo_is_shown(survey: Survey) -> Iterator[Finding]:
    """Warn of a photo that no report shows: it would be kept for good and never seen."""
    shown = {path for _, _, path in _shown(survey)}
    for path in survey.photos:
        if path not in shown and _report_of(path, survey):
            yield fault((), "photo_orphan").at(path)


def _report_of(path: PurePosixPath, survey: Survey) -> bool:
    """Say whether every report beside the photo could be read: one that could not may well show it."""
    beside = path.parent.parent
    reports = {report.path for report in survey.data.reports.values() if report.path.parent == beside}
    return all(file in reports for file in survey.files if file.parent == beside)


def no_photo_is_used_for_two_occasions(survey: Survey) -> Iterator[Finding]:
    """Warn of a photo that an earlier report shows too, under whatever name."""
    first: dict[str, Report] = {}
    for report, keys, path in _shown(survey):
        photo = survey.photos.get(path)
        if photo is None or photo.digest is None:
            continue
        other = first.setdefault(photo.digest, report)
        if other is not report:
            yield fault(keys, "photo_copied", other=str(other.path)).at(report.path)


def _shown(survey: Survey) -> Iterator[tuple[Report, Keys, PurePosixPath]]:
    for row in survey.rows:
        for number, photo in enumerate(row.result.photos):
            yield row.report, (*row.keys, "photos", number, "file"), row.report.path.parent / photo.file
