"""Every kind of page for those who do not see it, or have no mouse: axe, the keyboard alone, the names a screen reader says."""

import pytest

from tests.axe import violations
from tests.browsing import PAGES, SIZES, opened

pytestmark = pytest.mark.browser
TARGET = 44
# Links within a sentence are as large as its letters (WCAG 2.5.8, "inline"); everything that stands by itself is large.
SMALL = """(most) => [...document.querySelectorAll(`button, select, summary, input:not([type=checkbox]):not([type=radio]),
    .tb-button, .tb-chips a, .tb-links a, header a`)]
  .filter((element) => element.checkVisibility() && element.getBoundingClientRect().width > 1)
  .filter((element) => element.getBoundingClientRect().height < most)
  .map((element) => element.outerHTML.slice(0, 120))"""
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const within = (each) => each && (getComputedStyle(each).outlineStyle !== "none" || within(each.parentElement));
  return {html: element.outerHTML.slice(0, 120), seen: box.width > 0 && box.height > 0 && within(element)};
}"""


@pytest.fixture(scope="module", params=SIZES, ids=["phone", "desk"])
def page(browser, tiny_address, request):
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=tiny_address, locale="vi-VN")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("place", PAGES)
def test_axe_finds_nothing(page, place):
    opened(page, place)

    assert violations(page) == []


def test_axe_finds_nothing_where_search_and_the_menu_are_open(page):
    opened(page, "/lich/")
    if page.viewport_size["width"] == SIZES[0][0]:
        page.locator("summary", has_text="Mục").click()
        assert violations(page) == []
        page.keyboard.press("Escape")
        assert not page.locator(".tb-menu > nav").is_visible()
    page.keyboard.press("/")
    page.keyboard.insert_text("da tong")
    page.locator(".tb-search__found a").first.wait_for()

    assert violations(page) == []


def test_axe_would_find_something(page):
    page.goto("/")
    page.locator("h1").evaluate("(title) => title.append(new Image(), document.createElement('button'))")

    found = {line.split(":")[0] for line in violations(page)}

    assert {"image-alt", "button-name"} <= found


@pytest.mark.parametrize("place", PAGES)
def test_what_is_pressed_is_large_enough_for_a_thumb(page, place):
    opened(page, place)

    assert page.evaluate(SMALL, TARGET) == []


@pytest.mark.parametrize("place", ["/", "/lich/", "/dot/2024/q2/", "/tinh-hinh/", "/nop/"])
def test_the_keyboard_alone_goes_through_the_whole_page_and_shows_where_it_is(page, place):
    opened(page, place)
    page.evaluate("document.activeElement.blur()")
    walked = []
    for _ in range(400):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        walked.append(focused)

    assert focused is None, "the way out at the end"
    assert [each["html"] for each in walked if not each["seen"]] == []
    reachable = page.locator("main").locator("a[href], button, select, summary").filter(visible=True).count()
    assert len(walked) >= reachable
    assert "md-skip" in walked[0]["html"]


def test_a_screen_reader_hears_landmarks_headings_and_names(page):
    opened(page, "/")

    tree = page.locator("body").aria_snapshot()

    for words in (
        "- banner",
        "- main",
        "- contentinfo",
        'heading "Ngày thứ 7 cùng Nhân dân tham gia xây dựng nông thôn mới" [level=1]',
        'heading "Sắp tới" [level=2]',
        'combobox "Xã, thôn của bà con"',
        '- link "Đến nội dung chính"',
    ):
        assert words in tree, words
    if page.viewport_size["width"] == SIZES[0][0]:
        assert 'link "Tìm"' in tree
    else:
        assert 'searchbox "Tìm xã, thôn, việc, tháng"' in tree
        assert 'navigation "Các mục"' in tree


def test_a_mark_of_state_is_heard_as_words_without_its_sign(page):
    opened(page, "/tinh-hinh/")

    tree = page.locator("main").aria_snapshot()

    assert "chưa có" in tree.lower()
    assert "✕" not in tree
