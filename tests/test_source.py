import json
import os
import time
from pathlib import Path, PurePosixPath

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problems import InvalidData, Severity
from generator.reading.source import REGISTER, Limits, Mapping, Scalar, Sequence, parse, read

SHOWN = PurePosixPath("data/reports/2024/da-tong/2024-04.yml")
REPORT = """\
commune: da-tong
month: 2024-04
reported_by: Khối Dân vận xã
days:
  - campaign: 2024/q2
    results:
      - hamlet: n-ton
        participants: {officials: 20, residents: 96}
        works:
          - {indicator: trees, quantity: 60, note: "Trồng cây hai bên đường"}
difficulties: |
  Mưa lớn,
  đường trơn.
"""


def source(text, limits=None):
    return parse(text.encode() if isinstance(text, str) else text, SHOWN, limits or Limits())


def refused(text, limits=None):
    with pytest.raises(InvalidData) as caught:
        source(text, limits)
    return caught.value.problems


def places(problems):
    return [(problem.code, problem.line, problem.column) for problem in problems]


def values(node):
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [values(item) for item in node.items]
        case Mapping():
            return {name: values(value) for name, (_key, value) in node.entries.items()}


def test_a_report_is_read_as_texts_with_places():
    found = source(REPORT)

    assert values(found.root)["days"][0]["results"][0]["participants"] == {"officials": "20", "residents": "96"}
    assert values(found.root)["difficulties"] == "Mưa lớn,\nđường trơn.\n"
    assert found.problems == ()
    assert found.at(("month",)) == (2, 8)
    assert found.at(("days", 0, "results", 0, "works", 0, "quantity")) == (10, 42)
    assert found.line(10)[41:].startswith("60, note")
    assert found.line(2) == "month: 2024-04"
    assert found.line(0) == found.line(99) == ""


def test_what_is_missing_stands_at_what_should_hold_it():
    found = source(REPORT)

    assert found.at(("days", 0, "results", 0, "participants", "forces")) == (8, 23)
    assert found.at(("days", 0, "results", 0, "money", "people")) == (7, 9)
    assert found.at(("days", 7)) == found.at(("days",)) == (4, 1)
    assert found.at(("days", -1)) == (4, 1)
    assert found.at(("nowhere",)) == found.at(()) == (1, 1)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("a: x", False), ("a: 'x'", True), ('a: "x"', True), ("a: |-\n  x", True), ("a: >-\n  x", True)],
)
def test_a_text_says_whether_it_was_quoted(text, quoted):
    scalar = source(text).root.entries["a"][1]

    assert (scalar.text, scalar.quoted) == ("x", quoted)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"\xef\xbb\xbf" + REPORT.encode(), "a byte order mark"),
        (REPORT.replace("\n", "\r\n").encode(), "Windows line ends"),
        (REPORT.replace("\n", "\r").encode(), "old Mac line ends"),
        (REPORT.rstrip().encode(), "no newline at the end"),
        (b"---\n" + REPORT.encode() + b"...\n", "document marks"),
    ],
)
def test_what_editors_add_is_accepted(raw, why):
    found = source(raw)

    assert values(found.root)["reported_by"] == "Khối Dân vận xã", why
    assert found.at(("month",))[0] == (3 if raw.startswith(b"---") else 2), why


def test_json_is_accepted():
    document = {"a": "Bà con “thôn 3”", "b": ["1", {"c": "x"}], "d": ""}

    assert values(source(json.dumps(document, ensure_ascii=False, indent=1)).root) == document


def test_decomposed_letters_are_composed_also_when_escaped():
    assert values(source('to\u0302\u0301: "e\\u0301"').root) == {"tố": "é"}


