"""The workbook of a commune in LibreOffice, as `make test-office` runs it: opened, worked out, saved, printed."""

import openpyxl
import pytest
import yaml

from generator.sheet.workbook import workbook
from tests.handed import repository
from tests.office import Office, pages_of, pictures, text_of
from tests.workbooks import MAY, facts, filled, saved, taken

A4_LANDSCAPE = 297, 210


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return repository(tmp_path_factory.mktemp("repository"))


@pytest.fixture(scope="module")
def books(data, tmp_path_factory):
    """The workbooks that the tests open: filled in, with a sum never worked out, and of a published report."""
    folder = tmp_path_factory.mktemp("books")
    summed = filled(data)
    summed["Kết quả"]["I7"] = "=30+30"
    summed["Công việc"]["B7"], summed["Công việc"]["C7"], summed["Công việc"]["E7"] = "Thôn N'tôn", "Cây xanh trồng mới (cây)", 12
    made = {"filled": saved(filled(data)), "summed": saved(summed), "published": workbook(facts(data, MAY.previous))}
    for name, raw in made.items():
        (folder / f"{name}.xlsx").write_bytes(raw)
    return [folder / f"{name}.xlsx" for name in made]


@pytest.fixture(scope="module")
def excel(office, books, tmp_path_factory):
    return dict(zip((book.stem for book in books), office.saved(books, "xlsx", tmp_path_factory.mktemp("xlsx")), strict=True))


@pytest.fixture(scope="module")
def through_ods(office, books, tmp_path_factory):
    loose = office.saved(books, "ods", tmp_path_factory.mktemp("ods"))
    return dict(zip((book.stem for book in books), office.saved(loose, "xlsx", tmp_path_factory.mktemp("back")), strict=True))


def files(raw, data):
    examined = taken(raw, data)
    assert not examined.errors, [f"{each.field}: {each.message}" for each in examined.problems]
    return {str(path): yaml.safe_load(content) for path, content in examined.files.items()}


@pytest.fixture(params=["excel", "through_ods"])
def again(request):
    return request.getfixturevalue(request.param)


def test_what_libreoffice_saved_holds_the_same_report_and_day(again, data):
    found = files(again["filled"].read_bytes(), data)

    assert found == files(saved(filled(data)), data)
    assert len(found) == 2


def test_libreoffice_works_out_a_sum_that_is_then_taken(again, data):
    report = files(again["summed"].read_bytes(), data)["reports/2024/da-tong/2024-07.yml"]

    result = report["days"][0]["results"][0]
    assert result["participants"]["residents"] == 60
    assert result["works"] == [{"indicator": "cay-xanh", "quantity": 12}]


def test_a_published_report_is_unchanged_by_libreoffice(again, data):
    assert files(again["published"].read_bytes(), data) == {}


def test_choices_and_limits_survive(excel):
    sheet = openpyxl.load_workbook(excel["filled"])["Kết quả"]

    kinds = {rule.type for rule in sheet.data_validations.dataValidation}
    assert {"list", "whole", "decimal", "textLength"} <= kinds


def test_it_prints_on_a4_landscape_with_its_words(office, books, tmp_path):
    (printed,) = office.saved(books[:1], "pdf", tmp_path)

    pages, *size = pages_of(printed)
    words = text_of(printed)
    assert tuple(size) == A4_LANDSCAPE
    assert pages == len(pictures(printed, tmp_path)) <= 16
    for said in (
        "Báo cáo Xã Đạ Tông tháng 07/2024",
        "Chưa đếm thì để trống, không ghi 0",
        "Thôn Liêng Hung",
        "Nhân dân đóng góp",
    ):
        assert said in words, said
    assert "###" not in words
