import datetime as dt
import json
import math
import re
import time as clock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.problems import Severity, messages
from generator.reading.source import Scalar
from generator.validation.refusal import Refusal, absent
from generator.validation.scalars import HOLDS, READERS, holds


def plain(kind, text):
    return READERS[kind](Scalar(text, False, 1, 1))


def quoted(kind, text):
    return READERS[kind](Scalar(text, True, 1, 1))


READ = [
    ("integer", "0", 0),
    ("integer", "12500000", 12500000),
    ("integer", "-5", -5),
    ("integer", "999999999999999", 999999999999999),
    ("decimal", "120", 120),
    ("decimal", "1.5", 1.5),
    ("decimal", "2.0", 2),
    ("decimal", "0.125", 0.125),
    ("decimal", "0.500", 0.5),
    ("degrees", "108.333333", 108.333333),
    ("boolean", "true", True),
    ("boolean", "false", False),
    ("date", "2024-02-29", "2024-02-29"),
    ("month", "2024-04", "2024-04"),
    ("time", "07:30", "07:30"),
    ("time", "23:59", "23:59"),
    ("line", " Ngày thứ bảy tình nguyện ", "Ngày thứ bảy tình nguyện"),
    ("text", "Bà con\ndọn đường", "Bà con\ndọn đường"),
    ("text", "2024-04-06", "2024-04-06"),
    ("text", "07:30", "07:30"),
    ("text", "12/4", "12/4"),
    ("text", "12-TB/BCĐ 502", "12-TB/BCĐ 502"),
    ("slug", "da-tong", "da-tong"),
    ("slug", "120", "120"),
    ("url", "https://example.org/đường?a=1&b=2#c", "https://example.org/đường?a=1&b=2#c"),
    ("url", "https://a.vn:443", "https://a.vn:443"),
]
REFUSED = [
    ("integer", "1.500", "grouped_number", "1500"),
    ("integer", "1500.000", "not_an_integer", None),
    ("integer", "1500.0", "not_an_integer", "1500"),
    ("integer", "-0", "not_an_integer", "0"),
    ("decimal", "-0.0", "not_a_number", "0"),
    ("integer", "–", "dash_for_number", None),
    ("decimal", "-", "dash_for_number", None),
    ("integer", ".", "not_an_integer", None),
    ("integer", "12.500.000", "grouped_number", "12500000"),
    ("integer", "12_000", "grouped_number", "12000"),
    ("integer", "1 500", "grouped_number", "1500"),
    ("integer", "1,5", "not_an_integer", None),
    ("integer", "0120", "leading_zero", "120"),
    ("integer", "+5", "leading_zero", "5"),
    ("integer", "0x78", "not_an_integer", None),
    ("integer", "0b1", "not_an_integer", None),
    ("integer", "1e3", "not_an_integer", None),
    ("integer", ".nan", "not_an_integer", None),
    ("integer", "-.inf", "not_an_integer", None),
    ("integer", "1:20", "not_an_integer", None),
    ("integer", "120.0", "not_an_integer", "120"),
    ("integer", "0.500", "not_an_integer", None),
    ("integer", "１２０", "not_an_integer", "120"),
    ("integer", "1500 m", "number_with_unit", "1500"),
    ("integer", "1500m", "number_with_unit", "1500"),
    ("integer", "12.500.000 đồng", "number_with_unit", "12500000"),
    ("integer", "3 triệu", "number_with_other_unit", None),
    ("integer", "97%", "number_with_other_unit", None),
    ("integer", "9" * 16, "number_too_long", None),
    ("integer", "9" * 5000, "number_too_long", None),
    ("integer", "true", "not_an_integer", None),
    ("decimal", "1.500", "ambiguous_number", None),
    ("decimal", "1,500", "ambiguous_number", None),
    ("decimal", "1.500 m", "ambiguous_number", None),
    ("decimal", "12.500.000", "grouped_number", "12500000"),
    ("decimal", "1,5", "decimal_comma", "1.5"),
    ("decimal", "0,125", "decimal_comma", "0.125"),
    ("decimal", "12.500.000,5", "decimal_comma", "12500000.5"),
    ("decimal", "1,5 km", "number_with_other_unit", None),
    ("decimal", "1.2345", "too_many_decimals", None),
    ("decimal", ".5", "not_a_number", "0.5"),
    ("decimal", "01.5", "leading_zero", "1.5"),
    ("decimal", ".inf", "not_a_number", None),
    ("decimal", "1e500", "not_a_number", None),
    ("degrees", "108,3", "not_degrees", "108.3"),
    ("boolean", "no", "not_a_boolean", "false"),
    ("boolean", "Yes", "not_a_boolean", "true"),
    ("boolean", "có", "not_a_boolean", "true"),
    ("boolean", "chưa", "not_a_boolean", "false"),
    ("boolean", "1", "not_a_boolean", None),
    ("date", "06/04/2024", "not_a_date", "2024-04-06"),
    ("date", "6-4-2024", "not_a_date", "2024-04-06"),
    ("date", "2024-4-6", "not_a_date", "2024-04-06"),
    ("date", "ngày 6 tháng 4 năm 2024", "not_a_date", "2024-04-06"),
    ("date", "2024-04-06T00:00:00Z", "not_a_date", "2024-04-06"),
    ("date", "２０２４-04-06", "not_a_date", "2024-04-06"),
    ("date", "2024-02-30", "no_such_day", None),
    ("date", "2024-13-01", "no_such_day", None),
    ("date", "1999-12-31", "year_out_of_range", None),
    ("date", "202412", "not_a_date", None),
    ("month", "04/2024", "not_a_month", "2024-04"),
    ("month", "2024-4", "not_a_month", "2024-04"),
    ("month", "2024-13", "no_such_month", None),
    ("month", "04/1999", "year_out_of_range", None),
    ("time", "7:30", "not_a_time", '"07:30"'),
    ("time", "7h30", "not_a_time", '"07:30"'),
    ("time", "19h", "not_a_time", '"19:00"'),
    ("time", "7 giờ 30 phút", "not_a_time", '"07:30"'),
    ("time", "2 giờ chiều", "not_a_time", None),
    ("time", "24:00", "no_such_hour", None),
    ("line", "no", "bare_value", '"no"'),
    ("line", "on", "bare_value", '"on"'),
    ("text", "120", "bare_value", '"120"'),
    ("text", "1.500", "bare_value", '"1.500"'),
    ("text", "true", "bare_value", '"true"'),
    ("text", ".inf", "bare_value", '".inf"'),
    ("slug", "no", "bare_value", '"no"'),
    ("slug", "Da-Tong", "not_a_slug", "da-tong"),
    ("slug", "Đạ Tông", "not_a_slug", "da-tong"),
    ("slug", "da-tоng", "not_a_slug", None),
    ("url", "example.org", "not_a_url", "https://example.org"),
    ("url", "HTTPS://example.org", "not_a_url", "https://example.org"),
    ("url", "javascript:alert(1)", "not_a_url", None),
    ("url", "data:text/html,<b>", "not_a_url", None),
    ("url", "file:///etc/passwd", "not_a_url", None),
    ("url", "https://", "not_a_url", None),
    ("url", "https://localhost/x", "not_a_url", None),
    ("url", "https://192.168.1.1/", "not_a_url", None),
    ("url", "https://[::1]/", "not_a_url", None),
    ("url", "https://ai:do@example.org/", "not_a_url", None),
    ("url", "https://example.org:99999/", "not_a_url", None),
    ("url", "https://exa mple.org/", "not_a_url", None),
    ("url", 'https://example.org/"onclick="1', "not_a_url", None),
    ("url", "https://example.org/a\x07", "not_a_url", None),
    ("url", "https://đường.vn/", "not_a_url", None),
    ("url", "https://example.org/" + "x" * 500, "url_too_long", None),
]
IN_QUOTES = [
    ("integer", "120", "quoted_number", "120"),
    ("decimal", "1.5", "quoted_number", "1.5"),
    ("decimal", "1.500", "ambiguous_number", None),
    ("integer", "", "blank_text", None),
    ("boolean", "true", "not_a_boolean", "true"),
    ("line", "hai\ndòng", "several_lines", '"hai dòng"'),
    ("line", "road\n", "several_lines", '"road"'),
    ("line", "   ", "blank_text", None),
    ("text", "\n", "blank_text", None),
    ("slug", "da-tong\n", "not_a_slug", "da-tong"),
    ("date", "2024-04-06\n", "not_a_date", "2024-04-06"),
    ("url", "https://example.org\n", "not_a_url", "https://example.org"),
]


