"""One file against its schema: a typed walk, a compiled gate for the valid, and Cerberus to word what is refused.

The only room that knows Cerberus. Each refusal stands at the value it is about, with the corrected line where one can be told.
"""

import difflib
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import jsonschema_rs
from cerberus import Validator, errors

from generator import source as tree
from generator.json_schema import json_schema
from generator.problems import Problem
from generator.refusal import Refusal, absent
from generator.scalars import READERS, holds
from generator.schema import Field, Fields, field_at, fields, labels
from generator.source import Keys, Node, Scalar, Source

MOST_REFUSALS = 200


@dataclass(frozen=True, slots=True)
class Validated:
    """A document as JSON values, and what is wrong with it; with errors among the problems it is incomplete."""

    document: dict[str, Any]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Refused:
    node: Node
    code: str
    suggestion: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    stands: bool = False  # only a warning: the value stays in the document, and what else is wrong with it is told as well


Refusals = list[_Refused]
Walk = Callable[[Node, Refusals], Any]


def validate(source: Source, kind: str) -> Validated:
    """Return the document that ``source`` holds, read as ``kind``, and every problem of it alone, sorted; raises nothing."""
    refusals: Refusals = []
    document: dict[str, Any] = _walk(kind)(source.root, refusals)
    if not refusals and _gate(kind).is_valid(document):
        return Validated(document, source.problems)
    problems = list(_problems(source, kind, document, refusals))
    if not problems:
        raise AssertionError(f"the gate refuses a document of {kind} that Cerberus accepts: {source.path}")
    return Validated(document, tuple(sorted((*source.problems, *problems))))


@functools.cache
def _walk(kind: str) -> Walk:
    return _dict_walk(fields(kind))


