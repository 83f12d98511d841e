"""What the tests in a browser share: Chromium, sites with an address, and the pages that everybody looks at."""

import shutil
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

from bench.served import served
from generator.sinks.build import build

PAGES = (
    "/",
    "/lich/",
    "/dot/2024/q2/",
    "/dot/2024/04-da-tong/",
    "/xa/",
    "/xa/da-tong/",
    "/xa/da-tong/n-ton/",
    "/ket-qua/",
    "/ket-qua/2024-04/",
    "/ket-qua/2024-04/tong-hop/",
    "/ket-qua/2024-q2/",
    "/ket-qua/2024/",
    "/bao-cao/2024/da-tong/04/",
    "/tinh-hinh/",
    "/ke-hoach/",
    "/ke-hoach/2024/",
    "/du-lieu/",
    "/nop/",
    "/huong-dan/",
    "/huong-dan/mot-trang/",
    "/gioi-thieu/",
    "/tin/",
    "/khong-mang/",
    "/mau/",
)
SIZES = ((360, 740), (1366, 768))
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync")
# The form of the communes is made by its script.
READY = """async () => {
  const form = document.getElementById("tb-form");
  while (form && !form.dataset.ready) await new Promise(requestAnimationFrame);
}"""


@contextmanager
def chromium():
    """Open Debian's Chromium."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        yield opened
        opened.close()


@contextmanager
def site_at(data, today, out):
    """Build the site of ``data`` into ``out`` and give its address, without a slash behind."""
    build(data, out, today)
    with served(out) as address:
        yield address


def opened(page, place):
    """Go to ``place`` and wait until its scripts have made what they make."""
    page.goto(place)
    page.evaluate(READY)
