"""One file against its schema: a typed walk, a compiled gate for the valid, and Cerberus to word what is refused.

The only room that knows Cerberus. Each refusal stands at the value it is about, with the corrected line where one can be told.
"""

import difflib
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import jsonschema_rs
from cerberus import Validator, errors

from generator.problems import OwnWords, Problem, Severity, shown
from generator.reading import source as tree
from generator.reading.decode import LONGEST_CORRECTION
from generator.reading.slips import Slip, as_text, in_quotes, missing_blanks
from generator.reading.source import Keys, Node, Scalar, Source
from generator.schema import Field, Fields, field_at, fields, labels
from generator.validation.json_schema import json_schema, portable
from generator.validation.scalars import READERS, holds
from generator.validation.walk import Refusals, Refused, walk

# What gives the id that is meant, from what the field refers to, what is written, and the commune that it is written in.
Meant = Callable[[str, str, str], str | None]
MOST_TOLD = 200
PLAIN = re.compile(r"[^\W\d_][\w /.,'()-]*")
TEXTS = frozenset({"line", "text"})
KEY_SLIPS = frozenset({"yaml_no_blank", "yaml_no_colon"})


@dataclass(frozen=True, slots=True)
class Validated:
    """A document as JSON values, and what is wrong with it; with errors among the problems it is incomplete."""

    document: dict[str, Any]
    problems: tuple[Problem, ...]


def validate(source: Source, kind: str, meant: Meant | None = None) -> Validated:
    """Return the document that ``source`` holds, read as ``kind``, and every problem of it alone, sorted.

    ``meant`` tells the id that was meant by what is written where an id belongs; without it, no name becomes an id by guess.
    Whatever a contributor wrote, nothing is raised; after MOST_TOLD problems one more counts the rest. AssertionError means that
    the gate and Cerberus disagree: a fault of ours, and better no site than a wrong one.
    """
    refusals: Refusals = []
    document: dict[str, Any] = walk(kind)(source.root, refusals)
    is_valid = all(refusal.stands for refusal in refusals) and _gate(kind).is_valid(document)
    if is_valid and not refusals:
        return Validated(document, source.problems)
    problems = list(_problems(source, kind, refusals, [] if is_valid else _errors(kind, document), meant))
    if not is_valid and all(problem.severity is not Severity.ERROR for problem in problems):
        raise AssertionError(f"the gate refuses a document of {kind} that Cerberus accepts: {source.path}")
    return Validated(document, tuple(sorted((*source.problems, *problems))))


def accepts(kind: str, document: dict[str, Any]) -> bool:
    """Say whether Cerberus alone accepts a document of JSON values; the gate must say the same."""
    accepted: bool = _cerberus(kind).validate(document, normalize=False)
    return accepted


def gate_accepts(kind: str, document: dict[str, Any]) -> bool:
    """Say whether the compiled gate alone accepts a document of JSON values."""
    return _gate(kind).is_valid(document)


