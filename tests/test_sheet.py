"""``thubay sheet``: the workbook that a commune fills in, what stands in it, and that it is the same every time."""

import io
import subprocess
import sys
import zipfile

import pytest

from generator.cli import main
from generator.figures.reporting import month_due
from generator.form.workbooks import workbook_files
from generator.language.months import Month
from generator.language.names import Names
from generator.loading.load import load
from generator.schema import part
from generator.sheet.tables import blocks, tables
from generator.sheet.workbook import workbook
from tests import factories
from tests.conftest import TINY, TODAY
from tests.faults import site
from tests.handed import repository
from tests.workbooks import JULY, facts, opened

APRIL = Month(2024, 4)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return repository(tmp_path_factory.mktemp("repository"))


@pytest.fixture(scope="module")
def book(data):
    return opened(workbook(facts(data, JULY)))


def texts(sheet):
    return {cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def test_the_same_facts_give_the_same_bytes(data):
    assert workbook(facts(data, JULY)) == workbook(facts(data, JULY))


def test_no_time_of_its_making_is_left_in_it(data):
    with zipfile.ZipFile(io.BytesIO(workbook(facts(data, JULY)))) as archive:
        times = {entry.date_time for entry in archive.infolist()}
        core = archive.read("docProps/core.xml").decode()

    assert times == {(1980, 1, 1, 0, 0, 0)}
    assert core.count("1980-01-01T00:00:00Z") == 2


def test_the_command_writes_the_month_due(data, tmp_path, capsys):
    out = tmp_path / "xa.xlsx"

    code = main(["sheet", "--commune", "da-tong", "--out", str(out), "--data", str(data), "--today", "2024-07-20"])

    assert code == 0
    assert "Xã Đạ Tông" in capsys.readouterr().out
    assert opened(out.read_bytes())["Hướng dẫn"]["A1"].value == "Báo cáo Xã Đạ Tông tháng 07/2024"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--commune", "da-tog"], "Không có xã nào mang mã “da-tog”. Các mã đang dùng: da-tong, ro-men."),
        (["--commune", "da-tong", "--month", "2024-13"], "--month"),
    ],
)
def test_the_command_says_what_it_cannot_make(data, tmp_path, capsys, options, said):
    try:
        code = main(["sheet", *options, "--out", str(tmp_path / "x.xlsx"), "--data", str(data), "--today", "2024-07-20"])
    except SystemExit as stopped:
        code = stopped.code
    told = capsys.readouterr()

    assert code in (1, 2)
    assert said in told.out + told.err
    assert not (tmp_path / "x.xlsx").exists()


def test_every_field_that_a_cell_can_hold_has_its_label_in_the_workbook(book):
    said = texts(book["Hướng dẫn"])
    columns = [column for table in (*blocks().values(), *tables().values()) for column in table.columns]
    for column in columns:
        if column.field and column.name not in ("commune", "month"):
            assert column.label in said or f"{column.group}: {column.label}" in said, column.name
            assert not column.field.hint or column.refers or any(column.field.hint in text for text in said), column.name


def test_labels_of_one_table_are_told_apart():
    for table in (*blocks().values(), *tables().values()):
        labels = [column.label for column in table.columns]
        assert len(set(labels)) == len(labels), table.name


def test_hamlets_stand_with_their_households_and_the_date_of_the_count(book):
    rows = [[cell.value for cell in row[:3]] for row in book["Kết quả"].iter_rows(min_row=7, max_row=9)]

    assert rows[0] == ["Ngày làm chung tháng 07/2024", "Thôn N'tôn", "120 hộ (chốt 01/01/2024)"]
    assert [row[1] for row in rows] == ["Thôn N'tôn", "Thôn Đạ Nhinh", "Thôn Liêng Hung"]
    assert "Số liệu để thử" in texts(book["Danh mục"])


def test_a_hamlet_of_another_time_is_left_out(tmp_path):
    folder = site(tmp_path)
    places = folder / "places.yml"
    places.write_text(
        places.read_text("utf-8").replace('name: "Thôn Đạ Nhinh"', 'name: "Thôn Đạ Nhinh"\n        valid_to: 2024-05-31'), "utf-8"
    )

    sheet = opened(workbook(facts(folder, JULY)))["Kết quả"]

    assert [sheet.cell(row, 2).value for row in (7, 8, 9)] == ["Thôn N'tôn", "Thôn Liêng Hung", None]


def test_planned_works_are_offered_beside_what_was_planned(data):
    blank = facts(data, APRIL)
    object.__setattr__(blank, "report", None)

    sheet = opened(workbook(blank))["Công việc"]

    rows = [[cell.value for cell in row[:5]] for row in sheet.iter_rows(min_row=7, max_row=8)]
    assert rows == [
        ["Đợt ra quân quý II năm 2024", "Thôn N'tôn", "Đường phát quang, dọn vệ sinh (m)", "1.200 m", None],
        ["Ngày làm chung tháng 04/2024", "Thôn N'tôn", "Đường phát quang, dọn vệ sinh (m)", "800 m", None],
    ]


def rules(sheet):
    return {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}


def test_cells_take_only_what_the_schema_allows(book):
    found = rules(book["Kết quả"])

    residents = part("participants")["residents"]
    rule = found["I7:I400"]
    assert (rule.type, rule.formula1, rule.formula2) == ("whole", "0", str(residents.rules["max"]))
    assert rule.prompt.startswith(residents.hint)
    assert "20.000" in rule.error
    assert found["E7:E400"].type == "textLength"
    assert found["E7:E400"].formula1 == str(part("result")["not_held"].rules["maxlength"])


