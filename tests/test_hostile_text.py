"""Hostile words in every free text of every file: each page and file keeps its skeleton, shows them as written, and runs none."""

import json
import re
from html import unescape
from urllib.parse import quote

import pytest

from bench.served import served
from generator.language.vietnamese import lower_first
from generator.sinks.build import build
from tests.browsing import opened
from tests.conftest import TODAY
from tests.hostile import forms
from tests.hostile.published import PAYLOADS, PLAIN, STARTS, hostile_data, numbers, shown, texts

PAYLOADS_BY_SITE = dict(enumerate((PLAIN, *PAYLOADS, *STARTS)))
IN_BROWSER = {number: payload for number, payload in PAYLOADS_BY_SITE.items() if payload not in STARTS[:-1]}
# What a page or a file need not show: it is for whoever keeps the registers, or for documents.
NOWHERE = {
    *(("activities", ("areas", "[]", "text")), ("campaign", ("proposals", "[]", "works", "[]", "note"))),
    ("calendar", ("holidays", "[]", "name")),
    *(("calendar", ("working_saturdays", "[]", name)) for name in ("reason", "source")),
    *(("plan", ("documents", "[]", name)) for name in ("upper_body", "issuing_body", "symbol", "signer")),
    ("plan", ("documents", "[]", "recipients", "[]")),
}
# The elements of a page with the names of their attributes, and every string that it holds: texts, attributes, data for machines.
LOOK = """() => {
  const parsed = (markup) => new DOMParser().parseFromString(markup, "text/html").body.textContent;
  const skeleton = [], strings = [document.title];
  for (const element of document.querySelectorAll("*")) {
    skeleton.push(`${element.localName} ${element.getAttributeNames().sort().join(" ")}`);
    for (const name of element.getAttributeNames()) strings.push(element.getAttribute(name));
  }
  const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  let text = "";
  while (texts.nextNode()) {
    const inside = texts.currentNode.parentElement;
    if (inside.localName === "script" && inside.type === "application/ld+json") strings.push(JSON.parse(texts.currentNode.data));
    else if (inside.localName === "noscript") text += parsed(inside.textContent);
    else if (!["script", "style"].includes(inside.localName)) text += texts.currentNode.data;
  }
  return { skeleton, strings: [...strings, text] };
}"""


def strings_in(value):
    """Return every string in a value of JSON."""
    if isinstance(value, str):
        return [value]
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [each for found in below for each in strings_in(found)]


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """The folder of the sites, one for each payload, called by its number."""
    folder = tmp_path_factory.mktemp("hostile")
    for number, payload in PAYLOADS_BY_SITE.items():
        (folder / f"d{number}").mkdir()
        build(hostile_data(folder / f"d{number}", payload), folder / "sites" / str(number), TODAY)
        assert json.loads((folder / "sites" / str(number) / "build.json").read_text("utf-8"))["quarantine"] == []
    return folder / "sites"


@pytest.fixture(scope="module")
def address(sites):
    with served(sites) as address:
        yield address


def pages(site, told):
    """Return the addresses to look at: the largest page of each kind, and every page that shows a text no other one shows."""
    found, seen = {}, set()
    for page in sorted(site.rglob("index.html"), key=lambda page: (-page.stat().st_size, page)):
        way = page.parent.relative_to(site).as_posix()
        kind = re.sub(r"(?<=/)(?:[^/]*[0-9][^/]*|da-tong|ro-men|n-ton|da-nhinh|liang-hung)(?=/|$)", "*", way)
        html = unescape(page.read_text("utf-8"))
        shows = {number for number, text in told.items() if text in html}
        if kind not in found.values() or shows - seen:
            found[way], seen = kind, seen | shows
    return sorted(found)


def files(site):
    """Return the files of a site that are no pages, by their names."""
    return {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file() and path.suffix != ".html"}


@pytest.fixture(scope="module")
def in_files(sites):
    """The numbers of the texts that the files show as written, and what is wrong in them."""
    plain = {name: forms.read(name, path.read_bytes())[0] for name, path in files((sites / "0").resolve()).items()}
    whole, wrong = set(), []
    for number, payload in PAYLOADS_BY_SITE.items():
        told, found = texts(payload), files((sites / str(number)).resolve())
        wrong += [(payload, name) for name in plain.keys() ^ found.keys()]
        for name, path in found.items():
            skeleton, strings = forms.read(name, path.read_bytes())
            seen, altered = shown(strings, told)
            whole |= seen
            wrong += [(payload, name, each) for each in altered]
            wrong += [(payload, name, "skeleton")] * (skeleton != plain[name])
    return whole, wrong