@functools.cache
def _gate(kind: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(json_schema(kind), validate_formats=True)


def _problems(
    source: Source, kind: str, refusals: Refusals, found: Iterable[errors.ValidationError], meant: Meant | None
) -> Iterator[Problem]:
    """Return what the walk refused, what else Cerberus found, and last the mere warnings; few enough for a person to read."""
    places = _places(source.root, {id(refusal.node) for refusal in refusals})
    placed = [(places[id(refusal.node)], refusal) for refusal in refusals]
    silent = {_silenced(keys, refusal) for keys, refusal in placed if not refusal.stands}
    heavy, light = ([pair for pair in placed if pair[1].stands is stands] for stands in (False, True))
    wrong = [error for error in found if not _is_below(error.document_path, silent)]
    told = chain(
        (_refusal(source, kind, *pair, meant) for pair in heavy),
        (_problem(source, kind, error) for error in wrong),
        (_refusal(source, kind, *pair, meant) for pair in light),
    )
    line = 1
    for problem in islice(told, MOST_TOLD):
        line = max(line, problem.line)
        yield problem
    if (left := len(heavy) + len(wrong) - MOST_TOLD) > 0:
        yield Problem.of("more_problems", source.path, line=line, count=left)


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


def _silenced(keys: Keys, refusal: Refused) -> Keys:
    """Return the keys of which no more need be said: those refused, or of the field that a key was meant to be."""
    if refusal.code == "unknown_field_near" and refusal.suggestion:
        return (*keys[:-1], refusal.suggestion)
    return (*keys[:-1], str(refusal.values["value"])) if refusal.code in KEY_SLIPS else keys


def _is_below(keys: Keys, above: set[Keys]) -> bool:
    return any(keys[:depth] in above for depth in range(len(keys) + 1))


def _refusal(source: Source, kind: str, keys: Keys, refusal: Refused, meant: Meant | None) -> Problem:
    if found := _slip(source, refusal):
        field = _labels(kind, (*keys, found.value) if found.code == "yaml_no_blank" else keys)
        told = functools.partial(Problem.of, found.code, source.path, line=refusal.node.line, column=found.column)
        return told(field=field, correction=found.correction, value=found.value)
    return Problem.of(
        refusal.code,
        source.path,
        line=refusal.node.line,
        column=refusal.node.column,
        field=_labels(kind, _silenced(keys, refusal) if refusal.code in KEY_SLIPS else keys),
        correction=_corrected(source, refusal.node, _suggested(source, kind, keys, refusal, meant)),
        **{"value": _written(refusal.node), **refusal.values},
    )


def _suggested(source: Source, kind: str, keys: Keys, refusal: Refused, meant: Meant | None) -> str | None:
    """Return what was probably meant; of an id only one that is known, sought in the commune that stands nearest above it."""
    field = field_at(kind, keys)
    if refusal.code != "not_an_id" or meant is None or field is None or field.refers is None:
        return refusal.suggestion
    above = (source.node((*keys[:depth], "commune")) for depth in range(len(keys) - 1, -1, -1))
    commune = next((node.text for node in above if isinstance(node, Scalar)), "")
    return meant(field.refers, _written(refusal.node), commune)


def _slip(source: Source, refusal: Refused) -> Slip | None:
    """Return the slip of the pen that made a text of a group, ``residents:52``, or a group of a text, ``- Thôn 3: dọn cỏ``."""
    node, line = refusal.node, source.line(refusal.node.line)
    if refusal.code == "not_a_group" and isinstance(node, Scalar) and not node.quoted:
        return next(iter(missing_blanks([line])), None)
    is_item = line[: node.column - 1].strip() == "-" and line[node.column - 1 : node.column] != "{"
    if refusal.code == "not_a_scalar" and isinstance(node, tree.Mapping) and is_item and len(node.entries) == 1:
        value, correction = as_text([line], 1, node.column)
        return Slip(code="yaml_colon", line=node.line, column=node.column, value=value, correction=correction)
    return None


def _labels(kind: str, keys: Keys) -> str:
    return labels(kind, tuple(shown(key) if isinstance(key, str) else key for key in keys))


def _written(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _corrected(source: Source, node: Node, suggestion: str | None) -> str | None:
    """Return the line of ``node`` with ``suggestion`` in its place, where that line is short enough to read."""
    if suggestion is None or len(source.line(node.line)) > LONGEST_CORRECTION:
        return None
    return source.mended(node, suggestion)


class _Cerberus(Validator):  # type: ignore[misc]  # the library has no types
    """Cerberus with types that are exact: true is no integer, a date is a day of the calendar."""

    types_mapping: Mapping[str, Any] = {}

    def _error(self, *args: Any) -> None:
        # The library sorts all errors again with each one, three times over: 5,000 wrong items took a hundred seconds.
        if len(args) == 1:
            self._errors.extend(args[0])
        else:
            super()._error(*args)

    def _validate_regex(self, pattern: str, field: str | int, value: str) -> None:
        """{'type': 'string'}"""
        # The library reads the line above as the schema of the rule. No pattern is tried on a text that is too long anyway.
        if len(value) <= self.schema[field].get("maxlength", len(value)):
            super()._validate_regex(pattern, field, value)


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
        found["regex"] = rf"\A(?:{portable(found['regex'])})\Z$"
    if field.fields is not None:
        found["schema"] = _rules(field.fields)
    if field.item is not None:
        found["schema"] = _rule(field.item)
    return found


def _errors(kind: str, document: dict[str, Any]) -> Iterator[errors.ValidationError]:
    validator = _cerberus(kind)
    validator.validate(document, normalize=False)
    return _leaves(validator._errors)


def _leaves(found: Iterable[errors.ValidationError]) -> Iterator[errors.ValidationError]:
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


def _problem(source: Source, kind: str, error: errors.ValidationError) -> Problem:
    keys: Keys = error.document_path
    field = field_at(kind, keys)
    if field is None or error.code not in CODES:
        raise NotImplementedError(f"no words for the Cerberus error {error.code} at {keys}")
    code, near, choices = CODES[error.code], None, ""
    if code == "not_allowed":
        choices = "; ".join(_choice(choice, field) for choice in error.constraint)
        near = _nearest_choice(str(error.value).casefold(), error.constraint, field)
    elif code == "too_short" and field.type == "list":
        code = "too_few_items"
    elif code == "required" and field.example is None:
        code = "required_without_example"
    node = source.node(keys)
    return Problem.of(
        code,
        source.path,
        line=node.line,
        column=node.column,
        field=_labels(kind, keys),
        correction=_corrected(source, node, near),
        value=_written(node),
        limit=error.constraint,
        length=len(error.value) if isinstance(error.value, str) else 0,
        choices=OwnWords(choices),
        name=keys[-1],
        hint=OwnWords(field.hint),
        example=OwnWords(_example(field)),
    )


def _example(field: Field) -> str:
    """Return the example as it may be copied into a file: a text that YAML would take for something else in quotes."""
    example = field.example or ""
    return in_quotes(example) if field.type in TEXTS and not PLAIN.fullmatch(example) else example


def _nearest_choice(written: str, choices: Iterable[object], field: Field) -> str | None:
    """Return the choice most like what was written, or the one whose meaning it is."""
    meant = {
        **{str(choice): str(choice) for choice in choices},
        **{words.casefold(): name for name, words in field.choices.items()},
    }
    near = difflib.get_close_matches(written, meant, 1)
    return meant[near[0]] if near else None


def _choice(choice: object, field: Field) -> str:
    """Return a choice as it is written in a file, with what it means."""
    written = str(choice).lower() if isinstance(choice, bool) else str(choice)
    return f"{written} ({field.choices[written]})" if written in field.choices else written
