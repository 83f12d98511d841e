"""``thubay import`` of a workbook: what comes back is what was filled in, and every slip is told at its cell."""

import datetime as dt

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.intake.papers import papers
from generator.intake.parts import DAYS_1904
from generator.intake.wording import read, said
from generator.problems import Severity
from generator.sheet.facts import Facts
from generator.sheet.workbook import workbook
from generator.validation.yaml_writer import yaml_text
from tests.conftest import mostly_slow
from tests.documents import document, group
from tests.handed import APRIL as APRIL_FILE
from tests.handed import repository
from tests.workbooks import JULY, MAY, NAME, facts, filled, opened, saved, standing, taken

REPORT, DAY = "reports/2024/da-tong/2024-07.yml", "campaigns/2024/07-da-tong.yml"
HAMLETS = ("n-ton", "da-nhinh", "liang-hung")
INDICATORS = ("duong-ve-sinh", "cay-xanh", "dien-tich-giup", "ho-giup-san-xuat")
BODIES = ("bcd-502", "thuong-truc", "phong-nong-nghiep", "huyen-doan")
WORDS = document("report").map(lambda found: found["reported_by"])


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return repository(tmp_path_factory.mktemp("repository"))


@pytest.fixture(scope="module")
def unharmed(data):
    return files(taken(saved(filled(data)), data))


def files(examined):
    assert not examined.errors, [f"{each.field}: {each.message}" for each in examined.problems]
    return {str(path): yaml.safe_load(content) for path, content in examined.files.items()}


def errors(book, data):
    return [each for each in taken(saved(book), data).problems if each.severity is Severity.ERROR]


def test_what_was_filled_in_becomes_a_report_and_a_day(data):
    found = taken(saved(filled(data)), data)

    assert files(found).keys() == {REPORT, DAY}
    texts = {str(path): content.decode() for path, content in found.files.items()}
    assert (
        texts[REPORT]
        == """\
commune: da-tong
month: 2024-07
reported_by: "Khối Dân vận xã"
reported_on: 2024-08-01
days:
  - campaign: "2024/07-da-tong"
    results:
      - hamlet: n-ton
        participants: {officials: 5, residents: 60}
        households: 60
      - hamlet: da-nhinh
        participants: {officials: 5, residents: 60}
        households: 60
      - hamlet: liang-hung
        participants: {officials: 5, residents: 60}
        households: 60
"""
    )
    assert (
        texts[DAY]
        == """\
commune: da-tong
month: 2024-07
date: 2024-07-20
start: "07:00"
status: "held"
meeting_point: "Hội trường thôn"
bring: ["Cuốc", "Chổi"]
"""
    )


def test_the_command_shows_the_difference_and_writes(tmp_path, monkeypatch, capsys):
    (tmp_path / "repository").mkdir()
    folder = repository(tmp_path / "repository")
    monkeypatch.chdir(folder.parent)
    (tmp_path / "xa.xlsx").write_bytes(saved(filled(folder)))

    code = main(["import", str(tmp_path / "xa.xlsx"), "--today", "2024-08-02"])
    out = capsys.readouterr().out

    assert code == 0, out
    assert f"+++ data/{REPORT}" in out
    assert "+reported_on: 2024-08-01" in out
    assert (folder / REPORT).is_file()


def test_a_published_report_comes_back_as_it_stands(data):
    for month in (MAY, MAY.previous):
        examined = taken(workbook(facts(data, month)), data)

        assert files(examined) == {}, month


def changed(data):
    book = opened(workbook(facts(data, MAY.previous)))
    book["Kết quả"]["J7"] = 48
    return book


def test_a_published_report_does_not_change_without_a_reason(data):
    (problem,) = errors(changed(data), data)

    assert problem.code == "review_no_correction"
    assert "“Các lần sửa”" in problem.message


def test_the_reason_may_stand_in_its_cell_or_beside_the_command(data):
    book = changed(data)
    book["Báo cáo"]["B10"] = "Thôn đếm lại số hộ"
    stands = yaml.safe_load((data / APRIL_FILE).read_text("utf-8"))

    for found in (taken(saved(book), data), taken(saved(changed(data)), data, reason="Thôn đếm lại số hộ")):
        report = files(found)[APRIL_FILE]

        assert report["corrections"] == [{"date": dt.date(2024, 8, 2), "reason": "Thôn đếm lại số hộ"}]
        assert report["days"][0]["results"][0]["households"] == 48
        assert report["days"][0]["results"][0]["photos"] == stands["days"][0]["results"][0]["photos"]