@pytest.mark.parametrize(("kind", "text", "value"), READ)
def test_what_is_written_as_it_should_be_is_read(kind, text, value):
    read = plain(kind, text)

    assert (type(read), read) == (type(value), value)


@pytest.mark.parametrize(("kind", "text", "code", "suggestion"), REFUSED)
def test_what_may_mean_something_else_is_refused_with_what_was_meant(kind, text, code, suggestion):
    refusal = plain(kind, text)

    assert (refusal.code, refusal.suggestion) == (code, suggestion)
    assert refusal.kept is None


@pytest.mark.parametrize(("kind", "text", "code", "suggestion"), IN_QUOTES)
def test_quotes_change_what_a_value_is(kind, text, code, suggestion):
    refusal = quoted(kind, text)

    assert (refusal.code, refusal.suggestion) == (code, suggestion)


@pytest.mark.parametrize(
    ("kind", "text"), [("date", "2024-04-06"), ("time", "07:00"), ("month", "2024-04"), ("slug", "no"), ("text", "120")]
)
def test_dates_hours_and_texts_may_stand_in_quotes(kind, text):
    assert quoted(kind, text) == text


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
@pytest.mark.parametrize("kind", READERS)
def test_nothing_is_absent_for_every_type(kind, text):
    assert absent(Scalar(text, False, 1, 1))
    assert plain(kind, text) is None


