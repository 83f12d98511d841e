"""One file against its schema: Cerberus and the compiled gate agree, and each refusal stands where it can be mended."""

import copy
import json
from pathlib import PurePosixPath

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from generator.json_schema import json_schema
from generator.problems import messages
from generator.schema import KINDS, Field
from generator.source import Limits, parse
from generator.validate import accepts, gate_accepts, validate
from generator.yaml_writer import yaml_text
from tests.documents import broken, document

REPORT = """\
commune: da-tong
month: 2024-04
reported_by: Khối Dân vận xã
reported_on: 2024-04-26
days:
  - campaign: 2024/04-da-tong
    results:
      - hamlet: n-ton
        participants: {officials: 20, residents: 96}
        households: 84
        works:
          - {indicator: duong-ve-sinh, quantity: 1150}
"""
RELAXED = {"deadline": None, "suppress_health_check": list(HealthCheck), "phases": [Phase.explicit, Phase.reuse, Phase.generate]}


def problems(text, kind="report"):
    return validate(parse(text.encode(), PurePosixPath("data/x.yml"), Limits()), kind).problems


@pytest.mark.parametrize("kind", KINDS)
def test_cerberus_and_the_gate_accept_what_the_schema_describes(kind):
    @given(document(kind))
    @settings(max_examples=60, **RELAXED)
    def both_accept(found):
        assert gate_accepts(kind, found)
        assert accepts(kind, copy.deepcopy(found))

    both_accept()


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_cerberus_and_the_gate_agree_on_broken_documents(kind):
    @given(broken(kind))
    @settings(max_examples=350, **RELAXED)
    def both_agree(found):
        assert gate_accepts(kind, found) == accepts(kind, copy.deepcopy(found))

    both_agree()


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_writer_writes_reads_back_as_the_same_document(kind):
    @given(document(kind))
    @settings(max_examples=40, **RELAXED)
    def round_trip(found):
        text = yaml_text(kind, found)

        read = validate(parse(text.encode(), PurePosixPath("data/x.yml"), Limits()), kind)

        assert read.problems == ()
        assert json.dumps(read.document, sort_keys=True) == json.dumps(found, sort_keys=True)

    round_trip()


def test_a_sound_report_has_no_problem():
    assert problems(REPORT) == ()


def test_no_schema_accepts_an_empty_document():
    assert [kind for kind in KINDS if gate_accepts(kind, {})] == []


@pytest.mark.parametrize(
    ("was", "written", "code", "place", "correction"),
    [
        ("commune: da-tong", "commune: Da-Tong", "not_a_slug", (1, 10), "commune: da-tong"),
        ("month: 2024-04", "month: 04/2024", "not_a_month", (2, 8), "month: 2024-04"),
        ("reported_on: 2024-04-26", "reported_on: 26/4/2024", "not_a_date", (4, 14), "reported_on: 2024-04-26"),
        ("households: 84", "households: 1.500", "grouped_number", (10, 21), "        households: 1500"),
        ("households: 84", "households: -1", "too_small", (10, 21), None),
        ("households: 84", "households: 99999", "too_large", (10, 21), None),
        ("households: 84", "household: 84", "unknown_field_near", (10, 9), "        households: 84"),
        ("households: 84", "zzzz: 84", "unknown_field", (10, 9), None),
        ("households: 84", "__proto__: 84", "unknown_field", (10, 9), None),
        ("households: 84", "households: [84]", "not_a_scalar", (10, 21), None),
        ("commune: da-tong\n", "", "required", (1, 1), None),
        ("commune: da-tong", "commune:", "required", (1, 9), None),
        ("campaign: 2024/04-da-tong", "campaign: 2024-04", "wrong_form", (6, 15), None),
        ("reported_by: Khối Dân vận xã", f"reported_by: {'x' * 121}", "too_long", (3, 14), None),
        ("{officials: 20, residents: 96}", "96", "not_a_group", (9, 23), None),
        ("days:\n", "links: https://example.org/\ndays:\n", "not_a_list", (5, 8), None),
        ("days:\n", "links: [~]\ndays:\n", "empty_item", (5, 9), None),
        ("days:\n", f"links: [{', '.join(['https://example.org/'] * 11)}]\ndays:\n", "too_many_items", (5, 8), None),
        ("days:\n", 'corrections: [{date: 2024-05-01, reason: "abc"}]\ndays:\n', "too_short", (5, 42), None),
    ],
)
def test_a_refusal_stands_at_its_place_with_the_mended_line(was, written, code, place, correction):
    assert REPORT.count(was) == 1

    found = problems(REPORT.replace(was, written))

    assert [(each.code, (each.line, each.column), each.correction) for each in found] == [(code, place, correction)]
    assert found[0].field


def test_an_enumeration_names_its_choices_and_the_nearest():
    text = "quarter: 2\ndate: 2024-04-06\nstatus: Held\n"

    found = problems(text, "campaign")

    assert [(each.code, each.line, each.correction) for each in found] == [("not_allowed", 3, "status: held")]
    assert "held (Đã tổ chức)" in found[0].message


def test_every_problem_of_a_file_is_told_at_once_in_order():
    text = REPORT.replace("2024-04-26", "hôm qua").replace("households: 84", "households: nhiều").replace("1150", "1150 m")

    assert [(each.code, each.line) for each in problems(text)] == [
        ("not_a_date", 4),
        ("not_an_integer", 10),
        ("number_with_unit", 12),
    ]


def test_too_many_items_are_refused_without_descending():
    items = "".join("          - {indicator: X, quantity: y}\n" for _ in range(150))
    text = REPORT.replace("          - {indicator: duong-ve-sinh, quantity: 1150}\n", items)

    found = problems(text)

    assert [each.code for each in found] == ["too_many_items"]


def test_a_rule_that_json_schema_cannot_say_is_an_error(monkeypatch):
    strange = Field(type="line", label="x", choices={}, rules={"excludes": "y"})
    monkeypatch.setattr("generator.json_schema.fields", lambda kind: {"x": strange})

    with pytest.raises(NotImplementedError, match="excludes"):
        json_schema("report")


def test_every_message_renders_with_the_values_it_names():
    class Any(dict):
        def __missing__(self, name):
            return name

    for code, message in messages().items():
        assert message.text.format_map(Any()).strip(), code