def test_a_reason_without_a_change_changes_nothing(data):
    book = opened(workbook(facts(data, MAY)))
    book["Báo cáo"]["B10"] = "Thôn đếm lại số hộ"

    assert files(taken(saved(book), data)) == {}


def test_a_reason_for_what_was_never_published_is_left_out(data):
    book = filled(data)
    book["Báo cáo"]["B10"] = "Thôn đếm lại số hộ"

    found = taken(saved(book), data)

    assert "corrections" not in files(found)[REPORT]
    assert "sheet_reason_not_needed" in {each.code for each in found.problems}


def test_a_blank_workbook_is_told(data):
    with pytest.raises(Exception, match="Chưa có ô nào được điền"):
        taken(workbook(facts(data, JULY)), data)


# What a cell holds, and what the file then says.
KIND_ONE = {
    "a text with a point": ("I7", "1.060", ("participants", "residents"), 1060),
    "a number stored as text": ("I7", "60", ("participants", "residents"), 60),
    "blanks around a number": ("I7", " 60 ", ("participants", "residents"), 60),
    "a decimal comma": ("L7", "12,5", ("labour_days",), 12.5),
    "a grouped number with a comma": ("L7", "1.234,5", ("labour_days",), 1234.5),
    "a number": ("L7", 12.5, ("labour_days",), 12.5),
    "a sum that went astray": ("L7", 0.1 + 0.2, ("labour_days",), 0.3),
    "money in full": ("O7", "3.500.000", ("money", "people"), 3500000),
    "a zero": ("O7", 0, ("money", "people"), 0),
    "a text": ("S7", "=1+1 là hai", ("note",), "=1+1 là hai"),
    "a number as a note": ("S7", 12, ("note",), "12"),
}


@pytest.mark.parametrize("name", mostly_slow(KIND_ONE, 3))
def test_a_cell_with_one_meaning_is_read(data, name):
    cell, value, way, meant = KIND_ONE[name]
    book = filled(data)
    here = book["Kết quả"][cell]
    here.value = value
    if isinstance(value, str):
        here.data_type = "s"

    result = files(taken(saved(book), data))[REPORT]["days"][0]["results"][0]
    for key in way:
        result = result[key]

    assert result == meant
    assert isinstance(result, type(meant))


DATES = ("01/08/2024", "1/8/2024", "2024-08-01", "ngày 1 tháng 8 năm 2024", dt.date(2024, 8, 1), 45505)


@pytest.mark.parametrize("value", mostly_slow(DATES, 3))
def test_a_date_is_read_however_it_is_kept(data, value):
    book = filled(data)
    cell = book["Báo cáo"]["B6"]
    cell.value = value
    if isinstance(value, dt.date):
        cell.number_format = "dd/mm/yyyy"

    assert files(taken(saved(book), data))[REPORT]["reported_on"] == dt.date(2024, 8, 1)


@pytest.mark.parametrize("value", mostly_slow(["07:00", "7h", "7 giờ", "7:00", dt.time(7, 0), 7 / 24]))
def test_an_hour_is_read_however_it_is_kept(data, value):
    book = filled(data)
    cell = book["Lịch tháng 07-2024"]["B6"]
    cell.value = value
    if isinstance(value, dt.time):
        cell.number_format = "hh:mm"

    assert files(taken(saved(book), data))[DAY]["start"] == "07:00"


def test_the_days_of_an_old_macintosh_are_counted_from_their_own_first_day(data):
    book = filled(data)
    book.epoch = DAYS_1904
    book["Báo cáo"]["B6"].value = dt.date(2024, 8, 1)
    book["Báo cáo"]["B6"].number_format = "dd/mm/yyyy"

    assert files(taken(saved(book), data))[REPORT]["reported_on"] == dt.date(2024, 8, 1)


def cell(book, sheet, at, value, number_format=None):
    here = book[sheet][at]
    here.value = value
    if number_format:
        here.number_format = number_format


