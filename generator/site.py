"""data/ on a day -> everything the site publishes, as one stream that any sink can write."""

import datetime as dt
import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from generator.feeds import calendar, news
from generator.form.files import files as form_files
from generator.form.workbooks import workbook_files
from generator.github.addresses import editor
from generator.loading.boundaries import MOST_BYTES, BoundariesError, Ring, boundaries
from generator.loading.history import History, history
from generator.loading.layout import BOUNDARIES
from generator.loading.load import Loaded
from generator.loading.quarantine import publishable
from generator.model.dataset import Dataset
from generator.output import File, Page, Site
from generator.pages import (
    app,
    banners,
    campaigns,
    documents,
    finding,
    guide,
    home,
    notices,
    open_data,
    oversight,
    places,
    reports,
    results,
    samples,
    submit,
)
from generator.pages import news as news_page
from generator.pages.edition import Edition
from generator.pages.templates import environment
from generator.photos.gallery import gallery
from generator.problems import InvalidData, Problem, Severity
from generator.reading.decode import file_bytes

# First the pages that share work with files, or whose template serves no other: of two processes, the one that writes the files
# begins with them. Then those of which there are many.
ROOMS = (open_data, submit, guide, oversight, samples, home, news_page, results, documents, campaigns, notices, places, reports)
STANDARD_ZONE = "Asia/Ho_Chi_Minh"


def site(data: Path, today: dt.date, templates: Path) -> Site:
    """Return the site of the folder ``data`` as of ``today``, without the files that hold errors, or with older versions of them.

    Raises InvalidData with every error where a register has never been sound, OSError where the copies of photos cannot be
    kept in ``.cache`` beside the data.
    """
    past = history(data.parent, data.name)
    loaded = publishable(data, today, past, worded=Severity.ERROR)
    if loaded.dataset is None:
        raise InvalidData(loaded.problems)
    return made(loaded.dataset, loaded, data, today, templates, data.parent / ".cache" / "photos", past)


def made(
    dataset: Dataset, loaded: Loaded, data: Path, today: dt.date, templates: Path, cache: Path, past: History | None = None
) -> Site:
    """Return the site of a dataset that is already loaded; the copies of its photos are kept in ``cache``.

    ``past`` says how often the file of a day has changed, which calendars tell.
    """
    shown = {path for report in dataset.reports.values() for path in report.photo_paths if path not in dataset.quarantine}
    pictures = gallery(data.resolve(), shown, cache)
    edition = Edition(dataset, today, environment(templates), pictures, boundaries=_boundaries(dataset, data)).ready()
    errors = [problem for problem in loaded.problems if problem.severity is Severity.ERROR]
    errors += (Problem.of("photo_undecodable", path) for path, copies in pictures.items() if not copies)
    words = edition.templates.get_template("titles.txt").module
    return Site(
        name=dataset.programme.short_name,
        url=_with_slash(dataset.programme.site_url),
        notice=str(words.sample()).strip() if dataset.sample else None,  # type: ignore[attr-defined]
        footer=edition.templates.get_template("foot.html").render(data=dataset, today=today),
        pages=tuple(_pages(edition)),
        files=(
            File(address="/build.json", content=_build(dataset, loaded, errors, data, today)),
            *finding.files(edition),
            *reports.files(edition),
            *campaigns.files(edition, data.resolve().parent),
            *documents.files(edition, templates.parent / "documents"),
            *calendar.files(edition, past),
            *news.files(edition),
            *banners.files(edition, cache.parent / "banners"),
            *app.files(edition),
            *form_files(dataset, data, today, templates.parent / "form", templates.parent / "guide"),
            *workbook_files(dataset, data, today, cache.parent / "workbooks"),
            *open_data.files(edition),
        ),
        edit=editor(dataset.programme.repository, dataset.programme.branch),
        problems=tuple(errors),
    )


def _boundaries(dataset: Dataset, data: Path) -> Mapping[str, Sequence[Ring]]:
    """Return the boundaries of the communes that ``data`` holds; none where there are none, or unsound ones."""
    shown = PurePosixPath(data.name) / BOUNDARIES
    file = data / BOUNDARIES
    if not file.is_file() or shown in dataset.quarantine:
        return {}
    try:
        return boundaries(file_bytes(file, shown, MOST_BYTES))
    except (BoundariesError, InvalidData):  # somebody is writing the file
        return {}


def _pages(edition: Edition) -> Iterator[Page]:
    for room in ROOMS:
        yield from room.pages(edition)


def _with_slash(url: str | None) -> str | None:
    return None if url is None else url.rstrip("/") + "/"


def _build(dataset: Dataset, loaded: Loaded, errors: Sequence[Problem], data: Path, today: dt.date) -> bytes:
    """Return what ``/build.json`` says: the commit and its time, the day the site is built for, and how much it holds."""
    commit, time = _commit(data)
    told = {
        "commit": commit,
        "data_time": time,
        "today": today.isoformat(),
        "sample": dataset.sample,
        "campaigns": len(dataset.campaigns),
        "reports": len(dataset.reports),
        "errors": len(errors),
        "warnings": loaded.warnings,
        "quarantine": [
            {"path": str(path), "shown_from": item.shown_from.isoformat() if item.shown_from else None}
            for path, item in dataset.quarantine.items()
        ],
    }
    return (json.dumps(told, indent=2, allow_nan=False) + "\n").encode()


def _commit(data: Path) -> tuple[str | None, str | None]:
    """Return the commit that is checked out and its time in UTC; None and None outside a repository."""
    command = ("git", "-C", str(data.parent), "log", "-1", "--format=%H %ct")
    found = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if found.returncode:
        return None, None
    commit, seconds = found.stdout.split()
    return commit, dt.datetime.fromtimestamp(int(seconds), dt.UTC).isoformat()


def now(zone: str = STANDARD_ZONE) -> dt.datetime:
    """Return the present moment in the programme's time zone, where the day begins seven hours before it does in UTC."""
    return dt.datetime.now(ZoneInfo(zone))
