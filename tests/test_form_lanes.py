"""Out of the form by every lane, and what is caught on the way goes through the validator, the reader of issues and import."""

import json
import shutil
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from generator.cli import main
from generator.github.issue_form import filled as read_form
from tests.browsing import SIZES, site_at
from tests.conftest import TINY, TODAY
from tests.form_pages import REPORT, fault_free, field, filled, opened, problems_of, sent
from tests.test_proposed import OTHERS, Q3
from tests.test_submit import form

pytestmark = pytest.mark.browser
NO_CLIPBOARD = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }"
TURNED_BACK = "() => { navigator.share = () => Promise.reject(new DOMException('x', 'AbortError')); }"
SHARING = """() => {
  window.shared = [];
  navigator.canShare = ({ files }) => files.every((file) => TYPES.includes(file.type));
  navigator.share = async ({ files, title }) => {
    for (const file of files) window.shared.push({ name: file.name, type: file.type, title, text: await file.text() });
  };
}"""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    data = shutil.copytree(TINY, tmp_path_factory.mktemp("lanes") / "data")
    (data / REPORT).unlink()
    (data / Q3).write_text(OTHERS, "utf-8")
    return data


@pytest.fixture(scope="module")
def address(data):
    with site_at(data, TODAY, data.parent / "site") as address:
        yield address


@pytest.fixture(params=SIZES, ids=lambda size: str(size[0]))
def page(request, browser, address):
    for page in fault_free(browser, address, request.param):
        page.route("**/form.json", lambda route: route.fulfill(json=_with_repository(route)))
        page.context.route(
            "https://github.com/**", lambda route: route.fulfill(body="<title>GitHub</title>", content_type="text/html")
        )
        yield page


def _with_repository(route):
    known = json.loads(route.fetch().text())
    known["lists"]["repository"] = "https://github.com/example/thubay"
    return known


def opened_by(page, button):
    with page.context.expect_page() as popup:
        page.get_by_role("button", name=button).click()
    address = urlsplit(popup.value.url)
    return address.path, {name: values[0] for name, values in parse_qs(address.query).items()}


def take(data, content, options=()):
    file = data.parent / "nhan"
    file.write_bytes(content)
    return main(["import", str(file), "--data", str(data), "--today", str(TODAY), *options])


def long(page, address):
    filled(page, address)
    for number in range(3):
        page.get_by_label("Ghi chú", exact=True).nth(number).evaluate(
            "(each) => { each.value = 'Đoạn đường từ hội trường thôn đến suối. '.repeat(each.tagName === 'TEXTAREA' ? 20 : 7); }"
        )
    page.get_by_label("Khó khăn, vướng mắc").fill("Đường trơn trượt sau mưa lớn kéo dài. " * 40)


def test_what_is_copied_is_what_the_validator_and_import_take(page, address, data):
    filled(page, address)

    sent(page)
    page.get_by_role("button", name="Chép nội dung").click()
    expect(page.locator("#tb-sent")).to_contain_text("Đã chép")
    text = page.evaluate("navigator.clipboard.readText()")

    assert problems_of(text, REPORT) == []
    assert take(data, text.encode(), ["--dry-run"]) == 0


def test_where_nothing_can_be_copied_the_text_is_there_to_copy_by_hand(page, address):
    filled(page, address)
    sent(page)
    page.evaluate(NO_CLIPBOARD)

    page.get_by_role("button", name="Chép nội dung").click()

    expect(page.locator("#tb-sent")).to_contain_text("Máy không cho chép")
    page.get_by_text("Xem bản sẽ gửi", exact=True).click()
    assert page.locator("#tb-text").is_visible()


def test_the_file_that_is_saved_goes_through_import(page, address, data):
    filled(page, address)
    sent(page)

    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp về máy").click()

    assert download.value.suggested_filename == "report-da-tong-2024-05.zip"
    assert take(data, Path(download.value.path()).read_bytes(), ["--dry-run"]) == 0


def test_the_issue_form_is_opened_with_everything_in_it(page, address):
    filled(page, address)
    sent(page)

    path, asked = opened_by(page, "Gửi thẳng qua GitHub")

    assert path == "/example/thubay/issues/new"
    assert asked["template"] == "bao-cao.yml"
    assert asked["title"] == "Báo cáo Xã Đạ Tông tháng 05/2024"
    found = read_form(form(asked["noi-dung"].rstrip("\n"), asked["tep"]), PurePosixPath("x"))
    assert found.path == str(REPORT)
    assert problems_of(found.text, REPORT) == []
    expect(page.locator("#tb-sent")).to_contain_text("máy trả lời ngay dưới phiếu")


