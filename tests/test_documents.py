"""Documents as an office gets them: every sentence on a figure, every letter as it was written, the same bytes each time."""

import datetime as dt
import io
import re
import sys
import zipfile
from xml.etree import ElementTree

import docx
import jinja2
import pytest

from generator.cache import bytecode
from generator.cli import main
from generator.documents.campaign_papers import assignment, notice
from generator.documents.commune_report import commune_report
from generator.documents.paper import Block, marked, numbered, outline
from generator.documents.reminder import reminder
from generator.documents.synthesis import synthesis
from generator.documents.word import WordFiles, WordTags
from generator.documents.wording import Desk
from generator.figures.periods import periods
from generator.figures.reminders import reminders
from generator.figures.totals import Totals
from generator.language.months import Month
from generator.letters import letters
from generator.loading.load import load
from generator.pages.templates import environment
from tests.conftest import ROOT, SHIPPED, SHIPPED_DAY, TINY, TODAY, shipped_loaded
from tests.factories import campaign, commune, dataset, plan, report, saturday
from tests.test_hostile_text import hostile_data

WORD = WordFiles(ROOT / "site_src" / "documents")
TEMPLATES = environment(ROOT / "site_src" / "templates")


def desk_of(data, today=TODAY):
    return Desk(Totals(data), today, TEMPLATES)


def papers(desk):
    """Every document that the data of a desk can be made into."""
    data = desk.data
    yield from (synthesis(desk, each) for each in periods(data))
    yield from (commune_report(desk, each, form) for each in data.reports.values() for form in ("party", "state"))
    yield from (notice(desk, each) for each in data.campaigns.values())
    yield from (assignment(desk, each) for each in data.campaigns.values() if each.is_district)
    yield from (reminder(desk, each) for each in letters(data, reminders(data, desk.today), desk.today, None))


def said(paper):
    return [block.text for block in (*paper.blocks, *paper.annexes)]


def texts(content):
    """Every paragraph of a .docx file, those of its tables too, as a reader of Word files finds them."""
    document = docx.Document(io.BytesIO(content))
    return ["".join(run.text for run in paragraph.runs) for paragraph in _paragraphs(document.element.body, document)]


def _paragraphs(body, document):
    return [docx.text.paragraph.Paragraph(element, document) for element in body.iter(docx.oxml.ns.qn("w:p"))]


@pytest.fixture(scope="module")
def tiny():
    return desk_of(load(TINY, TODAY).dataset)


def test_each_form_numbers_its_chapters_as_its_rules_say():
    blocks = outline(marked("# Một\n## Hai\nĐoạn\n# Ba\nĐoạn"), {})

    assert [each.text for each in numbered(blocks, "party") if each.kind != "paragraph"] == ["I- Một", "1. Hai", "II- Ba"]
    assert [each.text for each in numbered(blocks, "state") if each.kind != "paragraph"] == ["I. Một", "1. Hai", "II. Ba"]


def test_what_is_signed_tells_money_to_the_last_dong():
    told = report("a", "2024-04", {"2024/04-a": [{"hamlet": "thon-1", "money": {"people": 3_987_250_001}}]})
    data = dataset([commune("a", 1)], plans=[plan(2024, ["a"])], campaigns=[saturday("a", "2024-04")], reports=[told])

    paper = commune_report(desk_of(data), told, "state")

    assert "Kinh phí huy động 3.987.250.001\u00a0đồng" in " ".join(said(paper))
    assert [row[-1] for row in paper.annexes[1].rows] == ["3.987.250.001\u00a0đồng"]


@pytest.mark.parametrize("form", ["party", "state"])
def test_a_word_file_tells_every_kind_of_block_once(form):
    with zipfile.ZipFile(ROOT / "site_src" / "documents" / f"{form}.docx") as archive:
        text = archive.read("word/document.xml").decode()

    told = re.findall(r"block\.(?:kind|form) == '([a-z]+(?:-\d)?)'", text)

    assert sorted({each for each in told if each != "table"}) == sorted(each for each in told if each != "table")


