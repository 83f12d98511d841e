"""data/ -> the whole of it as one Dataset, or every problem at once."""

import datetime as dt
import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from generator import layout
from generator.checks.known import Known
from generator.checks.survey import Photo, Survey
from generator.checks.table import BETWEEN_FILES
from generator.checks.wording import problem, unplaced
from generator.corrections import Names, publications
from generator.files import Checked, Checker, checked_files, limits_of
from generator.history import History
from generator.model.campaign import Campaign
from generator.model.dataset import Dataset
from generator.model.places import Places
from generator.model.plan import Plan
from generator.model.registers import Activities, Bodies, Calendar, Programme
from generator.model.report import Publication, Report
from generator.problems import Finding, InvalidData, Problem, Severity
from generator.source import read
from generator.tree import Entry, Tree, tree


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What data/ holds: the dataset, None where any error stands in the way, and every problem, sorted."""

    dataset: Dataset | None
    problems: tuple[Problem, ...]
    files: int

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)


def load(data: Path, today: dt.date, *, history: History | None = None) -> Loaded:
    """Return what the folder ``data`` holds on ``today``; problems name its files as ``data/…``.

    Publications of real reports come from ``history``; without one they are unknown. Whatever the files hold gives problems;
    OSError where the folder itself cannot be listed.
    """
    data = data.resolve()
    found = tree(data)
    with _no_collection():
        registers, others = _read(data, found)
        documents = {item.entry.path: item for item in (*registers, *others)}
        problems = [*found.problems, *_missing(data, found)]
        problems += (problem for item in documents.values() for problem in item.problems)
        if all(kind in {item.entry.kind for item in registers if item.is_sound} for kind in layout.REGISTERS):
            dataset = _dataset(data, documents)
            survey = _survey(data, today, found, dataset)
            problems += _worded(data, (finding for rule in BETWEEN_FILES for finding in rule(survey)))
            if not any(problem.severity is Severity.ERROR for problem in problems):
                complete = _published(dataset, history, PurePosixPath(data.name))
                return Loaded(dataset=complete, problems=tuple(sorted(problems)), files=len(found.entries))
    return Loaded(dataset=None, problems=tuple(sorted(problems)), files=len(found.entries))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Let nothing look for cycles meanwhile: millions of small values that hold none are being made."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _read(data: Path, found: Tree) -> tuple[Sequence[Checked], Sequence[Checked]]:
    """Return the registers, then all other files: what these may refer to stands in the registers."""
    registers = [entry for entry in found.entries if entry.kind in layout.REGISTERS]
    others = [entry for entry in found.entries if entry.kind not in {*layout.REGISTERS, "photo"}]
    unknown = Checker(data=data, known=None)
    first = [unknown.check(entry) for entry in registers]
    documents = {item.entry.kind: item.document for item in first if item.document is not None}
    known = Known.of(documents, (entry.path for entry in found.entries))
    checker = Checker(data=data, known=known)
    return [checker.referring(item) for item in first], checked_files(checker, others)


def _missing(data: Path, found: Tree) -> Iterator[Problem]:
    present = {entry.kind for entry in found.entries}
    for kind in layout.REGISTERS:
        if kind not in present:
            yield Problem.of("register_missing", PurePosixPath(data.name) / f"{kind}.yml")


def _dataset(data: Path, documents: Mapping[PurePosixPath, Checked]) -> Dataset:
    """Return the dataset of all files that fit their schema and their path; publications are not told yet."""
    folder = PurePosixPath(data.name)
    of_kind: dict[str, list[tuple[PurePosixPath, dict[str, Any]]]] = {}
    for path, item in documents.items():
        if item.document is not None and item.is_itself:
            of_kind.setdefault(item.entry.kind, []).append((folder / path, item.document))
    one = {kind: of_kind[kind][0][1] for kind in layout.REGISTERS}
    plans = [Plan.of(path, document) for path, document in of_kind.get("plan", ())]
    days = [Campaign.of(path, document) for kind in ("campaign", "saturday") for path, document in of_kind.get(kind, ())]
    reports = [Report.of(path, document) for path, document in of_kind.get("report", ())]
    return Dataset(
        programme=Programme.of(one["programme"]),
        places=Places.of(one["places"]),
        bodies=Bodies.of(one["bodies"]),
        activities=Activities.of(one["activities"]),
        calendar=Calendar.of(one["calendar"]),
        plans={plan.year: plan for plan in sorted(plans, key=lambda plan: plan.year)},
        campaigns={campaign.id: campaign for campaign in sorted(days, key=lambda campaign: campaign.id)},
        reports={report.key: report for report in sorted(reports, key=lambda report: report.key)},
        publications={},
    )


def _survey(data: Path, today: dt.date, found: Tree, dataset: Dataset) -> Survey:
    folder = PurePosixPath(data.name)
    photos = [entry for entry in found.entries if entry.kind == "photo"]
    return Survey(
        data=dataset,
        today=today,
        folder=folder,
        files=frozenset(folder / entry.path for entry in found.entries),
        photos={folder / entry.path: photo for entry, photo in _photos(data, photos)},
    )


def _photos(data: Path, entries: Sequence[Entry]) -> Iterator[tuple[Entry, Photo]]:
    """Return each photo; only those of equal size are opened, for no others can be the same."""
    sizes: dict[int, int] = {}
    for entry in entries:
        sizes[entry.size] = sizes.get(entry.size, 0) + 1
    for entry in entries:
        same_size = sizes[entry.size] > 1
        digest = hashlib.sha256((data / entry.path).read_bytes()).hexdigest() if same_size else str(entry.path)
        yield entry, Photo(size=entry.size, digest=digest)


def _worded(data: Path, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Return the findings as problems; each file concerned is read once more, so that sound data costs nothing."""
    by_path: dict[PurePosixPath, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    for path, found in by_path.items():
        below = path.relative_to(data.name)
        kind = layout.kind_of(below)
        try:
            source = read(data / below, path, limits_of(kind or "")) if kind and kind != "photo" else None
        except InvalidData:  # it was sound a moment ago: somebody is writing it
            source = None
        for finding in found:
            yield problem(finding, source, kind) if source and kind else unplaced(finding)


def _published(dataset: Dataset, history: History | None, folder: PurePosixPath) -> Dataset:
    """Return the dataset with what its history tells of each report."""
    known = history or History(repository=Path())
    names = {commune: _names(dataset, commune) for commune in dataset.places.communes}
    reports = ((report.path.relative_to(folder), report) for report in dataset.reports.values())
    told = publications(reports, known, dataset.programme.time_zone, lambda commune: names[commune])
    found: dict[Any, Publication] = dict(zip(dataset.reports, told, strict=True))
    return replace(dataset, publications=found)


def _names(dataset: Dataset, commune: str) -> Names:
    return {
        "hamlet": {hamlet.id: hamlet.name for hamlet in dataset.places.communes[commune].hamlets.values()},
        "body": {body.id: body.name for body in dataset.bodies.bodies.values()},
        "indicator": {indicator.id: indicator.name for indicator in dataset.activities.indicators.values()},
    }
