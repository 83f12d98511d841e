"""The schema of each kind of file as JSON Schema (draft 2020-12), for editors, for the form, and as the validator's fast gate."""

import re
from collections.abc import Mapping
from typing import Any

from generator.schema import Field, Fields, fields
from generator.validation.scalars import LONGEST_URL, URL_FORM

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# What Python takes for blank, as a class that every engine reads alike: for each of them \s is something else.
BLANKS = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# In some engines $ also stands before a last newline; this stands for no newline at all in every one of them.
ONE_LINE: Mapping[str, Any] = {"type": "string", "not": {"pattern": r"\n"}}
TYPES: Mapping[str, Mapping[str, Any]] = {
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "degrees": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {**ONE_LINE, "format": "date", "pattern": r"^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"},
    "month": {**ONE_LINE, "pattern": r"^20[0-9]{2}-(?:0[1-9]|1[0-2])$"},
    "time": {**ONE_LINE, "pattern": r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$"},
    "line": {**ONE_LINE, "pattern": f"[^{BLANKS}]"},
    "text": {"type": "string", "pattern": f"[^{BLANKS}]"},
    "slug": {**ONE_LINE, "pattern": r"^[a-z0-9]+(?:-[a-z0-9]+)*$"},
    "url": {**ONE_LINE, "maxLength": LONGEST_URL, "pattern": f"^{URL_FORM}$"},
}
CLASSES = {r"\d": "0-9", r"\s": BLANKS}
SIGN = re.compile(r"\\.|.", re.DOTALL)
PORTABLE = frozenset("nrtxu")
SYNTAX = frozenset("^$\\.*+?()[]{}|/")  # ECMAScript refuses a backslash before any other sign
LENGTHS = {"list": ("minItems", "maxItems"), "string": ("minLength", "maxLength")}


def json_schema(kind: str) -> dict[str, Any]:
    """Return the schema of documents of ``kind``; raises NotImplementedError for a rule that JSON Schema cannot say."""
    return {"$schema": DIALECT, **_object(fields(kind))}


def _object(level: Fields) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: _field(field) for name, field in level.items()},
        "required": [name for name, field in level.items() if field.required],
        "additionalProperties": False,
    }


def _field(field: Field) -> dict[str, Any]:
    words = {name: text for name, text in (("title", field.label), ("description", field.hint)) if text}
    return {**words, **_type(field), **_rules(field)}


def _type(field: Field) -> dict[str, Any]:
    match field.type:
        case "dict":
            return _object(field.fields or {})
        case "list":
            return {"type": "array"} | ({"items": _field(field.item)} if field.item else {})
    if field.type not in TYPES:
        raise NotImplementedError(f"JSON Schema for the type {field.type!r}")
    found = dict(TYPES[field.type])
    if "pattern" in found:
        found["pattern"] = portable(found["pattern"])
    return found


def _rules(field: Field) -> dict[str, Any]:
    found: dict[str, Any] = {}
    shortest, longest = LENGTHS["list" if field.type == "list" else "string"]
    for rule, value in field.rules.items():
        match rule:
            case "type" | "required":
                continue
            case "allowed":
                found["enum"] = list(value)
            case "regex":
                found["allOf"] = [{"pattern": f"^(?:{portable(value)})$"}]
            case "min":
                found["minimum"] = value
            case "max":
                found["maximum"] = value
            case "minlength":
                found[shortest] = value
            case "maxlength":
                found[longest] = value
            case _:
                raise NotImplementedError(f"JSON Schema for the rule {rule!r} of {field.label!r}")
    return found


def portable(pattern: str) -> str:
    """Return a pattern that means the same to ECMAScript, to Rust and to Python: digits are ASCII, blanks are those of Python.

    Raises NotImplementedError for an escape that each of them reads in its own way.
    """
    found, in_class = [], False
    for sign in SIGN.findall(pattern):
        in_class = sign == "[" or (in_class and sign != "]")
        if sign in CLASSES:
            sign = CLASSES[sign] if in_class else f"[{CLASSES[sign]}]"
        elif sign[0] == "\\" and sign[1:].isalnum() and sign[1:] not in PORTABLE:
            raise NotImplementedError(f"no portable form of {sign} in the pattern {pattern!r}")
        elif sign[0] == "\\" and not sign[1:].isalnum() and sign[1:] not in SYNTAX and not (in_class and sign == r"\-"):
            sign = sign[1:]
        found.append(sign)
    return "".join(found)
