"""The look at a built site: one fault each, and the line where it stands."""

import json

import pytest

from generator.cli import main
from generator.inspection import site as inspection
from generator.inspection.page import parsed
from generator.inspection.site import TOLD, Inspection
from generator.sinks.build import build
from tests.conftest import TINY, TODAY

EVENT = "BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n"
CALENDAR = f"BEGIN:VCALENDAR\r\n{EVENT}END:VCALENDAR\r\n"
ENTRY = "<id>a</id><title>t</title><updated>2024-01-01T00:00:00Z</updated>"


def page(body="", head="<title>t</title>"):
    return f'<!doctype html>\n<html lang="vi"><head>{head}</head><body>\n{body}\n</body></html>\n'


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    for path, text in {
        "index.html": page('<a href="xa/">x</a>'),
        "404.html": page('<a href="/">x</a>'),
        "xa/index.html": page('<h1 id="dau">x</h1><a href="../#">x</a>'),
        "build.json": json.dumps(dict.fromkeys(TOLD)),
    }.items():
        write(folder, path, text)
    return folder


def write(folder, path, content):
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


def found(folder):
    return [(str(each.path), each.line, each.code) for each in Inspection(folder).problems()]


def test_a_sound_site_has_nothing(site):
    assert found(site) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<a href="nowhere/">x</a>', "site_dead_link"),
        ('<a href="xa">x</a>', "site_dead_link"),
        ('<img src="anh.webp" alt="">', "site_dead_link"),
        ('<img srcset="a.webp 1x" alt="">', "site_dead_link"),
        ('<a href="xa/#cuoi">x</a>', "site_dead_fragment"),
        ('<a href="#cuoi">x</a>', "site_dead_fragment"),
        ('<a href="../x/">x</a>', "site_leaves"),
        ('<a href="/xa/">x</a>', "site_leaves"),
        ('<a href="javascript:x()">x</a>', "site_bad_address"),
        ('<a href="//[x">x</a>', "site_bad_address"),
        ('<script src="https://a.example/x.js"></script>', "site_other_host"),
        ('<img src="//a.example/x.png" alt="">', "site_other_host"),
        ('<img src="data:text/html,x" alt="">', "site_other_host"),
        ('<form action="https://a.example/"></form>', "site_other_host"),
        ('<iframe src="https://a.example/"></iframe>', "site_other_host"),
        ('<link rel="stylesheet" href="https://a.example/x.css">', "site_other_host"),
        ('<link rel="canonical preconnect" href="https://a.example/">', "site_other_host"),
        ('<meta http-equiv="refresh" content="0; url=nowhere/">', "site_dead_link"),
        ("<p><b>x</p>", "site_not_closed"),
        ("<div>", "site_not_closed"),
        ("x</div>", "site_not_opened"),
        ('<p id="a"></p><p id="a"></p>', "site_id_twice"),
        ('<p class="a" class="b"></p>', "site_attribute_twice"),
    ],
)
def test_a_fault_of_a_page_is_told(site, body, code):
    write(site, "index.html", page(body))

    assert [each for _, _, each in found(site)] == [code]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="xa/#dau">x</a><a href="xa/?a=1">x</a><a href=".">x</a><a href="./xa/..">x</a>',
        '<a href="https://a.example/x">x</a><a href="mailto:a@b.example">x</a><a href="webcal://a.example/x.ics">x</a>',
        '<link rel="canonical" href="https://a.example/"><link rel="alternate" type="application/atom+xml" href="xa/">',
        '<img src="data:image/png;base64,AA==" alt=""><svg><path d="M0"/></svg><br><input>',
    ],
)
def test_what_a_page_may_do(site, body):
    write(site, "index.html", page(body))

    assert found(site) == []


def test_a_fault_stands_on_its_line(site):
    write(site, "index.html", page('x\n<a href="nowhere/">x</a>'))

    assert found(site) == [("index.html", 4, "site_dead_link")]


def test_a_page_states_its_language_and_its_title(site):
    write(site, "index.html", "<html><head></head><body></body></html>")

    assert {code for _, _, code in found(site)} == {"site_no_language", "site_no_element"}


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("x.json", "{"),
        ("x.json", "[" * 100_000),
        ("x.ics", CALENDAR.replace("\r\n", "\n")),
        ("x.ics", CALENDAR.replace("UID:1", "X:" + "x" * 80 + "\r\nUID:1")),
        ("x.ics", CALENDAR.replace("UID:1\r\n", "")),
        ("x.ics", b"\xff"),
        ("x.atom", "<feed>"),
        ("x.atom", "<rss/>"),
        ("x.atom", f'<feed xmlns="http://www.w3.org/2005/Atom">{ENTRY}<entry><id>b</id></entry></feed>'),
        ("x.csv", "a,b\n1\n"),
        ("x.csv", 'a,"b\n'),
        ("x.docx", "no archive"),
        ("build.json", "{}"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(site, path, content):
    write(site, path, content)

    assert found(site) == [(path, 1, "site_bad_file")]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("x.ics", CALENDAR),
        ("x.atom", f'<feed xmlns="http://www.w3.org/2005/Atom">{ENTRY}<entry>{ENTRY}</entry></feed>'),
        ("x.csv", '\ufeffa,b\r\n1,"2\r\n3"\r\n'),
        ("x.css", "a{background:url(data:image/svg+xml,x)} b{fill:url(#x)} c{background:url('index.html')}"),
    ],
)
def test_a_file_that_is_what_its_name_says(site, path, content):
    write(site, path, content)

    assert found(site) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("a{\n}b{background:url(//a.example/x)}", "site_other_host"), ('@import "https://a.example/x";', "site_other_host")],
)
def test_a_style_sheet_loads_from_nowhere_else(site, text, code):
    write(site, "x.css", text)

    assert found(site) == [("x.css", 1 + text.count("\n"), code)]


def test_what_must_be_there_and_how_big_it_may_be(site, monkeypatch):
    (site / "404.html").unlink()
    monkeypatch.setattr(inspection, "MOST_PAGE", 10)
    monkeypatch.setattr(inspection, "MUCH_SITE", 100)

    codes = [code for _, _, code in found(site)]

    assert codes[:2] == ["site_missing", "site_big"]
    assert codes.count("site_file_big") == 2
    monkeypatch.setattr(inspection, "MOST_SITE", 200)
    assert "site_too_big" in {code for _, _, code in found(site)}


def test_outside_addresses_are_listed_once_with_their_pages(site):
    write(site, "index.html", page('<a href="https://a.example/x#y">x</a><a href="mailto:a@b.example">x</a>'))
    write(site, "xa/index.html", page('<a href="https://a.example/x">x</a>'))

    assert Inspection(site).outside() == {"https://a.example/x": ("index.html", "xa/index.html")}


@pytest.mark.parametrize("text", ["", "<", "<a href", "</", "<!--", "<![CDATA[", "&#x;", "<script>", '<a href="\x00">'])
def test_any_text_gives_a_page(text):
    assert parsed(text).faults


def test_the_command_tells_errors_first(site, capsys):
    write(site, "xa/index.html", page('<a href="nowhere/">x</a>'))

    assert main(["selfcheck", str(site)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "xa/index.html:3: Liên kết không tới đâu: nowhere/",
        "Đã xem 4 tệp, 3 trang: 1 chỗ, trong đó 1 lỗi.",
    ]


@pytest.mark.slow
def test_the_site_that_we_build_is_sound(tmp_path):
    build(TINY, tmp_path / "site", TODAY)

    assert found((tmp_path / "site").resolve()) == []
