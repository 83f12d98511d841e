"""Search as its readers use it: every place and every kind of work, however typed, from the field in the head of a page."""

import gzip
import json
import re
import unicodedata

import pytest
from playwright.sync_api import expect

from generator.language.vietnamese import fold
from generator.loading.load import load
from generator.pages.finding import FIXED
from tests.conftest import ROOT, TINY, TODAY, shipped_loaded

MOST_INDEX = 12_000  # bytes in gzip, for the data that is shipped
MOST_SCRIPT = 3_000
LOADED = "async ([script, index]) => { const found = await import(script); window.found = [found, await found.read(index)]; }"
FOUND = """(asked) => asked.filter(([typed, address]) =>
  !window.found[0].search(window.found[1], typed).slice(0, 12).some((each) => "/" + each.address === address))"""


def index(site):
    (file,) = (each for each in site.files if each.address == "/tim.json")
    return json.loads(file.read())


def test_the_index_holds_every_place_and_every_kind_of_work_once(tiny_site):
    addresses = ["/" + row[0] for row in index(tiny_site)]
    dataset = load(TINY, TODAY).dataset

    places = {f"/xa/{commune}/" for commune in dataset.places.communes} | {f"/xa/{key}/" for key in dataset.places.hamlets}
    assert places <= set(addresses)
    names = {each.name for each in dataset.activities.indicators.values()}
    assert len([row for row in index(tiny_site) if row[1] in names]) == len(names)
    assert "/mau/" not in addresses


def test_every_entry_leads_to_a_place_on_a_page_and_says_what_it_is(tiny_site):
    bodies = {page.address: page.body() for page in tiny_site.pages}

    for address, title, _, teaser in index(tiny_site):
        page, _, place = f"/{address}".partition("#")
        assert page in bodies or page == "/gioi-thieu/"
        assert not place or f'id="{place}"' in bodies[page]
        assert title
        assert teaser.endswith(".")


def test_the_page_about_this_site_is_found_by_its_own_words(tiny_site):
    front = (ROOT / "site_src" / "pages" / "gioi-thieu.md").read_text("utf-8")
    (row,) = (row for row in index(tiny_site) if row[0] == "gioi-thieu/")

    assert re.search(r"^title: (.*)$", front, re.MULTILINE)[1] == row[1]
    assert re.search(r"^description: (.*)$", front, re.MULTILINE)[1] == row[3]
    assert "/gioi-thieu/" in FIXED


def spellings(name):
    """The ways to type a name: as it is, without marks, decomposed, small, with every apostrophe and with none."""
    bare = fold(name)
    yield from (name, unicodedata.normalize("NFD", name), name.lower(), bare, bare.upper())
    if "'" in name:
        yield from (name.replace("'", sign) for sign in ("’", "ʼ", ""))
        yield from (bare.replace("'", sign) for sign in ("’", " "))


@pytest.fixture(params=[(360, 740), (1366, 768)], ids=["phone", "desk"])
def page(browser, shipped_address, request):
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=shipped_address, locale="vi-VN")
    page = context.new_page()
    page.complaints, page.asked = [], []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url.rsplit("/", 1)[-1]))
    yield page
    assert page.complaints == []
    context.close()


def opened(page, place="/"):
    page.goto(place)
    page.keyboard.press("/")
    return page.get_by_role("searchbox")


