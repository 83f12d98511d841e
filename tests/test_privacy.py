import time
import unicodedata

import pytest

from generator.checks.privacy import _capitals, hits
from tests.faults import SITE

VOWELS = ("AĂÂEÊIOÔƠUƯY", ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"))
PERSONAL = [
    ("068199012345", "personal_citizen_id", "068…"),
    ("068 199 012 345", "personal_citizen_id", "068…"),
    ("068.199.012.345", "personal_citizen_id", "068…"),
    ("068-199-012-345", "personal_citizen_id", "068…"),
    ("001066012345", "personal_citizen_id", "001…"),
    ("０６８１９９０１２３４５", "personal_citizen_id", "０６８…"),
    ("CMND 250123456", "personal_citizen_id", "250…"),
    ("Căn cước số: 250 123 456", "personal_citizen_id", "250…"),
    ("0912345678", "personal_phone", "091…"),
    ("091.234.5678", "personal_phone", "091…"),
    ("0912 345 678", "personal_phone", "091…"),
    ("0356712345", "personal_phone", "035…"),
    ("+84 912 345 678", "personal_phone", "84 …"),
    ("(+84)912345678", "personal_phone", "84)…"),
    ("84-912-345-678", "personal_phone", "84-…"),
    ("０９１２３４５６７８", "personal_phone", "０９１…"),
    ("STK 1234567890123 Agribank", "personal_account", "123…"),
    ("số tài khoản: 5400 205 123456", "personal_account", "540…"),
    ("nguyenvana@gmail.com", "personal_mail", "ng…@gmail.com"),
    ("https://nguyenvana@gmail.com/", "personal_mail", "ng…@gmail.com"),
    ("https://example.org/?to=nguyenvana@gmail.com", "personal_mail", "ng…@gmail.com"),
    ("Sửa nhà cho hộ nghèo Nguyễn Văn A", "personal_household", "Nguyễn …"),
    ("hộ nghèo là bà Ka Sơ Liêng", "personal_household", "Ka …"),
    ("hộ cận nghèo: Cil Múp Ha K'Dong", "personal_household", "Cil …"),
    ("Thăm bà Trần Thị B bị ung thư", "personal_health", "Trần …"),
]
ORDINARY = [
    "12-TB/BCĐ 502",
    "43-KH/BCĐ 502",
    "Kế hoạch số 123/KH-UBND ngày 01/10/2026",
    "Tổng vốn 100000000000 đồng",
    "12.500.000 đồng",
    "budget: 84912345678",
    "ủng hộ 84 912 345 678 đồng",
    'code: "24853"',
    "centre: {longitude: 108.3330, latitude: 12.0750}",
    "CC-BY-4.0",
    "2024-04-06",
    "05/07/2024 - 06/07/2024",
    "từ 05-07-2024 12 hộ",
    "07:30",
    "[0, 35, 67, 12, 34, 56]",
    "0.0912345678",
    "https://baolamdong.vn/202402/0912345678.html",
    "bandanvan@lamdong.gov.vn",
    "https://user:matkhau@example.org/",
    "Điện thoại cơ quan 0263 3 838 838",
    "Số tài khoản của quỹ công khai năm 2024",
    "Tài khoản của quỹ còn 250123456 đồng",
    "giúp 3 hộ nghèo Đạ Tông",
    "hộ nghèo thôn Liêng K'Rắk",
    "tặng quà các em Trường Tiểu học Đạ Tông có hoàn cảnh khó khăn",
    "Bà con Thôn Đạ Nhinh dọn bệnh viện",
    "Ông Nguyễn Văn A, Bí thư Đảng ủy, dự lễ ra quân",
    "hộ nghèo Hội Phụ nữ giúp đỡ",
]


@pytest.mark.parametrize(("text", "code", "shown"), PERSONAL)
def test_what_is_personal_is_found_and_masked(text, code, shown):
    found = list(hits(f"a: 1\nnote: {text}\n"))

    assert [(hit.line, hit.code, hit.shown) for hit in found] == [(2, code, shown)]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_is_not_hit(text):
    assert list(hits(f"note: {text}\n# {text}\n")) == []


def test_a_hit_tells_line_and_column():
    text = "one: 1\ntwo: x # gọi 0912 345 678 nhé\n"

    [hit] = hits(text)

    assert (hit.line, hit.column) == (2, text.splitlines()[1].index("0912") + 1)


def test_two_numbers_on_one_line_are_both_found():
    found = list(hits("068199012345 0912345678"))

    assert [(hit.code, hit.column) for hit in found] == [("personal_citizen_id", 1), ("personal_phone", 14)]


def test_the_tiny_site_holds_nothing_personal():
    texts = [path.read_text(encoding="utf-8") for path in sorted(SITE.rglob("*.yml"))]

    assert [hit for text in texts for hit in hits(text)] == []


@pytest.mark.parametrize("letters", ["0 ", "0912345678 ", "hộ nghèo Nguyễn ", "a.a@", "84 9", "stk 1 ", "em A ", "x"])
def test_hostile_text_is_searched_in_no_time(letters):
    text = f"@ {letters * (60_000 // len(letters))}"
    start = time.process_time()

    for _ in hits(text):
        break

    assert time.process_time() - start < 1


def test_every_capital_of_the_alphabet_begins_a_name():
    vowels = {unicodedata.normalize("NFC", letter + mark) for letter in VOWELS[0] for mark in VOWELS[1]}

    assert vowels | set("BCDĐFGHJKLMNPQRSTVWXZÀÝŊŽƠẠỸ") <= set(_capitals())
    assert not set("abcđ@[×ƐƱ0") & set(_capitals())


AMOUNT = "84 912 345 678 đồng"
FAR, NEAR = "x" * 41, "x" * 38


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("06819901234", []),
        ("068199012345", ["personal_citizen_id"]),
        ("0681990123456", []),
        ("091234567", []),
        ("0912345678", ["personal_phone"]),
        ("09123456789", []),
        ("0212345678", []),
        ("0312345678", ["personal_phone"]),
        ("0412345678", []),
        ("0612345678", []),
        ("1068199012345", []),
        (".068199012345", []),
        ("a068199012345", []),
        ("CMND 25012345", []),
        ("CMND 250123456", ["personal_citizen_id"]),
        ("CMND 2501234567", []),
        ("CMND 250123456 đồng", []),
        ("CMND250123456", []),
        ("xcmnd 250123456", []),
        ("STK 12345", []),
        ("STK 123456", ["personal_account"]),
        ("STK 1234567890123456789", ["personal_account"]),
        ("STK 12345678901234567890", []),
        (f"STK {NEAR} 123456", ["personal_account"]),
        (f"STK {FAR} 123456", []),
        ("STK\n123456", []),
        (f"+{AMOUNT}", ["personal_phone"]),
        (f"00{AMOUNT}", ["personal_phone"]),
        (AMOUNT, []),
        (f"x {AMOUNT}", []),
        (f"{AMOUNT}x", ["personal_phone"]),
        ("a: 84912345678", []),
        (f"a:{' ' * 119}84912345678", []),
        (f"a:{' ' * 120}84912345678", ["personal_phone"]),
        ("a: 84 912 345 678", ["personal_phone"]),
        ("a: b 84912345678", ["personal_phone"]),
        ("a:\n84912345678", ["personal_phone"]),
        ("84912345678", ["personal_phone"]),
        ("0912345678 đồng", ["personal_phone"]),
        ("0912345678 0912345679", ["personal_phone", "personal_phone"]),
        ("068199012345 STK 123456 CMND 250123456", ["personal_citizen_id", "personal_citizen_id", "personal_account"]),
        ("a@lamdong.gov.vn", []),
        ("a@LAMDONG.GOV.VN", []),
        ("a@gov.vn.example.org", ["personal_mail"]),
        ("https://u:p@example.org", []),
        (f"https://{'u' * 116}:p@example.org", []),
        (f"https://{'u' * 117}:p@example.org", ["personal_mail"]),
        ("https://u:p@example.org a@example.org", ["personal_mail"]),
    ],
)
def test_a_number_is_as_long_and_as_near_to_its_word_as_it_must_be(text, codes):
    assert [hit.code for hit in hits(text)] == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (f"ung thư {'x' * 100} bà Trần Thị B", ["personal_health"]),
        (f"ung thư {'x' * 120} bà Trần Thị B", []),
        (f"bà Trần Thị B {'x' * 100} ung thư", ["personal_health"]),
        (f"bà Trần Thị B {'x' * 120} ung thư", []),
        ("ung thư\nbà Trần Thị B", []),
        ("bà Trần Thị B\nung thư", []),
        ("a: 1\nbà Trần Thị B ung thư\nb: 2", ["personal_health"]),
        ("bà Trần Thị B xung thưx", []),
        ("ung thư Trần Thị B", []),
        ("hộ nghèo Trần Thị B", ["personal_household"]),
        ("hộ nghèo bà Trần Thị B", ["personal_household"]),
        ("hộ nghèo thôn 1: bà Mười Thị B", ["personal_household"]),
        ("bà Trần Thị B hộ nghèo, bà Lê Thị C", ["personal_household", "personal_household"]),
        ("hộ nghèo bà Trần Thị B ung thư", ["personal_household", "personal_health"]),
        ("bà Trần ung thư", []),
    ],
)
def test_a_name_is_held_up_near_the_word_on_its_line(text, codes):
    assert [hit.code for hit in hits(text)] == codes


def test_each_of_several_lines_is_counted_from_one():
    found = [(hit.line, hit.column, hit.shown) for hit in hits("0912345678\n\n  xy 0912345678 và a.b@example.org\n")]

    assert found == [(3, 20, "a.…@example.org"), (1, 1, "091…"), (3, 6, "091…")]


@pytest.mark.parametrize("digits", ["²", "①", "٠", "𝟎"])
def test_other_digits_are_read_as_such(digits):
    assert [hit.shown for hit in hits(f"0681990123{digits}5")] == ["068…"]