def merged(book, cells):
    book["Kết quả"].merge_cells(cells)


# What somebody does to the workbook, where it is told, and what the sentence says.
SLIPS = {
    "a word for a number": (lambda book: cell(book, "Kết quả", "I7", "không"), "Kết quả", "I7", "không có thì ghi 0"),
    "a cross for a number": (lambda book: cell(book, "Kết quả", "J8", "x"), "Kết quả", "J8", "“x”, không phải một số"),
    "a number with its unit": (lambda book: cell(book, "Kết quả", "I7", "60 người"), "Kết quả", "I7", "Chỉ viết số 60"),
    "a number in thousands": (lambda book: cell(book, "Kết quả", "O7", "3,5 triệu"), "Kết quả", "O7", "3 triệu là 3000000"),
    "half a person": (lambda book: cell(book, "Kết quả", "I7", 60.5), "Kết quả", "I7", "Đang ghi “60.5”"),
    "a point that may be a comma": (lambda book: cell(book, "Kết quả", "L7", "12.500"), "Kết quả", "L7", "hãy viết 12500"),
    "a number turned into a date": (
        lambda book: cell(book, "Kết quả", "I7", dt.date(2024, 5, 6), "dd/mm/yyyy"),
        "Kết quả",
        "I7",
        "đã đổi số trong ô này thành ngày (06/05/2024)",
    ),
    "yes for a number": (lambda book: cell(book, "Kết quả", "I7", True), "Kết quả", "I7", "“TRUE”, không phải một số"),
    "less than nobody": (lambda book: cell(book, "Kết quả", "I7", -1), "Kết quả", "I7", "nhỏ hơn mức nhỏ nhất là 0"),
    "too many": (lambda book: cell(book, "Kết quả", "I7", 99999), "Kết quả", "I7", "lớn hơn mức lớn nhất là 20000"),
    "a day that is none": (lambda book: cell(book, "Báo cáo", "B6", "31/02/2024"), "Báo cáo", "B6", "Không có ngày “31/02/2024”"),
    "no date": (lambda book: cell(book, "Báo cáo", "B6", "hôm qua"), "Báo cáo", "B6", "Hãy ghi ngày/tháng/năm, ví dụ 26/04/2024"),
    "no hour": (lambda book: cell(book, "Lịch tháng 07-2024", "B6", "sáng sớm"), "Lịch tháng 07-2024", "B6", "Hãy ghi giờ:phút"),
    "nothing where something must be": (
        lambda book: cell(book, "Báo cáo", "B6", None),
        "Báo cáo",
        "B6",
        "còn để trống mà phải có",
    ),
    "no such hamlet": (lambda book: cell(book, "Kết quả", "B7", "Thôn Ntôm"), "Kết quả", "B7", "Có phải “Thôn N'tôn” không"),
    "no hamlet at all": (lambda book: cell(book, "Kết quả", "B7", None), "Kết quả", "B7", "chưa chọn thôn"),
    "a hamlet of nowhere": (lambda book: cell(book, "Kết quả", "B7", "Sài Gòn"), "Kết quả", "B7", "không có trong danh mục"),
    "a status of our own": (lambda book: cell(book, "Lịch tháng 07-2024", "B7", "Xong"), "Lịch tháng 07-2024", "B7", "“Xong”"),
    "neither yes nor no": (lambda book: cell(book, "Kết quả", "D7", "chắc có"), "Kết quả", "D7", "Hãy chọn Có hoặc Không"),
    "not held and no reason": (
        lambda book: [cell(book, "Kết quả", "D7", "Không"), *(cell(book, "Kết quả", f"{each}7", None) for each in "FIJ")],
        "Kết quả",
        "D7",
        "Hãy ghi vì sao ở ô “Lý do không thực hiện”",
    ),
    "no reason but a no": (lambda book: cell(book, "Kết quả", "E7", "không"), "Kết quả", "E7", "thì để trống ô này"),
    "held and a reason why not": (
        lambda book: [cell(book, "Kết quả", "D7", "Có"), cell(book, "Kết quả", "E7", "Mưa to")],
        "Kết quả",
        "E7",
        "Hãy sửa một trong hai ô",
    ),
    "figures and a reason why not": (lambda book: cell(book, "Kết quả", "E7", "Mưa to"), "Kết quả", "F7", "lại có số liệu"),
    "another day without its reason": (
        lambda book: cell(book, "Kết quả", "Q7", "21/07/2024"),
        "Kết quả",
        "Q7",
        "Hãy thêm mục “Lý do làm khác ngày”",
    ),
    "a hamlet twice": (lambda book: cell(book, "Kết quả", "B8", "Thôn N'tôn"), "Kết quả", "B8", "đã ghi ở mục 1"),
    "two hamlets in one cell": (lambda book: merged(book, "I7:I8"), "Kết quả", "I7", "ô gộp của nhiều dòng"),
    "a formula never worked out": (
        lambda book: cell(book, "Kết quả", "I7", "=30+30"),
        "Kết quả",
        "I7",
        "chưa có kết quả (=30+30)",
    ),
    "a work without its amount": (
        lambda book: [cell(book, "Công việc", "B7", "Thôn N'tôn"), cell(book, "Công việc", "C7", "Cây xanh trồng mới (cây)")],
        "Công việc",
        "E7",
        "Mục “Khối lượng” còn để trống",
    ),
    "an area for an indicator": (
        lambda book: [
            cell(book, "Công việc", "B7", "Thôn N'tôn"),
            cell(book, "Công việc", "C7", "▸ II.4 An sinh xã hội"),
            cell(book, "Công việc", "E7", 5),
        ],
        "Công việc",
        "C7",
        "là tên nhóm việc",
    ),
    "half a tree": (
        lambda book: [
            cell(book, "Công việc", "B7", "Thôn N'tôn"),
            cell(book, "Công việc", "C7", "Cây xanh trồng mới (cây)"),
            cell(book, "Công việc", "E7", 2.5),
        ],
        "Công việc",
        "E7",
        "phải là số nguyên",
    ),
    "a column twice": (lambda book: cell(book, "Kết quả", "T6", "Nhân dân"), "Kết quả", "T6", "có hai lần"),
    "a sum that differs": (lambda book: cell(book, "Tổng số", "B7", 300), "Tổng số", "B7", "cộng lại được 195"),
    "a phone number": (lambda book: cell(book, "Kết quả", "S7", "Gọi 0912 345 678"), "Kết quả", "S7", "số điện thoại"),
}


