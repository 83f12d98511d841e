"""One file against its schema: Cerberus and the compiled gate agree, and each refusal stands where it can be mended."""

import copy
import json
import re
import time
from pathlib import PurePosixPath

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from generator.intake.paper import keys_in
from generator.problems import InvalidData, Severity, messages
from generator.reading.source import REGISTER, Limits, parse
from generator.schema import HANDED_IN, KINDS, labels, walk
from generator.validation.json_schema import json_schema
from generator.validation.refusal import Refusal
from generator.validation.scalars import READERS
from generator.validation.validate import MOST_TOLD, accepts, gate_accepts, validate
from generator.validation.yaml_writer import yaml_text
from tests.conftest import mostly_slow
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


def few_or_many(few, many):
    """Return the kinds with their number of examples: a few of what communes write, and in the whole run many of every kind."""
    return [
        *((kind, few) for kind in ("report", "saturday")),
        *(pytest.param(kind, many, marks=pytest.mark.slow) for kind in KINDS),
    ]


def problems(text, kind="report", limits=REGISTER):
    return validate(parse(text.encode(), PurePosixPath("data/x.yml"), limits), kind).problems


@pytest.mark.parametrize(("kind", "examples"), few_or_many(10, 60))
def test_cerberus_and_the_gate_accept_what_the_schema_describes(kind, examples):
    @given(document(kind))
    @settings(max_examples=examples, **RELAXED)
    def both_accept(found):
        assert gate_accepts(kind, found)
        assert accepts(kind, copy.deepcopy(found))

    both_accept()


@pytest.mark.parametrize(("kind", "examples"), few_or_many(20, 350))
def test_cerberus_and_the_gate_agree_on_broken_documents(kind, examples):
    @given(broken(kind))
    @settings(max_examples=examples, **RELAXED)
    def both_agree(found):
        assert gate_accepts(kind, found) == accepts(kind, copy.deepcopy(found))

    both_agree()


@pytest.mark.parametrize(("kind", "examples"), few_or_many(20, 200))
def test_a_broken_file_is_refused_at_a_place_and_never_breaks_the_validator(kind, examples):
    @given(broken(kind))
    @settings(max_examples=examples, **RELAXED)
    def refused_or_valid(found):
        try:
            source = parse(json.dumps(found, ensure_ascii=False).encode(), PurePosixPath("data/x.yml"), REGISTER)
        except InvalidData:
            return

        read = validate(source, kind)

        is_sound = all(problem.severity is not Severity.ERROR for problem in read.problems)
        assert not is_sound or gate_accepts(kind, read.document)
        assert all(problem.line == 1 and problem.column >= 1 and problem.message for problem in read.problems)

    refused_or_valid()


@pytest.mark.parametrize(("kind", "examples"), few_or_many(10, 40))
def test_what_the_writer_writes_reads_back_as_the_same_document(kind, examples):
    @given(document(kind))
    @settings(max_examples=examples, **RELAXED)
    def round_trip(found):
        text = yaml_text(kind, found)

        read = validate(parse(text.encode(), PurePosixPath("data/x.yml"), Limits()), kind)

        assert read.problems == ()
        assert json.dumps(read.document, sort_keys=True) == json.dumps(found, sort_keys=True)

    round_trip()


def test_a_sound_report_has_no_problem():
    assert problems(REPORT) == ()


@pytest.mark.parametrize("nothing", ["", " ~", " null", " []"])
def test_a_list_of_nothing_is_no_fault(nothing):
    assert list(problems(REPORT.replace("days:\n", f"links:{nothing}\ndays:\n"))) == []