def test_an_empty_mapping_is_read():
    assert source("{}").root.entries == {}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", ("file_empty", 1, 1)),
        (b"\xef\xbb\xbf", ("file_empty", 1, 1)),
        (b" \r\n\t\n", ("file_empty", 1, 1)),
        ("# chú thích\n".encode(), ("file_empty", 1, 1)),
        (b"---\n", ("file_empty", 1, 1)),
        ("a: 1\n".encode("utf-16"), ("utf16", 1, 1)),
        ("a: 1\n".encode("utf-16-le"), ("utf16", 1, 1)),
        ("a: 1\n".encode("utf-16-be"), ("utf16", 1, 1)),
        ("a: 1\nb: đi đường\n".encode("cp1258", "replace").replace(b"?", b"\xf0"), ("not_utf8", 2, 4)),
        (b"a: 1\r\rb: \xff", ("not_utf8", 3, 4)),
        (b"\xef\xbb\xbfa: \xc3", ("not_utf8", 1, 4)),
        (b"a: \xed\xa0\x80", ("not_utf8", 1, 4)),
        (b"- a\n", ("not_a_mapping", 1, 1)),
        (b"\nx\n", ("not_a_mapping", 2, 1)),
        (b"a: x\x00y", ("control_character", 1, 5)),
        ("a: 1\r\nb: \u2028x".encode(), ("control_character", 2, 4)),
        ("a: 1\nb: x\x85y".encode(), ("control_character", 2, 5)),
        (b'a: 1\nb: "\\x0b"', ("control_character", 2, 4)),
        (b'a: "\\N"', ("control_character", 1, 4)),
        (b'a: "\\e[2J"', ("control_character", 1, 4)),
        (b'a: "x\\r\\ny"', ("control_character", 1, 4)),
        (b'a: "\\u200b"', ("invisible_character", 1, 4)),
        (b'a: "\\u202e"', ("bidi_character", 1, 4)),
        (b'a: "\\ud800"', ("broken_escape", 1, 5)),
        (b'a: "C:\\Users"', ("broken_escape", 1, 7)),
        (b"a: &x 1", ("yaml_anchor", 1, 4)),
        (b"a: *x", ("yaml_alias", 1, 4)),
        (b"*x : 1", ("yaml_alias", 1, 1)),
        (b"a: !!python/name:os.system", ("yaml_tag", 1, 4)),
        (b"a: !!omap [x: 1]", ("yaml_tag", 1, 4)),
        (b"a: !<tag:evil.example,2026:x> 1", ("yaml_tag", 1, 4)),
        ("a: !Chú ý".encode(), ("yaml_start", 1, 4)),
        (b"%YAML 1.1\n---\na: 1", ("yaml_directive", 1, 1)),
        (b"%TAG ! tag:x,2000:\n---\na: 1", ("yaml_directive", 1, 1)),
        (b"%X y\n---\na: 1", ("yaml_directive", 1, 1)),
        (b"a: 1\n---\nb: 2", ("yaml_documents", 2, 1)),
        (b"a: 1\n...\nb: 2", ("yaml_documents", 3, 1)),
        (b"a: 1\n<<: {b: 2}", ("yaml_merge", 2, 1)),
        (b"? [a, b]\n: 1", ("yaml_key", 1, 3)),
        (b"{{a: 1}: 2}", ("yaml_key", 1, 2)),
        (b"a: 1\nb: 2\na: 3", ("yaml_duplicate_key", 3, 1)),
        ('\u00e1: 1\n"a\\u0301": 3'.encode(), ("yaml_duplicate_key", 2, 1)),
        (b"a: {b: 120, 'b': 999}", ("yaml_duplicate_key", 1, 13)),
    ],
)
def test_each_fault_of_a_file_is_refused_where_it_stands(raw, expected):
    problems = refused(raw)

    assert places(problems) == [expected]
    assert problems[0].severity is Severity.ERROR
    assert problems[0].path == SHOWN


