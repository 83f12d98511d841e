"""data/ -> the whole of it as one Dataset, or every problem at once."""

import datetime as dt
import gc
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from generator.checks.known import Known
from generator.checks.survey import Photo, Survey
from generator.checks.table import BETWEEN_FILES, BetweenFiles
from generator.checks.wording import problem, unplaced
from generator.loading import boundaries, layout
from generator.loading.corrections import names_in, publications
from generator.loading.files import Checked, Checker, checked_files
from generator.loading.history import History
from generator.loading.tree import Entry, Tree, tree
from generator.model.campaign import Campaign
from generator.model.dataset import Dataset
from generator.model.places import Places
from generator.model.plan import Plan
from generator.model.registers import Activities, Bodies, Calendar, Programme
from generator.model.report import Publication, Report
from generator.photos.check import photo_problems
from generator.photos.header import MOST_BYTES as MOST_PHOTO_BYTES
from generator.problems import Finding, InvalidData, Problem, Severity
from generator.processes import by_halves
from generator.reading import audio
from generator.reading.decode import file_bytes

Instead = Mapping[PurePosixPath, bytes | None]
MOST_BYTES = {"photo": MOST_PHOTO_BYTES, "audio": audio.MOST_BYTES, "boundaries": boundaries.MOST_BYTES}


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What data/ holds: the dataset, None where any error stands in the way, and every problem, sorted.

    ``wrong`` are the files, by their paths below data/, that hold the errors: those wrong by themselves, or, where there are
    none, those that a rule between files refuses. ``unworded`` warnings were found that nobody wanted to read.
    """

    dataset: Dataset | None
    problems: tuple[Problem, ...]
    files: int
    wrong: tuple[PurePosixPath, ...] = ()
    unworded: int = 0

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many warnings there are, in words or not."""
        return self.unworded + sum(problem.severity is Severity.WARNING for problem in self.problems)


def load(
    data: Path,
    today: dt.date,
    *,
    history: History | None = None,
    communes: Collection[str] | None = None,
    instead: Instead | None = None,
    worded: Severity = Severity.NOTE,
) -> Loaded:
    """Return what the folder ``data`` holds on ``today``; problems name its files as ``data/…``.

    Publications of real reports come from ``history``; without one they are unknown. Whatever the files hold gives problems;
    OSError where the folder itself cannot be listed. With ``communes``, the days and reports of all others are left unread:
    enough to check those of these few at once, not to publish. With ``instead``, other bytes are taken for some files, or none
    at all (of a photo: it is not looked at), and files that may not be in data/ do not stand in the way of a dataset. What
    rules between files find and weigh less than ``worded`` is not among the problems: their files need not be read once more.
    """
    data = data.resolve()
    found = tree(data)
    taken = _Taken(data, _standing(found, instead or {}), instead or {})
    with _no_collection():
        gathered = _gathered(taken, communes)
        digests, damaged = _photos(taken, communes)
        alone = [*_missing(taken), *gathered.problems, *damaged]
        between: list[Problem] = []
        unworded = 0
        dataset = gathered.dataset()
        if dataset is not None:
            survey = _survey(taken, today, dataset, digests)
            findings = by_halves(partial(_broken, survey), BETWEEN_FILES, files=len(taken.entries))
            between += _worded(taken, [finding for finding in findings if finding.severity <= worded])
            unworded = sum(worded < finding.severity is Severity.WARNING for finding in findings)
            between += _undrawn(taken, dataset, today) if not damaged else []
        wrong = _wrong(data.name, alone) or _wrong(data.name, between)
        hindered = wrong or (instead is None and _wrong(data.name, found.problems))
        if dataset is not None:
            dataset = None if hindered else _published(dataset, history, PurePosixPath(data.name))
        problems = tuple(sorted((*found.problems, *alone, *between)))
        return Loaded(dataset=dataset, problems=problems, files=len(found.entries), wrong=wrong, unworded=unworded)


def _standing(found: Tree, instead: Instead) -> tuple[Entry, ...]:
    """Return the files to read: without those left out, with those restored; photos stay, for reports name them."""
    kept = [entry for entry in found.entries if entry.kind in layout.MEDIA or instead.get(entry.path, b"") is not None]
    present = {entry.path for entry in found.entries}
    restored = (
        Entry(path, kind, len(raw))
        for path, raw in instead.items()
        if raw is not None and path not in present and (kind := layout.kind_of(path))
    )
    return tuple(sorted((*kept, *restored), key=lambda entry: entry.path))


def _wrong(folder: str, problems: Iterable[Problem]) -> tuple[PurePosixPath, ...]:
    """Return the paths below data/ of the files that hold the errors among ``problems``, sorted."""
    return tuple(sorted({each.path.relative_to(folder) for each in problems if each.severity is Severity.ERROR}))


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


@dataclass(frozen=True, slots=True)
class _Taken:
    """The files to read below ``data``, and the bytes to take in place of the files' own."""

    data: Path
    entries: tuple[Entry, ...]
    instead: Instead

    def checker(self, known: Known | None) -> Checker:
        return Checker(self.data, known, {path: raw for path, raw in self.instead.items() if raw is not None})


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