def test_an_outline_numbers_what_has_content_and_leaves_out_the_rest():
    table, empty = Block.table("listing-3", "Bảng", "abc", ["123"]), Block.table("listing-3", "Trống", "abc", [])
    text = "# Một\n## Hai\n### Không có gì\nĐoạn\n## Ba\n| t\n# Trống\n## Cũng trống\n| e\n# Bốn\n### Năm\n- dòng\n#! Phụ lục"

    found = [(block.kind, block.text) for block in numbered(outline(marked(text), {"t": table, "e": empty}), "party")]

    assert found == [
        ("chapter", "I- Một"),
        ("section", "1. Hai"),
        ("topic", "a) Không có gì"),
        ("paragraph", "Đoạn"),
        ("section", "2. Ba"),
        ("table", "Bảng"),
        ("chapter", "II- Bốn"),
        ("topic", "a) Năm"),
        ("paragraph", "- dòng"),
    ]


def test_a_table_has_the_columns_of_its_form():
    with pytest.raises(ValueError, match="needs 3 columns"):
        Block.table("listing-3", "Bảng", "abc", ["12"])


@pytest.mark.parametrize(
    ("data", "day"), [(TINY, TODAY), pytest.param(SHIPPED, SHIPPED_DAY, marks=pytest.mark.slow)], ids=["tiny", "shipped"]
)
def test_every_document_is_sound_and_whole(data, day):
    desk = desk_of(load(data, day).dataset, day)
    sound = set()  # what is the same in many documents is parsed once

    for paper in papers(desk):
        content = WORD.filled(paper, day)

        found = set(texts(content))
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
        for part in parts - sound:
            ElementTree.fromstring(part)
        sound |= parts
        shown = "\n".join(found)
        assert not re.search(r"\{\{|\{%|None|nan\b|Undefined", shown)
        assert [text for text in said(paper) if text and text not in found] == []
        for block in (*paper.blocks, *paper.annexes):
            assert all(cell in found for row in (block.head, *block.rows) for cell in row)
        assert "DỰ THẢO" in found
        assert {paper.issuing_body, paper.signer} & found
        assert re.search(rf"Số:? +[-/]{re.escape(paper.symbol)}", shown), "the number is left to be written by hand"
    assert sound


def test_a_report_of_two_days_tells_the_rows_of_a_hamlet_apart_by_their_days(tiny):
    two = tiny.data.reports["da-tong", Month(2024, 4)]
    one = tiny.data.reports["da-tong", Month(2024, 5)]

    days = [block.rows[0][0] for report in (two, one) for block in commune_report(tiny, report, "party").annexes if block.rows]

    assert len(two.days) == 2
    assert [re.search(r" \(\d\d/\d\d/\d{4}\)$", name) is not None for name in days] == [True, True, False, False]


def test_the_last_sentence_stays_on_the_page_of_the_signature(tiny):
    for paper in papers(tiny):
        document = docx.Document(io.BytesIO(WORD.filled(paper, TODAY)))
        before = [each for each in document.paragraphs if each.text == paper.blocks[-1].text]

        assert before[-1].paragraph_format.keep_with_next
        assert not document.paragraphs[3].paragraph_format.keep_with_next


def test_the_same_document_is_the_same_bytes(tiny):
    first, second = ([WORD.filled(paper, TODAY) for paper in papers(desk)] for desk in (tiny, desk_of(tiny.data)))

    assert first == second
    assert WORD.filled(next(papers(tiny)), TODAY) != WORD.filled(next(papers(tiny)), TODAY + dt.timedelta(days=1))


def test_sample_data_says_so_on_every_page_and_in_the_properties(tiny):
    content = WORD.filled(next(papers(desk_of(shipped_loaded().dataset, SHIPPED_DAY))), SHIPPED_DAY)
    document = docx.Document(io.BytesIO(content))
    (section,) = document.sections

    words = "Dữ liệu minh họa"
    assert section.different_first_page_header_footer
    for header in (section.header, section.first_page_header):
        assert any(words in paragraph.text for paragraph in header.paragraphs)
    assert words in document.core_properties.subject
    assert document.core_properties.modified == dt.datetime(2026, 11, 23, tzinfo=dt.UTC)


