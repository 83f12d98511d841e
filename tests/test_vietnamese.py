"""Numbers, dates and the order of names as Vietnamese writes them; and where its words stand."""

import ast
import datetime as dt
import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from generator.language import vietnamese
from generator.language.months import Month, Quarter


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1234, "1.234"),
        (12500000, "12.500.000"),
        (-1500, "-1.500"),
        (Decimal("1234.5"), "1.234,5"),
        (0.5, "0,5"),
    ],
)
def test_numbers_group_by_points_and_break_at_a_comma(value, text):
    assert vietnamese.number(value) == text


@given(st.one_of(st.integers(-(10**12), 10**12), st.decimals(-(10**9), 10**9, places=2)))
def test_numbers_are_those_of_the_locale_data(value):
    assert vietnamese.number(value) == format_decimal(value, locale="vi")


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(1), "100%"),
        (Fraction(84, 96), "87,5%"),
        (Fraction(0), "0%"),
        (Fraction(9999, 10000), "99,9%"),
        (Fraction(1, 3), "33,3%"),
    ],
)
def test_a_share_below_all_is_never_shown_as_all(share, text):
    assert vietnamese.percent(share) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (999, "m", "999 m"),
        (1150, "m", "1,15 km"),
        (2000, "kg", "2 tấn"),
        (15000, "m²", "1,5 ha"),
        (84, "lượt hộ", "84 lượt hộ"),
        (450000, "đồng", "450.000 đồng"),
        (12500000, "đồng", "12,5 triệu đồng"),
        (3990000000, "đồng", "3,99 tỷ đồng"),
        (123456789, "đồng", "123 triệu đồng"),
        (Decimal("1.5"), "ha", "1,5 ha"),
    ],
)
def test_quantities_take_the_unit_that_reads_best(value, unit, text):
    assert plain(vietnamese.quantity(value, unit)) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2024-01-06", "Thứ Bảy, ngày 06 tháng 01 năm 2024"),
        ("2024-02-25", "Chủ nhật, ngày 25 tháng 02 năm 2024"),
        ("2024-03-04", "Thứ Hai, ngày 04 tháng 3 năm 2024"),
        ("2026-12-12", "Thứ Bảy, ngày 12 tháng 12 năm 2026"),
    ],
)
def test_days_below_ten_and_months_one_and_two_take_a_zero(day, text):
    assert vietnamese.long_date(dt.date.fromisoformat(day)) == text


def test_periods_and_hours_in_words():
    assert vietnamese.short_date(dt.date(2024, 4, 6)) == "06/04/2024"
    assert vietnamese.month_name(Month(2024, 4)) == "tháng 4 năm 2024"
    assert vietnamese.short_month(Month(2024, 4)) == "04/2024"
    assert vietnamese.quarter_name(Quarter(2024, 2)) == "quý II năm 2024"
    assert vietnamese.year_name(2024) == "năm 2024"
    assert [vietnamese.clock(time) for time in ("07:00", "06:30", "13:05")] == ["7 giờ", "6 giờ 30 phút", "13 giờ 05 phút"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đạ Tông", "da tong"), ("Ðạ K’Nàng", "da k'nang"), ("Dơng Glê", "dong gle"), ("ĐƯỜNG", "duong"), ("N'tôn", "n'ton")],
)
def test_folded_text_is_what_one_types_without_marks(text, folded):
    assert vietnamese.fold(text) == folded
    assert vietnamese.fold(unicodedata.normalize("NFD", text)) == folded
    assert vietnamese.fold(folded) == folded


def test_names_sort_as_in_a_dictionary_and_numbers_by_their_value():
    ordered = ["An", "Ăn", "Ân", "Bà", "Bả", "Bã", "Bá", "Bạ", "Dá", "Đa", "Đà", "Na", "N'tôn", "Thôn 2", "Thôn 10", "Thôn Pul"]

    backwards = ordered[::-1]

    assert sorted(backwards, key=vietnamese.collation_key) == ordered


@given(st.lists(st.text(max_size=8), max_size=6))
def test_any_text_has_its_place_in_the_order(texts):
    backwards = texts[::-1]

    assert sorted(backwards, key=vietnamese.collation_key) == sorted(texts, key=vietnamese.collation_key)


def test_its_words_stand_in_files_of_words_and_in_templates_never_in_code():
    root = Path(vietnamese.__file__).parents[1]
    found = {
        f"{path.relative_to(root)}: {text}" for path in root.rglob("*.py") for text in _strings(path) if _is_vietnamese(text)
    }

    assert found == set()


def _strings(path):
    """Return the texts that a module holds, its docstrings apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


def _is_vietnamese(text):
    words = re.findall(r"[^\W\d_]{2,}", unicodedata.normalize("NFC", text))
    return any(not word.isascii() and set(vietnamese.fold(word)) <= set("abcdefghijklmnopqrstuvwxyz") for word in words)