@pytest.mark.parametrize(
    ("text", "expected", "correction"),
    [
        ("a: Thôn 3: làm đường", ("yaml_colon", 1, 4), 'a: "Thôn 3: làm đường"'),
        ("a: Gồm có:", ("yaml_colon", 1, 4), 'a: "Gồm có:"'),
        ("a: @dandvan", ("yaml_start", 1, 4), 'a: "@dandvan"'),
        ("a: `rm`", ("yaml_start", 1, 4), 'a: "`rm`"'),
        ("a: %5 hộ", ("yaml_start", 1, 4), 'a: "%5 hộ"'),
        ("a: |x", ("yaml_start", 1, 4), 'a: "|x"'),
        ("a: > 100 m", ("yaml_start", 1, 4), 'a: "> 100 m"'),
        ("a: - xong", ("yaml_start", 1, 4), 'a: "- xong"'),
        ("a: [Tin] xong", ("yaml_start", 1, 4), 'a: "[Tin] xong"'),
        ("a: *quan trọng* là", ("yaml_alias", 1, 4), 'a: "*quan trọng* là"'),
        ("a: !Chú", ("yaml_start", 1, 4), 'a: "!Chú"'),
        ("a: &c và", ("yaml_anchor", 1, 4), 'a: "&c và"'),
        ('a: "Bà con', ("yaml_quote", 1, 4), 'a: "Bà con"'),
        ("a: 'Bà con", ("yaml_quote", 1, 4), "a: 'Bà con'"),
        ("a: 'Thôn N'tôn'", ("yaml_after_quote", 1, 4), 'a: "Thôn N\'tôn"'),
        ('a: "Ngày" tình nguyện', ("yaml_after_quote", 1, 4), 'a: "\\"Ngày\\" tình nguyện"'),
        ("a:120", ("yaml_no_blank", 1, 3), "a: 120"),
        ("b_c 120", ("yaml_no_colon", 1, 1), "b_c: 120"),
        ('a: "C:\\Users"', ("broken_escape", 1, 7), 'a: "C:\\\\Users"'),
        ("a: x\u200by", ("invisible_character", 1, 5), "a: xy"),
        ("a: x\u202ey", ("bidi_character", 1, 5), "a: xy"),
    ],
)
def test_a_slip_is_told_with_the_line_mended(text, expected, correction):
    code, line, column = expected
    before, after = "first: 1\n", "\nlast: 2\n"

    problems = refused(before + text + after)
    mended = source(before + problems[0].correction + after)

    assert places(problems) == [(code, line + 1, column)]
    assert problems[0].correction == correction
    assert mended.problems == ()
    assert len(mended.root.entries) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a: "x\nb: "y"\n', ("yaml_quote", 1, 4)),
        ("a:\n\tb: 1\n", ("yaml_tab", 2, 1)),
        ("a: 1\n\tb: 1\n", ("yaml_tab", 2, 1)),
        ("a:\n  b: 1\n c: 2\n", ("yaml_indent", 3, 2)),
        ("a: 1\n  b: 2\n", ("yaml_indent", 2, 3)),
        ("a: 1\n- b\n", ("yaml_indent", 2, 1)),
        ("a:\n- b\n-c\nd: 1\n", ("yaml_dash", 3, 1)),
        ("a:\n  b: 1\n    c: 2\n", ("yaml_no_dash", 2, 3)),
        ("a:\n  b: 1\n    c: 2\n  - b: 3\n", ("yaml_no_dash", 2, 3)),
        ("a:\n  - b: 0\n  b: 1\n    c: 2\n", ("yaml_indent", 3, 3)),
        ("a:\n  b: 1\n    c: 2\n  d: 3\n", ("yaml_indent", 3, 5)),
        ("a:\n  {b: 1}\n  - {b: 2}\n", ("yaml_no_dash", 2, 3)),
        ("a:\n  - {b: 0}\n  – {b: 1}\nc: 2\n", ("yaml_other_dash", 3, 3)),
        ("a:\n  - b\n  • c\n", ("yaml_other_dash", 3, 3)),
        ("a: Bà con\ncùng dọn.\nb: 1\n", ("yaml_no_key", 2, 1)),
        ("a: Bà con # thôn 3\n  cùng dọn.\nb: 1\n", ("yaml_cut_off", 1, 11)),
        ("a: [1, 2\nb: 1\n", ("yaml_flow", 1, 4)),
        ("a: {b: 1 c: 2}\n", ("yaml_flow", 1, 4)),
        ("a: 1\nb: [", ("yaml_flow", 2, 4)),
        ("a: 1\nb: [\n  c,\n", ("yaml_flow", 2, 4)),
        ("a: {b: {c: 1}, d: {", ("yaml_flow", 1, 19)),
        ('a: ["]",\n', ("yaml_flow", 1, 4)),
        ("a: [ # ]\n", ("yaml_flow", 2, 1)),
        ('a: "một\n  hai"\nb: @x\n', ("yaml_start", 3, 4)),
        ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> main\n", ("yaml_conflict", 2, 1)),
        ("a:\n  - 1\n=======\n  - 2\n", ("yaml_conflict", 3, 1)),
    ],
)
def test_a_slip_between_lines_is_told_where_it_was_made(text, expected):
    assert places(refused(text)) == [expected]


