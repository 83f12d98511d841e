"""Takes docs/home.png, the picture in the README, from the site as it is built: `make screenshot`."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

SIZE: ViewportSize = {"width": 1100, "height": 760}


def main(site: Path, out: Path) -> None:
    """Open the built home page from disk and save what a reader sees first."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE, locale="vi-VN")
        page.goto((site / "index.html").resolve().as_uri())
        page.screenshot(path=out)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).with_name("home.png"))
