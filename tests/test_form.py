"""The form as a commune uses it: on a phone and on a desk, with slips, offline, and with what it asks of who fills it in."""

import gzip
import re
import shutil
import zipfile
from pathlib import PurePosixPath

import pytest
import yaml
from playwright.sync_api import expect

from generator.form.files import spoken
from generator.form.known import known
from generator.loading.files import Checker
from generator.loading.tree import Entry
from generator.validation.yaml_writer import yaml_text
from tests.axe import violations
from tests.browsing import SIZES, site_at
from tests.conftest import ROOT, TINY, TODAY
from tests.form_pages import NEW, REPORT, fault_free, field, filled, opened, problems_of, saturday_problems, sent
from tests.images import GPS, exif, saved
from tests.test_audio import MP3
from tests.test_proposed import OTHERS, Q3

OLD = "?xa=da-tong&thang=2024-04"
PLANNED = "sites:\n  - {hamlet: n-ton, works: [{indicator: duong-ve-sinh, quantity: 400}]}\n"
HELD = PurePosixPath("campaigns/2024/04-da-tong.yml")
SPOKEN = "translations:\n  - {language: K'Ho, code: kpm, audio: audio/04-da-tong/kho.mp3, text: Lời báo}\n"
DESCRIBED = "document.getElementById(document.activeElement.getAttribute('aria-describedby').split(' ').at(-1)).textContent"
BUDGETS = {"*.js": 25, "form.css": 3, "index.html": 15}  # KB in gzip, as shared with whoever asked for the form


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("form")
    data = shutil.copytree(TINY, folder / "data")
    (data / REPORT).unlink()
    (data / Q3).write_text(OTHERS, "utf-8")
    day = data / "campaigns/2024/05-da-tong.yml"
    day.write_text(day.read_text("utf-8").replace("sites: []\n", PLANNED), "utf-8")
    (data / HELD).write_text((data / HELD).read_text("utf-8") + SPOKEN, "utf-8")
    recording = data / "campaigns/2024/audio/04-da-tong/kho.mp3"
    recording.parent.mkdir(parents=True)
    recording.write_bytes(MP3)
    return folder, data


@pytest.fixture(scope="module")
def address(site):
    folder, data = site
    with site_at(data, TODAY, folder / "site") as address:
        yield address


@pytest.fixture(params=SIZES, ids=lambda size: str(size[0]))
def page(request, browser, address):
    yield from fault_free(browser, address, request.param)


pytestmark = pytest.mark.browser


def test_a_slip_is_named_at_its_field_and_keeps_the_lanes_shut(page, address):
    filled(page, address)
    field(page, "Số hộ có người tham gia").fill("1.200")

    told = sent(page)

    assert "Chưa gửi được" in told
    assert "Không dùng dấu ngăn hàng nghìn, hãy viết 1200." in told
    assert page.evaluate("document.activeElement.id") == "tb-summary"
    assert not page.locator("#tb-lanes").is_visible()
    page.evaluate("document.querySelectorAll('#tb-fields details').forEach((each) => { each.open = false; })")
    page.locator("#tb-summary a").first.click()
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    marked = page.evaluate(DESCRIBED)
    assert "hãy viết 1200" in marked
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_a_slip_that_is_mended_is_gone(page, address):
    filled(page, address)
    field(page, "Số hộ có người tham gia").fill("1.200")
    sent(page)
    field(page, "Số hộ có người tham gia").fill("84")

    assert not page.locator("#tb-summary").is_visible(), "an old answer does not stand beside new figures"
    assert "gửi được" in sent(page)
    assert page.locator(".tb-wrong, [aria-invalid]").count() == 0


def test_what_is_missing_is_told_by_its_label(page, address):
    filled(page, address)
    field(page, "Đơn vị báo cáo").fill("")

    assert "Đơn vị báo cáo: Chưa điền “Đơn vị báo cáo”." in sent(page)


def test_a_doubt_is_told_and_may_be_sent(page, address):
    filled(page, address)
    field(page, "Nhân dân", exact=False).fill("12")

    told = sent(page)

    assert "Bản này gửi được" in told
    assert "Có 84 hộ tham gia mà chỉ có 12 người dân" in told
    assert page.locator("#tb-lanes").is_visible()
    assert "Thôn Liêng Hung chưa có số liệu nào, cũng không có lý do" in told, "no id of a file"
    assert "thì ghi mục “Lý do không thực hiện”." in told, "no key of a file"