def test_all_independent_faults_are_told_at_once():
    text = 'a: &x 1\nb: !!int 2\nb: 3\nc: "\\x0b"\nd: x\u200by\nc: 4\ne: Thôn 3: x\n'

    assert [(code, line) for code, line, _column in places(refused(text))] == [
        ("yaml_anchor", 1),
        ("yaml_tag", 2),
        ("yaml_duplicate_key", 3),
        ("control_character", 4),
        ("invisible_character", 5),
        ("yaml_duplicate_key", 6),
        ("yaml_colon", 7),
    ]


def test_a_duplicate_key_names_the_line_of_the_first():
    (problem,) = refused("a: 1\nb: 2\n\na: 3\n")

    assert "dòng 1" in problem.message


def test_every_line_without_a_blank_after_its_colon_is_told():
    assert places(refused("commune:da-tong\nmonth:2024-04\n")) == [("yaml_no_blank", 1, 9), ("yaml_no_blank", 2, 7)]


@pytest.mark.parametrize(
    ("text", "column", "correction"),
    [
        ("a: đường #3 dài 20 m", 10, 'a: "đường #3 dài 20 m"'),
        ("a: Bà con dọn # ghi chú", 15, 'a: "Bà con dọn # ghi chú"'),
        ("a: #3 đã xong", 4, 'a: "#3 đã xong"'),
        ("a: [Thôn một #2\n ]", 14, None),
    ],
)
def test_a_text_cut_by_a_hash_is_a_warning(text, column, correction):
    found = source(text)

    (problem,) = found.problems
    assert (problem.code, problem.column, problem.severity) == ("yaml_cut", column, Severity.WARNING)
    assert problem.correction == correction


@pytest.mark.parametrize(
    "text",
    [
        "a: 1200 # mét",
        "a: 2024-04-06 # thứ bảy",
        "a: da-tong # xã",
        "a: true # rồi",
        "a: # điền số",
        "a: 'x y' # x",
        "a: |\n  x # y\n",
        "a: x#y z",
    ],
)
def test_a_comment_after_a_number_a_date_or_a_code_is_no_fault(text):
    assert source(text).problems == ()


def test_a_file_at_each_limit_is_read_and_one_over_is_refused():
    limits = Limits(bytes=1024, nodes=6, items=3, depth=3)

    assert source("a: [1, 2, 3]", limits)
    assert source("a: {b: {c: 1}}", limits)
    assert source("a: 1\nb: 1\nc: 1\nd: 1\ne: 1", limits)
    assert source("a: 1" + " " * 1020, limits)
    assert places(refused("a: [1, 2, 3, 4]", limits)) == [("yaml_items", 1, 14)]
    assert places(refused("a: {b: {c: {d: 1}}}", limits)) == [("yaml_depth", 1, 12)]
    assert places(refused("a: 1\nb: 1\nc: 1\nd: 1\ne: 1\nf: 1", limits)) == [("yaml_nodes", 6, 4)]
    assert places(refused("a: 1" + " " * 1021, limits)) == [("file_too_large", 1, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 60_000,
        "[\n" * 30_000,
        "{a: " * 15_000,
        "- " * 30_000,
        "? " * 30_000,
        "a: " + "'" * 60_001,
        "a: b" + " " * 60_000 + ": c",
        'a: "b" ' + " " * 60_000 + "c",
        "a: 'x\n" * 10_000,
        "a: 1\n" * 12_000,
        "a: x y # #\n" * 5_000,
        "- &a x\n" * 9_000,
        "[" + "&a x, " * 10_000 + "]",
        "\u200b" * 20_000,
        "a: e" + "\u0301\u0323" * 15_000,
        'a: "' + "\\u0301\\u0323" * 5_000 + '"',
        "a\r" * 30_000,
        "ab:1\n" * 12_000,
    ],
)
def test_no_small_file_hangs_the_reader(text):
    began = time.process_time()
    with pytest.raises(InvalidData) as caught:
        source(text)

    assert time.process_time() - began < 0.5
    assert sum(len(problem.message) + len(problem.correction or "") for problem in caught.value.problems) < 50_000


