"""When a report was published and how it was corrected since: was and now of every field, from the versions that Git keeps."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from generator import schema
from generator.language.vietnamese import number
from generator.loading.history import History, Version
from generator.model.dataset import Dataset
from generator.model.report import Change, Correction, Publication, Report
from generator.problems import InvalidData, Severity
from generator.reading.source import Limits, parse
from generator.validation.validate import validate

UNTOLD = frozenset({"corrections", "published_on", "sample"})
WAY = " › "
Names = Mapping[str, Mapping[str, str]]
NamesOf = Callable[[str], Names]
Values = dict[tuple[str, ...], str]


def names_in(data: Dataset, commune: str) -> Names:
    """Return what the reports of ``commune`` call hamlets, bodies and indicators; none for a commune that is not known."""
    place = data.places.communes.get(commune)
    return {
        "hamlet": {hamlet.id: hamlet.name for hamlet in place.hamlets.values()} if place else {},
        "body": {body.id: body.name for body in data.bodies.bodies.values()},
        "indicator": {indicator.id: indicator.name for indicator in data.activities.indicators.values()},
    }


@dataclass(frozen=True, slots=True)
class State:
    """One version of a report that could be read."""

    date: dt.date
    document: Mapping[str, Any]


def publications(
    reports: Iterable[tuple[PurePosixPath, Report]], history: History, zone: str, names: NamesOf
) -> Iterator[Publication]:
    """Return the publication of each report, in their order, given with its path below data/.

    Sample reports tell it themselves. ``names`` gives, for a commune, what a reference is called: by what it
    refers to, by its id. A correction whose version gives no reason has an empty one.
    """
    asked = list(reports)
    real = [path for path, report in asked if not report.sample]
    blobs = history.blobs(blob for path in real for blob in _blobs(history.versions.get(path, ())))
    for path, report in asked:
        if report.sample:
            yield Publication(published_on=report.published_on, corrections=report.corrections)
        else:
            states = [*_states(path, history.versions.get(path, ()), blobs, zone)]
            corrections = tuple(_corrections(states, names(report.commune))) if states else report.corrections
            yield Publication(published_on=history.published_on(path, zone), corrections=corrections)


def _blobs(versions: Sequence[Version]) -> Iterator[str]:
    """Return the blobs to read: none of a file that never changed."""
    return (version.blob for version in versions if version.blob and len(versions) > 1)


def _states(path: PurePosixPath, versions: Sequence[Version], blobs: Mapping[str, bytes], zone: str) -> Iterator[State]:
    for version in versions:
        if version.blob is not None and version.blob in blobs:
            try:
                source = parse(blobs[version.blob], path, Limits())
            except InvalidData:
                continue
            validated = validate(source, "report")
            if all(problem.severity is not Severity.ERROR for problem in validated.problems):
                yield State(version.day(zone), validated.document)


def _corrections(states: Sequence[State], names: Names) -> Iterator[Correction]:
    for before, after in pairwise(states):
        told = before.document.get("corrections", [])
        entries = [entry for entry in after.document.get("corrections", []) if entry not in told]
        changes = tuple(changes_between(before.document, after.document, names))
        if changes or entries:
            yield Correction(date=after.date, reason="; ".join(entry["reason"] for entry in entries), changes=changes)


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any], names: Names) -> Iterator[Change]:
    """Return every field of a report that differs, as the schema orders them; entries are matched by what they are of."""
    was, now = _values(before, names), _values(after, names)
    for way in dict.fromkeys((*now, *was)):
        if was.get(way) != now.get(way):
            yield Change(field=WAY.join(way), was=was.get(way), now=now.get(way))


def _values(document: Mapping[str, Any], names: Names) -> Values:
    found: Values = {}
    for name, field in schema.fields("report").items():
        if name in document and name not in UNTOLD:
            _add(found, (), field, document[name], names)
    return found


def _add(found: Values, way: tuple[str, ...], field: schema.Field, value: Any, names: Names) -> None:
    if field.fields:
        for name, below in field.fields.items():
            if name in value:
                _add(found, (*way, field.label) if field.label else way, below, value[name], names)
    elif field.item and field.item.fields:
        _add_entries(found, way, field.item.fields, value, names)
    elif field.item:
        found[*way, field.label] = "; ".join(map(str, value))
    else:
        found[*way, field.label] = _told(field, value, names)


def _add_entries(found: Values, way: tuple[str, ...], fields: schema.Fields, entries: Sequence[Any], names: Names) -> None:
    """Add the entries of a list, each under the name of its first field: the campaign, the hamlet, the indicator, the file."""
    first, *others = fields
    seen: dict[str, int] = {}
    for entry in entries:
        name = _told(fields[first], entry[first], names)
        seen[name] = seen.get(name, 0) + 1
        here = (*way, name if seen[name] == 1 else f"{name} ({seen[name]})")
        for other in others:
            if other in entry:
                _add(found, here, fields[other], entry[other], names)


def _told(field: schema.Field, value: Any, names: Names) -> str:
    if field.refers:
        return names.get(field.refers, {}).get(value, str(value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return number(value)
    return field.choices.get(value, str(value))