def test_what_happens_next_is_told(page, address):
    filled(page, address)

    assert "cán bộ của Ban nhận và xem lại" in sent(page)
    page.get_by_role("button", name="Chép nội dung").click()
    expect(page.locator("#tb-sent")).to_contain_text("gửi cho cán bộ của Ban")


def test_blanks_are_absent_and_a_comma_is_understood(page, address):
    filled(page, address)
    sent(page)
    text = page.locator("#tb-text").input_value()

    assert "labour_days: 75.5" in text
    assert "officials" not in text, "what was left blank is absent, not 0"
    assert "0" not in re.findall(r": (\d+)", text)


def test_a_hamlet_that_could_not_work_says_only_why(page, address):
    filled(page, address)
    card = page.locator("details[data-title='Thôn Đạ Nhinh']")
    card.get_by_label("Nhân dân (").fill("12")
    card.get_by_label("Thôn không làm được").check()
    assert not card.get_by_label("Nhân dân (").is_visible()
    card.get_by_label("Lý do không thực hiện").fill("Đường sạt lở")
    expect(card.locator("summary").first).to_contain_text("không làm được")

    sent(page)
    text = page.locator("#tb-text").input_value()

    assert '- {hamlet: da-nhinh, not_held: "Đường sạt lở"}' in text or 'not_held: "Đường sạt lở"' in text
    assert "residents: 12" not in text
    assert problems_of(text, REPORT) == []


def test_planned_works_are_offered_with_their_units_and_left_out_where_nobody_measured(page, address):
    filled(page, address)
    work = page.locator('details[data-title="Thôn N\'tôn"] fieldset[data-title]')
    name, unit = work.get_attribute("data-title"), work.locator(".tb-form__unit").first.inner_text()
    assert (name, unit) == ("Đường phát quang, dọn vệ sinh", "(m)")

    sent(page)
    assert "works" not in page.locator("#tb-text").input_value()
    work.get_by_label("Khối lượng").fill("350")
    sent(page)

    assert "- {indicator: duong-ve-sinh, quantity: 350}" in page.locator("#tb-text").input_value()


def test_a_photo_is_made_small_and_clean_and_is_there_again_after_the_page_was_closed(page, address):
    filled(page, address)
    card = page.locator('details[data-title="Thôn N\'tôn"]')
    card.get_by_role("button", name="Thêm ảnh").click()
    photo = saved(exif=b"Exif\0\0" + exif({GPS: b""}))
    page.locator("input[type=file]").first.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo})
    expect(page.get_by_text("đã bỏ vị trí chụp").first).to_be_visible()
    field(page, "Lời tả ảnh").fill("Bà con dọn cỏ hai bên đường thôn")
    field(page, "Người trong ảnh đã đồng ý").check()
    expect(page.locator("#tb-state")).to_contain_text("Bản nháp đã lưu")
    page.wait_for_timeout(400)
    page.reload()
    page.wait_for_selector("form[data-ready]")
    expect(page.locator(".tb-form__photo")).to_have_count(1)
    assert "gửi được" in sent(page)

    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp về máy").click()

    expect(page.locator("#tb-sent")).to_contain_text(download.value.suggested_filename)
    with zipfile.ZipFile(download.value.path()) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        assert names[0] == f"data/{REPORT}"
        assert names[1] == "data/reports/2024/da-tong/photos/2024-05-n-ton-1.jpg"
        assert problems_of(packed.read(names[0]).decode(), REPORT) == []
        photo = packed.read(names[1])
    assert photo.startswith(b"\xff\xd8")
    assert b"Exif" not in photo
    assert len(photo) <= 400 * 1024


def test_what_is_no_photo_is_told(page, address):
    filled(page, address)
    page.get_by_role("button", name="Thêm ảnh").first.click()
    page.locator("input[type=file]").first.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"x" * 99})

    expect(page.get_by_text("Không đọc được ảnh này").first).to_be_visible()