def _gathered(taken: _Taken, communes: Collection[str] | None) -> _Gathered:
    """Return every file read, the registers first: what the others may refer to stands in them."""
    registers = [entry for entry in taken.entries if entry.kind in layout.REGISTERS]
    others = [entry for entry in taken.entries if entry.kind not in {*layout.REGISTERS, *layout.MEDIA}]
    if communes is not None:
        others = [entry for entry in others if layout.stated_by(entry.path).get("commune", "") in {"", *communes}]
    first = [taken.checker(None).check(entry) for entry in registers]
    documents = {item.entry.kind: item.document for item in first if item.document is not None}
    checker = taken.checker(Known.of(documents, (entry.path for entry in taken.entries)))
    gathered = _Gathered(PurePosixPath(taken.data.name))
    for item in first:
        gathered.add(checker.referring(item))
    for item in checked_files(checker, others):
        gathered.add(item)
    return gathered


def _missing(taken: _Taken) -> Iterator[Problem]:
    present = {entry.kind for entry in taken.entries}
    for kind in layout.REGISTERS:
        if kind not in present:
            yield Problem.of("register_missing", PurePosixPath(taken.data.name) / f"{kind}.yml")


def _survey(taken: _Taken, today: dt.date, dataset: Dataset, digests: Mapping[PurePosixPath, str]) -> Survey:
    folder = PurePosixPath(taken.data.name)
    photos = {folder / entry.path: entry for entry in taken.entries if entry.kind == "photo"}
    return Survey(
        data=dataset,
        today=today,
        folder=folder,
        files=frozenset(folder / entry.path for entry in taken.entries),
        photos={path: Photo(size=entry.size, digest=digests.get(path)) for path, entry in photos.items()},
    )


def _photos(taken: _Taken, communes: Collection[str] | None) -> tuple[dict[PurePosixPath, str], list[Problem]]:
    """Return the digest of each photo by its path as problems show it, and what is wrong with them; those left out are unread."""
    digests: dict[PurePosixPath, str] = {}
    problems: list[Problem] = []
    for entry in taken.entries:
        asked = communes is None or layout.commune_of(entry.path) in communes
        if entry.kind not in layout.MEDIA or entry.path in taken.instead or not asked:
            continue
        shown = PurePosixPath(taken.data.name) / entry.path
        try:
            raw = file_bytes(taken.data / entry.path, shown, MOST_BYTES[entry.kind])
        except InvalidData as error:
            problems += error.problems
            continue
        if entry.kind == "photo":
            digests[shown] = hashlib.sha256(raw).hexdigest()
            problems += photo_problems(raw, shown)
        elif entry.kind == "audio":
            problems += audio.audio_problems(raw, shown)
        else:
            problems += boundaries.boundary_problems(raw, shown)
    return digests, problems


def _undrawn(taken: _Taken, dataset: Dataset, today: dt.date) -> list[Problem]:
    """Return a warning where some of the communes of ``today`` have no boundary although others do."""
    shown = PurePosixPath(taken.data.name) / layout.BOUNDARIES
    if not any(entry.kind == "boundaries" for entry in taken.entries) or PurePosixPath(layout.BOUNDARIES) in taken.instead:
        return []
    raw = file_bytes(taken.data / layout.BOUNDARIES, shown, boundaries.MOST_BYTES)
    return boundaries.missing_boundaries(raw, shown, {each.id: each.name for each in dataset.places.communes_on(today)})


def _broken(survey: Survey, rules: Iterable[BetweenFiles]) -> list[Finding]:
    return [finding for rule in rules for finding in rule(survey)]


def _worded(taken: _Taken, findings: Sequence[Finding]) -> list[Problem]:
    """Return the findings as problems; each file concerned is read once more, so that sound data costs nothing."""
    folder = PurePosixPath(taken.data.name)
    entries = {folder / entry.path: entry for entry in taken.entries if entry.kind not in layout.MEDIA}
    by_path: dict[PurePosixPath, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    files = [(entries.get(path), found) for path, found in by_path.items()]
    return by_halves(partial(_placed, taken.checker(None)), files, files=len(files))


def _placed(checker: Checker, files: Iterable[tuple[Entry | None, list[Finding]]]) -> list[Problem]:
    problems = []
    for entry, found in files:
        try:
            source = checker.read(entry) if entry else None
        except InvalidData:  # it was sound a moment ago: somebody is writing it
            source = None
        problems += [problem(each, source, entry.kind) if source and entry else unplaced(each) for each in found]
    return problems


def _published(dataset: Dataset, history: History | None, folder: PurePosixPath) -> Dataset:
    """Return the dataset with what its history tells of each report."""
    known = history or History(repository=Path())
    names = {commune: names_in(dataset, commune) for commune in dataset.places.communes}
    reports = ((report.path.relative_to(folder), report) for report in dataset.reports.values())
    told = publications(reports, known, dataset.programme.time_zone, lambda commune: names[commune])
    found: dict[Any, Publication] = dict(zip(dataset.reports, told, strict=True))
    return replace(dataset, publications=found)
