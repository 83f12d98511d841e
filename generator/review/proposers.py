"""Whose undecided proposals a change of a campaign's file is about, and about nothing else."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from generator.loading.files import limits_of
from generator.problems import InvalidData, Severity
from generator.reading.source import parse
from generator.review.published import Step
from generator.validation.validate import validate

KIND, LIST, NEW = "campaign", "proposals", "new"


def proposers(steps: Iterable[Step], folder: PurePosixPath) -> Mapping[PurePosixPath, frozenset[str]]:
    """Return the communes by the paths of the campaigns where nothing but their proposals changes, and no decision on any."""
    told = ((folder / step.path, _communes(step)) for step in steps if step.kind == KIND)
    return {path: communes for path, communes in told if communes}


def _communes(step: Step) -> frozenset[str]:
    before, after = _document(step.path, step.old), _document(step.path, step.new)
    if before is None or after is None or _settled(before) != _settled(after):
        return frozenset()
    was, now = _undecided(before), _undecided(after)
    return frozenset(commune for commune in (*was, *now) if was.get(commune) != now.get(commune))


def _document(path: PurePosixPath, raw: bytes | None) -> dict[str, Any] | None:
    if raw is None:
        return None
    try:
        validated = validate(parse(raw, path, limits_of(KIND)), KIND)
    except InvalidData:
        return None
    return None if any(each.severity is Severity.ERROR for each in validated.problems) else validated.document


def _settled(document: Mapping[str, Any]) -> Mapping[str, Any]:
    decided = [each for each in document.get(LIST, ()) if each["state"] != NEW]
    return {**document, LIST: decided}


def _undecided(document: Mapping[str, Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for each in document.get(LIST, ()):
        if each["state"] == NEW:
            found.setdefault(each["commune"], []).append(each)
    return found
