"""The workbook of a commune in LibreOffice, as `make test-office` runs it: opened, worked out, saved, printed."""

import openpyxl
import pytest

from tests.office import Office, pages_of, pictures, text_of


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office"))


def test_libreoffice_works_out_what_a_library_only_writes(office, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Đạ Tông", 84, 48, "=B1+C1"])
    book.save(tmp_path / "sums.xlsx")

    (printed,) = office.saved([tmp_path / "sums.xlsx"], "pdf", tmp_path)
    (saved,) = office.saved([tmp_path / "sums.xlsx"], "xlsx", tmp_path / "saved")

    assert openpyxl.load_workbook(saved, data_only=True).active["D1"].value == 132
    assert "Đạ Tông" in text_of(printed)
    assert pages_of(printed) == (1, 210, 297)
    assert len(pictures(printed, tmp_path)) == 1