@pytest.mark.parametrize("name", mostly_slow(SLIPS))
def test_every_slip_is_told_once_at_its_cell(data, name):
    change, sheet, at, sentence = SLIPS[name]
    book = filled(data)
    change(book)

    examined = taken(saved(book), data)
    found = [each for each in examined.problems if each.severity is Severity.ERROR]

    assert [each.field.partition(" › ")[0] for each in found] == [f"Trang tính “{sheet}”, ô {at}"], [
        each.message for each in found
    ]
    assert sentence in found[0].message
    assert str(found[0].path) == "xa.xlsx"
    assert examined.files == {}


def shifted(book):
    for name in ("Kết quả", "Báo cáo"):
        book[name].unmerge_cells = None
        for cells in list(book[name].merged_cells.ranges):
            book[name].merged_cells.remove(cells)
        book[name].insert_rows(1, 3)
        book[name].insert_cols(1, 2)


def swapped(book):
    sheet = book["Kết quả"]
    for row in range(6, 12):
        sheet.cell(row, 9).value, sheet.cell(row, 10).value = sheet.cell(row, 10).value, sheet.cell(row, 9).value


def rewrapped(book):
    book["Kết quả"]["I6"].value = "NHÂN DÂN (người)"
    book["Kết quả"]["J6"].value = "số hộ có người tham gia:"


def day_merged(book):
    sheet = book["Kết quả"]
    for row in (8, 9):
        sheet.cell(row, 1).value = None
    sheet.merge_cells("A7:A9")


def total_added(book):
    for column, value in {2: "Tổng cộng", 9: 180, 10: 180}.items():
        book["Kết quả"].cell(10, column, value)


