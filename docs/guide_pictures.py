"""Takes the pictures of the guide from the form itself, filled in as an official would: `make guide-pictures`.

The browser's clock stands still on the day that the site was built for, so the same form makes the same pictures.
"""

import io
import os
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page, ViewportSize, sync_playwright

from bench.served import served
from generator.pages.guide import DENSITY, PICTURES

NOW = "2026-11-24T08:00:00+07:00"
SIZE: ViewportSize = {"width": 360, "height": 800}
COLOURS = 16
MARGIN = 8
# Of the data that the site is built from: whoever adopts the site writes what stands in theirs.
COMMUNE, MONTH, LATER = "dam-rong-1", "2026-11", "2027-02"
HAMLET, OTHER, PROPOSED = "Thôn Trung Tâm", "Thôn Thanh Bình", "pul"


def main(site: Path) -> None:
    """Fill in the form of the built ``site`` and save each picture."""
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--lang=vi"],
            env={**os.environ, "LANGUAGE": "vi"},  # a field of a date writes it as the browser's own language does
        )
        context = browser.new_context(viewport=SIZE, locale="vi-VN", device_scale_factor=DENSITY, service_workers="block")
        page = context.new_page()
        page.clock.set_fixed_time(NOW)
        _report(page, f"{address}/nop/")
        _day(page, f"{address}/nop/")
        _proposal(page, f"{address}/nop/")
        browser.close()


def _report(page: Page, address: str) -> None:
    _open(page, f"{address}?xa={COMMUNE}&thang={MONTH}")
    _save(page, "chon", page.locator(".tb-form__start"))
    card = page.locator(f"details[data-title='{HAMLET}']")
    card.locator("summary").first.click()
    for label, value in (("Đoàn viên", "12"), ("Nhân dân (", "96"), ("Số hộ", "84"), ("Ngày công", "75,5")):
        card.get_by_label(label).first.fill(value)
    _save(page, "thon", card, tallest=374)
    work = card.locator("fieldset[data-title]").first
    work.get_by_label("Khối lượng").fill("1200")
    _save(page, "viec", work)
    other = page.locator(f"details[data-title='{OTHER}']")
    other.locator("summary").first.click()
    other.get_by_label("Thôn không làm được").check()
    other.get_by_label("Lý do không thực hiện").fill("Đường vào thôn sạt lở")
    _save(page, "khong-lam", other)
    card.get_by_label("Số hộ").first.fill("1.200")
    page.get_by_role("button", name="Kiểm tra").click()
    _save(page, "loi", page.locator("#tb-summary"), tallest=330)
    card.get_by_label("Số hộ").first.fill("84")
    page.get_by_role("button", name="Kiểm tra").click()
    _save(page, "gui", page.locator("#tb-lanes"))


def _day(page: Page, address: str) -> None:
    _open(page, f"{address}?xa={COMMUNE}&thang={LATER}&gui=lich")
    for label, value in (("Ngày làm chung", f"{LATER}-20"), ("Giờ bắt đầu", "07:00"), ("Nơi tập trung chung", "Hội trường thôn")):
        page.locator("#tb-fields").get_by_label(label).first.fill(value)
    _save(page, "lich", page.locator("#tb-fields"), tallest=440)


def _proposal(page: Page, address: str) -> None:
    _open(page, f"{address}?xa={COMMUNE}&gui=de-xuat")
    page.get_by_role("button", name="Thêm việc đề xuất").click()
    page.get_by_label("Thôn", exact=True).select_option(PROPOSED)
    page.get_by_label("Nội dung đề xuất").fill("Nạo vét mương thủy lợi đầu thôn")
    _save(page, "de-xuat", page.locator("#tb-fields"))


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("form[data-ready]")


def _save(page: Page, name: str, part: Locator, tallest: int = 700) -> None:
    """Save what ``part`` shows, as wide as the phone and at most ``tallest`` pixels of the page high."""
    page.evaluate("document.activeElement?.blur()")
    box = part.bounding_box()
    if box is None:
        raise ValueError(name)
    top = box["y"] + page.evaluate("scrollY") - MARGIN
    clip: FloatRect = {
        "x": 0.0,
        "y": top,
        "width": float(SIZE["width"]),
        "height": min(box["height"] + 2 * MARGIN, float(tallest)),
    }
    shot = page.screenshot(full_page=True, clip=clip, animations="disabled")
    drawn = Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")
    drawn.save(PICTURES / f"{name}.webp", lossless=True, quality=100, method=6)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
