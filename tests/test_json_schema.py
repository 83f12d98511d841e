"""The schemas as JSON Schema: they say of every type what the validator says; their patterns mean the same to every engine."""

import re

import jsonschema_rs
import pytest

from generator.schema import KINDS, Field, walk
from generator.validation.json_schema import json_schema, portable
from generator.validation.scalars import READERS, holds
from generator.validation.validate import gate_accepts

BLANKS = [chr(code) for code in range(0x3100) if chr(code).isspace() or code in (0x200B, 0x2060, 0xFEFF)]
DAYS = [
    "2024-02-29",
    "2023-02-29",
    "2024-02-30",
    "2100-01-01",
    "1999-12-31",
    "２０２４-01-01",
    "2024-W01-1",
    "20240101",
    "2024-1-1",
]
TIMES = ["2024-04", "2024-13", "2024-4", "2024-00", "23:59", "24:00", "7:30", "07:60"]
WORDS = ["a", "a-b", "a--b", "-a", "A-b", "b1", "đ", "😀", "true", "x" * 500, "x" * 501]
HOSTS = [
    "https://a.vn",
    "http://a.vn",
    "ftp://a.vn",
    "https://a",
    "https://a.vn:65535/",
    "https://a.vn:65536/",
    "https://u@a.vn/",
]
URLS = [f"https://a.vn/{text}" for text in (*BLANKS, "x" * 487, "x" * 488, "<", "đ", "`")]
TEXTS = [*DAYS, *TIMES, *WORDS, *HOSTS]
NUMBERS = [True, False, 0, 1, -1, 1.0, -0.0, 1.5, 1e300, 10**30, float("nan"), float("inf")]
VALUES = [*BLANKS, *TEXTS, *(f"{text}\n" for text in TEXTS), *(f" {text}" for text in TEXTS), *URLS, *NUMBERS, None, [], {}]


@pytest.mark.parametrize("kind", READERS)
def test_the_schema_of_a_type_says_the_same_as_the_type(kind, monkeypatch):
    monkeypatch.setattr(
        "generator.validation.json_schema.fields", lambda _: {"x": Field(type=kind, label="", choices={}, rules={})}
    )

    gate = jsonschema_rs.validator_for(json_schema("report"), validate_formats=True)

    assert [value for value in VALUES if gate.is_valid({"x": value}) != holds(kind, value)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_pattern_of_a_schema_lets_a_last_newline_by_in_any_engine(kind):
    strings = [schema for schema in _schemas(json_schema(kind)) if schema.get("type") == "string"]

    assert strings
    for schema in strings:
        patterns = [schema["pattern"], *(part["pattern"] for part in schema.get("allOf", ()))]
        assert schema.get("not") == {"pattern": r"\n"} or patterns == [portable(r"[^\s]")]
        assert not any(re.search(r"\\(?!\\|[nrtxu^$.*+?()\[\]{}|/])", pattern.replace(r"\\", "")) for pattern in patterns)


def _schemas(schema):
    yield schema
    for held in (*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])):
        yield from _schemas(held)


@pytest.mark.parametrize(
    ("pattern", "same"), [(r"\d{4}", "[0-9]{4}"), (r"[\d-]", "[0-9-]"), (r"\\d\.[a-z]\d", r"\\d\.[a-z][0-9]")]
)
def test_digits_are_ascii_in_every_engine(pattern, same):
    assert portable(pattern) == same


@pytest.mark.parametrize(("pattern", "same"), [(r"[\"\-\]]\-\'", r"""["\-\]]-'"""), (r"a\.b\/\\", r"a\.b\/\\")])
def test_no_backslash_stands_where_ecmascript_refuses_one(pattern, same):
    assert portable(pattern) == same


@pytest.mark.parametrize("pattern", [r"\w+", r"a\b", r"[\W]", r"\Z", r"\p{L}"])
def test_a_pattern_that_engines_read_in_different_ways_is_an_error(pattern):
    with pytest.raises(NotImplementedError, match="portable"):
        portable(pattern)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_carries_the_words_of_its_fields(kind):
    schema = json_schema(kind)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert jsonschema_rs.meta.is_valid(schema)
    for way, field in walk(kind):
        here = schema
        for key in way:
            here = here["items"] if key == "[]" else here["properties"][key]
        assert (here.get("title", ""), here.get("description", "")) == (field.label, field.hint)
        assert field.type != "dict" or here["additionalProperties"] is False


def test_no_schema_accepts_an_empty_document():
    assert [kind for kind in KINDS if gate_accepts(kind, {})] == []


def test_a_rule_that_json_schema_cannot_say_is_an_error(monkeypatch):
    strange = Field(type="line", label="x", choices={}, rules={"excludes": "y"})
    monkeypatch.setattr("generator.validation.json_schema.fields", lambda kind: {"x": strange})

    with pytest.raises(NotImplementedError, match="excludes"):
        json_schema("report")