def test_an_ambiguous_number_is_told_with_both_meanings():
    for written, small in {
        "1.500": "1.5",
        "1.776": "1.78",
        "1,995": "2",
        "-12.005": "-12.01",
        "1.000": "1",
        "100.004": "100",
    }.items():
        values = plain("decimal", written).values
        assert values == {"suggestion": re.sub("[.,]", "", written), "small": small}
        assert not isinstance(plain("decimal", small), Refusal)


def test_a_link_without_encryption_is_kept_with_a_warning():
    refusal = plain("url", "http://example.org/")

    assert (refusal.code, refusal.suggestion, refusal.kept) == (
        "url_not_encrypted",
        "https://example.org/",
        "http://example.org/",
    )
    assert messages()[refusal.code].severity is Severity.WARNING


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, _text, value in READ])
def test_what_is_read_is_held(kind, value):
    assert holds(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("integer", True),
        ("integer", 1.5),
        ("integer", math.nan),
        ("integer", math.inf),
        ("integer", "1"),
        ("decimal", False),
        ("decimal", math.nan),
        ("decimal", math.inf),
        ("boolean", 1),
        ("date", "2024-04-06\n"),
        ("date", "2024-02-30"),
        ("date", "２０２４-04-06"),
        ("date", dt.date(2024, 4, 6)),
        ("month", "2024-13"),
        ("month", "2024-04\n"),
        ("time", "24:00"),
        ("time", "07:30\n"),
        ("line", "a\n"),
        ("line", "\u00a0 "),
        ("text", " \n"),
        ("text", None),
        ("slug", "a-"),
        ("slug", "a\n"),
        ("url", "ftp://a.vn"),
        ("url", "https://a.vn\n"),
        ("dict", []),
        ("list", "abc"),
    ],
)
def test_types_are_exact(kind, value):
    assert not holds(kind, value)


def test_every_type_that_is_read_can_be_told_and_no_other():
    assert set(HOLDS) == {*READERS, "dict", "list"}
    with pytest.raises(KeyError):
        holds("number", 1)


ALPHABET = st.sampled_from("0123456789.,-+:/ _eExn~'\"hgđồngtrmMkp%Tt\n\u00a0１٣²") | st.characters()


@given(kind=st.sampled_from(sorted(READERS)), text=st.text(ALPHABET, max_size=24), in_quotes=st.booleans())
@example(kind="integer", text="²", in_quotes=False)
@example(kind="decimal", text="1\u0660", in_quotes=False)
def test_every_reader_gives_a_value_of_its_type_or_a_refusal_with_words(kind, text, in_quotes):
    read = READERS[kind](Scalar(text, in_quotes, 1, 1))

    match read:
        case None:
            assert absent(Scalar(text, in_quotes, 1, 1))
        case Refusal():
            message = messages()[read.code].text
            assert message.format_map({"value": text, "suggestion": read.suggestion or "", **read.values})
        case _:
            assert holds(kind, read)
            json.dumps(read, allow_nan=False)


@given(kind=st.sampled_from(sorted(READERS)), text=st.text(ALPHABET, max_size=24), in_quotes=st.booleans())
def test_every_suggestion_is_accepted(kind, text, in_quotes):
    read = READERS[kind](Scalar(text, in_quotes, 1, 1))

    if isinstance(read, Refusal) and read.suggestion is not None:
        meant = read.suggestion
        is_quoted = meant.startswith('"')
        again = READERS[kind](Scalar(json.loads(meant, strict=False) if is_quoted else meant, is_quoted, 1, 1))
        assert not isinstance(again, Refusal), (text, meant, again)


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    "text",
    ["9" * 60_000, "1 " * 30_000, "0" * 60_000 + "x", "a-" * 30_000, "1" + " " * 60_000 + "!", "-" * 60_000, "1," * 30_000],
)
def test_no_text_hangs_a_reader(kind, text):
    began = clock.process_time()
    plain(kind, text)

    assert clock.process_time() - began < 0.5