def listed(book, rule):
    name, _, cells = rule.formula1.rpartition("!")
    return [cell[0].value for cell in book[name.strip("'")][cells.replace("$", "")]]


def test_lists_offer_hamlets_indicators_by_area_bodies_and_whether_it_was_held(book):
    works, results, bodies = rules(book["Công việc"]), rules(book["Kết quả"]), rules(book["Cơ quan"])

    assert listed(book, results["B7:B400"]) == ["Thôn N'tôn", "Thôn Đạ Nhinh", "Thôn Liêng Hung"]
    assert listed(book, results["D7:D400"]) == ["Có", "Không"]
    assert listed(book, works["C7:C400"]) == [
        "▸ II.3 Xanh - sạch - đẹp",
        "Đường phát quang, dọn vệ sinh (m)",
        "Cây xanh trồng mới (cây)",
        "▸ II.4 An sinh xã hội",
        "Diện tích giúp chăm sóc, thu hoạch (ha)",
        "Hộ được giúp lao động sản xuất (lượt hộ)",
    ]
    assert "Phòng Nông nghiệp và Phát triển nông thôn" in listed(book, bodies["C7:C400"])


def test_a_month_without_a_day_brings_sheets_to_choose_one(book):
    assert [name for name in book.sheetnames if name.startswith("Lịch")] == ["Lịch tháng 07-2024", "Lịch tháng 08-2024"]


def test_a_month_with_a_day_or_a_waiver_brings_none(data):
    assert not [name for name in opened(workbook(facts(data, Month(2024, 5)))).sheetnames if name.startswith("Lịch")]


def test_every_sheet_prints_on_a4_landscape_and_tables_keep_their_heads(book):
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9), sheet.title
    for name in ("Kết quả", "Công việc", "Cơ quan"):
        assert book[name].freeze_panes == "C7", name
        assert book[name].print_title_rows == "$5:$6", name


def test_nothing_in_it_is_a_formula_or_locked(book):
    for sheet in book.worksheets:
        assert not sheet.protection.sheet
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}, sheet.title


@pytest.mark.parametrize("words", ["=HYPERLINK(A1)", "<r><t>1</t></r>"])
def test_the_words_of_contributors_stay_words(tmp_path, words):
    folder = site(tmp_path)
    report = folder / "reports/2024/da-tong/2024-05.yml"
    report.write_text(report.read_text("utf-8").replace('reported_by: "Khối Dân vận xã"', f'reported_by: "{words}"'), "utf-8")

    cell = opened(workbook(facts(folder, JULY)))["Báo cáo"]["B5"]

    assert (cell.value, cell.data_type) == (words, "s")


@pytest.mark.parametrize(
    ("today", "due"), [("2024-05-20", "2024-05"), ("2024-06-10", "2024-06"), ("2024-04-10", "2024-04"), ("2024-08-10", "2024-07")]
)
def test_the_month_due_is_this_one_or_the_one_before_while_it_is_awaited(today, due):
    data = load(TINY, TODAY).dataset

    assert str(month_due(data, "da-tong", factories.day(today))) == due


def test_names_are_found_however_they_are_typed():
    names = Names.of([("n-ton", "Thôn N'tôn"), ("da-nhinh", "Thôn Đạ Nhinh"), ("da", "Thôn Đá"), ("da-2", "Thôn Đa")])

    assert names.id_of("Thôn N’tôn") == "n-ton"
    assert names.id_of(" thon da nhinh ") == "da-nhinh"
    assert names.id_of("Đạ Nhinh") == "da-nhinh"
    assert names.id_of("n-ton") == "n-ton"
    assert names.id_of("Thôn Đá") == "da"
    assert names.id_of("thon da") is None
    assert names.nearest("Thôn Đạ Nhin") == "Thôn Đạ Nhinh"
    assert names.nearest("Rừng") is None


def test_names_that_are_alike_are_told_apart_by_their_ids():
    assert Names.of([("a", "Thôn 1"), ("b", "Thôn 1")]).shown == ("Thôn 1 (a)", "Thôn 1 (b)")


def test_the_site_offers_the_workbook_of_the_month_due_of_every_commune(tiny_site):
    files = {file.address: file for file in tiny_site.files if file.address.endswith(".xlsx")}

    assert set(files) == {"/nop/da-tong.xlsx", "/nop/ro-men.xlsx"}
    titles = {address: opened(file.read())["Hướng dẫn"]["A1"].value for address, file in files.items()}
    assert titles == {
        "/nop/da-tong.xlsx": "Báo cáo Xã Đạ Tông tháng 06/2024",
        "/nop/ro-men.xlsx": "Báo cáo Xã Rô Men tháng 05/2024",
    }
    (page,) = (page for page in tiny_site.pages if page.address == "/nop/")
    assert all(f'href="{address.removeprefix("/nop/")}"' in page.body() for address in files)


def test_a_month_reported_already_is_offered_as_it_stands(tmp_path):
    folder = site(tmp_path)
    found = load(folder, factories.day("2024-05-30"))

    (file,) = (
        each
        for each in workbook_files(found.dataset, folder, factories.day("2024-05-30"), tmp_path / "kept")
        if each.address == "/nop/da-tong.xlsx"
    )

    assert opened(file.read())["Kết quả"]["I7"].value == 81


def test_the_site_does_without_the_library_until_a_workbook_is_asked_for():
    asked = "import generator.site, generator.sinks.build, sys; sys.exit('xlsxwriter' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