def test_one_report_takes_no_more_photos_than_it_says(page, address):
    filled(page, address)
    hamlets = [page.locator(f'details[data-title="{name}"]') for name in ("Thôn N'tôn", "Thôn Đạ Nhinh")]
    photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": saved()}
    for card, most in zip(hamlets, (9, 3), strict=True):
        for taken in range(1, most + 1):
            card.get_by_role("button", name="Thêm ảnh").click()
            card.locator("input[type=file]").last.set_input_files(photo)
            expect(card.locator(".tb-form__photo")).to_have_count(taken)

    hamlets[1].get_by_role("button", name="Thêm ảnh").click()
    hamlets[1].locator("input[type=file]").last.set_input_files(photo)

    expect(page.get_by_text("nhiều nhất 12 ảnh").first).to_be_visible()
    expect(page.locator(".tb-form__photo")).to_have_count(12)


def test_money_and_what_a_commune_asks_for_go_into_the_report_as_written(page, address):
    filled(page, address)
    hardship, wish = "Mưa lớn, đường trơn.\nThiếu xe chở rác: 2 chiếc #gấp", "Đề nghị hỗ trợ cống bi"
    for label, value in (
        ("Ngân sách", "0"),
        ("Nhân dân đóng góp", "3.500.000"),
        ("Khó khăn", hardship),
        ("Đề xuất, kiến nghị", wish),
    ):
        field(page, label).fill(value)
    assert "hãy viết 3500000" in sent(page)
    field(page, "Nhân dân đóng góp").fill("3500000")

    assert "gửi được" in sent(page)
    text = page.locator("#tb-text").input_value()

    assert problems_of(text, REPORT) == []
    document = yaml.safe_load(text)
    assert document["days"][0]["results"][0]["money"] == {"budget": 0, "people": 3500000}
    assert (document["difficulties"], document["proposals"]) == (hardship, wish)


def test_a_published_report_opens_with_every_value_as_it_stands(page, address):
    opened(page, address, OLD)
    assert "đã có báo cáo công bố" in page.locator("#tb-state").inner_text()
    assert "Chưa gửi được" in sent(page), "a correction says why"
    field(page, "Lý do sửa").fill("Thôn đếm lại số hộ")
    page.evaluate("[...document.querySelectorAll('input[type=date]')].at(-1).value = '2024-06-01'")

    sent(page)
    text = page.locator("#tb-text").input_value()

    path = PurePosixPath("reports/2024/da-tong/2024-04.yml")
    before = Checker(TINY, None).check(Entry(path=path, kind="report", size=1)).document
    correction = {"date": "2024-06-01", "reason": "Thôn đếm lại số hộ"}
    assert text == yaml_text("report", {**before, "corrections": [*before.get("corrections", []), correction]})


def test_a_published_day_opens_with_every_value_as_it_stands(page, address, site):
    opened(page, address, "?xa=da-tong&thang=2024-04&gui=lich")
    assert "đã có ngày công bố" in page.locator("#tb-state").inner_text()

    sent(page)

    before = Checker(site[1], None).check(Entry(path=HELD, kind="saturday", size=1)).document
    assert before["translations"][0]["audio"] == "audio/04-da-tong/kho.mp3"
    assert page.get_by_label("Lời báo").input_value() == "Lời báo"
    assert page.get_by_label("Tệp tiếng").count() == 0, "a file is nothing to type"
    assert page.locator("#tb-text").input_value() == yaml_text("saturday", before)


def test_the_draft_and_the_page_are_there_without_a_network(page, address):
    filled(page, address)
    expect(page.locator("#tb-state")).to_contain_text("Bản nháp đã lưu")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.reload()
    page.wait_for_selector("form[data-ready]")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.reload()
    page.wait_for_selector("form[data-ready]")

    page.evaluate("document.querySelectorAll('#tb-fields details').forEach((each) => { each.open = true; })")
    assert "Đã mở lại bản nháp" in page.locator("#tb-state").inner_text()
    assert field(page, "Số hộ có người tham gia").input_value() == "84"
    assert page.locator("fieldset[data-title='Đường phát quang, dọn vệ sinh']").count() == 1, (
        "what was only offered is offered again"
    )
    assert "gửi được" in sent(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Xóa bản nháp").click()
    expect(page.locator("#tb-state")).to_contain_text("Đã xóa bản nháp")
    assert field(page, "Số hộ có người tham gia").input_value() == ""
    page.reload()
    page.wait_for_selector("form[data-ready]")
    assert "bản nháp" not in page.locator("#tb-state").inner_text()


def test_a_device_that_keeps_nothing_is_told_of_and_may_send(page, address):
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } });")
    filled(page, address)

    expect(page.locator("#tb-state")).to_contain_text("không cho lưu bản nháp")
    assert "gửi được" in sent(page)


