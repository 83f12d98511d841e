"""From the nodes of a file to a document of JSON values: what is unknown, of another shape or unreadable is left out and refused.

The walk of a kind is compiled once from its fields. What is absent is left out too: missing is missing, never 0.
"""

import difflib
import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from generator.problems import OwnWords
from generator.reading import source as tree
from generator.reading.source import Node, Scalar
from generator.schema import Field, Fields, fields
from generator.validation.refusal import Refusal, absent
from generator.validation.scalars import READERS

MOST_COMPARED = 200
NUMBER = re.compile("[0-9][0-9.]*")
# In braces ``{officials:10}`` and ``{quantity 414}`` are keys without a value.
ONE_WORD = re.compile(r"(?P<key>[a-z_]+)(?:(?P<colon>:)|\s)\s*(?P<value>\S.*)")


@dataclass(slots=True)
class Refused:
    """A node, or the key of a group, that does not fit: the code of the sentence, its values, and what was probably meant."""

    node: Node
    code: str
    suggestion: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    stands: bool = False  # only a warning: the value stays in the document, and what else is wrong with it is told as well


Refusals = list[Refused]
Walk = Callable[[Node, Refusals], Any]


@functools.cache
def walk(kind: str) -> Walk:
    """Return what turns the root of a file of ``kind`` into its document and adds to a list what it refuses; raises nothing."""
    return _dict_walk(fields(kind))


def _field_walk(field: Field) -> Walk:
    match field.type:
        case "dict":
            return _dict_walk(field.fields or {})
        case "list":
            return _list_walk(field)
        case _:
            return _scalar_walk(field)


def _dict_walk(level: Fields) -> Walk:
    walks = {name: _field_walk(field) for name, field in level.items()}

    def walk(node: Node, refusals: Refusals) -> dict[str, Any] | None:
        if type(node) is not tree.Mapping:
            if isinstance(node, Scalar) and absent(node):
                return None
            refusals.append(Refused(node, "not_a_group"))
            return None
        found = {}
        cut: set[str] = set()
        for name, (key, value) in node.entries.items():
            if (walk := walks.get(name)) is None:
                if name in cut:
                    continue
                if name[:1].isdecimal() and len(parts := _cut_number(node, name)) > 1:
                    cut.update(parts)
                    refusals.append(Refused(key, "number_cut", None, {"value": ",".join(parts)}))
                    continue
                if (slip := ONE_WORD.fullmatch(name)) and _is_empty(value) and slip["key"] in walks:
                    code = "yaml_no_blank" if slip["colon"] else "yaml_no_colon"
                    meant = f"{slip['key']}: {slip['value']}"
                    refusals.append(Refused(key, code, meant, {"value": slip["key"]}))
                    continue
                missing = [other for other in walks if other not in node.entries] if len(refusals) < MOST_COMPARED else []
                refusals.append(_unknown(key, name, missing))
            elif (item := walk(value, refusals)) is not None:
                found[name] = item
        return found

    return walk


def _cut_number(node: tree.Mapping, name: str) -> tuple[str, ...]:
    """Return the parts of a number that its commas cut, from before the key ``name``: ``{people: 3,500,000}`` holds three.

    A unit may stand behind the last one. There are none where no number stands before.
    """
    names = list(node.entries)
    at = names.index(name)
    before = node.entries[names[at - 1]][1] if at else None
    if not isinstance(before, Scalar) or before.quoted or not NUMBER.fullmatch(before.text):
        return ()
    return (before.text, *takewhile(lambda each: each[:1].isdecimal() and _is_empty(node.entries[each][1]), names[at:]))


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and absent(node)


def _unknown(key: Scalar, name: str, missing: list[str]) -> Refused:
    """Return the refusal of a key nobody knows, with the nearest of the keys that are not there yet."""
    near = next(iter(difflib.get_close_matches(name.casefold(), missing, 1)), None)
    code = "unknown_field" if near is None else "unknown_field_near"
    return Refused(key, code, near, {"name": name, "near": near})


def _list_walk(field: Field) -> Walk:
    assert field.item is not None  # noqa: S101 - the schema of a list holds the schema of its items
    item = _field_walk(field.item)
    most = field.rules["maxlength"]

    def walk(node: Node, refusals: Refusals) -> list[Any] | None:
        if type(node) is not tree.Sequence:
            if isinstance(node, Scalar) and absent(node):
                return None
            refusals.append(Refused(node, "not_a_list"))
            return None
        if len(node.items) > most:
            refusals.append(Refused(node, "too_many_items", None, {"most": most, "count": len(node.items)}))
            return None
        found = []
        for entry in node.items:
            value = item(entry, refusals)
            if value is None and isinstance(entry, Scalar) and absent(entry):
                refusals.append(Refused(entry, "empty_item"))
            found.append(value)
        return found

    return walk


def _scalar_walk(field: Field) -> Walk:
    reader = READERS[field.type]
    is_choice = "allowed" in field.rules and field.type == "line"

    def walk(node: Node, refusals: Refusals) -> Any:
        if type(node) is not Scalar:
            refusals.append(Refused(node, "not_a_scalar"))
            return None
        value = reader(node)
        if type(value) is Refusal:
            if is_choice and value.code == "bare_value":  # quotes would not help: the choices will be told
                return node.text
            values = {"value": node.text, "suggestion": (value.suggestion or "").strip('"'), **value.values}
            if value.code == "not_a_slug" and field.refers:
                refusals.append(Refused(node, "not_an_id", None, {**values, "hint": OwnWords(field.hint)}))
                return None
            refusals.append(Refused(node, value.code, value.suggestion, values, stands=value.kept is not None))
            return value.kept
        return value

    return walk
