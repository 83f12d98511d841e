"""The schema of each kind of file as JSON Schema (draft 2020-12), for editors, for the form, and as the validator's fast gate."""

from collections.abc import Mapping
from typing import Any

from generator.scalars import URL_FORM
from generator.schema import Field, Fields, fields

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TYPES: Mapping[str, Mapping[str, Any]] = {
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "degrees": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date", "pattern": r"^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"},
    "month": {"type": "string", "pattern": r"^20[0-9]{2}-(?:0[1-9]|1[0-2])$"},
    "time": {"type": "string", "pattern": r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$"},
    "line": {"type": "string", "pattern": r"^[^\n]*\S[^\n]*$"},
    "text": {"type": "string", "pattern": r"\S"},
    "slug": {"type": "string", "pattern": r"^[a-z0-9]+(?:-[a-z0-9]+)*$"},
    "url": {"type": "string", "pattern": f"^{URL_FORM}$"},
}
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
    return dict(TYPES[field.type])


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
                found["allOf"] = [{"pattern": f"^(?:{_portable(value)})$"}]
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


def _portable(pattern: str) -> str:
    """Return a pattern that means the same in every engine: digits are ASCII digits."""
    return pattern.replace(r"\d", "[0-9]")
