"""Numbers, dates, hours and whole texts as a loudspeaker says them."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language.speech import spoken, spoken_clock, spoken_date, spoken_decimal, spoken_number, spoken_quantity, syllables

DIGITS = {word: value for value, word in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"])}
SAME = {"mốt": 1, "tư": 4, "lăm": 5}
SCALES = {"nghìn": 1000, "triệu": 10**6, "tỷ": 10**9}


def heard(said):
    """Return the number that a listener makes of the words."""
    if "tỷ" in said.split():
        head, _, rest = said.rpartition("tỷ")
        return heard(head.strip()) * 10**9 + (heard(rest.strip()) if rest.strip() else 0)
    total, group = 0, 0
    for word in said.split():
        if word in SCALES:
            total, group = total + group * SCALES[word], 0
        elif word == "trăm":
            group *= 100
        elif word == "mươi":
            group = group // 100 * 100 + group % 100 * 10
        elif word == "mười":
            group += 10
        elif word != "linh":
            group += DIGITS.get(word, SAME.get(word))
    return total + group


@pytest.mark.parametrize(
    ("value", "said"),
    [
        *((0, "không"), (4, "bốn"), (5, "năm"), (10, "mười"), (11, "mười một"), (14, "mười bốn"), (15, "mười lăm")),
        *((20, "hai mươi"), (21, "hai mươi mốt"), (24, "hai mươi tư"), (25, "hai mươi lăm"), (30, "ba mươi")),
        *((55, "năm mươi lăm"), (91, "chín mươi mốt"), (100, "một trăm"), (105, "một trăm linh năm")),
        *((110, "một trăm mười"), (115, "một trăm mười lăm"), (121, "một trăm hai mươi mốt"), (1000, "một nghìn")),
        (1200, "một nghìn hai trăm"),
        (1005, "một nghìn không trăm linh năm"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (10_050, "mười nghìn không trăm năm mươi"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_250_000, "một triệu hai trăm năm mươi nghìn"),
        (3_990_000_000, "ba tỷ chín trăm chín mươi triệu"),
        (10**12, "một nghìn tỷ"),
        (-3, "âm ba"),
    ],
)
def test_numbers_are_said_as_people_say_them(value, said):
    assert spoken_number(value) == said


@given(st.one_of(st.integers(0, 99_999), st.integers(0, 10**15)))
def test_a_listener_hears_the_number_that_was_meant(value):
    assert heard(spoken_number(value)) == value


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.5, "không phẩy năm"),
        (1.85, "một phẩy tám mươi lăm"),
        (Decimal("2.50"), "hai phẩy năm"),
        (1.05, "một phẩy không năm"),
        (0.125, "không phẩy một hai năm"),
        (-0.5, "âm không phẩy năm"),
        (1200, "một nghìn hai trăm"),
    ],
)
def test_what_stands_behind_the_comma_is_said_after_a_word_for_it(value, said):
    assert spoken_decimal(value) == said


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (1850, "m", "một nghìn tám trăm năm mươi mét"),
        (640, "kg", "sáu trăm bốn mươi ki lô gam"),
        (1.5, "ha", "một phẩy năm héc ta"),
        (300, "m²", "ba trăm mét vuông"),
        (84, "lượt hộ", "tám mươi tư lượt hộ"),
    ],
)
def test_units_are_said_by_their_names(value, unit, said):
    assert spoken_quantity(value, unit) == said


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("07:00", "bảy giờ sáng"),
        ("06:30", "sáu giờ rưỡi sáng"),
        ("07:45", "bảy giờ bốn mươi lăm phút sáng"),
        ("11:30", "mười một giờ rưỡi trưa"),
        ("12:00", "mười hai giờ trưa"),
        ("13:05", "một giờ năm phút chiều"),
        ("17:30", "năm giờ rưỡi chiều"),
        ("18:00", "sáu giờ tối"),
        ("23:00", "mười một giờ đêm"),
        ("00:30", "không giờ rưỡi đêm"),
    ],
)
def test_hours_have_their_part_of_the_day(time, said):
    assert spoken_clock(time) == said


def test_a_date_is_said_without_figures_and_with_its_year_where_another_begins():
    assert spoken_date(dt.date(2024, 4, 6)) == "Thứ Bảy, ngày mùng sáu tháng tư"
    assert spoken_date(dt.date(2026, 11, 28), dt.date(2026, 11, 1)) == "Thứ Bảy, ngày hai mươi tám tháng mười một"
    assert spoken_date(dt.date(2027, 1, 2), dt.date(2026, 12, 20)).endswith("tháng một năm hai nghìn không trăm hai mươi bảy")
    said = [spoken_date(dt.date(2024, 1, 1) + dt.timedelta(days=day)) for day in range(366)]
    assert not any(letter.isdigit() for text in said for letter in text)
    assert len(set(said)) == 366


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Xã Đam Rông 1", "Xã Đam Rông một"),
        ("Ngày Thứ 7 cùng Nhân dân", "Ngày Thứ bảy cùng Nhân dân"),
        ("thôn Liêng K'Rắk II", "thôn Liêng K'Rắk hai"),
        ("quý I năm 2027", "quý một năm hai nghìn không trăm hai mươi bảy"),
        ("đoạn dài 1.200 m, rộng 3,5m", "đoạn dài một nghìn hai trăm mét, rộng ba phẩy năm mét"),
        ("đoạn km 12 QL 27", "đoạn km mười hai quốc lộ hai mươi bảy"),
        ("2 bao 50kg", "hai bao năm mươi ki lô gam"),
        ("0,5 ha cà phê", "không phẩy năm héc ta cà phê"),
        ("góp 1.500.000 đồng", "góp một triệu năm trăm nghìn đồng"),
        ("lúc 7h30", "lúc bảy giờ rưỡi sáng"),
        ("lúc 6 giờ 30 phút", "lúc sáu giờ rưỡi sáng"),
        ("lúc 07:00 ngày 28/11/2026", "lúc bảy giờ sáng ngày hai mươi tám tháng mười một năm hai nghìn không trăm hai mươi sáu"),
        ("ngày 2/1", "ngày mùng hai tháng một"),
        ("từ 2-3 người", "từ hai đến ba người"),
        ("80% số hộ", "tám mươi phần trăm số hộ"),
        ("số 09-TB", "số không chín-TB"),
        ("BCĐ 502", "Ban Chỉ đạo năm trăm linh hai"),
        ("tuyến 123456789012345", "tuyến một hai ba bốn năm sáu bảy tám chín không một hai ba bốn năm"),
        ("Hội trường UBND xã & NVH", "Hội trường Ủy ban nhân dân xã và nhà văn hóa"),
        ("Tổ V, khu I", "Tổ V, khu I"),
        ("31/02/2026 và 45/13", "ngày ba mươi mốt tháng hai năm hai nghìn không trăm hai mươi sáu và bốn mươi lăm/mười ba"),
    ],
)
def test_figures_inside_a_text_become_words(text, said):
    assert spoken(text) == said


@given(st.text(st.sampled_from("0123456789.,:/-–hg mkaIV%²ngàyquý\n"), max_size=40))
def test_no_figure_is_left_in_any_text(text):
    assert not any(letter.isdecimal() for letter in spoken(text))


@given(st.text(max_size=40))
def test_any_text_can_be_said(text):
    assert not any(letter in "0123456789" for letter in spoken(text))


def test_syllables_are_the_words_that_are_written():
    assert syllables("Bảy giờ rưỡi sáng, tập trung ở hội trường thôn.") == 10
    assert syllables("Đạ K'Nàng, ki lô mét") == 6