def test_a_text_stands_as_it_was_written_and_never_becomes_markup_or_a_heading(tmp_path):
    nasty = "# Một <w:br/> {{ 7 * 7 }} {% raw %} | communes & ]]> <script>alert(1)</script>"
    cut = nasty[: nasty.index(" |")]  # the shortest that a field holds
    desk = desk_of(load(hostile_data(tmp_path, nasty), TODAY).dataset)
    shown = []

    for paper in papers(desk):
        found = texts(WORD.filled(paper, TODAY))
        shown += [text for text in found if "alert(1)" in text]
        assert all(re.search(re.escape(cut), text, re.IGNORECASE) for text in found if "7 * 7" in text), "every letter of it"
        assert not any("7 * 7" in block.text for block in paper.blocks if block.kind in ("chapter", "annex"))
    assert shown


def test_a_sentence_without_a_figure_is_not_said():
    empty = report("a", "2024-04", {"2024/04-a": [{"hamlet": "thon-1"}]})
    desk = desk_of(dataset([commune("a", 1)], plans=[plan(2024, ["a"])], campaigns=[saturday("a", "2024-04")], reports=[empty]))

    found = "\n".join(said(synthesis(desk, next(each for each in periods(desk.data) if each.address == "2024-04"))))

    for word in ("lượt người", "lượt hộ", "ngày công", "Kinh phí", "Người đứng đầu", "Khó khăn", "Đợt ra quân", "So với", "None"):
        assert word not in found
    assert "0 " not in found.replace("04", "").replace("2024", "")


def test_the_synthesis_says_who_reported_who_did_not_and_what_it_rests_on():
    results = [
        {
            "hamlet": "thon-1",
            "participants": {"residents": 60},
            "households": 100,
            "works": [{"indicator": "duong", "quantity": 90}],
        },
        {"hamlet": "thon-2", "not_held": "Mưa to."},
    ]
    days = [saturday("a", "2024-04"), saturday("b", "2024-04")]
    said_by_a = report("a", "2024-04", {"2024/04-a": results}, difficulties="Đường\nxấu.", proposals="Thêm cuốc")
    desk = desk_of(
        dataset([commune("a", 2), commune("b", 1)], plans=[plan(2024, ["a", "b"])], campaigns=days, reports=[said_by_a])
    )

    paper = synthesis(desk, next(each for each in periods(desk.data) if each.address == "2024-04"))

    found = said(paper)
    assert "Đến ngày 01/06/2024, đã có 1/2 báo cáo tháng đến hạn." in found
    assert "Chưa có báo cáo của xã b: tháng 4 năm 2024." in found
    assert "Có 60\u00a0lượt người tham gia (1/1 kết quả của thôn có đếm số này), gồm: nhân dân 60\u00a0lượt người." in found
    assert any(text.startswith("Trong 1 kết quả biết cả số hộ") and "có 1 kết quả mỗi hộ" in text for text in found)
    assert "- Đường dọn: 90\u00a0m, từ 1 kết quả của thôn." in found
    assert "- Thôn thon-2, xã a không thực hiện: Mưa to." in found
    assert "- Xã a: Đường xấu." in found
    assert "- Xã a: Thêm cuốc." in found
    communes = next(block for block in paper.annexes if block.form == "figures-5")
    assert [row[:2] for row in communes.rows] == [("Xã a", "60"), ("Xã b", "chưa báo cáo")]


