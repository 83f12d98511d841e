"""Workbooks that nobody means well with: each is refused by one clear sentence, in little time and memory."""

import contextlib
import io
import random
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.archive import Archive
from generator.intake.markup import Handler, parsed
from generator.intake.papers import papers
from generator.intake.spreadsheet import LIMITS, spreadsheet
from generator.problems import InvalidData
from generator.sheet.workbook import workbook
from tests.conftest import mostly_slow
from tests.handed import packed, repository
from tests.workbooks import JULY, NAME, facts, filled, opened, repacked, saved, standing, taken

SHEET = "xl/worksheets/sheet3.xml"
SECONDS, MEGABYTES = 20, 300
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
FOOT = "</sheetData></worksheet>"
CELL, DEEP = '<c t="str"><v>1</v></c>', "<a>" * 100_000 + "</a>" * 100_000
MANY = "<si><t>a</t></si>" * 1_000_000
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    + HEAD
    + '<row><c t="str"><v>&b;</v></c></row>'
    + FOOT
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + HEAD + '<row><c t="str"><v>&f;</v></c></row>' + FOOT


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return repository(tmp_path_factory.mktemp("repository"))


@pytest.fixture(scope="module")
def sound(data):
    return workbook(facts(data, JULY))


def rows(count, inside=""):
    return HEAD + f"<row>{inside}</row>" * count + FOOT


def encrypted(raw):
    changed = bytearray(raw)
    changed[changed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def shared(raw, texts):
    """Return an .xlsx whose cells could share the texts of a part."""
    link = b'<Relationship Id="rId99" Target="sharedStrings.xml" Type="http://x/relationships/sharedStrings"/></Relationships>'
    links = {"xl/_rels/workbook.xml.rels": lambda xml: xml.replace(b"</Relationships>", link)}
    return repacked(raw, {"xl/sharedStrings.xml": texts, **links})


def macro(content):
    return content.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml").replace(
        b"spreadsheetml.sheet.mac", b"ms-excel.sheet.mac"
    )