@pytest.mark.parametrize(
    ("text", "correction"),
    [
        ("a:\n  b: 1\n\tc: 2\n", "  c: 2"),
        ("a:\n  - b: 1\n\tc: 2\n", "    c: 2"),
        ("a:\n\tb: 1\n", "  b: 1"),
        ("a:\n  - b: 1\n    \tc: 2\n", "    c: 2"),
        ("a:\n  b: 1\n    c: 2\n  - b: 3\n", "  - b: 1"),
        ("a:\n  - {b: 0}\n  – {b: 1}\n", "  - {b: 1}"),
    ],
)
def test_a_line_that_is_moved_in_or_begun_wrongly_is_mended_so_that_all_can_be_read(text, correction):
    (problem,) = refused(text)
    lines = text.split("\n")
    lines[problem.line - 1] = problem.correction

    assert problem.correction == correction
    assert source("\n".join(lines)).problems == ()


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("a: 1.500 # m", "a: 9 # m"),
        ('a: "1.500" # m', "a: 9 # m"),
        ('a: "x \\"y\\" z"', "a: 9"),
        ("a: 'N''tôn'", "a: 9"),
        ("a: {b: 1, c: x}", None),
        ('a: "x\n  y"', None),
        ("a: x\n  y", None),
        ("a: |\n  x", None),
        ("a:", None),
    ],
)
def test_a_value_is_replaced_where_it_stands_whole_on_its_line(line, mended):
    found = source(line)

    assert found.mended(found.root.entries["a"][1], "9") == mended


def test_aliases_never_multiply():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )

    assert {problem.code for problem in refused(bomb)} == {"yaml_anchor", "yaml_alias"}


def test_only_a_regular_file_is_read(tmp_path):
    (tmp_path / "real.yml").write_text("a: 1\n")
    (tmp_path / "link.yml").symlink_to(tmp_path / "real.yml")
    (tmp_path / "folder.yml").mkdir()
    os.mkfifo(tmp_path / "pipe.yml")

    def code(path):
        with pytest.raises(InvalidData) as caught:
            read(path, SHOWN, Limits())
        return [problem.code for problem in caught.value.problems]

    assert values(read(tmp_path / "real.yml", SHOWN, Limits()).root) == {"a": "1"}
    assert code(tmp_path / "link.yml") == ["not_a_file"]
    assert code(tmp_path / "folder.yml") == ["not_a_file"]
    assert code(tmp_path / "pipe.yml") == ["not_a_file"]
    assert code(Path("/dev/zero")) == ["not_a_file"]
    assert code(tmp_path / "missing.yml") == ["file_missing"]
    assert code(tmp_path / "nul\0.yml") == ["file_missing"]
    assert code(tmp_path / "real.yml" / "below.yml") == ["unreadable"]
    assert code(tmp_path / ("x" * 300)) == ["unreadable"]


def test_a_file_that_turns_into_a_pipe_meanwhile_is_not_waited_for(tmp_path, monkeypatch):
    (tmp_path / "real.yml").write_text("a: 1\n")
    os.mkfifo(tmp_path / "pipe.yml")
    seen = os.lstat(tmp_path / "real.yml")
    monkeypatch.setattr("generator.reading.decode.os.lstat", lambda path: seen)

    with pytest.raises(InvalidData, match="không phải một tệp thường"):
        read(tmp_path / "pipe.yml", SHOWN, Limits())


