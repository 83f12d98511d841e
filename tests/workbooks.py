"""Workbooks for tests: those of the tiny site, filled in through openpyxl as a person would, or packed by hand."""

import datetime as dt
import functools
import io
import zipfile
from pathlib import PurePosixPath

import openpyxl

from generator.intake.examine import examine
from generator.intake.papers import papers
from generator.intake.standing import Standing
from generator.intake.wording import read
from generator.language.months import Month
from generator.sheet.facts import Facts, report_path
from generator.sheet.workbook import workbook

SHEETS = {"report": "Báo cáo", "results": "Kết quả", "works": "Công việc", "bodies": "Cơ quan", "stated": "Tổng số"}
MAY, JULY = Month(2024, 5), Month(2024, 7)
NAME = PurePosixPath("xa.xlsx")


def standing(data, today="2024-08-02"):
    """Return what stands in the folder ``data``, read once as long as neither it nor its history changes."""
    return _standing(data, today, _state(data))


def _state(data):
    files = (path for path in data.parent.rglob("*") if path.is_file())
    return frozenset((path, path.stat().st_mtime_ns, path.stat().st_size) for path in files)


@functools.lru_cache(maxsize=4)
def _standing(data, today, state):
    return Standing.of(data, dt.date.fromisoformat(today))


@functools.lru_cache(maxsize=4)
def _blank(data, month, state):
    return workbook(facts(data, month))


def facts(data, month, commune="da-tong", report=None):
    """Return the facts of a commune in a month of the data folder, with its report where that stands."""
    found = standing(data)
    path = report_path(commune, month)
    raw = found.bytes_at(path)
    return Facts(
        data=found.dataset,
        commune=found.dataset.commune(commune),
        month=month,
        report=report or (read(path, raw) if raw else None),
    )


def opened(raw):
    return openpyxl.load_workbook(io.BytesIO(raw))


def saved(book):
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def filled(data, month=JULY):
    """Return the workbook of a month without a report or a day, filled in as a person would."""
    book = opened(_blank(data, month, _state(data)))
    book["Báo cáo"]["B6"] = "01/08/2024"
    results = book["Kết quả"]
    for row in (7, 8, 9):
        results.cell(row, 6, 5)
        results.cell(row, 9, 60)
        results.cell(row, 10, 60)
    day = book[f"Lịch tháng {month.number:02}-{month.year}"]
    for row, value in {
        5: f"20/{month.number:02}/2024",
        6: "07:00",
        7: "Đã tổ chức",
        12: "Hội trường thôn",
        13: "Cuốc\nChổi",
    }.items():
        day.cell(row, 2, value)
    return book


def taken(raw, data, today="2024-08-02", reason=None):
    """Return what comes of handing in the workbook ``raw``."""
    found = standing(data, today)
    return examine(papers(raw, NAME, found, reason), found)


def repacked(raw, changes):
    """Return an .xlsx with parts replaced, added, or (None) left out."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = changes.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content(old.read(name)) if callable(content) else content)
        for name, content in changes.items():
            if name not in old.namelist() and content is not None:
                new.writestr(name, content)
    return written.getvalue()
