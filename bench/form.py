"""``python -m bench.form SITE``: how heavy the form of the communes is, and when a cheap phone on a weak signal can use it."""

import argparse
import statistics
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.served import packed, served

CHROMIUM = "/usr/bin/chromium"
# 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back: Lighthouse's slow 4G.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
SLOWDOWN = 6
WEIGHED = {"scripts": "*.js", "style": "*.css", "page": "index.html", "schema, sentences, lists": "form.json"}


def main() -> None:
    """Print the weights in gzip and the median time until the first field can be filled."""
    parser = argparse.ArgumentParser(prog="python -m bench.form", description=main.__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"))
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    for name, pattern in WEIGHED.items():
        paths = (options.site / "nop").glob(pattern)
        print(f"{name}: {sum(len(packed(path)) for path in paths) / 1024:.1f} KB in gzip")
    with served(options.site.resolve()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        times = [usable(browser, address) for _ in range(options.runs)]
        browser.close()
    spread = f"from {min(times):.2f} to {max(times):.2f}"
    print(f"usable after {statistics.median(times):.2f} s ({spread}) at 1.6 Mbit/s, processor / {SLOWDOWN}")


def usable(browser: Browser, address: str) -> float:
    """Return the seconds from asking for the page to the first field of an empty cache's form."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    started = time.monotonic()
    page.goto(f"{address}/nop/?xa=dam-rong-1", wait_until="commit")
    page.wait_for_selector("[data-ready]", timeout=60_000)
    found = time.monotonic() - started
    context.close()
    return found


if __name__ == "__main__":
    main()
