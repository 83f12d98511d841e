"""The shape of every kind of file: Cerberus rules with a Vietnamese label and hint for each field, told once for all readers.

The validator, the JSON Schema, the web form, the sheet and the field guide all read the ``Field`` tree that ``fields`` returns.
"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
KINDS = ("programme", "places", "bodies", "activities", "calendar", "plan", "campaign", "saturday", "report")
# What is handed in under a name of its own and then becomes part of another file.
HANDED_IN = ("proposals",)
RULES = frozenset({"type", "required", "schema", "allowed", "regex", "min", "max", "minlength", "maxlength", "meta"})
META = frozenset({"label", "hint", "unit", "adds", "refers", "example", "choices"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a file: its type, its words, its rules and what it holds."""

    type: str
    label: str
    hint: str = ""
    required: bool = False
    unit: str | None = None
    adds: str | None = None
    refers: str | None = None
    example: str | None = None
    choices: Mapping[str, str]
    rules: Mapping[str, Any]
    fields: "Mapping[str, Field] | None" = None
    item: "Field | None" = None


Fields = Mapping[str, Field]


@functools.cache
def fields(kind: str) -> Fields:
    """Return the fields of ``kind`` in the order a file writes them.

    Raises KeyError for an unknown kind and ValueError for a rule that no reader knows.
    """
    if kind not in (*KINDS, *HANDED_IN):
        raise KeyError(kind)
    return _fields(_load(kind), kind)


@functools.cache
def part(name: str) -> Fields:
    """Return a group of fields that several kinds share; raises KeyError for an unknown name."""
    return _fields(_load("parts")[name], name)


def field_at(kind: str, keys: tuple[str | int, ...]) -> Field | None:
    """Return the field at ``keys`` of a document of ``kind``, None for the document itself or a key nobody knows."""
    level: Fields | None = fields(kind)
    here: Field | None = None
    for key in keys:
        held = level.get(key) if level and isinstance(key, str) else None
        here = here.item if here and isinstance(key, int) else held
        if here is None:
            return None
        level = here.fields
    return here


def labels(kind: str, keys: tuple[str | int, ...]) -> str:
    """Return the Vietnamese way to a field, outermost first, items counted from 1; unknown keys stand as written."""
    words: list[str] = []
    for depth, key in enumerate(keys, start=1):
        if isinstance(key, int):
            words[-1] += f" {key + 1}"
        else:
            field = field_at(kind, keys[:depth])
            words.append(field.label if field else key)
    return " › ".join(words)


def walk(kind: str) -> Iterator[tuple[tuple[str, ...], Field]]:
    """Return every field of ``kind`` with the names that lead to it, parents first; a list's item is named ``[]``."""
    yield from _walk(fields(kind), ())


def _walk(level: Fields, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Field]]:
    for name, field in level.items():
        yield from _walk_field(field, (*way, name))


def _walk_field(field: Field, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Field]]:
    yield way, field
    if field.fields:
        yield from _walk(field.fields, way)
    if field.item:
        yield from _walk_field(field.item, (*way, "[]"))


@functools.cache
def _load(name: str) -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return loaded


def _fields(rules: Mapping[str, Mapping[str, Any]], where: str) -> Fields:
    return {name: _field(rule, f"{where}.{name}") for name, rule in rules.items()}


def _field(rules: Mapping[str, Any], where: str) -> Field:
    if unknown := (rules.keys() - RULES) | (rules.get("meta", {}).keys() - META):
        raise ValueError(f"{where}: unknown rule {sorted(unknown)}")
    meta = dict(rules.get("meta", {}))
    example = meta.get("example")
    held = rules.get("schema")
    return Field(
        type=rules["type"],
        label=meta.get("label", ""),
        hint=meta.get("hint", ""),
        required=rules.get("required", False),
        unit=meta.get("unit"),
        adds=meta.get("adds"),
        refers=meta.get("refers"),
        example=None if example is None else _as_written(example),
        choices=meta.get("choices", {}),
        rules={name: rule for name, rule in rules.items() if name not in {"meta", "schema"}},
        fields=_children(held, where) if rules["type"] == "dict" else None,
        item=_field(held, f"{where}[]") if rules["type"] == "list" and held else None,
    )


def _as_written(example: object) -> str:
    """Return an example as a contributor writes it: true, not True."""
    return str(example).lower() if isinstance(example, bool) else str(example)


def _children(held: str | Mapping[str, Any] | None, where: str) -> Fields:
    if held is None:
        raise ValueError(f"{where}: a dict needs the schema of its fields")
    return part(held) if isinstance(held, str) else _fields(held, where)
