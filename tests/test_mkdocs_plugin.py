"""The stream through MkDocs: every page in the theme, each in its section, and nothing of the machinery left behind."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from xml.etree import ElementTree

import pytest
from mkdocs.exceptions import Abort

from bench.served import served
from generator.sinks.build import CONFIGURATION, render
from tests.streams import SECTIONS, page, stream

ROOT = CONFIGURATION.parent
TINY = ROOT / "tests" / "site" / "data"
NAME = "A & B <i>'\"</i>"
PUBLISHED = stream(
    page("/xa/da-tong/", "Xã Đạ Tông & <b>", source="data/places.yml", description='Mô tả "riêng" <b>'),
    page("/xa/da-tong/n-ton/", "Thôn N' Tôn"),
    page("/dot/2024/q2/", "Đợt quý II", section="/lich/"),
    page("/mau/", "Mẫu", section="/gioi-thieu/", listed=False),
    name=NAME,
    notice="Dữ liệu minh họa <b>",
    footer="Chân trang <em>riêng</em>",
)
ADDRESSES = [page.address for page in PUBLISHED.pages]
LISTED = [page.address for page in PUBLISHED.pages if page.listed]
LOADED = re.compile(
    r"""<(?:script|link|img|iframe|source|video|audio|embed|object)\b[^>]*?\b(?:src|href|data|srcset)="?([^"\s>]+)"""
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    render(PUBLISHED, folder, CONFIGURATION)
    return folder


def html(built, address):
    return (built / address[1:] / "index.html").read_text(encoding="utf-8")


def texts(built):
    return {
        path: path.read_text("utf-8") for path in built.rglob("*") if path.suffix in (".html", ".json", ".xml", ".txt", ".ics")
    }


def test_every_page_and_file_stands_at_its_address(built):
    written = {str(path.relative_to(built)) for path in built.rglob("*") if path.is_file() and "assets" not in path.parts}

    expected = {f"{page.address}index.html"[1:] for page in PUBLISHED.pages} | {file.address[1:] for file in PUBLISHED.files}
    assert written == expected | {"404.html", "gioi-thieu/index.html", "khong-mang/index.html", "sw.js", "sitemap.xml"}


def test_the_body_is_taken_as_it_is(built):
    assert all(page.body() in html(built, page.address) for page in PUBLISHED.pages)
    assert all(len(re.findall("<h1", html(built, page.address))) == 1 for page in PUBLISHED.pages)


def test_titles_are_escaped_once_and_never_taken_from_headings(built):
    site_name = "A &amp; B &lt;i&gt;&#39;&#34;&lt;/i&gt;"

    assert f"<title>Xã Đạ Tông &amp; &lt;b&gt; - {site_name}</title>" in html(built, "/xa/da-tong/")
    assert f"<title>{site_name}</title>" in html(built, "/")
    assert '<meta name="description" content="Mô tả &quot;riêng&quot; &lt;b&gt;">' in html(built, "/xa/da-tong/")
    assert '<meta property="og:title" content="Xã Đạ Tông &amp; &lt;b&gt;">' in html(built, "/xa/da-tong/")


def test_notice_and_footer_stand_on_every_page(built):
    for address in (*ADDRESSES, "/gioi-thieu/"):
        assert "<strong>Dữ liệu minh họa &lt;b&gt;</strong>" in html(built, address)
        assert "Chân trang <em>riêng</em>" in html(built, address)


def test_without_a_notice_there_is_no_banner(tmp_path):
    render(stream(), tmp_path, CONFIGURATION)

    assert "md-banner" not in html(tmp_path, "/")


@pytest.mark.parametrize(
    ("address", "section"),
    [
        ("/", "Trang chủ"),
        ("/xa/", "Các xã"),
        ("/xa/da-tong/", "Các xã"),
        ("/xa/da-tong/n-ton/", "Các xã"),
        ("/dot/2024/q2/", "Lịch"),
        ("/gioi-thieu/", "Giới thiệu"),
    ],
)
def test_the_navigation_shows_the_section_that_a_page_belongs_to(built, address, section):
    active = re.findall(r'md-tabs__item--active">\s*<a [^>]*>\s*(.*?)\s*</a>', html(built, address), re.DOTALL)

    assert active == [section]


def test_nothing_of_the_machinery_leaks(built):
    assert not (built / "shell").exists()
    for path, text in texts(built).items():
        assert not re.search(r"thubay-\w+-mark|shell/|/\d/", text), path


def test_no_page_leads_to_the_one_before_or_after(built):
    assert not any(re.search(r'rel="(prev|next)"|md-footer__link', text) for text in texts(built).values())


def test_the_map_of_the_site_lists_every_real_page_and_no_date(built):
    tree = ElementTree.parse(built / "sitemap.xml")

    listed = [found.text for found in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert listed == sorted(f"https://example.org/thubay{address}" for address in (*LISTED, "/gioi-thieu/"))
    assert "lastmod" not in (built / "sitemap.xml").read_text()


def test_each_page_names_its_own_address(built):
    assert '<link rel="canonical" href="https://example.org/thubay/xa/da-tong/n-ton/">' in html(built, "/xa/da-tong/n-ton/")


def test_without_an_address_there_is_neither_map_nor_canonical_link(tmp_path):
    render(stream(url=None), tmp_path, CONFIGURATION)

    assert not (tmp_path / "sitemap.xml").exists()
    assert "canonical" not in html(tmp_path, "/xa/")


def test_only_a_page_with_a_source_leads_to_the_editor(built):
    with_link = [address for address in ADDRESSES if 'rel="edit"' in html(built, address)]

    assert with_link == ["/xa/da-tong/"]
    assert 'href="https://example.org/edit/main/data/places.yml"' in html(built, "/xa/da-tong/")


def test_only_a_page_that_is_not_listed_asks_to_be_left_out(built):
    unlisted = [address for address in ADDRESSES if '<meta name="robots" content="noindex">' in html(built, address)]

    assert unlisted == ["/mau/"]


def test_a_page_loads_nothing_from_another_host(built):
    for path in built.rglob("*"):
        if path.suffix == ".html":
            loaded = LOADED.findall(re.sub(r'<link rel="canonical"[^>]*>', "", path.read_text("utf-8")))
            assert loaded
            assert not [address for address in loaded if re.match(r"(https?:)?//", address)], path
        if path.suffix == ".css":
            assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import", path.read_text("utf-8")), path


def test_the_theme_speaks_vietnamese(built):
    frame = html(built, "/xa/da-tong/")

    assert "Tìm xã, thôn, việc, tháng" in frame
    assert "Đến nội dung chính" in frame
    assert 'title="Sửa tệp gốc của trang này"' in frame
    assert not re.search("Initializing|Skip to|Back to top|>Tabs<", frame)
    assert "Không có trang này" in (built / "404.html").read_text("utf-8")


def test_a_warning_stops_the_build(tmp_path):
    sections = stream().pages
    without_calendar = stream(pages=tuple(page for page in sections if page.address != "/lich/"))

    with pytest.raises(Abort, match="1 warning"):
        render(without_calendar, tmp_path, CONFIGURATION)


def repository(folder):
    """A copy of what a preview needs, around the tiny data."""
    shutil.copytree(ROOT / "site_src", folder / "site_src")
    shutil.copytree(TINY, folder / "data")
    (folder / "mkdocs.yml").write_text(
        CONFIGURATION.read_text("utf-8").replace("  - thubay\n", "  - thubay: {today: 2024-07-01}\n"), "utf-8"
    )
    return folder


def test_broken_data_stops_mkdocs_with_the_place_and_no_traceback(tmp_path):
    folder = repository(tmp_path)
    with (folder / "data" / "places.yml").open("a", encoding="utf-8") as places:
        places.write("\nodd: true\n")

    done = subprocess.run([sys.executable, "-m", "mkdocs", "build"], cwd=folder, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert re.search(r"data/places\.yml:\d+:\d+: odd", done.stderr)
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_preview_follows_the_data_and_keeps_the_last_good_site(tmp_path):
    folder = repository(tmp_path)
    report = folder / "data" / "programme.yml"
    sound = report.read_text("utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = tmp_path / "told.txt"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with told.open("w") as output:
        server = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONUNBUFFERED": "1"}
        )

    def shown():
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/xa/", timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            return ""

    def eventually(holds):
        deadline = time.monotonic() + 40
        while time.monotonic() < deadline:
            if holds():
                return True
            time.sleep(0.2)
        return False

    try:
        assert eventually(lambda: "Ngày thứ 7" in shown())
        report.write_text(sound.replace("Ngày thứ 7", "Ngày chủ nhật"), "utf-8")
        assert eventually(lambda: "Ngày chủ nhật" in shown())
        report.write_text(sound + "\nodd: true\n", "utf-8")
        assert eventually(lambda: "odd" in told.read_text())
        assert "Ngày chủ nhật" in shown()
        report.write_text(sound, "utf-8")
        assert eventually(lambda: "Ngày thứ 7" in shown())
    finally:
        server.terminate()  # where tests run in the background, an interrupt is ignored
        server.wait(90)
    assert "Traceback" not in told.read_text()


@pytest.fixture(scope="module")
def address(built):
    with served(built) as address:
        yield address


@pytest.mark.browser
def test_a_visit_asks_no_other_host(browser, address):
    tab = browser.new_page()
    asked = []
    tab.on("request", lambda request: asked.append(request.url))

    for place in ("/", "/xa/da-tong/", "/gioi-thieu/", "/404.html"):
        tab.goto(address + place, wait_until="networkidle")
    tab.close()

    assert asked
    assert not [url for url in asked if not url.startswith((address, "data:", "blob:"))]


@pytest.mark.browser
def test_on_a_phone_the_menu_leads_to_every_section(browser, address):
    tab = browser.new_page(viewport={"width": 360, "height": 740})

    tab.goto(f"{address}/xa/da-tong/")
    tab.click("summary:has-text('Mục')")

    links = tab.locator(".tb-menu a:visible")
    assert links.count() == len(SECTIONS) + 1
    tab.close()