def test_a_file_over_the_limit_is_not_read_whole(tmp_path):
    path = tmp_path / "large.yml"
    with path.open("wb") as file:
        file.truncate(10**11)

    with pytest.raises(InvalidData) as caught:
        read(path, SHOWN, Limits())
    assert [problem.code for problem in caught.value.problems] == ["file_too_large"]


def read_or_refused(raw, limits):
    """Return what is read, None where it is refused, and the problems."""
    try:
        found = parse(raw, SHOWN, limits)
    except InvalidData as error:
        return None, error.problems
    return found, found.problems


def holds_only_problems(raw, limits):
    found, problems = read_or_refused(raw, limits)

    lines = raw.count(b"\n") + raw.count(b"\r") + 1
    assert (found is None) == any(problem.severity is Severity.ERROR for problem in problems)
    assert all(1 <= problem.line <= lines + 1 and problem.column >= 1 for problem in problems)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_but_nothing_breaks(raw):
    holds_only_problems(raw, Limits())


PIECES = [
    "\t",
    "- ",
    ": ",
    ":",
    "#",
    " #",
    "&a ",
    "*a",
    "!x ",
    "!!int ",
    "%",
    "@",
    "`",
    "|",
    ">",
    "[",
    "]",
    "{",
    "}",
    ",",
    '"',
    "'",
    "\\",
    "\\x0b",
    "? ",
    "<<: ",
    "---\n",
    "...",
    "\n",
    "\r",
    "\x00",
    "\u200b",
    "\u0301",
    "\ufeff",
    "\x85",
    "a: 1\n",
    "  ",
]


@settings(max_examples=500)
@given(
    st.lists(st.tuples(st.integers(0, len(REPORT)), st.integers(0, 3), st.sampled_from(PIECES)), min_size=1, max_size=4),
    st.sampled_from([Limits(), REGISTER, Limits(nodes=9, items=1, depth=3)]),
)
def test_a_report_changed_anywhere_is_read_or_refused_but_nothing_breaks(changes, limits):
    text = REPORT
    for at, length, piece in changes:
        text = text[:at] + piece + text[at + length :]

    holds_only_problems(text.encode(), limits)


@given(st.text(st.sampled_from("ab1 :-#&*!|>'\"\\%@`[]{},?\n\t~<")))
def test_what_is_read_is_what_libyaml_composes(text):
    try:
        found = source(text)
    except InvalidData:
        return

    assert values(found.root) == yaml.load(text, Loader=yaml.CBaseLoader)


WORDS = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyếộữ019 #:-'\"&*!"), min_size=1, max_size=12)
DOCUMENTS = st.dictionaries(
    st.from_regex(r"[a-z]{1,8}", fullmatch=True),
    st.recursive(
        WORDS,
        lambda below: st.lists(below, min_size=1, max_size=4) | st.dictionaries(WORDS, below, min_size=1, max_size=4),
        max_leaves=12,
    ),
    min_size=1,
    max_size=5,
)


def leaves(value, keys=()):
    match value:
        case dict():
            for key, below in value.items():
                yield from leaves(below, (*keys, key))
        case list():
            for index, below in enumerate(value):
                yield from leaves(below, (*keys, index))
        case _:
            yield keys, value


@given(DOCUMENTS, st.booleans())
def test_every_value_is_found_at_the_line_where_it_is_written(document, in_flow):
    text = yaml.safe_dump(document, allow_unicode=True, default_flow_style=in_flow, width=10**6, sort_keys=False)

    found = source(text)

    assert values(found.root) == document
    order = [found.at(keys) for keys, _value in leaves(document)]
    assert order == sorted(set(order))
    for keys, value in leaves(document):
        scalar = found.node(keys)
        written = found.line(scalar.line)[scalar.column - 1 :]
        assert scalar.text == value
        assert written.startswith(("'", '"') if scalar.quoted else value)


def test_the_limits_are_a_promise_to_whoever_writes_a_file():
    assert Limits() == Limits(bytes=262_144, nodes=16_000, items=200, depth=12)
    assert Limits(bytes=8_388_608, nodes=500_000, items=20_000, depth=12) == REGISTER
