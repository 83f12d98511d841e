"""The built site as its readers open it: on a phone and on a desk, in a real browser, without any other host."""

import datetime as dt

import pytest

from bench.kinds import last
from tests.browsing import PAGES, SIZES
from tests.printing import Paper

pytestmark = pytest.mark.browser


@pytest.fixture(params=SIZES, ids=["phone", "desk"])
def page(browser, tiny_address, request):
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=tiny_address, locale="vi-VN")
    page = context.new_page()
    page.complaints, page.hosts = [], set()
    page.on("console", lambda message: page.complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("requestfailed", lambda failed: page.complaints.append(failed.url))
    page.on("request", lambda asked: page.hosts.add(asked.url.split("/")[2]))
    yield page
    context.close()


@pytest.mark.parametrize("place", PAGES)
def test_a_page_opens_without_complaint_other_hosts_or_sideways_scroll(page, tiny_address, place):
    answer = page.goto(place)
    page.wait_for_load_state("networkidle")

    assert answer.status == 200
    assert page.complaints == []
    assert page.hosts == {tiny_address.removeprefix("http://")}
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "vi"


def test_on_paper_too_every_kind_of_page_says_that_its_data_is_a_sample(browser, shipped_address, shipped_site):
    context = browser.new_context(base_url=shipped_address, locale="vi-VN")
    page = context.new_page()
    silent = set()
    for kind, place in last(shipped_site).items():
        page.goto(place)
        if "Dữ liệu minh họa" not in Paper(page.pdf()).words:
            silent.add(kind)
    context.close()

    assert silent == {"guide on paper"}  # which shows no data, and fills its one page


def test_the_choice_of_a_commune_narrows_the_page_and_stays_in_the_address(page):
    page.goto("/lich/")

    page.locator('[data-filter] a[data-commune="ro-men"]').click()

    assert page.url.endswith("?xa=ro-men")
    shown = page.locator("[data-communes]:visible")
    assert all("ro-men" in shown.nth(place).get_attribute("data-communes") for place in range(shown.count()))
    page.reload()
    assert page.locator('[data-filter] a[aria-current="true"]').get_attribute("data-commune") == "ro-men"


def test_without_script_the_choice_of_a_commune_is_a_link_to_its_page(browser, tiny_address):
    context = browser.new_context(base_url=tiny_address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")

    page.locator('[data-filter] a[data-commune="da-tong"]').click()

    assert page.url.endswith("/xa/da-tong/")
    assert page.locator("h1").inner_text() == "Xã Đạ Tông"
    context.close()


@pytest.mark.parametrize(("day", "left"), [("2026-11-24", True), ("2028-01-01", False)])
def test_a_day_gone_by_disappears_although_the_site_was_built_before_it(browser, shipped_address, day, left):
    page = browser.new_page()
    page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{day}T08:00:00+07:00"))

    page.goto(shipped_address)

    assert page.locator("[data-until]").count() > 0
    assert (page.locator("[data-until]:visible").count() > 0) is left
    assert page.locator("#het-lich").is_visible() is not left
    page.close()


def test_the_first_page_answers_for_ones_own_hamlet_and_keeps_the_choice(browser, shipped_address):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.clock.set_fixed_time(dt.datetime(2026, 11, 24, 1, tzinfo=dt.UTC))
    page.goto(shipped_address)

    page.get_by_label("Xã, thôn của bà con").select_option("dam-rong-1/thanh-binh")
    page.locator("#tb-own .tb-card").first.wait_for()

    assert page.url.endswith("?xa=dam-rong-1&thon=thanh-binh")
    answer = page.locator("#tb-own .tb-card").first.inner_text()
    for part in (
        "Thứ Bảy, ngày 12 tháng 12 năm 2026",
        "7 giờ",
        "Sân nhà văn hóa thôn",
        "1,05\u00a0km",
        "Cuốc, chổi, găng tay",
        "còn 18 ngày",
    ):
        assert part in answer
    card = page.locator("#tb-own .tb-card").first.bounding_box()
    assert card["y"] + card["height"] <= 740, "when, where, what and what to bring stand on the first screen"
    assert not page.locator("#tb-next").is_visible()
    page.goto(shipped_address)
    page.locator("#tb-own .tb-card").first.wait_for()
    assert page.url.endswith("?xa=dam-rong-1&thon=thanh-binh")
    href = page.locator("#tb-own a").first.evaluate("(link) => link.href")
    assert href == f"{shipped_address}/dot/2026/12-dam-rong-1/"
    page.get_by_label("Xã, thôn của bà con").select_option("")
    assert page.locator("#tb-next").is_visible()
    assert page.url == f"{shipped_address}/"
    page.close()


def test_the_choice_of_a_commune_brings_up_its_next_day_however_far(browser, shipped_address):
    page = browser.new_page()
    page.clock.set_fixed_time(dt.datetime(2026, 11, 24, 1, tzinfo=dt.UTC))

    page.goto(f"{shipped_address}/?xa=dam-rong-4")

    cards = page.locator("#tb-next [data-communes]:visible")
    assert cards.count() >= 2
    assert all("dam-rong-4" in cards.nth(place).get_attribute("data-communes") for place in range(cards.count()))
    page.close()


@pytest.mark.parametrize(("day", "warns"), [("2026-11-26", False), ("2026-11-27", True)])
def test_the_foot_says_when_the_page_is_older_than_three_days(browser, shipped_address, day, warns):
    page = browser.new_page()
    page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{day}T08:00:00+07:00"))

    page.goto(shipped_address)

    assert page.locator("[data-built]").inner_text() == "23/11/2026"
    assert page.locator("[data-stale]").is_visible() is warns
    page.close()


def test_the_menu_of_a_phone_opens_without_script(browser, tiny_address):
    context = browser.new_context(base_url=tiny_address, java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto("/xa/da-tong/")

    page.locator("summary", has_text="Mục").click()
    page.locator(".tb-menu").get_by_role("link", name="Lịch").click()

    assert page.url.endswith("/lich/")
    context.close()


def test_the_calendar_is_a_list_on_a_phone_and_seven_columns_on_a_desk(browser, shipped_address):
    for width, shown in ((360, False), (1366, True)):
        page = browser.new_page(viewport={"width": width, "height": 768})
        page.clock.set_fixed_time(dt.datetime(2026, 11, 24, 1, tzinfo=dt.UTC))
        page.goto(f"{shipped_address}/lich/")

        month = page.locator("#thang-2026-12 + ol")
        assert month.locator("> li.tb-month__weekday").first.is_visible() is shown
        assert month.get_by_role("link").filter(visible=True).count() == 4
        saturdays = {round(day.bounding_box()["x"]) for day in month.locator("li:has(> p)").filter(visible=True).all()}
        assert len(saturdays) == 1
        page.close()


def test_a_year_shows_each_day_by_its_shape_and_says_it_in_words(browser, shipped_address):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{shipped_address}/lich/#ca-nam")
    page.locator("#ca-nam ~ details summary").first.click()

    together = page.get_by_role("link", name="Thứ Bảy, ngày 03 tháng 10 năm 2026: Đợt ra quân quý IV năm 2026")
    alone = page.get_by_role("link", name="Thứ Bảy, ngày 12 tháng 12 năm 2026: Xã Đam Rông 1; Xã Đam Rông 2; Xã Đam Rông 3")

    radius = "(link) => parseFloat(getComputedStyle(link).borderRadius)"
    assert together.evaluate(radius) < alone.evaluate(radius)
    assert alone.bounding_box()["width"] >= 40
    page.close()


@pytest.mark.parametrize(
    ("place", "field", "typed", "rows", "left"),
    [
        ("/tinh-hinh/", "Tìm xã", "da tong", ".tb-matrix tbody tr", "Xã Đạ Tông"),
        (
            "/ket-qua/2024-04/",
            "Tìm việc, tìm xã trong các bảng",
            "don ve sinh",
            ".tb-table tbody tr",
            "Đường phát quang, dọn vệ sinh",
        ),
    ],
)
def test_a_field_leaves_only_the_rows_that_hold_what_is_typed(page, place, field, typed, rows, left):
    page.goto(place)
    every = page.locator(rows).filter(visible=True).count()

    page.get_by_label(field, exact=True).fill(typed)
    page.locator("main .tb-narrow [role=status]", has_text="Còn").wait_for()

    shown = page.locator(rows).filter(visible=True)
    assert 0 < shown.count() < every
    assert all(left in words for words in shown.locator("th").all_inner_texts())
    page.get_by_label(field, exact=True).fill("")
    assert page.locator(rows).filter(visible=True).count() == every
    assert page.complaints == []


def test_without_script_every_row_is_there_and_nothing_that_needs_one(browser, tiny_address):
    context = browser.new_context(base_url=tiny_address, java_script_enabled=False)
    page = context.new_page()
    for place in PAGES:
        page.goto(place)
        assert page.locator("h1").is_visible()
        assert not page.locator("[data-narrow], [data-choose], [data-copy], .tb-search__field").filter(visible=True).count()
        assert page.locator("main").get_by_role("link").count() or place in ("/gioi-thieu/", "/khong-mang/", "/nop/")
    context.close()