def test_a_period_is_compared_only_where_both_are_whole():
    reports = [
        report("a", month, {f"2024/{month[5:]}-a": [{"hamlet": "thon-1", "participants": {"residents": people}}]})
        for month, people in (("2024-03", 40), ("2024-04", 60))
    ]
    days = [saturday("a", "2024-03"), saturday("a", "2024-04"), saturday("b", "2024-04")]
    both = dataset([commune("a", 1), commune("b", 1)], plans=[plan(2024, ["a", "b"])], campaigns=days, reports=reports)
    alone = dataset([commune("a", 1)], plans=[plan(2024, ["a"])], campaigns=days[:2], reports=reports)
    april = next(each for each in periods(alone) if each.address == "2024-04")

    whole, partial = ("\n".join(said(synthesis(desk_of(data), april))) for data in (alone, both))

    assert "60\u00a0lượt người, tăng 20\u00a0lượt người so với 40\u00a0lượt người" in whole
    assert "tăng" not in partial
    assert "Chưa so sánh được với tháng 3 năm 2024" in partial


def test_the_form_of_the_party_and_of_the_state_differ_as_their_guides_say():
    wanted = {"type": "synthesis", "signer": "TRƯỞNG BAN", "recipients": ["Thường trực Huyện ủy"], "symbol": "BCĐ 502"}
    ends = {}
    for form in ("party", "state"):
        asked = plan(
            2024, ["a"], documents=[{**wanted, "form": form, "upper_body": "HUYỆN ỦY", "issuing_body": "BAN CHỈ ĐẠO 502"}]
        )
        told = report("a", "2024-04", {"2024/04-a": [{"hamlet": "thon-1", "participants": {"residents": 5}}]})
        desk = desk_of(dataset([commune("a", 1)], plans=[asked], campaigns=[saturday("a", "2024-04")], reports=[told]))
        paper = synthesis(desk, next(periods(desk.data)))
        ends[form] = (paper.symbol, paper.blocks[-1].text[-3:], "\n".join(texts(WORD.filled(paper, TODAY))))

    assert ends["party"][0] == "BC/BCĐ 502"
    assert ends["party"][1].endswith(".")
    assert not ends["party"][1].endswith("/.")
    assert ends["state"][:2] == ("BC-BCĐ 502", "./.")
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in ends["party"][2]
    assert "T/M BAN CHỈ ĐẠO 502" in ends["party"][2]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in ends["state"][2]
    assert "TM. BAN CHỈ ĐẠO 502" in ends["state"][2]


def test_a_notice_says_what_is_known_and_that_the_rest_is_not_set():
    site = {"commune": "a", "hamlet": "thon-1", "bodies": ["co-quan"], "works": [{"indicator": "duong", "quantity": 500}]}
    days = [campaign(2, sites=[site, {"commune": "b", "hamlet": "thon-1"}], start="07:00", bring=["Cuốc"])]
    bodies = [{"id": "co-quan", "name": "Cơ quan A", "level": "district", "kind": "state"}]
    desk = desk_of(dataset([commune("a", 1), commune("b", 1)], campaigns=days, bodies=bodies))

    told, assigned = notice(desk, days[0]), assignment(desk, days[0])

    assert "7 giờ, Thứ Bảy, ngày 06 tháng 4 năm 2024." in said(told)
    assert "- Thôn thon-1, xã a: Cơ quan A." in said(told)
    assert "Người tham gia mang theo: cuốc." in said(told)
    (places,) = (block for block in told.blocks if block.form)
    assert places.rows == (
        ("Thôn thon-1, xã a", "7 giờ", "dọn đường (500\u00a0m)"),
        ("Thôn thon-1, xã b", "7 giờ", "chưa định"),
    )
    (table,) = (block for block in assigned.blocks if block.form)
    assert [row[3] for row in table.rows] == ["Cơ quan A", "chưa định"]


