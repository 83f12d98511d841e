import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language.text import ORDINARY, PICTURES, is_ordinary, nfc, offences, seen

ACCEPTED = [
    "Bà con thôn 3 cùng dọn vệ sinh đường, trồng cây và sửa kênh.",
    "Đạ Tông, N'tôn, K’Ho, Cil Múp: “Sạch – đẹp” … 1,5 m² ≥ 20 ₫ → xong • ½ ngày",
    "hai\ndòng\tvà Tab",
    "cách\u00a0dính, hẹp\u202fhẹp",
    "ꨀꨯꨱꩌ ꨌꩌ",
    "한국 漢字 ไทย русский",
    "👍🏽 ❤️ ☎︎ 👩‍👩‍👧 🏳️‍🌈 1️⃣ 🙂‍↔️ ✔️",
    "\U0001fae8 một hình mới hơn bảng chữ của máy \U0001faef",
]
REFUSED = [
    ("a\x00", "control_character", 1),
    ("a\x0bb", "control_character", 1),
    ("\x1b[2J", "control_character", 0),
    ("a\rb", "control_character", 1),
    ("a\x7f", "control_character", 1),
    ("a\x85b", "control_character", 1),
    ("a\u2028b", "control_character", 1),
    ("a\u2029b", "control_character", 1),
    ("a\ud800", "broken_character", 1),
    ("b\ufffdo", "broken_character", 1),
    ("\ufffc", "broken_character", 0),
    ("Thu \u202e000.1", "bidi_character", 4),
    ("a\u200fb", "bidi_character", 1),
    ("a\u2066b", "bidi_character", 1),
    ("a\u061cb", "bidi_character", 1),
    ("09\u200b12", "invisible_character", 2),
    ("a\u200cb", "invisible_character", 1),
    ("a\u200db", "invisible_character", 1),
    ("👍\u200da", "invisible_character", 1),
    ("a\ufe0fb", "invisible_character", 1),
    ("a\ufeffb", "invisible_character", 1),
    ("a\u00adb", "invisible_character", 1),
    ("a\u034fb", "invisible_character", 1),
    ("\u115f", "invisible_character", 0),
    ("\u1160", "invisible_character", 0),
    ("\u3164", "invisible_character", 0),
    ("\uffa0", "invisible_character", 0),
    ("\u2800", "invisible_character", 0),
    ("a\u2060b", "invisible_character", 1),
    ("a\U000e0041", "invisible_character", 1),
    ("a\U000e0100", "invisible_character", 1),
    ("a\ue000", "private_character", 1),
    ("a\U000f0000", "private_character", 1),
    ("a\u0378", "private_character", 1),
    ("a\U000e0fff", "private_character", 1),
    ("a" + "\u0336" * 60, "stacked_marks", 3),
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_ordinary_text_is_never_refused(text):
    found = list(offences(nfc(text)))

    assert found == []


@pytest.mark.parametrize("text", ACCEPTED)
def test_decomposed_text_is_composed_and_accepted(text):
    decomposed = unicodedata.normalize("NFD", text)

    composed = nfc(decomposed)

    assert composed == unicodedata.normalize("NFC", text)
    assert list(offences(composed)) == []


@pytest.mark.parametrize(("text", "code", "offset"), REFUSED)
def test_what_hides_is_refused_where_it_stands(text, code, offset):
    found = list(offences(text))

    assert found == [(code, offset)]


def test_every_ordinary_letter_is_assigned_composed_visible_and_no_mark():
    letters = [chr(number) for number in range(0x10000) if re.fullmatch(f"[{ORDINARY}]", chr(number))]

    strange = [letter for letter in letters if unicodedata.category(letter)[0] in "CM" and letter not in "\t\n"]

    assert strange == []
    assert unicodedata.is_normalized("NFC", "".join(letters))


@pytest.mark.slow
def test_what_a_letter_is_called_decides_for_every_letter_of_unicode():
    hidden = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}

    for number in range(0x110000):
        letter = chr(number)
        accepted = next(offences(letter), None) is None
        if unicodedata.category(letter) in hidden and letter not in "\t\n" and number not in PICTURES:
            assert not accepted, hex(number)
        if letter.isalnum() and letter not in "\u115f\u1160\u3164\uffa0":
            assert accepted, hex(number)


def test_what_a_contributor_sees_is_the_text_without_what_hides():
    assert seen("09\u200b12 \u202e3\u202c 👩‍👧") == "0912 3 👩‍👧"


@given(st.text(st.characters()))
def test_ordinary_text_is_composed_and_without_offence(text):
    if is_ordinary(text):
        assert nfc(text) == text
        assert not list(offences(text))


@given(st.text(st.characters()))
def test_each_offence_is_told_once_and_in_order(text):
    found = [offset for _code, offset in offences(text)]

    assert found == sorted(set(found))
    assert all(offset < len(text) for offset in found)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=25))
def test_composing_changes_nothing_but_the_form(text):
    assert nfc(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("pile", ["\u0301\u0323", "\u0323\u0301\u0300", "\u3099\u0301"])
def test_a_pile_of_marks_costs_little_and_is_refused(pile):
    text = "a" + pile * 200_000

    began = time.process_time()
    codes = {code for code, _offset in offences(nfc(text))}

    assert time.process_time() - began < 2
    assert codes == {"stacked_marks"}
