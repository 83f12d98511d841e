"""The form as a commune uses it: on a phone and on a desk, with slips, offline, and out by every lane."""

import json
import shutil
import zipfile
from pathlib import PurePosixPath
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from generator.files import Checker
from generator.problems import Severity
from generator.tree import Entry
from generator.yaml_writer import yaml_text
from tests.conftest import TINY, TODAY
from tests.images import GPS, exif, saved
from tests.test_browser import FLAGS, SIZES, served

pytestmark = [pytest.mark.browser]
REPORT = PurePosixPath("reports/2024/da-tong/2024-05.yml")
NEW, OLD = "?xa=da-tong&thang=2024-05", "?xa=da-tong&thang=2024-04"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("form")
    data = shutil.copytree(TINY, folder / "data")
    (data / REPORT).unlink()
    yield from served(data, TODAY, folder / "site")


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(params=SIZES, ids=lambda size: str(size[0]))
def page(request, chromium, address):
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page = context.new_page()
    page.set_default_timeout(5000)
    faults, hosts = [], set()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: hosts.add(urlsplit(asked.url).hostname))
    yield page
    assert not faults
    assert hosts <= {"127.0.0.1", None}
    context.close()


def opened(page, address, query):
    page.goto(f"{address}/nop/{query}")
    page.wait_for_selector("form[data-ready]")
    page.evaluate("document.querySelectorAll('#tb-fields details').forEach((each) => { each.open = true; })")


def field(page, label, number=0):
    return page.locator("#tb-fields").get_by_label(label).nth(number)


def sent(page):
    page.get_by_role("button", name="Kiểm tra và gửi").click()
    page.wait_for_selector("#tb-summary:not([hidden])")
    return page.locator("#tb-summary").inner_text()


def problems_of(text, path):
    checked = Checker(TINY, None, {path: text.encode()}).check(Entry(path=path, kind="report", size=len(text)))
    return [problem for problem in checked.problems if problem.severity is Severity.ERROR]


def filled(page, address):
    """Fill in one hamlet of a month that nobody reported yet."""
    opened(page, address, NEW)
    field(page, "Đơn vị báo cáo").fill("Khối Dân vận xã")
    page.evaluate("document.querySelector('input[type=date]').value = '2024-05-30'")
    field(page, "Nhân dân").fill("96")
    field(page, "Số hộ có người tham gia").fill("84")
    field(page, "Ngày công").fill("75,5")


def test_a_slip_is_named_at_its_field_and_keeps_the_lanes_shut(page, address):
    filled(page, address)
    field(page, "Số hộ có người tham gia").fill("1.200")

    told = sent(page)

    assert "phải sửa" in told
    assert "Không dùng dấu ngăn hàng nghìn, hãy viết 1200." in told
    assert page.evaluate("document.activeElement.id") == "tb-summary"
    assert not page.locator("#tb-lanes").is_visible()
    page.locator("#tb-summary a").first.click()
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_what_is_copied_is_what_the_validator_takes(page, address):
    filled(page, address)

    told = sent(page)
    page.get_by_role("button", name="Chép nội dung").click()
    expect(page.locator("#tb-sent")).to_contain_text("Đã chép")
    text = page.evaluate("navigator.clipboard.readText()")

    assert "Bản này gửi được" in told
    assert problems_of(text, REPORT) == []
    assert "labour_days: 75.5" in text
    assert "officials" not in text, "what was left blank is absent, not 0"


def test_a_zip_holds_the_report_and_its_photos_without_what_the_phone_knew(page, address):
    filled(page, address)
    page.locator("fieldset:has(> legend:text-is('Ảnh'))").first.get_by_role("button", name="Thêm: ảnh").click()
    photo = saved(exif=b"Exif\0\0" + exif({GPS: b""}))
    page.locator("input[type=file]").first.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo})
    expect(page.get_by_text("bỏ vị trí chụp").first).to_be_visible()
    field(page, "Lời tả ảnh").fill("Bà con dọn cỏ hai bên đường thôn")
    field(page, "Người trong ảnh đã đồng ý").check()
    assert "gửi được" in sent(page)

    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp .zip").click()

    with zipfile.ZipFile(download.value.path()) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        assert names[0] == f"data/{REPORT}"
        assert problems_of(packed.read(names[0]).decode(), REPORT) == []
        photo = packed.read(names[1])
    assert photo.startswith(b"\xff\xd8")
    assert b"Exif" not in photo
    assert len(photo) <= 400 * 1024