@pytest.mark.parametrize(
    ("was", "written", "code", "place", "correction"),
    [
        ("commune: da-tong", "commune: Da-Tong", "not_an_id", (1, 10), None),
        ("month: 2024-04", "month: 04/2024", "not_a_month", (2, 8), "month: 2024-04"),
        ("reported_on: 2024-04-26", "reported_on: 26/4/2024", "not_a_date", (4, 14), "reported_on: 2024-04-26"),
        ("households: 84", "households: 1.500", "grouped_number", (10, 21), "        households: 1500"),
        ("households: 84", "households: -1", "too_small", (10, 21), None),
        ("households: 84", "households: 99999", "too_large", (10, 21), None),
        ("households: 84", "household: 84", "unknown_field_near", (10, 9), "        households: 84"),
        ("commune: da-tong", "COMMUNE: da-tong", "unknown_field_near", (1, 1), "commune: da-tong"),
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
        ("officials: 20", "officials:20", "yaml_no_blank", (9, 24), "        participants: {officials: 20, residents: 96}"),
        ("officials: 20", "officials 20", "yaml_no_colon", (9, 24), "        participants: {officials: 20, residents: 96}"),
        ("quantity: 1150", "quantity:1150", "yaml_no_blank", (12, 40), "          - {indicator: duong-ve-sinh, quantity: 1150}"),
        ("quantity: 1150", "quantity: 1,5 km", "number_cut", (12, 52), None),
        ("{officials: 20, residents: 96}", "\n          residents:96", "yaml_no_blank", (10, 21), "          residents: 96"),
    ],
)
def test_a_refusal_stands_at_its_place_with_the_mended_line(was, written, code, place, correction):
    assert REPORT.count(was) == 1

    found = problems(REPORT.replace(was, written))

    assert [(each.code, (each.line, each.column), each.correction) for each in found] == [(code, place, correction)]
    assert found[0].field


@pytest.mark.parametrize(
    ("item", "code", "correction"),
    [
        ("Thôn 3: mang cuốc", "yaml_colon", '  - "Thôn 3: mang cuốc"'),
        ("{a: b}", "not_a_scalar", None),
        ("a: b\n    c: d", "not_a_scalar", None),
        ("[a: b]", "not_a_scalar", None),
    ],
)
def test_an_item_that_a_colon_made_a_group_is_told_as_the_text_it_was_meant_to_be(item, code, correction):
    text = f"quarter: 2\ndate: 2024-04-06\nstatus: held\nbring:\n  - {item}\n"

    [problem] = problems(text, "campaign")

    assert (problem.code, problem.line, problem.column, problem.correction) == (code, 5, 5, correction)


@pytest.mark.parametrize(
    ("status", "correction"), [("Đã tổ chức", "held"), ("hoãn", "postponed"), ("no", None), ("1", None), ("xong xuôi", None)]
)
def test_a_choice_may_be_told_by_its_meaning_and_never_asks_for_quotes(status, correction):
    [problem] = problems(f"quarter: 2\ndate: 2024-04-06\nstatus: {status}\n", "campaign")

    assert problem.code == "not_allowed"
    assert problem.correction == (correction and f"status: {correction}")


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


def test_a_misspelt_field_is_not_told_as_missing_too():
    assert [each.code for each in problems(REPORT.replace("commune: da-tong", "communes: da-tong"))] == ["unknown_field_near"]


def test_no_field_is_suggested_that_is_there_already():
    found = problems(f"{REPORT}commun: x\n")

    assert [(each.code, each.correction) for each in found] == [("unknown_field", None)]


@pytest.mark.parametrize("key", ["__proto__", "__class__", "__init__", "constructor"])
def test_no_key_reaches_more_than_the_schema(key):
    text = f"{REPORT}{key}: {{a: 1}}\n"

    read = validate(parse(text.encode(), PurePosixPath("data/x.yml"), Limits()), "report")

    assert [(each.code, each.line) for each in read.problems] == [("unknown_field", 13)]
    assert key not in read.document


def test_what_is_absent_is_left_out_and_never_zero():
    text = REPORT.replace("households: 84", "households: ~").replace("residents: 96", "residents: ~")

    read = validate(parse(text.encode(), PurePosixPath("data/x.yml"), Limits()), "report")

    assert read.problems == ()
    assert "households" not in read.document["days"][0]["results"][0]
    assert read.document["days"][0]["results"][0]["participants"] == {"officials": 20}


def test_letters_are_counted_once_composed():
    name = "ộ" * 120
    decomposed = "o\u0302\u0323" * 120

    assert problems(REPORT.replace("Khối Dân vận xã", name)) == ()
    assert problems(REPORT.replace("Khối Dân vận xã", decomposed)) == ()
    assert [each.code for each in problems(REPORT.replace("Khối Dân vận xã", f"{decomposed}ộ"))] == ["too_long"]


def test_a_text_that_is_too_long_is_not_held_against_a_pattern():
    assert [each.code for each in problems(REPORT.replace("2024/04-da-tong", "x" * 100))] == ["too_long"]