@pytest.mark.parametrize(
    ("status", "words"),
    [("cancelled", "đã hủy, lý do: Bão"), ("postponed", "chưa định ngày mới")],
    ids=["cancelled", "postponed"],
)
def test_a_day_that_is_called_off_calls_nobody(status, words):
    site = {"commune": "a", "hamlet": "thon-1", "bodies": ["co-quan"], "works": [{"indicator": "duong", "quantity": 500}]}
    stated = {"status": status, "status_reason": "Bão", "bring": ["Cuốc"], "meeting_point": "Hội trường"}
    bodies = [{"id": "co-quan", "name": "Cơ quan A", "level": "district", "kind": "state"}]
    day = campaign(2, sites=[site], start="07:00", **stated)
    desk = desk_of(dataset([commune("a", 1)], campaigns=[day], bodies=bodies))

    for paper in (notice(desk, day), assignment(desk, day)):
        found = "\n".join(said(paper))
        assert words in found
        assert not [block for block in paper.blocks if block.form]
        for word in ("cử ít nhất", "Cơ quan A", "Hội trường", "cuốc", "Đề nghị", "None"):
            assert word not in found
        assert found.endswith("Thông báo để các xã, các cơ quan, đơn vị biết./.")


def test_communes_stand_in_administrative_order_and_a_sum_of_months_says_how_many_it_has():
    told = report("b", "2024-04", {"2024/04-b": [{"hamlet": "thon-1", "participants": {"residents": 5}}]})
    days = [saturday(each, month) for month in ("2024-04", "2024-05") for each in ("a", "b")]
    communes = [commune("b", 1), commune("a", 1)]
    desk = desk_of(dataset(communes, plans=[plan(2024, ["a", "b"])], campaigns=[*days, campaign(3)], reports=[told]))
    of = {each.address: synthesis(desk, each) for each in periods(desk.data)}

    ahead = next(text for text in said(of["2024-04"]) if "xã b, xã a" in text)
    rows = {address: [row[0] for block in paper.annexes for row in block.rows] for address, paper in of.items()}

    assert ahead.endswith(": ngày làm chung của xã b, xã a.")
    assert rows["2024-04"] == ["Xã b", "Xã a"]
    assert rows["2024-q2"] == ["Xã b (1/2)", "Xã a (0/2)"]


def test_the_page_says_the_very_sentences_of_the_word_file(tiny_site, tiny):
    page = next(each for each in tiny_site.pages if each.address == "/ket-qua/2024-04/tong-hop/").body()
    paper = synthesis(tiny, next(each for each in periods(tiny.data) if each.address == "2024-04"))
    shown = " ".join(re.sub(r"<[^>]+>", " ", page).split())

    for text in said(paper):
        assert " ".join(text.split()).replace("'", "&#39;") in shown or text == "PHỤ LỤC"
    assert (
        b"word/document.xml" in next(each for each in tiny_site.files if each.address == "/ket-qua/2024-04/tong-hop.docx").read()
    )


def test_the_command_writes_a_draft_and_names_what_there_is(tmp_path, capsys):
    asked = ["document", "commune-report", "da-tong/2024-04", "--data", str(TINY), "--today", "2024-06-01", "--form", "party"]

    assert main([*asked, "--out", str(tmp_path / "r.docx")]) == 0
    assert main(["document", "notice", "2024/q9", *asked[3:7], "--out", str(tmp_path / "n.docx")]) == 1
    assert main(["document", "notice", "2024/q2", *asked[3:7], "--out", str(tmp_path / "no" / "n.docx")]) == 1

    told = capsys.readouterr()
    assert "ĐẢNG ỦY XÃ ĐẠ TÔNG" in texts((tmp_path / "r.docx").read_bytes())
    assert "2024/q2" in told.err
    assert not (tmp_path / "n.docx").exists()


def test_a_word_file_whose_templates_are_kept_is_read_without_joining_its_tags(tmp_path, monkeypatch):
    monkeypatch.setattr(bytecode, "FOLDER", tmp_path / "kept")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    first, paper = WordFiles(ROOT / "site_src" / "documents"), next(papers(desk_of(load(TINY, TODAY).dataset)))
    made = first.filled(paper, TODAY)
    kept = len([*(tmp_path / "kept").iterdir()])
    monkeypatch.setattr(WordTags, "preprocess", lambda *given: pytest.fail("joined again"))

    again = WordFiles(ROOT / "site_src" / "documents")

    assert kept == sum(isinstance(part, jinja2.Template) for file in again.forms.values() for part in file.parts.values()) > 0
    assert again.filled(paper, TODAY) == made