@pytest.mark.slow
def test_every_file_shows_hostile_words_as_written_and_keeps_its_skeleton(in_files):
    whole, wrong = in_files

    assert wrong == []
    assert len(whole) > 40


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("bypass", [False, True], ids=["with-policy", "without"])
def test_every_kind_of_page_shows_hostile_words_as_written_and_runs_none(browser, sites, address, in_files, bypass):
    fired, complaints, wrong, whole, skeletons = [], [], [], set(in_files[0]), {}
    ways = pages((sites / "0").resolve(), texts(PLAIN))
    context = browser.new_context(bypass_csp=bypass, locale="vi-VN", service_workers="block")
    context.expose_function("fired", lambda: fired.append(page.url))
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    every = 4 if bypass else 1  # with the policy, whatever would run is a complaint too
    for number, payload in list(IN_BROWSER.items())[::every]:
        told = texts(payload)
        for way in ways:
            opened(page, f"{address}/{number}/{'' if way == '.' else way + '/'}")
            page.keyboard.press("Tab")
            found = page.evaluate(LOOK)
            page.evaluate("localStorage.clear()")  # the sites share one address: no visit knows of another
            seen, altered = shown(strings_in(found["strings"]), told)
            whole |= seen
            wrong += [(payload, way, each) for each in altered]
            wrong += [(payload, way, "skeleton")] * (found["skeleton"] != skeletons.setdefault(way, found["skeleton"]))
            assert page.url.startswith(address), payload
    context.close()

    assert fired == []
    assert complaints == []
    assert wrong == []
    assert [each for each, number in numbers().items() if number not in whole and each not in NOWHERE] == []


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("bypass", [False, True], ids=["with-policy", "without"])
def test_search_and_filters_work_on_hostile_words_and_addresses_without_a_violation(browser, address, bypass):
    fired, complaints, hosts = [], [], set()
    context = browser.new_context(bypass_csp=bypass, locale="vi-VN", service_workers="block")
    context.expose_function("fired", lambda: fired.append(page.url))
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: hosts.add(asked.url.split("/")[2]))
    for number in (1, 6, 12):
        told = texts(PAYLOADS_BY_SITE[number])
        page.goto(f"{address}/{number}/")
        page.keyboard.press("/")
        page.keyboard.type("fired")
        page.locator(".tb-search__found li a").first.wait_for()
        seen, altered = shown([page.locator(".tb-search__found").inner_text()], told)
        assert seen, "search finds no hostile word"
        assert altered == []
        page.goto(f"{address}/{number}/lich/")
        page.locator("[data-filter] a[data-commune=da-tong]").click()
        assert page.url.endswith("?xa=da-tong")
    for text in (PAYLOADS[0], '"]', "//evil.example/x", "../../x", "__proto__"):
        for way in ("", "lich/", "nop/"):
            asked = quote(text, safe="")
            opened(page, f"{address}/1/{way}?xa={asked}&thon={asked}&thang={asked}&gui={asked}&open={asked}#{asked}")
    context.close()

    assert fired == []
    assert complaints == []
    assert hosts == {address.removeprefix("http://")}


def test_a_mark_that_is_not_followed_by_its_text_is_told():
    told = texts(PAYLOADS[0])

    assert shown([f"x{told[3]}y", told[7]], told) == ({3, 7}, [])
    assert len(shown([told[3].replace("<", "&lt;")], told)[1]) == 2
    assert len(shown([told[3][:-1]], told)[1]) == 1


def test_a_live_formula_a_foreign_line_and_an_unknown_form_are_told():
    for name, raw in {
        "a.csv": b"a,b\r\n1,=1+1\r\n",
        "b.csv": b'a\r\n"x\n=1"\r\n',
        "c.ics": b"BEGIN:VCALENDAR\r\nSUMMARY:" + b"x" * 80 + b"\r\nEND:VCALENDAR\r\n",
    }.items():
        with pytest.raises(ValueError, match=r"."):
            forms.read(name, raw)
    with pytest.raises(KeyError):
        forms.read("a.html5", b"")


@pytest.mark.parametrize(
    ("written", "inside"),
    [
        ("Hội trường thôn", "hội trường thôn"),
        ("Thôn Đạ Nhinh", "thôn Đạ Nhinh"),
        ("UBND xã", "UBND xã"),
        ("Đạ K'Nàng", "Đạ K'Nàng"),
        ("K' Nàng", "K' Nàng"),
        ("Cuốc", "cuốc"),
        ("", ""),
    ],
)
def test_inside_a_sentence_names_and_abbreviations_keep_their_capitals(written, inside):
    assert lower_first(written) == inside