def test_what_is_too_long_for_an_address_is_copied_and_an_empty_form_opened(page, address):
    long(page, address)
    sent(page)

    path, asked = opened_by(page, "Gửi thẳng qua GitHub")

    assert path == "/example/thubay/issues/new"
    assert set(asked) == {"template", "title", "tep"}
    assert problems_of(page.evaluate("navigator.clipboard.readText()"), REPORT) == []
    expect(page.locator("#tb-sent")).to_contain_text("đã được chép sẵn")


def test_too_long_and_nothing_can_be_copied(page, address):
    long(page, address)
    sent(page)
    page.evaluate(NO_CLIPBOARD)

    opened_by(page, "Gửi thẳng qua GitHub")

    expect(page.locator("#tb-sent")).to_contain_text("tự chép ở “Xem bản sẽ gửi”")


def test_the_editor_is_for_those_who_know_it(page, address):
    filled(page, address)
    sent(page)
    assert not page.locator("#tb-editor").is_visible()
    page.get_by_text("Nâng cao", exact=True).click()

    path, asked = opened_by(page, "Mở trong trình soạn thảo của GitHub")

    assert path == "/example/thubay/new/main"
    assert asked["filename"] == f"data/{REPORT}"
    assert problems_of(asked["value"], REPORT) == []


def test_a_phone_shares_the_text_and_a_machine_that_cannot_is_not_offered_it(page, address, data):
    filled(page, address)
    sent(page)
    assert not page.locator("#tb-share").is_visible()
    page.evaluate(SHARING.replace("TYPES", "['text/plain']"))
    sent(page)

    page.locator("#tb-share").click()

    expect(page.locator("#tb-sent")).to_contain_text("Đã chuyển sang ứng dụng")
    (shared,) = page.evaluate("window.shared")
    assert (shared["name"], shared["type"]) == ("report-da-tong-2024-05.txt", "text/plain")
    assert problems_of(shared["text"], REPORT) == []
    assert take(data, shared["text"].encode(), ["--dry-run"]) == 0


def test_who_turns_back_from_sharing_is_told_nothing(page, address):
    filled(page, address)
    page.evaluate(SHARING.replace("TYPES", "['text/plain']"))
    page.evaluate(TURNED_BACK)
    sent(page)

    page.locator("#tb-share").click()

    assert page.locator("#tb-sent").inner_text() == ""


def test_proposals_for_the_committees_campaign_go_out_and_come_in(page, address, data):
    standing = (data / Q3).read_text("utf-8")
    opened(page, address, "?xa=da-tong&gui=de-xuat")
    assert "Ban chưa quyết định" in page.locator("#tb-state").inner_text()
    assert field(page, "Nội dung đề xuất").input_value() == "Cũ"
    assert not page.locator("#tb-month").is_visible()
    page.get_by_role("button", name="Thêm việc đề xuất").click()
    page.get_by_label("Nội dung đề xuất").last.fill("Nạo vét mương")
    page.get_by_role("button", name="Thêm công việc đề xuất").last.click()
    page.get_by_label("Chỉ tiêu").last.select_option("duong-ve-sinh")
    expect(page.locator(".tb-form__unit").last).to_have_text("(m)")
    page.get_by_label("Khối lượng").last.fill("1.200")
    assert "hãy viết 1200" in sent(page)
    page.get_by_label("Khối lượng").last.fill("1200")
    assert "Bản này gửi được" in sent(page)
    assert not page.locator("#tb-editor-row").is_visible()

    _, asked = opened_by(page, "Gửi thẳng qua GitHub")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp về máy").click()
    content = Path(download.value.path()).read_bytes()

    assert asked["template"] == "lich.yml"
    assert "tep" not in asked
    found = read_form(form(asked["noi-dung"].rstrip("\n"), None), PurePosixPath("x"))
    assert found.text.encode() == content
    assert take(data, content) == 0
    written = (data / Q3).read_text("utf-8")
    (data / Q3).write_text(standing, "utf-8")
    assert 'text: "Nạo vét mương"' in written
    assert "- {indicator: duong-ve-sinh, quantity: 1200}" in written
    assert written.count('state: "new"') == 3