def test_the_issue_form_is_opened_with_everything_in_it(page, address, chromium):
    page.route("**/form.json", lambda route: route.fulfill(json=_with_repository(route)))
    filled(page, address)
    sent(page)
    page.context.route(
        "https://github.com/**", lambda route: route.fulfill(body="<title>GitHub</title>", content_type="text/html")
    )

    with page.context.expect_page() as popup:
        page.get_by_role("button", name="Gửi thẳng qua GitHub").click()

    asked = parse_qs(urlsplit(popup.value.url).query)
    assert asked["template"] == ["bao-cao.yml"]
    assert asked["tep"] == [str(REPORT)]
    assert problems_of(asked["noi-dung"][0], REPORT) == []


def _with_repository(route):
    known = json.loads(route.fetch().text())
    known["lists"]["repository"] = "https://github.com/example/thubay"
    return known


def test_a_published_report_opens_with_every_value_as_it_stands(page, address):
    opened(page, address, OLD)
    assert "đã có bản công bố" in page.locator("#tb-state").inner_text()
    assert "phải sửa" in sent(page), "a correction says why"
    field(page, "Lý do sửa").fill("Thôn đếm lại số hộ")
    page.evaluate("[...document.querySelectorAll('input[type=date]')].at(-1).value = '2024-06-01'")

    sent(page)
    text = page.locator("#tb-text").input_value()

    path = PurePosixPath("reports/2024/da-tong/2024-04.yml")
    before = Checker(TINY, None).check(Entry(path=path, kind="report", size=1)).document
    correction = {"date": "2024-06-01", "reason": "Thôn đếm lại số hộ"}
    assert text == yaml_text("report", {**before, "corrections": [*before.get("corrections", []), correction]})


def test_the_draft_and_the_page_are_there_without_a_network(page, address):
    filled(page, address)
    expect(page.locator("#tb-state")).to_contain_text("bản nháp", ignore_case=True)
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    page.wait_for_selector("form[data-ready]")
    page.context.set_offline(True)
    page.reload()
    page.wait_for_selector("form[data-ready]")

    page.evaluate("document.querySelectorAll('#tb-fields details').forEach((each) => { each.open = true; })")
    assert "Đã mở lại bản nháp" in page.locator("#tb-state").inner_text()
    assert field(page, "Số hộ có người tham gia").input_value() == "84"
    assert "gửi được" in sent(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Xóa bản nháp").click()
    assert field(page, "Số hộ có người tham gia").input_value() == ""


def test_the_day_of_a_month_goes_out_the_same_way(page, address):
    page.goto(f"{address}/nop/?xa=da-tong&thang=2024-08&gui=lich")
    page.wait_for_selector("form[data-ready]")
    field(page, "Ngày làm chung").fill("2024-08-17")
    assert "gửi được" in sent(page)
    text = page.locator("#tb-text").input_value()
    path = PurePosixPath("campaigns/2024/08-da-tong.yml")
    checked = Checker(TINY, None, {path: text.encode()}).check(Entry(path=path, kind="saturday", size=len(text)))
    assert [problem for problem in checked.problems if problem.severity is Severity.ERROR] == []
    assert page.locator("#tb-path").inner_text() == f"data/{path}"


def test_every_script_that_the_form_imports_is_asked_for_beside_the_page(page, address):
    page.goto(f"{address}/nop/{NEW}")
    page.wait_for_selector("form[data-ready]")

    preloaded = set(page.evaluate("[...document.querySelectorAll('link[rel=modulepreload]')].map((link) => link.href)"))
    loaded = set(page.evaluate("performance.getEntriesByType('resource').map((asked) => asked.name)"))

    assert preloaded == {name for name in loaded if "/nop/" in name and name.endswith(".js") and not name.endswith("/sw.js")}