def test_the_day_of_a_month_goes_out_the_same_way(page, address):
    page.goto(f"{address}/nop/?xa=da-tong&thang=2024-08&gui=lich")
    page.wait_for_selector("form[data-ready]")
    field(page, "Ngày làm chung").fill("2024-08-17")
    field(page, "Giờ bắt đầu").first.fill("7h30")

    assert "hãy viết" in sent(page) or "07:30" in page.locator("#tb-summary").inner_text()
    field(page, "Giờ bắt đầu").first.fill("07:30")
    assert "gửi được" in sent(page)
    text = page.locator("#tb-text").input_value()
    path = PurePosixPath("campaigns/2024/08-da-tong.yml")
    assert saturday_problems(text, path) == []
    assert "sites" not in text, "a hamlet that was only offered is left out"
    assert page.locator("#tb-path").text_content() == f"data/{path}"


def test_the_month_that_is_meant_is_chosen_of_itself(page, address):
    page.goto(f"{address}/nop/?xa=da-tong")
    page.wait_for_selector("form[data-ready]")
    page.clock.set_fixed_time("2024-06-01T08:00:00+07:00")
    page.reload()
    page.wait_for_selector("form[data-ready]")
    chosen = "[document.getElementById('tb-month').value, document.getElementById('tb-year').value]"

    assert page.evaluate(chosen) == ["05", "2024"], "the last month with a day"
    page.locator("#tb-kind").select_option("saturday")
    assert page.evaluate(chosen) == ["07", "2024"], "the next month"


def test_every_script_that_the_form_imports_is_asked_for_beside_the_page(page, address):
    page.goto(f"{address}/nop/{NEW}")
    page.wait_for_selector("form[data-ready]")

    preloaded = set(page.evaluate("[...document.querySelectorAll('link[rel=modulepreload]')].map((link) => link.href)"))
    loaded = set(page.evaluate("performance.getEntriesByType('resource').map((asked) => asked.name)"))

    assert preloaded == {name for name in loaded if "/nop/" in name and name.endswith(".js")}


def test_axe_finds_nothing_while_it_is_filled_in_and_sent(page, address):
    opened(page, address, NEW)
    assert violations(page) == []
    page.get_by_role("button", name="Thêm ảnh").first.click()
    field(page, "Số hộ có người tham gia").fill("1.200")
    sent(page)
    assert violations(page) == []
    filled(page, address)
    sent(page)
    page.get_by_text("Xem bản sẽ gửi").click()
    assert violations(page) == []
    opened(page, address, "?xa=da-tong&gui=de-xuat")
    page.get_by_role("button", name="Thêm").first.click()
    assert violations(page) == []


def test_only_comments_are_left_out_of_the_scripts_that_phones_load():
    for path in (ROOT / "site_src" / "form").glob("*.js"):
        text = path.read_text("utf-8")
        kept = iter(spoken(text).splitlines())
        line = next(kept)
        for each in text.splitlines():
            if each == line:
                line = next(kept, None)
            else:
                assert each.lstrip().startswith(("//", "/**", "*")), each
                assert not re.sub(r"^ *(/\*\*.*?\*/)", "", each).strip() or "*/" not in each or each.endswith("*/"), each
        assert line is None


@pytest.mark.parametrize("pattern", BUDGETS)
def test_the_form_stays_within_its_weight(site, address, pattern):
    folder = site[0] / "site" / "nop"

    weight = sum(len(gzip.compress(path.read_bytes(), 6)) for path in folder.glob(pattern))

    assert 0 < weight <= BUDGETS[pattern] * 1024


def test_the_page_knows_every_key_that_its_sentences_name():
    found = known(ROOT / "site_src" / "form")

    assert found["keys"] == ["deviation", "not_held", "status_reason"]
