"""``python -m bench.pages SITE``: what the first view of every kind of page weighs, and how soon and how steadily it stands.

Fails where a page weighs more than 90 KB or asks another host. Where its largest part shows after 1.8 s or it moves by more than
0.02, that is told; it fails only with ``--strict``, for a busy machine is slow by itself.
"""

import argparse
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from bench.form import CHROMIUM, NETWORK
from bench.kinds import heaviest
from bench.served import served

SLOWDOWN = 4
PHONE: ViewportSize = {"width": 360, "height": 740}
MOST_BYTES, MOST_LCP, MOST_CLS = 90 * 1024, 1.8, 0.02
WATCH = """window.seen = {lcp: 0, cls: 0};
new PerformanceObserver((list) => { for (const each of list.getEntries()) seen.lcp = each.startTime; })
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => { for (const each of list.getEntries()) if (!each.hadRecentInput) seen.cls += each.value; })
  .observe({type: "layout-shift", buffered: true});"""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The first view of a page with an empty cache: bytes over the wire, seconds, shift, and the hosts it asked."""

    weight: int
    lcp: float
    cls: float
    hosts: frozenset[str]

    def faults(self) -> list[str]:
        """Return what is over its budget on any machine."""
        told = (
            (self.weight > MOST_BYTES, f"{self.weight / 1024:.1f} KB"),
            (len(self.hosts) > 1, f"hosts {', '.join(sorted(self.hosts))}"),
        )
        return [words for wrong, words in told if wrong]

    def delays(self) -> list[str]:
        """Return what is over its budget, perhaps only because the machine was busy."""
        told = ((self.lcp > MOST_LCP, f"LCP {self.lcp:.2f} s"), (self.cls > MOST_CLS, f"CLS {self.cls:.3f}"))
        return [words for wrong, words in told if wrong]


def main() -> None:
    """Print one line for each kind of page; exit 1 where one is too heavy or asks another host."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=main.__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--strict", action="store_true", help="exit 1 for times too, in the median of the runs")
    options = parser.parse_args()
    wrong = False
    with served(options.site.resolve()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for kind, place in heaviest(options.site).items():
            view = _median([first_view(browser, f"{address}{place}") for _ in range(options.runs)])
            faults, delays = view.faults(), view.delays()
            wrong = wrong or bool(faults or (options.strict and delays))
            over = f"  OVER: {'; '.join((*faults, *delays))}" if faults or delays else ""
            print(f"{kind:26} {view.weight / 1024:6.1f} KB  LCP {view.lcp:.2f} s  CLS {view.cls:.3f}  {place}{over}")
        browser.close()
    sys.exit(wrong)


def first_view(browser: Browser, url: str) -> View:
    """Open ``url`` on a cheap phone at 1.6 Mbit/s with an empty cache."""
    context = browser.new_context(viewport=PHONE, service_workers="block", locale="vi-VN")
    page = context.new_page()
    weights: list[int] = []
    hosts: set[str] = set()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    session.on("Network.loadingFinished", lambda done: weights.append(int(done["encodedDataLength"])))
    page.on("request", lambda asked: hosts.add(urlsplit(asked.url).netloc) if asked.url.startswith("http") else None)
    page.add_init_script(WATCH)
    page.goto(url, wait_until="networkidle", timeout=60_000)
    page.wait_for_function("() => window.seen.lcp > 0", timeout=60_000)
    found = _seen(page)
    context.close()
    return View(weight=sum(weights), lcp=found["lcp"] / 1000, cls=found["cls"], hosts=frozenset(hosts))


def _seen(page: Page) -> dict[str, float]:
    found: dict[str, float] = page.evaluate("window.seen")
    return found


def _median(views: list[View]) -> View:
    return View(
        weight=max(view.weight for view in views),
        lcp=statistics.median(view.lcp for view in views),
        cls=statistics.median(view.cls for view in views),
        hosts=frozenset().union(*(view.hosts for view in views)),
    )


if __name__ == "__main__":
    main()
