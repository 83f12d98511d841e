"""Every id that a document names exists: told once by ``refers`` in the schemas, for all kinds of file."""

import difflib
import functools
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import schema
from generator.checks.fault import Document, Fault, Keys, fault
from generator.checks.known import REGISTERS, Known

DIGITS = re.compile("[0-9]")
NEAR = 0.86  # one letter of six: what is less like is another id more often than a slip


@dataclass(frozen=True, slots=True)
class Way:
    """One field on the way to a reference: what it refers to itself, and the ways below it."""

    refers: str | None
    item: "Way | None"
    fields: "Mapping[str, Way]"


@functools.cache
def ways(kind: str) -> Mapping[str, Way]:
    """Return the fields of ``kind`` that refer to something, or hold one that does."""
    return _ways(schema.fields(kind))


def _ways(fields: schema.Fields) -> Mapping[str, Way]:
    return {name: way for name, field in fields.items() if (way := _way(field))}


def _way(field: schema.Field) -> Way | None:
    item = _way(field.item) if field.item else None
    below = _ways(field.fields) if field.fields else {}
    return Way(field.refers, item, below) if field.refers or item or below else None


def every_id_is_known(kind: str, document: Document, known: Known) -> Iterator[Fault]:
    """Refuse an id that nothing bears; hamlets are sought in the commune that the entry, or else the document, names.

    What the schema refused may be missing from the document: None in a list, no key in a group.
    """
    yield from _in_fields((), document, ways(kind), known, "")


def _in_fields(keys: Keys, level: Document, below: Mapping[str, Way], known: Known, commune: str) -> Iterator[Fault]:
    commune = level.get("commune", commune)
    for name, way in below.items():
        value = level.get(name)
        if value is not None:
            yield from _in_value((*keys, name), value, way, known, commune)


def _in_value(keys: Keys, value: Any, way: Way, known: Known, commune: str) -> Iterator[Fault]:
    if way.item:
        for number, item in enumerate(value):
            if item is not None:
                yield from _in_value((*keys, number), item, way.item, known, commune)
    elif way.fields:
        yield from _in_fields(keys, value, way.fields, known, commune)
    elif way.refers is not None and (ids := known.within(way.refers, commune)) is not None and value not in ids:
        is_elsewhere = way.refers == "hamlet" and any(value in others for others in known.hamlets.values())
        near = None if is_elsewhere else known.meant(way.refers, value, commune) or nearest(value, ids)
        if way.refers == "hamlet":
            yield _unknown(keys, value, near, "unknown_hamlet", commune=commune)
        else:
            yield _unknown(keys, value, near, "unknown_id", register=f"data/{REGISTERS[way.refers]}")


def _unknown(keys: Keys, value: str, near: str | None, code: str, **values: object) -> Fault:
    if near is None:
        return fault(keys, code, value=value, **values)
    return fault(keys, f"{code}_near", value=value, near=near, correction=near, **values)


def nearest(value: str, ids: Collection[str]) -> str | None:
    """Return the id most like ``value``, with the same digits; None where none is like it, or two are alike."""
    digits = DIGITS.findall(value)
    numbered = [each for each in ids if DIGITS.findall(each) == digits]
    first, second = (*difflib.get_close_matches(value, numbered, n=2, cutoff=NEAR), None, None)[:2]
    return None if second and _likeness(value, first) == _likeness(value, second) else first


def _likeness(value: str, other: str | None) -> float:
    return difflib.SequenceMatcher(None, other or "", value).ratio()