@functools.cache
def _gate(kind: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(json_schema(kind), validate_formats=True)


def _field_walk(field: Field) -> Walk:
    match field.type:
        case "dict":
            return _dict_walk(field.fields or {})
        case "list":
            return _list_walk(field)
        case _:
            return _scalar_walk(field.type)


def _dict_walk(level: Fields) -> Walk:
    walks = {name: _field_walk(field) for name, field in level.items()}

    def walk(node: Node, refusals: Refusals) -> dict[str, Any] | None:
        if type(node) is not tree.Mapping:
            if isinstance(node, Scalar) and absent(node):
                return None
            refusals.append(_Refused(node, "not_a_group"))
            return None
        found = {}
        for name, (key, value) in node.entries.items():
            if (walk := walks.get(name)) is None:
                near = difflib.get_close_matches(name, walks, 1) if len(refusals) < MOST_REFUSALS else []
                code = "unknown_field_near" if near else "unknown_field"
                refusals.append(_Refused(key, code, near[0] if near else None, {"name": name, "near": near[0] if near else ""}))
            elif (item := walk(value, refusals)) is not None:
                found[name] = item
        return found

    return walk


def _list_walk(field: Field) -> Walk:
    assert field.item is not None  # noqa: S101 - the schema of a list holds the schema of its items
    item = _field_walk(field.item)
    most = field.rules.get("maxlength", 0)

    def walk(node: Node, refusals: Refusals) -> list[Any] | None:
        if type(node) is not tree.Sequence:
            if isinstance(node, Scalar) and absent(node):
                return None
            refusals.append(_Refused(node, "not_a_list"))
            return None
        if len(node.items) > most:
            refusals.append(_Refused(node, "too_many_items", None, {"most": most, "count": len(node.items)}))
            return None
        found = []
        for entry in node.items:
            value = item(entry, refusals)
            if value is None and isinstance(entry, Scalar) and absent(entry):
                refusals.append(_Refused(entry, "empty_item"))
            found.append(value)
        return found

    return walk


def _scalar_walk(kind: str) -> Walk:
    reader = READERS[kind]

    def walk(node: Node, refusals: Refusals) -> Any:
        if type(node) is not Scalar:
            refusals.append(_Refused(node, "not_a_scalar"))
            return None
        if absent(node):
            return None
        value = reader(node)
        if type(value) is Refusal:
            values = {"value": node.text, "suggestion": (value.suggestion or "").strip('"'), **value.values}
            refusals.append(_Refused(node, value.code, value.suggestion, values, stands=value.kept is not None))
            return value.kept
        return value

    return walk


def _problems(source: Source, kind: str, document: dict[str, Any], refusals: Refusals) -> Iterator[Problem]:
    refused: set[Keys] = set()
    places = _places(source.root, {id(refusal.node) for refusal in refusals})
    for refusal in refusals[:MOST_REFUSALS]:
        keys = places[id(refusal.node)]
        if not refusal.stands:
            refused.add(keys)
        yield Problem.of(
            refusal.code,
            source.path,
            line=refusal.node.line,
            column=refusal.node.column,
            field=labels(kind, keys),
            correction=_corrected(source, refusal.node, refusal.suggestion),
            **{"value": _words(refusal.node), **refusal.values},
        )
    yield from _worded(source, kind, document, refused)


def _words(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _places(root: Node, wanted: set[int]) -> dict[int, Keys]:
    """Return the keys of the nodes (or of the mapping keys) whose identity is wanted."""
    found: dict[int, Keys] = {}
    waiting: list[tuple[Node, Keys]] = [(root, ())]
    while waiting:
        node, keys = waiting.pop()
        if id(node) in wanted:
            found[id(node)] = keys
        if isinstance(node, tree.Mapping):
            for name, (key, value) in node.entries.items():
                if id(key) in wanted:
                    found[id(key)] = (*keys, name)
                waiting.append((value, (*keys, name)))
        elif isinstance(node, tree.Sequence):
            waiting.extend((item, (*keys, index)) for index, item in enumerate(node.items))
    return found


def _corrected(source: Source, node: Node, suggestion: str | None) -> str | None:
    return None if suggestion is None else source.mended(node, suggestion)


class _Cerberus(Validator):  # type: ignore[misc]  # the library has no types
    """Cerberus with types that are exact: true is no integer, a date is a day of the calendar."""

    types_mapping: Mapping[str, Any] = {}


for _kind in (*READERS, "dict", "list"):
    setattr(_Cerberus, f"_validate_type_{_kind}", lambda _self, value, _kind=_kind: holds(_kind, value))
_Cerberus.types = frozenset((*READERS, "dict", "list"))


@functools.cache
def _cerberus(kind: str) -> Validator:
    return _Cerberus(_rules(fields(kind)), purge_unknown=False)


def _rules(level: Fields) -> dict[str, Any]:
    return {name: _rule(field) for name, field in level.items()}


def _rule(field: Field) -> dict[str, Any]:
    found = dict(field.rules)
    if "regex" in found:
        found["regex"] = rf"\A(?:{found['regex'].replace(chr(92) + 'd', '[0-9]')})\Z$"
    if field.fields is not None:
        found["schema"] = _rules(field.fields)
    if field.item is not None:
        found["schema"] = _rule(field.item)
    return found


def accepts(kind: str, document: dict[str, Any]) -> bool:
    """Say whether Cerberus alone accepts a document of JSON values; the gate must say the same."""
    accepted: bool = _cerberus(kind).validate(document, normalize=False)
    return accepted


def gate_accepts(kind: str, document: dict[str, Any]) -> bool:
    """Say whether the compiled gate alone accepts a document of JSON values."""
    return _gate(kind).is_valid(document)


def _worded(source: Source, kind: str, document: dict[str, Any], refused: set[Keys]) -> Iterator[Problem]:
    validator = _cerberus(kind)
    validator.validate(document, normalize=False)
    for error in _leaves(validator._errors):
        keys: Keys = tuple(error.document_path)
        if not any(keys[:depth] in refused for depth in range(len(keys) + 1)):
            yield _problem(source, kind, keys, error)


def _leaves(found: list[errors.ValidationError]) -> Iterator[errors.ValidationError]:
    for error in found:
        if error.is_group_error:
            yield from _leaves(error.child_errors)
        else:
            yield error


CODES = {
    errors.REQUIRED_FIELD.code: "required",
    errors.UNALLOWED_VALUE.code: "not_allowed",
    errors.MIN_VALUE.code: "too_small",
    errors.MAX_VALUE.code: "too_large",
    errors.MIN_LENGTH.code: "too_short",
    errors.MAX_LENGTH.code: "too_long",
    errors.REGEX_MISMATCH.code: "wrong_form",
}


def _problem(source: Source, kind: str, keys: Keys, error: errors.ValidationError) -> Problem:
    field = field_at(kind, keys)
    if field is None or error.code not in CODES:
        raise NotImplementedError(f"no words for the Cerberus error {error.code} at {keys}")
    code = "too_few_items" if field.type == "list" and error.code == errors.MIN_LENGTH.code else CODES[error.code]
    line, column = source.at(keys)
    near, choices = None, ""
    if code == "not_allowed":
        choices = "; ".join(_choice(choice, field) for choice in error.constraint)
        near = next(iter(difflib.get_close_matches(str(error.value), map(str, error.constraint), 1)), None)
    node = source.node(keys)
    return Problem.of(
        code,
        source.path,
        line=line,
        column=column,
        field=labels(kind, keys),
        correction=_corrected(source, node, near),
        value=error.value,
        limit=error.constraint,
        length=len(error.value) if isinstance(error.value, str) else 0,
        choices=choices,
        name=keys[-1],
        hint=field.hint,
        example=field.example or "…",
    )


def _choice(choice: object, field: Field) -> str:
    """Return a choice as it is written in a file, with what it means."""
    written = str(choice).lower() if isinstance(choice, bool) else str(choice)
    return f"{written} ({field.choices[written]})" if written in field.choices else written