HOSTILE = {
    "a bomb": (lambda raw: repacked(raw, {"xl/media/image1.png": bytes(30 * 1024 * 1024)}), "sheet_bomb"),
    "too large": (lambda raw: raw + bytes(5 * 1024 * 1024), "sheet_too_large"),
    "too many parts": (lambda raw: repacked(raw, {f"xl/media/{number}.png": b"" for number in range(300)}), "sheet_too_many"),
    "a password on the archive": (encrypted, "sheet_encrypted"),
    "another packing": (
        lambda raw: packed(("xl/workbook.xml", b"<workbook/>"), method=zipfile.ZIP_LZMA),
        "sheet_method",
    ),
    "a macro": (lambda raw: repacked(raw, {"xl/vbaProject.bin": b"x"}), "sheet_macros"),
    "a macro by its type": (lambda raw: repacked(raw, {"[Content_Types].xml": macro}), "sheet_macros"),
    "an old macro sheet": (lambda raw: repacked(raw, {"xl/macrosheets/sheet1.xml": b"<x/>"}), "sheet_macros"),
    "entities in entities": (lambda raw: repacked(raw, {SHEET: ENTITIES}), "sheet_damaged"),
    "a file of the machine": (lambda raw: repacked(raw, {SHEET: OUTSIDE}), "sheet_damaged"),
    "an entity among the texts": (
        lambda raw: shared(raw, OUTSIDE),
        "sheet_damaged",
    ),
    "a million rows": (lambda raw: repacked(raw, {SHEET: rows(1_000_000)}), "sheet_too_many_rows"),
    "a row of a million cells": (lambda raw: repacked(raw, {SHEET: rows(1, CELL * 900_000)}), "sheet_too_many_rows"),
    "a million texts": (lambda raw: shared(raw, f"<sst>{MANY}</sst>"), "sheet_too_large"),
    "elements in elements": (lambda raw: repacked(raw, {SHEET: HEAD + DEEP + FOOT}), "sheet_damaged"),
    "no XML": (lambda raw: repacked(raw, {SHEET: b"\x00\x01"}), "sheet_damaged"),
    "another encoding": (lambda raw: repacked(raw, {SHEET: '<?xml version="1.0" encoding="x-y"?><a/>'}), "sheet_damaged"),
    "no links": (lambda raw: repacked(raw, {"xl/_rels/workbook.xml.rels": None}), "sheet_damaged"),
    "no sheet where one should be": (lambda raw: repacked(raw, {SHEET: None}), "sheet_damaged"),
    "a text that is not there": (lambda raw: repacked(raw, {SHEET: rows(1, '<c t="s"><v>99999</v></c>')}), "sheet_damaged"),
    "a number that is none": (lambda raw: repacked(raw, {SHEET: rows(1, "<c><v>abc</v></c>")}), "sheet_damaged"),
    "no archive at all": (lambda raw: b"PK\x03\x04 xl/workbook.xml" + bytes(200), "sheet_damaged"),
    "half of it": (lambda raw: raw[: len(raw) // 2], "zip_damaged"),
    "an old .xls or one with a password": (lambda raw: b"\xd0\xcf\x11\xe0" + bytes(100), "intake_old_office"),
    "an .ods": (lambda raw: packed(("mimetype", b"opendocument"), ("content.xml", b"<x/>")), "intake_old_office"),
    "a hundred sheets": (
        lambda raw: repacked(
            raw, {"xl/workbook.xml": lambda xml: xml.replace(b"<sheets>", b"<sheets>" + b'<sheet name="a" r:id="rId1"/>' * 100)}
        ),
        "sheet_too_many_sheets",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", mostly_slow(HOSTILE, 5))
def test_a_hostile_workbook_is_refused_by_one_sentence(data, sound, name):
    change, code = HOSTILE[name]
    raw, before = change(sound), standing(data)
    tracemalloc.start()
    started = time.process_time()

    with pytest.raises(InvalidData) as refused:
        papers(raw, NAME, before)

    spent, (_, peak) = time.process_time() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [problem.code for problem in refused.value.problems] == [code]
    assert spent < SECONDS
    assert peak < MEGABYTES * 1024 * 1024


def test_a_cell_at_the_end_of_the_world_costs_nothing(data):
    far = b'<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData>'
    far += b'<mergeCells><mergeCell ref="AA300:XFD1048576"/><mergeCell ref="AA300:GA4000"/>'
    raw = repacked(
        saved(filled(data)), {SHEET: lambda xml: xml.replace(b"</sheetData><mergeCells", far + b"</mergeCells><mergeCells")}
    )

    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert far in archive.read(SHEET)
    assert taken(raw, data).errors == 0


def test_a_formula_that_reads_another_file_is_refused_at_its_cell(data):
    book = filled(data)
    book["Kết quả"]["I7"] = "='[1]Tháng trước'!A1"

    (problem,) = (each for each in taken(saved(book), data).problems if each.code == "sheet_other_file")

    assert problem.field.startswith("Trang tính “Kết quả”, ô I7")


def with_value(formula, value, kind=""):
    """Return a change of the third sheet that gives one cell a formula with what it worked out last."""
    cell = f'<c r="I7"{kind}><f>{formula}</f><v>{value}</v></c>'.encode()
    return lambda xml: xml.replace(b'<c r="I7"', b'<c r="I7" x="').replace(b'<c r="I7" x="', cell + b'<c r="ZZ7"', 1)


def test_a_formula_counts_for_what_it_worked_out_last(data):
    raw = repacked(saved(filled(data)), {SHEET: with_value("30+30", "60")})

    examined = taken(raw, data)

    assert examined.errors == 0
    assert b"residents: 60" in next(content for path, content in examined.files.items() if path.parts[0] == "reports")


def test_a_formula_that_failed_is_told(data):
    raw = repacked(saved(filled(data)), {SHEET: with_value("1/0", "#DIV/0!", ' t="e"')})

    (problem,) = (each for each in taken(raw, data).problems if each.code == "sheet_error_value")

    assert "#DIV/0!" in problem.message


def test_links_to_other_workbooks_are_left_alone(data):
    links = {"xl/externalLinks/externalLink1.xml": b"<externalLink/>", "xl/connections.xml": b"<connections/>"}

    assert taken(repacked(saved(filled(data)), links), data).errors == 0


def test_hidden_letters_and_control_signs_are_told(data):
    book = filled(data)
    book["Kết quả"]["S7"] = "Dọn\u202ecỏ"
    book["Kết quả"]["S8"] = "_x0007_Dọn cỏ"

    codes = {each.code: each.field.partition(" › ")[0] for each in taken(saved(book), data).problems if each.severity == 0}

    assert codes == {"bidi_character": "Trang tính “Kết quả”, ô S7", "control_character": "Trang tính “Kết quả”, ô S8"}


@pytest.mark.slow
def test_workbooks_damaged_at_random_never_break_the_reader(sound):
    chance, refusals = random.Random(7), 0
    loose = repacked(sound, {})
    for _ in range(300):
        raw = bytearray(loose)
        for _ in range(chance.randint(1, 4)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        try:
            spreadsheet(Archive.of(bytes(raw), NAME, LIMITS))
        except InvalidData:
            refusals += 1

    assert refusals > 100


@given(st.text(alphabet="<>/=\"' abcrstv&;![]-?x0123456789.-ENTITYDOCPE\n", max_size=200))
def test_any_text_is_heard_or_refused(text):
    with contextlib.suppress(ValueError):
        parsed(text.encode(), Handler())


@pytest.mark.slow
def test_parts_changed_at_random_never_break_the_reader(data, sound):
    chance, before = random.Random(11), standing(data)
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    read = 0
    for _ in range(60):
        name = chance.choice(list(parts))
        raw = bytearray(parts[name])
        for _ in range(chance.randint(1, 3)):
            raw[chance.randrange(len(raw))] = chance.choice(b'0123456789<>"/ABZabz=:. ')
        with contextlib.suppress(InvalidData):
            papers(repacked(sound, {name: bytes(raw)}), NAME, before)
        read += 1

    assert read == 60


def test_a_saved_workbook_is_still_one_of_ours(data):
    assert opened(saved(filled(data))).sheetnames[0] == "Hướng dẫn"
