"""The site as an app: what opens without a network, what it says of itself then, and that it never holds too much."""

import functools
import http.server
import json
import re
import threading
import time

import pytest
from PIL import Image

from generator.sinks.build import build
from tests.conftest import ROOT, TINY, TODAY

ASSETS = ROOT / "site_src" / "pages" / "assets"
WORKER = (ROOT / "site_src" / "pages" / "sw.js").read_text("utf-8")
KEPT = re.compile(r"Đang xem bản lưu ngày \d\d/\d\d/\d{4} lúc \d\d:\d\d vì không có mạng")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("app")
    build(TINY, folder / "site" / "thubay", TODAY)
    return folder / "site"


class Server:
    """The built site below /thubay/, on a port that stays while the server is taken away and brought back."""

    def __init__(self, folder):
        self.folder, self.port, self.server, self.asked, self.delay = folder, 0, None, [], 0

    def start(self):
        asked, server = self.asked, self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_):
                """Say nothing."""

            def do_GET(self):
                asked.append(self.path)
                time.sleep(server.delay if self.path.endswith("/") else 0)
                super().do_GET()

        http.server.ThreadingHTTPServer.allow_reuse_address = True
        handler = functools.partial(Handler, directory=str(self.folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.port}/thubay"

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def visit(browser, built):
    """A phone that has the site open, its server, and the address."""
    server = Server(built)
    address = server.start()
    page = browser.new_page(viewport={"width": 360, "height": 740}, locale="vi-VN")
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if "Content Security" in message.text else None)
    yield page, server, address
    page.close()
    server.stop()


