"""What is new since the last visit: a plain list without script, marks with it."""

import shutil

import pytest

from generator.pages.edition import Edition
from generator.pages.news import MOST, newest
from generator.pages.templates import environment
from generator.sinks.build import build
from tests.conftest import SHIPPED_DAY, TINY, TODAY, shipped_loaded, shipped_stream
from tests.test_site import TEMPLATES, Reader


def test_the_newest_come_first_and_not_more_than_are_read():
    data = shipped_loaded().dataset

    found = newest(Edition(data, SHIPPED_DAY, environment(TEMPLATES)))

    assert len(found) == MOST
    assert [each.day for each in found] == sorted((each.day for each in found), reverse=True)
    assert all(each.title and each.text and each.day <= SHIPPED_DAY for each in found)
    assert len({each.id for each in found}) == MOST


@pytest.mark.slow
def test_the_page_lists_what_the_feed_tells():
    published = shipped_stream()
    page = next(page for page in published.pages if page.address == "/tin/")
    feed = next(file for file in published.files if file.address == "/tin.atom").read().decode()

    links = [link.removeprefix("../") for link in Reader(page.body()).links]

    assert len([link for link in links if link.startswith(("bao-cao/", "dot/"))]) == MOST
    assert all(f'href="{link}"' in feed for link in links if link.startswith(("bao-cao/", "dot/")))


@pytest.mark.browser
def test_after_the_last_visit_what_came_since_carries_a_mark(browser, shipped_address):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{shipped_address}/tin/")
    items = page.locator("[data-news]")
    count = items.count()
    assert page.locator("[data-news] .tb-mark").count() == 0, "a first visit has nothing to compare with"
    assert not page.locator("#tin-moi").is_visible()

    page.reload()
    assert page.locator("#tin-moi").inner_text() == "Không có tin mới từ lần xem trước."

    page.evaluate("(id) => localStorage.setItem('thubay.tin', id)", items.nth(2).get_attribute("data-news"))
    page.reload()
    assert page.locator("#tin-moi").inner_text() == "Có 2 tin mới từ lần xem trước."
    assert page.locator("[data-news] .tb-mark").count() == 2

    page.evaluate("localStorage.setItem('thubay.tin', 'gone')")
    page.reload()
    assert page.locator("[data-news] .tb-mark").count() == count

    plain = browser.new_page(java_script_enabled=False)
    plain.goto(f"{shipped_address}/tin/")
    assert plain.locator("[data-news]").count() == count
    plain.close()
    context.close()


def test_the_site_can_be_built_where_nothing_is_new(tmp_path):
    data = shutil.copytree(TINY, tmp_path / "data")
    for name in ("campaigns", "reports", "plans"):
        shutil.rmtree(data / name)

    build(data, tmp_path / "site", TODAY)

    assert "Chưa có tin nào" in (tmp_path / "site" / "tin" / "index.html").read_text("utf-8")