def test_every_choice_is_told_whole_however_many_there_are():
    found = problems("quarter: 2\ndate: 2024-04-06\nstatus: xong\n", "campaign")

    assert found[0].message.endswith("postponed (Hoãn); cancelled (Hủy).")


def test_what_stands_there_is_told_as_it_was_written():
    photo = "        photos: [{file: photos/a.jpg, alt: Bà con, consent: false}]\n"

    assert [(each.code, each.message) for each in problems(REPORT + photo)] == [
        ("not_allowed", "Đang ghi “false”. Chỉ được chọn: true.")
    ]


def test_a_missing_group_is_told_with_what_belongs_there():
    found = problems(REPORT.partition("days:")[0])

    assert [each.code for each in found] == ["required_without_example"]
    assert "Đợt ra quân của quý" in found[0].message


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_missing_field_can_be_copied_into_the_file(kind):
    required = [(way, field) for way, field in walk(kind) if field.required and field.type in READERS]

    assert required
    for way, field in required:
        found = problems(json.dumps(_with(way[:-1], {})), kind)
        told = next(each for each in found if each.field == labels(kind, tuple(0 if key == "[]" else key for key in way)))
        if field.example is None:
            assert told.message.endswith(field.hint), way
            assert field.hint, way
        else:
            source = parse(told.message.partition(", ví dụ ")[2].encode(), PurePosixPath("data/x.yml"), Limits())
            assert not isinstance(READERS[field.type](source.node((way[-1],))), Refusal), way


