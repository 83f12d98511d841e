"""What is published stays: figures change only with a reason, nothing vanishes, and nobody dates a report back."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from generator.checks.fault import Document, Fault, fault
from generator.checks.wording import problem
from generator.figures.reporting import deadline
from generator.language.months import Month
from generator.loading import layout
from generator.loading.corrections import changes_between, names_in
from generator.loading.files import limits_of
from generator.model.dataset import Dataset
from generator.problems import InvalidData, Problem, Severity
from generator.reading.source import Source, parse
from generator.validation.validate import validate

GONE = {"report": "review_report_gone", "saturday": "review_day_gone", "campaign": "review_day_gone", "plan": "review_plan_gone"}
MOST_FIELDS = 3
TOLD = ("date", "status", "status_reason", "postponed_to", "notice", "sites")
TO_COME = ("expected", "announced")
GRACE = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One file of data/ before and after: its path below data/, its kind, its bytes; None where there is none."""

    path: PurePosixPath
    kind: str
    old: bytes | None
    new: bytes | None


class _Read(NamedTuple):
    source: Source
    document: Document


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """What is published: the data of the base as far as it is sound, and the older versions of a file, newest first."""

    data: Dataset | None
    today: dt.date
    folder: str
    older: Callable[[PurePosixPath], Iterable[bytes]]

    def problems(self, steps: Collection[Step]) -> Iterator[Problem]:
        """Return what the ``steps`` may not do to what is published; their contents are checked elsewhere."""
        corrected: set[PurePosixPath] = set()
        for step in steps:
            if step.old is not None and step.new is None and step.kind in GONE:
                yield Problem.of(GONE[step.kind], self._shown(step.path))
            elif step.kind == "report":
                yield from self._report(step, corrected)
            elif step.kind in ("saturday", "campaign"):
                yield from self._day(step)
        for step in steps:
            is_replaced = step.kind == "photo" and step.old is not None
            if is_replaced and step.path not in corrected and self._is_shown(step.path):
                yield Problem.of("review_photo_replaced", self._shown(step.path))

    def _report(self, step: Step, corrected: set[PurePosixPath]) -> Iterator[Problem]:
        """Tell what is wrong with one report, and add to ``corrected`` the photos that its new corrections speak for."""
        now, was = self._read(step.path, step.kind, step.new), self._published(step)
        if now is None:
            return
        faults = _changed(was, now.document, self._changes(step.path, was, now.document)) if was else self._begun(now.document)
        yield from (problem(found, now.source, step.kind) for found in faults)
        if was and len(now.document.get("corrections", ())) > len(was.get("corrections", ())):
            corrected |= {step.path.parent / file for document in (was, now.document) for file in _photos(document)}

    def _published(self, step: Step) -> Document | None:
        """Return what stands published under the path, which is older than the base where that has errors; None for nothing."""
        for raw in () if step.old is None else (step.old, *self.older(step.path)):
            if found := self._read(step.path, step.kind, raw):
                return found.document
        return None

    def _changes(self, path: PurePosixPath, was: Document, now: Document) -> list[str]:
        names = names_in(self.data, layout.commune_of(path) or "") if self.data else {}
        return [change.field for change in changes_between(was, now, names)]

    def _begun(self, document: Document) -> Iterator[Fault]:
        """Tell of a new report that it is late, or no sample where the programme is real."""
        if document.get("sample") and not (self.data and self.data.sample):
            yield fault(("sample",), "review_sample_new")
        month = Month.of(document["month"])
        due = deadline(self.data.plans.get(month.year) if self.data else None, month) or month.last_day + GRACE
        if self.today > due:
            yield fault(("month",), "review_late", month=month, due=due)

    def _day(self, step: Step) -> Iterator[Problem]:
        """Point out what is rewritten of a day that is past or reported, by the date that stands or the one proposed."""
        was, now = self._published(step), self._read(step.path, step.kind, step.new)
        if was is None or now is None:
            return
        date = dt.date.fromisoformat(min(was["date"], now.document["date"]))
        if date < self.today or layout.campaign_id(step.path) in self._reported:
            faults = (fault((name,), code, date=date) for name, code in _rewritten(was, now.document))
            yield from (problem(found, now.source, step.kind) for found in faults)

    @cached_property
    def _reported(self) -> frozenset[str]:
        reports = self.data.reports.values() if self.data else ()
        return frozenset(day.campaign for report in reports for day in report.days)

    def _is_shown(self, path: PurePosixPath) -> bool:
        """Say whether a report shows the photo; where nobody can tell, it does."""
        return self.data is None or self._shown(path) in self._photos

    @cached_property
    def _photos(self) -> frozenset[PurePosixPath]:
        reports = self.data.reports.values() if self.data else ()
        return frozenset(path for report in reports for path in report.photo_paths)

    def _read(self, path: PurePosixPath, kind: str, raw: bytes | None) -> _Read | None:
        """Return a file that fits its schema; None for any other."""
        if raw is None:
            return None
        try:
            source = parse(raw, self._shown(path), limits_of(kind))
        except InvalidData:
            return None
        validated = validate(source, kind)
        if any(found.severity is Severity.ERROR for found in validated.problems):
            return None
        return _Read(source, validated.document)

    def _shown(self, path: PurePosixPath) -> PurePosixPath:
        return PurePosixPath(self.folder) / path


def _changed(was: Document, now: Document, fields: list[str]) -> Iterator[Fault]:
    """Tell of a published report that its corrections were touched, or that its figures changed and no new one says why."""
    if was.get("sample", False) != now.get("sample", False):
        yield fault(("sample",), "review_sample_changed")
    before, after = was.get("corrections", []), now.get("corrections", [])
    for number, correction in enumerate(before):
        if after[number : number + 1] != [correction]:
            yield fault(("corrections", number), "review_corrections_altered", date=correction["date"])
    if fields and len(after) <= len(before):
        shown = "; ".join(fields[:MOST_FIELDS]) + ("; …" if len(fields) > MOST_FIELDS else "")
        yield fault(("corrections",), "review_no_correction", fields=shown)


def _rewritten(was: Document, now: Document) -> Iterator[tuple[str, str]]:
    """Return each field of a day that says when, whether and what, and is another now, with the code that says so.

    That a day which was to come was held is no rewriting.
    """
    for name in TOLD:
        is_held = name == "status" and was[name] in TO_COME and now[name] == "held" and was["date"] == now["date"]
        if was.get(name) != now.get(name) and not is_held:
            yield name, "review_past_plan" if name == "sites" else "review_past_day"


def _photos(document: Mapping[str, Any]) -> Iterator[str]:
    for day in document.get("days", ()):
        for result in day.get("results", ()):
            for photo in result.get("photos", ()):
                yield photo["file"]