def settled(page):
    """Wait until the worker has what it was told to keep."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.wait_for_load_state("networkidle")


def kept(page):
    return page.evaluate(
        """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) =>
            [name, (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)])))"""
    )


def wait_for_kept(page, ways):
    page.wait_for_function(
        """async (ways) => { const found = [];
            for (const name of await caches.keys())
              for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
            return ways.every((way) => found.includes(way)); }""",
        arg=[f"/thubay{way}" for way in ways],
    )


@pytest.mark.browser
def test_what_was_seen_opens_without_a_network_and_says_that_it_is_a_kept_copy(visit):
    page, server, address = visit
    page.goto(f"{address}/")
    settled(page)
    page.goto(f"{address}/lich/")
    wait_for_kept(page, ["/", "/lich/", "/assets/site.css", "/khong-mang/"])
    assert page.locator(".tb-offline").count() == 0
    server.stop()

    for way, heading in (("/lich/?xa=da-tong", "Lịch"), ("/", "Ngày thứ 7")):
        page.goto(f"{address}{way}")
        assert KEPT.search(page.locator(".tb-offline").first.inner_text())
        assert page.locator(".tb-offline").first.is_visible()
        assert heading.lower() in page.locator("h1").first.inner_text().lower()
        assert page.evaluate("getComputedStyle(document.querySelector('.tb-notice')).borderLeftStyle") == "solid", "no style"
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.complaints == []
    server.start()


@pytest.mark.browser
def test_the_place_one_lives_in_is_kept_with_its_days_although_it_was_never_opened(visit):
    page, server, address = visit
    page.goto(f"{address}/?xa=da-tong&thon=n-ton")
    settled(page)
    page.evaluate("localStorage.setItem('thubay.noi-o', 'da-tong/n-ton')")
    page.reload()
    wait_for_kept(page, ["/xa/da-tong/", "/xa/da-tong/n-ton/"])
    server.stop()

    page.goto(f"{address}/xa/da-tong/n-ton/")

    assert "N'tôn" in page.locator("h1").inner_text()
    assert KEPT.search(page.locator(".tb-offline").first.inner_text())
    server.start()


@pytest.mark.browser
def test_what_was_never_seen_leads_to_a_page_that_lists_what_was(visit):
    page, server, address = visit
    page.goto(f"{address}/")
    settled(page)
    page.goto(f"{address}/lich/")
    wait_for_kept(page, ["/lich/", "/khong-mang/"])
    server.stop()

    page.goto(f"{address}/ke-hoach/2024/")

    assert page.url == f"{address}/khong-mang/"
    assert page.locator("h1").inner_text() == "Không có mạng"
    page.locator("[data-kept] a[href$='/lich/']").click()
    assert KEPT.search(page.locator(".tb-offline").first.inner_text())
    server.start()


@pytest.mark.browser
def test_with_the_network_back_the_page_is_new_and_says_nothing(visit, built):
    page, _, address = visit
    page.goto(f"{address}/lich/")
    settled(page)
    page.reload()
    wait_for_kept(page, ["/lich/"])
    file = built / "thubay" / "lich" / "index.html"
    before = file.read_text("utf-8")
    file.write_text(before.replace("<h1>Lịch", "<h1>Lịch mới"), "utf-8")

    page.goto(f"{address}/lich/")

    file.write_text(before, "utf-8")
    assert page.locator("h1").inner_text().startswith("Lịch mới")
    assert page.locator(".tb-offline").count() == 0


@pytest.mark.slow
@pytest.mark.browser
def test_a_network_that_is_too_slow_gives_way_to_the_kept_copy_which_says_so(visit):
    page, server, address = visit
    page.goto(f"{address}/lich/")
    settled(page)
    page.reload()
    wait_for_kept(page, ["/lich/"])
    server.delay = 12

    started = time.monotonic()
    page.goto(f"{address}/lich/", wait_until="commit")

    assert "vì mạng quá chậm" in page.locator(".tb-offline").first.inner_text()
    assert time.monotonic() - started < 11
    server.delay = 0


@pytest.mark.browser
def test_what_is_kept_is_bounded(visit):
    page, _, address = visit
    page.goto(f"{address}/")
    settled(page)
    page.reload()
    addresses = [f"{address}/xa/?so={number}" for number in range(60)]
    page.evaluate("(loaded) => navigator.serviceWorker.controller.postMessage({ loaded })", addresses)
    pages = ["/", "/lich/", "/xa/", "/ket-qua/", "/tinh-hinh/", "/ke-hoach/"]
    loaded = [f"{address}{way}" for way in pages]
    page.evaluate("(loaded) => navigator.serviceWorker.controller.postMessage({ loaded })", loaded)
    wait_for_kept(page, pages)

    most = {name: int(number) for name, number in re.findall(r"\[(\w+)\]: (\d+)", WORKER)}
    names = dict(re.findall(r'const (\w+) = "(thubay-[a-z-]+-\d+)"', WORKER))
    found = kept(page)
    assert set(found) <= set(names.values())
    assert all(len(found.get(names[short], [])) <= number for short, number in most.items())


@pytest.mark.browser
def test_the_worker_asks_no_other_host_and_leaves_what_is_not_a_page_alone(visit):
    page, server, address = visit
    hosts = set()
    page.context.on("request", lambda asked: hosts.add(asked.url.split("/")[2]))
    page.goto(f"{address}/")
    settled(page)
    page.reload()

    status = page.evaluate("fetch('lich/tat-ca.ics').then((answer) => answer.status)")

    assert status == 200
    assert hosts == {address.split("/")[2]}
    assert not any(way.endswith(".ics") for ways in kept(page).values() for way in ways)
    assert server.asked


def test_the_manifest_names_the_programme_and_icons_that_are_there(tiny_site):
    told = json.loads(next(file.read() for file in tiny_site.files if file.address == "/ung-dung.webmanifest"))

    assert told["name"].startswith("Ngày thứ 7")
    assert told["lang"] == "vi"
    assert told["scope"] == told["start_url"] == "./"
    assert {icon.get("purpose", "any") for icon in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        path = ASSETS / icon["src"].removeprefix("assets/")
        if path.suffix == ".png":
            with Image.open(path) as image:
                assert "x".join(map(str, image.size)) == icon["sizes"]
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in told["icons"]}


def test_what_matters_on_a_maskable_icon_lies_in_its_middle():
    with Image.open(ASSETS / "icon-maskable-512.png") as file:
        image = file.convert("RGB")
    ground = image.getpixel((0, 0))

    marked = [(x, y) for x in range(0, 512, 4) for y in range(0, 512, 4) if _differs(image.getpixel((x, y)), ground)]

    assert marked
    assert all((x - 256) ** 2 + (y - 256) ** 2 <= (0.4 * 512) ** 2 for x, y in marked), "W3C: the safe zone is 40 % around"


def _differs(one, other):
    return max(abs(first - second) for first, second in zip(one, other, strict=True)) > 40