@pytest.mark.browser
def test_every_place_and_every_kind_of_work_is_found_however_it_is_typed(browser, shipped_address):
    dataset = shipped_loaded().dataset
    asked = []
    for commune in dataset.places.communes.values():
        for name in (commune.name, *commune.spellings):
            asked += [(typed, f"/xa/{commune.id}/") for typed in spellings(name)]
        for hamlet in commune.hamlets.values():
            asked += [(typed, f"/xa/{hamlet.key}/") for typed in spellings(f"{hamlet.name}, {commune.name}")]
            asked += [(typed, f"/xa/{hamlet.key}/") for typed in spellings(f"{hamlet.name} {commune.name}")]
    kinds = dataset.activities.indicators.values()
    page = browser.new_page()
    page.goto(shipped_address)
    page.evaluate(LOADED, [f"{shipped_address}/assets/search.js", f"{shipped_address}/tim.json"])
    by_title = {row["title"]: "/" + row["address"] for row in page.evaluate("window.found[1]")}
    asked += [(typed, by_title[kind.name]) for kind in kinds for typed in spellings(kind.name)]

    lost = page.evaluate(FOUND, asked)

    assert len(asked) > 5 * (len(kinds) + len(dataset.places.hamlets))
    assert lost == []
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("da tong", "/xa/da-tong/"),
        ("đạ tông", "/xa/da-tong/"),
        (unicodedata.normalize("NFD", "đạ tông"), "/xa/da-tong/"),
        ("K'Nàng", "/xa/da-k-nang/"),
        ("K’Nàng", "/xa/da-k-nang/"),
        ("k nang", "/xa/da-k-nang/"),
        ("khoi thong", "#viec-cong-ranh"),
    ],
)
def test_what_is_typed_into_the_field_leads_to_its_page(page, typed, expected):
    field = opened(page)
    page.keyboard.insert_text(typed)

    link = page.locator(f'.tb-search__found a[href*="{expected}"]').first
    expect(link).to_be_visible()
    expect(page.locator(".tb-search [role=status]")).to_contain_text("kết quả")
    assert link.locator("span").inner_text().endswith(".")
    assert field.input_value() == typed


@pytest.mark.browser
def test_search_is_used_by_keyboard_alone_and_gives_the_keyboard_back(page):
    field = opened(page, "/lich/")
    page.keyboard.insert_text("da tong")
    first = page.locator(".tb-search__found a").first
    expect(first).to_be_visible()

    page.keyboard.press("ArrowDown")
    assert first.evaluate("(link) => link === document.activeElement")
    page.keyboard.press("ArrowUp")
    assert field.evaluate("(field) => field === document.activeElement")
    page.keyboard.press("Escape")
    expect(page.locator(".tb-search__found")).to_be_hidden()
    assert page.evaluate("document.activeElement.type") != "search"
    page.keyboard.press("/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/xa/**")


@pytest.mark.browser
def test_neither_script_nor_index_is_asked_for_before_search_is_used(page):
    page.goto("/", wait_until="networkidle")
    assert not {"search.js", "tim.json"} & set(page.asked)

    with page.expect_response("**/tim.json"):
        page.keyboard.press("/")

    assert {"search.js", "tim.json"} <= set(page.asked)


@pytest.mark.browser
def test_an_index_that_cannot_be_had_is_told(browser, shipped_address):
    context = browser.new_context(base_url=shipped_address, service_workers="block")  # so that nothing is kept from before
    page = context.new_page()
    page.route("**/tim.json", lambda route: route.fulfill(status=503))
    opened(page)
    page.keyboard.insert_text("da tong")

    expect(page.locator(".tb-search [role=status]")).to_contain_text("Chưa tải được")
    context.close()


@pytest.mark.browser
def test_without_script_the_way_to_search_is_the_list_of_places(browser, shipped_address):
    context = browser.new_context(base_url=shipped_address, java_script_enabled=False, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto("/")

    assert not page.get_by_role("searchbox").is_visible()
    page.get_by_role("link", name="Tìm").click()

    assert page.url.endswith("/xa/")
    context.close()


@pytest.mark.slow
@pytest.mark.usefixtures("shipped_address")
def test_the_index_and_the_script_stay_small(shipped_site):
    weights = {name: len(gzip.compress((shipped_site / name).read_bytes(), 6)) for name in ("tim.json", "assets/search.js")}

    assert weights["tim.json"] < MOST_INDEX
    assert weights["assets/search.js"] < MOST_SCRIPT
