"""data/ -> the whole of it as one Dataset, or every problem at once."""

import datetime as dt
import gc
import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
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


def load(data: Path, today: dt.date, *, history: History | None = None, communes: Collection[str] | None = None) -> Loaded:
    """Return what the folder ``data`` holds on ``today``; problems name its files as ``data/…``.

    Publications of real reports come from ``history``; without one they are unknown. Whatever the files hold gives problems;
    OSError where the folder itself cannot be listed. With ``communes``, the days and reports of all others are left unread:
    enough to check those of these few at once, not to publish.
    """
    data = data.resolve()
    found = tree(data)
    with _no_collection():
        gathered = _gathered(data, found, communes)
        problems = [*found.problems, *_missing(data, found), *gathered.problems]
        dataset = gathered.dataset()
        if dataset is not None:
            survey = _survey(data, today, found, dataset)
            problems += _worded(data, (finding for rule in BETWEEN_FILES for finding in rule(survey)))
        if dataset is not None and not any(problem.severity is Severity.ERROR for problem in problems):
            dataset = _published(dataset, history, PurePosixPath(data.name))
        else:
            dataset = None
        return Loaded(dataset=dataset, problems=tuple(sorted(problems)), files=len(found.entries))


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


@dataclass(slots=True)
class _Gathered:
    """The files read so far: models of those that fit their schema and their path, and the problems of all."""

    folder: PurePosixPath
    problems: list[Problem] = field(default_factory=list)
    registers: dict[str, dict[str, Any]] = field(default_factory=dict)
    plans: list[Plan] = field(default_factory=list)
    campaigns: list[Campaign] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)

    def add(self, item: Checked) -> None:
        self.problems += item.problems
        if item.document is None or not item.is_itself:
            return
        path = self.folder / item.entry.path
        match item.entry.kind:
            case "report":
                self.reports.append(Report.of(path, item.document))
            case "saturday" | "campaign":
                self.campaigns.append(Campaign.of(path, item.document))
            case "plan":
                self.plans.append(Plan.of(path, item.document))
            case register:
                if item.is_sound:
                    self.registers[register] = item.document

    def dataset(self) -> Dataset | None:
        """Return the dataset, its publications not told yet; None where a register cannot be relied on."""
        if self.registers.keys() != set(layout.REGISTERS):
            return None
        return Dataset(
            programme=Programme.of(self.registers["programme"]),
            places=Places.of(self.registers["places"]),
            bodies=Bodies.of(self.registers["bodies"]),
            activities=Activities.of(self.registers["activities"]),
            calendar=Calendar.of(self.registers["calendar"]),
            plans={plan.year: plan for plan in sorted(self.plans, key=lambda plan: plan.year)},
            campaigns={campaign.id: campaign for campaign in sorted(self.campaigns, key=lambda campaign: campaign.id)},
            reports={report.key: report for report in sorted(self.reports, key=lambda report: report.key)},
            publications={},
        )


def _gathered(data: Path, found: Tree, communes: Collection[str] | None) -> _Gathered:
    """Return every file read, the registers first: what the others may refer to stands in them."""
    registers = [entry for entry in found.entries if entry.kind in layout.REGISTERS]
    others = [entry for entry in found.entries if entry.kind not in {*layout.REGISTERS, "photo"}]
    if communes is not None:
        others = [entry for entry in others if layout.stated_by(entry.path).get("commune", "") in {"", *communes}]
    first = [Checker(data=data, known=None).check(entry) for entry in registers]
    documents = {item.entry.kind: item.document for item in first if item.document is not None}
    checker = Checker(data=data, known=Known.of(documents, (entry.path for entry in found.entries)))
    gathered = _Gathered(PurePosixPath(data.name))
    for item in first:
        gathered.add(checker.referring(item))
    for item in checked_files(checker, others):
        gathered.add(item)
    return gathered


def _missing(data: Path, found: Tree) -> Iterator[Problem]:
    present = {entry.kind for entry in found.entries}
    for kind in layout.REGISTERS:
        if kind not in present:
            yield Problem.of("register_missing", PurePosixPath(data.name) / f"{kind}.yml")


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
