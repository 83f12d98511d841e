"""The field that a line of a file belongs to, told by the lines alone."""

import time
from pathlib import PurePosixPath

import pytest

from generator.checks.known import Known
from generator.loading.files import MOST_PERSONAL, Checker
from generator.loading.tree import Entry
from generator.reading.outline import label_at

REPORT = """\
commune: da-tong
days:
  - campaign: 2024/q2
    results:
      - hamlet: n-ton
        note: "một
          hai: ba"
      - hamlet: da-nhinh
        works:
        - indicator: duong
          quantity: 5
        - indicator: cay
          quantity: 6
        participants: {residents: 5}
links:
- https://example.org/1
- https://example.org/2
xong
 xong
abc: d
\tnote: x
"note": x
"""
DAY = "Các đợt trong tháng 1"
SECOND = f"{DAY} › Kết quả từng thôn 2"


@pytest.mark.parametrize(
    ("line", "column", "label"),
    [
        (1, 10, "Xã"),
        (1, 1, "Xã"),
        (3, 15, f"{DAY} › Đợt"),
        (3, 3, DAY),
        (6, 20, f"{DAY} › Kết quả từng thôn 1 › Ghi chú"),
        (7, 20, ""),
        (8, 17, f"{SECOND} › Thôn"),
        (11, 21, f"{SECOND} › Công việc đã làm 1 › Khối lượng"),
        (13, 21, f"{SECOND} › Công việc đã làm 2 › Khối lượng"),
        (12, 9, f"{SECOND} › Công việc đã làm 2"),
        (14, 34, f"{SECOND} › Số người tham gia"),
        (17, 3, "Tin bài 2"),
        (18, 1, ""),
        (19, 2, "Tin bài 2"),
        (20, 6, ""),
        (21, 2, ""),
        (22, 9, ""),
        (0, 1, ""),
        (99, 1, ""),
    ],
)
def test_a_place_belongs_to_the_field_whose_key_leads_to_it(line, column, label):
    assert label_at(REPORT.split("\n"), "report", line, column) == label


def test_a_file_of_lines_without_a_key_is_left_soon():
    lines = ["days:"] + ["- x"] * 60_000
    start = time.process_time()

    assert label_at(lines, "report", 60_000, 3) == ""
    assert time.process_time() - start < 0.1


def checked(text, kind="report"):
    path = PurePosixPath("reports/2024/da-tong/2024-04.yml")
    known = Known.of({}, ())
    return Checker(PurePosixPath("data"), known, {path: text.encode()}).check(Entry(path, kind, len(text))).problems


def test_a_number_in_a_file_that_cannot_be_read_is_told_and_never_repeated():
    [problem] = checked("commune: da-tong\nproposals: @gọi 0912345678\n")

    assert (problem.code, problem.line, problem.field) == ("personal_phone", 2, "Đề xuất, kiến nghị")
    assert "345" not in problem.message + str(problem.correction)


def test_a_corrected_line_never_puts_a_number_together():
    [problem] = checked('commune: da-tong\nproposals: "gọi 0912\u200b345678"\n')

    assert (problem.code, problem.correction) == ("invisible_character", None)


def test_a_file_full_of_numbers_is_told_up_to_what_a_person_can_read():
    found = checked("proposals: x\n" + "# 0912345678\n" * 4000)

    assert sum(problem.code == "personal_phone" for problem in found) == MOST_PERSONAL