HARMLESS = {
    "renamed": lambda book: setattr(book["Kết quả"], "title", "Sheet1"),
    "in another order": lambda book: book.move_sheet("Kết quả", -3),
    "shifted": shifted,
    "columns swapped": swapped,
    "heads typed again": rewrapped,
    "the day in one merged cell": day_merged,
    "the day left out": lambda book: [book["Kết quả"].cell(row, 1, "").__setattr__("value", None) for row in (7, 8, 9)],
    "blanks at the end": lambda book: [cell(book, "Kết quả", f"A{row}", " ") for row in range(100, 160)],
    "a total below": total_added,
    "ticks for yes": lambda book: [cell(book, "Kết quả", f"D{row}", word) for row, word in ((7, "x"), (8, "Có"), (9, "có"))],
    "names without marks": lambda book: cell(book, "Kết quả", "B8", "thon da nhinh"),
    "the guide thrown away": lambda book: book.remove(book["Hướng dẫn"]),
    "the lists thrown away": lambda book: book.remove(book["Danh mục"]),
}


@pytest.mark.parametrize("name", mostly_slow(HARMLESS))
def test_what_does_no_harm_changes_nothing(data, unharmed, name):
    book = filled(data)
    HARMLESS[name](book)

    assert files(taken(saved(book), data)) == unharmed


def test_figures_in_a_column_of_ones_own_are_told(data):
    book = filled(data)
    cell(book, "Kết quả", "T6", "Số con trâu")
    cell(book, "Kết quả", "T7", 3)

    found = [each for each in taken(saved(book), data).problems if each.code == "sheet_unknown_column"]

    assert [each.field for each in found] == ["Trang tính “Kết quả”, ô T6"]


def test_a_table_whose_heads_are_gone_is_missed(data):
    book = changed(data)
    book.remove(book["Công việc"])

    assert "sheet_no_table" in {each.code for each in errors(book, data)}


def test_a_workbook_of_two_months_is_refused(data):
    book = filled(data)
    book["Kết quả"]["D3"] = "06/2024"

    with pytest.raises(Exception, match="Mỗi tệp chỉ báo cáo một tháng"):
        taken(saved(book), data)


def test_a_workbook_of_somebody_else_is_refused(data):
    book = opened(workbook(facts(data, JULY)))
    for name in book.sheetnames[1:]:
        book.remove(book[name])

    with pytest.raises(Exception, match="không phải mẫu của chương trình"):
        taken(saved(book), data)


@st.composite
def reports(draw):
    """Return a report of April that the tiny site could hold, with whatever a cell can say."""
    days = []
    for campaign, hamlets in (("2024/q2", HAMLETS[:1]), ("2024/04-da-tong", HAMLETS)):
        results = [_result(draw, hamlet) for hamlet in draw(st.lists(st.sampled_from(hamlets), unique=True))]
        if results:
            stated = draw(st.one_of(st.just({}), group("stated")))
            days.append({"campaign": campaign, **({"stated": stated} if stated else {}), "results": results})
    base = draw(document("report"))
    kept = {name: base[name] for name in ("difficulties", "proposals", "links", "reported_by", "reported_on") if name in base}
    return said({"commune": "da-tong", "month": "2024-04", **kept, "days": days})


def _result(draw, hamlet):
    found = draw(group("result"))
    found = {name: value for name, value in found.items() if name not in ("photos", "not_held")}
    found["works"] = [{**work, "indicator": draw(st.sampled_from(INDICATORS))} for work in found.get("works", ())]
    found["bodies"] = [{**each, "body": draw(st.sampled_from(BODIES))} for each in found.get("bodies", ())]
    if draw(st.booleans()):
        found = {"not_held": draw(WORDS), **{name: found[name] for name in ("note",) if name in found}}
    return said({**found, "hamlet": hamlet})


@pytest.mark.slow
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(report=reports().filter(lambda found: "days" in found))
def test_any_report_comes_back_through_its_workbook(data, report):
    before = standing(data)
    commune = before.dataset.commune("da-tong")

    raw = workbook(Facts(data=before.dataset, commune=commune, month=MAY.previous, report=report))
    ((path, paper),) = papers(raw, NAME, before).items()

    got = said(read(path, paper.raw))
    for day in got["days"]:
        for result in day["results"]:
            result.pop("photos", None)
    assert str(path) == APRIL_FILE
    assert got == report, yaml_text("report", report)