@pytest.mark.parametrize("kind", KINDS)
def test_every_pattern_is_explained_by_an_example(kind):
    assert [way for way, field in walk(kind) if "regex" in field.rules and not (field.example and field.hint)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_has_a_longest_length(kind):
    assert [way for way, field in walk(kind) if field.type == "list" and "maxlength" not in field.rules] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_limit_stands_where_the_schema_puts_it(kind):
    for way, field in walk(kind):
        label = labels(kind, tuple(0 if key == "[]" else key for key in way))
        for value, code in _limits(field):
            told = {each.code for each in problems(json.dumps(_with(way, value)), kind) if each.field == label}
            gate = jsonschema_rs.validator_for(_schema_at(kind, way), validate_formats=True)

            assert told == ({code} if code else set()), (way, value)
            assert gate.is_valid(value) == (code is None), (way, value)


def _limits(field):
    """Return values at each limit of a field and one step outside, with the code of what is said of them."""
    rules, is_text = field.rules, field.type in ("line", "text") and not {"regex", "allowed"} & field.rules.keys()
    if "min" in rules:
        yield from ((rules["min"], None), (rules["min"] - 1, "too_small"), (rules["max"], None), (rules["max"] + 1, "too_large"))
    if is_text or (field.type == "slug" and "allowed" not in rules):
        yield from (("x" * rules["maxlength"], None), ("x" * (rules["maxlength"] + 1), "too_long"))
    if is_text and "minlength" in rules:
        yield from (("x" * rules["minlength"], None), ("x" * (rules["minlength"] - 1), "too_short"))
    if field.type == "list" and "minlength" in rules:
        yield [], "too_few_items"


def _with(way, value):
    """Return the groups and lists on the way to a value, and it at their end."""
    if not way:
        return value
    return [_with(way[1:], value)] if way[0] == "[]" else {way[0]: _with(way[1:], value)}


def _schema_at(kind, way):
    schema = json_schema(kind)
    for key in way:
        schema = schema["items"] if key == "[]" else schema["properties"][key]
    return schema


@pytest.mark.parametrize(("month", "day"), [(2, 30), (2, 31), (4, 31), (13, 1), (0, 1), (1, 0), (1, 32)])
def test_the_gate_alone_knows_the_calendar(month, day):
    found = {
        "commune": "a",
        "month": "2024-04",
        "reported_by": "a",
        "days": [{"campaign": "2024/q2", "results": [{"hamlet": "a"}]}],
    }

    assert gate_accepts("report", {**found, "reported_on": "2024-02-29"})
    assert not gate_accepts("report", {**found, "reported_on": f"2024-{month:02}-{day:02}"})


def test_a_link_that_is_only_warned_of_is_held_to_its_length_all_the_same():
    found = problems(f"site_url: http://example.org/{'x' * 200}\n", "programme")

    assert {"url_not_encrypted", "too_long"} <= {each.code for each in found}


def test_hundreds_of_groups_written_as_texts_are_told_up_to_a_number_a_person_can_read():
    hamlets = "".join(f"      - hamlet: thon-{number}\n        bodies: [a, b, c]\n" for number in range(80))

    found = problems(REPORT.partition("      - hamlet")[0] + hamlets)

    assert len(found) == MOST_TOLD + 1
    assert {each.code for each in found} == {"not_a_group", "more_problems"}
    assert "40" in next(each.message for each in found if each.code == "more_problems")


def test_a_warning_never_takes_the_place_of_an_error():
    links = ", ".join(["http://example.org/"] * 10)
    hamlets = "".join(f"      - hamlet: thon-{number}\n        bodies: [a, b, c]\n" for number in range(80))

    found = problems(REPORT.partition("days:")[0] + f"links: [{links}]\n" + "days:\n  - results:\n" + hamlets)

    assert {each.severity for each in found} == {Severity.ERROR}


def test_a_warning_alone_leaves_the_value_and_does_not_hide_what_else_is_wrong():
    with_link = REPORT.replace("days:\n", "links: [http://example.org/]\ndays:\n")

    read = validate(parse(with_link.encode(), PurePosixPath("data/x.yml"), Limits()), "report")
    found = problems(with_link.replace("households: 84", "households: 99999"))

    assert [each.code for each in read.problems] == ["url_not_encrypted"]
    assert read.document["links"] == ["http://example.org/"]
    assert [each.code for each in found] == ["url_not_encrypted", "too_large"]


@pytest.mark.parametrize(
    "item",
    mostly_slow(
        ["{id: Đạ Tông}", "{id: a}", f"{{id: a, name: {'x' * 61}, hamlets_complete: true, hamlets: []}}", "x", "{x: 1}", "~"], 4
    ),
)
def test_thousands_of_wrong_items_take_no_time(item):
    text = "communes:\n" + f"  - {item}\n" * 5000
    source = parse(text.encode(), PurePosixPath("data/places.yml"), REGISTER)
    began = time.process_time()

    found = validate(source, "places").problems

    assert len(found) == MOST_TOLD + 1
    assert time.process_time() - began < 5


def test_a_correction_is_a_line_short_enough_to_read():
    text = f'{{year: 2024, title: "{"x " * 100_000}", communes: [{", ".join(["Đạ Tông"] * 150)}]}}\n'

    assert all(each.correction is None for each in problems(text, "plan"))


def test_a_key_as_long_as_a_file_is_told_shortly():
    found = problems(f"{REPORT}{'x' * 900}: 1\n")

    assert all(len(each.field) <= 80 and len(each.message) < 300 for each in found)


def test_a_gate_that_refuses_what_cerberus_accepts_stops_the_run(monkeypatch):
    monkeypatch.setattr("generator.validation.validate._gate", lambda kind: jsonschema_rs.validator_for(False))

    with pytest.raises(AssertionError, match="report"):
        problems(REPORT)
    with pytest.raises(AssertionError, match="report"):
        problems(REPORT.replace("days:\n", "links: [http://example.org/]\ndays:\n"))


def test_a_rule_that_nobody_worded_stops_the_run(monkeypatch):
    monkeypatch.setattr("generator.validation.validate.CODES", {})

    with pytest.raises(NotImplementedError, match="commune"):
        problems(REPORT.replace("commune: da-tong\n", ""))


def test_every_key_that_a_message_names_stands_behind_its_own_label():
    said = {
        (f"{way[-1]}: {choice}" if choice else way[-1], f"{field.label}: {name}" if choice else field.label)
        for kind in (*KINDS, *HANDED_IN)
        for way, field in walk(kind)
        for choice, name in ({"": ""} | dict(field.choices)).items()
    }
    named = {
        (key, label)
        for each in messages().values()
        for label, key in re.findall(r"“([^“”]+)” \(([a-z_]+(?:: [a-z_]+)?)\)", each.text)
    }

    assert {key for key, _ in named} == keys_in(each.text for each in messages().values())
    assert named - said == set()


def test_every_message_renders_with_the_values_it_names():
    class Any(dict):
        def __missing__(self, name):
            return name

    for code, message in messages().items():
        assert message.text.format_map(Any()).strip(), code
