"""What a preview holds when it is unpacked and opened from a folder, in a browser without a server."""

import datetime as dt

import pytest

from generator.sinks.preview import Shown, preview
from tests.handed import APRIL, JUNE_DAY, repository
from tests.repositories import Repository

DAY = dt.date(2024, 6, 1)
TITLE = "Ngày lao động <img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def previewed(tmp_path_factory):
    """The preview of a proposal that corrects one report and announces one day, and what it says it changes."""
    folder = tmp_path_factory.mktemp("preview")
    (folder / "work").mkdir()
    data = repository(folder / "work")
    work = Repository(folder / "work")
    april = data / APRIL
    april.write_text(april.read_text("utf-8").replace("households: 84", "households: 86"), "utf-8")
    (data / JUNE_DAY).write_text(
        f'commune: da-tong\nmonth: 2024-06\ndate: 2024-06-15\nstatus: "announced"\nmeeting_point: "{TITLE}"\n', "utf-8"
    )
    work.commit("2024-05-20T03:00:00Z")
    found = preview(data, "HEAD~1", "HEAD", DAY, folder / "out")
    return folder / "out", found


@pytest.mark.slow
def test_the_list_names_every_page_that_changes_and_leads_there(previewed):
    out, found = previewed
    listed = (out / "xem-truoc" / "index.html").read_text("utf-8")

    assert Shown(address="/dot/2024/06-da-tong/", title="Xã Đạ Tông, 15/06/2024") in found.new
    assert '<a href="../dot/2024/06-da-tong/index.html">Xã Đạ Tông, 15/06/2024</a>' in listed
    for page in (*found.new, *found.changed):
        assert f'href="../{page.address[1:] or "./"}index.html"' in listed, page
        assert (out / page.address[1:] / "index.html").is_file()


@pytest.mark.slow
def test_every_page_says_that_it_is_not_published_and_leads_to_the_list(previewed):
    out, _ = previewed

    for page in out.rglob("index.html"):
        html = page.read_text("utf-8")
        root = "../" * (len(page.relative_to(out).parts) - 1)
        assert f'Bản xem trước, chưa công bố. <a href="{root}xem-truoc/index.html">Xem các trang đổi</a>.' in html, page
        assert "<img src=x" not in html


@pytest.mark.slow
@pytest.mark.browser
def test_from_a_folder_every_kind_of_page_opens_in_its_looks_and_leads_on(browser, previewed):
    out, found = previewed
    errors, seen, waiting = [], set(), [f"file://{out}/index.html"]
    page = browser.new_page(locale="vi-VN")
    page.on("pageerror", lambda error: errors.append((page.url, str(error))))
    page.on("console", lambda said: errors.append((page.url, said.text)) if "Content Security" in said.text else None)
    while waiting:
        address = waiting.pop()
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        assert page.locator(".md-header").evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)", address
        links = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href.split(/[?#]/)[0])")
        inside = {link for link in links if link.startswith("file:")}
        assert not [link for link in inside if link.endswith("/")], address
        seen |= {address}
        waiting += sorted(link for link in inside - seen if link.endswith(".html") and link not in waiting)
    page.close()

    assert errors == []
    assert {f"file://{out}{each.address}index.html" for each in (*found.new, *found.changed)} <= seen
