"""Each file on its own, held against everything that needs no other report; two processes share them from a few hundred on."""

import marshal
import multiprocessing
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from generator.checks.fault import Document, Fault
from generator.checks.identity import every_file_is_what_its_path_says
from generator.checks.known import Known
from generator.checks.privacy import hits
from generator.checks.references import every_id_is_known
from generator.checks.table import ONE_FILE
from generator.checks.wording import problem
from generator.loading.tree import Entry
from generator.problems import InvalidData, Problem, Severity, messages
from generator.processes import pays
from generator.reading.outline import label_at
from generator.reading.source import REGISTER, Limits, Source, parse, read
from generator.validation.validate import validate

PROCESSES = 2
CHUNK = 100
MOST_PERSONAL = 50
PERSONAL = "personal_"
SMALL = frozenset({"saturday", "report"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One file: its document where it fits its schema, whether that says what its path says, and every problem found so far."""

    entry: Entry
    document: dict[str, Any] | None
    is_itself: bool
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """Whether no error was found."""
        return self.document is not None and not any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks files below ``data`` one by one; ``known`` is what they may refer to, None while that is being gathered.

    ``instead`` holds, by their path below data/, the bytes to take in place of a file's own.
    """

    data: Path
    known: Known | None
    instead: Mapping[PurePosixPath, bytes] = field(default_factory=dict)

    def check(self, entry: Entry) -> Checked:
        """Return the file of ``entry`` with every problem it has alone; whatever its bytes, nothing is raised."""
        try:
            source = self.read(entry)
        except InvalidData as error:
            found = [
                *_labelled(error.problems, error.text, entry.kind),
                *_personal(error.text, error.problems[0].path, entry.kind),
            ]
            return Checked(entry=entry, document=None, is_itself=False, problems=_without_repeats(found))
        validated = validate(source, entry.kind, self.known.meant if self.known else None)
        problems = [*_labelled(validated.problems, source.text, entry.kind), *_personal(source.text, source.path, entry.kind)]
        if any(problem.severity is Severity.ERROR for problem in validated.problems):
            told = {(each.line, each.column) for each in problems}
            unknown = (problem(fault, source, entry.kind) for fault in self._unknown(entry.kind, validated.document))
            problems += (each for each in unknown if (each.line, each.column) not in told)
            return Checked(entry=entry, document=None, is_itself=False, problems=_without_repeats(problems))
        elsewhere = list(every_file_is_what_its_path_says(entry.path, validated.document))
        faults = [*elsewhere, *self._faults(entry.kind, validated.document)]
        problems += (problem(fault, source, entry.kind) for fault in faults)
        return Checked(entry=entry, document=validated.document, is_itself=not elsewhere, problems=_without_repeats(problems))

    def read(self, entry: Entry) -> Source:
        """Return what the file of ``entry`` holds; raises InvalidData, and nothing else, where it cannot be read."""
        shown, limits = PurePosixPath(self.data.name) / entry.path, limits_of(entry.kind)
        if entry.path in self.instead:
            return parse(self.instead[entry.path], shown, limits)
        return read(self.data / entry.path, shown, limits)

    def _faults(self, kind: str, document: Document) -> Iterator[Fault]:
        for rule in ONE_FILE[kind]:
            yield from rule(document)
        yield from self._unknown(kind, document)

    def _unknown(self, kind: str, document: Document) -> Iterator[Fault]:
        return every_id_is_known(kind, document, self.known) if self.known is not None else iter(())

    def referring(self, checked: Checked) -> Checked:
        """Return a file that was checked before anything was known, with what its references turn out to be."""
        if self.known is None:
            return checked
        if checked.document is None:
            return self.check(checked.entry)
        faults = list(every_id_is_known(checked.entry.kind, checked.document, self.known))
        if not faults:
            return checked
        source = self.read(checked.entry)
        found = (problem(fault, source, checked.entry.kind) for fault in faults)
        return replace(checked, problems=(*checked.problems, *found))


def limits_of(kind: str) -> Limits:
    """Return how large a file of ``kind`` may be: reports and communes' days are small, what covers a whole province is not."""
    return Limits() if kind in SMALL else REGISTER


def _personal(text: str, path: PurePosixPath, kind: str) -> list[Problem]:
    found = [
        Problem.of(hit.code, path, line=hit.line, column=hit.column, found=hit.shown) for hit in islice(hits(text), MOST_PERSONAL)
    ]
    return _labelled(found, text, kind)


def _labelled(problems: Sequence[Problem], text: str, kind: str) -> list[Problem]:
    """Return the problems with the fields that they stand in, as far as the lines of the text tell."""
    lines = text.split("\n") if problems else []
    return [replace(each, field=each.field or label_at(lines, kind, each.line, each.column)) for each in problems]


def _without_repeats(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems without those, and without corrections, that would print the very line that holds a personal number."""
    personal = [problem for problem in problems if problem.code.startswith(PERSONAL)]
    lines = {problem.line for problem in personal if problem.severity is Severity.ERROR}
    told = (problem for problem in problems if problem.line not in lines or problem in personal)
    return tuple(replace(each, correction=None) if each.correction and _is_personal(each.correction) else each for each in told)


def _is_personal(line: str) -> bool:
    """Say whether a line holds a personal number, such as one that a hidden character had cut in two."""
    return any(messages()[hit.code].severity is Severity.ERROR for hit in hits(line))


def checked_files(checker: Checker, entries: Sequence[Entry]) -> Iterator[Checked]:
    """Return every file checked, in the order of ``entries``, each as soon as it is ready."""
    if not pays(len(entries)):
        yield from map(checker.check, entries)
        return
    chunks = [entries[start : start + CHUNK] for start in range(0, len(entries), CHUNK)]
    context = multiprocessing.get_context("fork")
    with context.Pool(PROCESSES, _begin, (checker,)) as pool:
        for chunk, pack in zip(chunks, pool.imap(_packed, chunks), strict=True):
            yield from _unpacked(chunk, pack)
        pool.close()  # they end by themselves: one that is stopped while it begins to wait for work may never hear of it
        pool.join()


_checkers: list[Checker] = []


def _begin(checker: Checker) -> None:
    _checkers[:] = [checker]


def _packed(entries: Sequence[Entry]) -> tuple[bytes, bytes]:
    """Return the files of a chunk, checked, as bytes; plain values travel faster through marshal than through pickle."""
    checked = [_checkers[0].check(entry) for entry in entries]
    values = [(item.document, item.is_itself) for item in checked]
    return marshal.dumps(values), pickle.dumps([item.problems for item in checked])


def _unpacked(entries: Sequence[Entry], pack: tuple[bytes, bytes]) -> Iterator[Checked]:
    values = marshal.loads(pack[0])  # noqa: S302 - made by our own child a moment ago
    problems = pickle.loads(pack[1])  # noqa: S301 - likewise
    for entry, (document, is_itself), found in zip(entries, values, problems, strict=True):
        yield Checked(entry=entry, document=document, is_itself=is_itself, problems=found)
