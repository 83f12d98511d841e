"""The pictures that shared addresses show, and what their pages say of them."""

import datetime as dt
import io
import re
import shutil

import pytest
from PIL import Image

from generator.pages.banners import of_campaign, of_commune
from generator.pages.edition import Edition
from generator.pages.templates import environment
from generator.pictures.drawing import Banner, Line
from generator.pictures.typeface import Typeface
from generator.sinks.build import build
from generator.site import site
from tests import factories
from tests.conftest import ROOT, TINY, TODAY
from tests.test_site import TEMPLATES

FONTS = ROOT / "site_src" / "fonts"
MOST_BYTES = 60 * 1024
LONG = "Xã Đạ K'Nàng và những thôn ở rất xa, nơi đường còn lầy lội " * 4
HOSTILE = "<b>&amp;\u202e\u0301\U0001f600 Đạ Tông"


def picture(raw):
    image = Image.open(io.BytesIO(raw))
    image.load()
    return image


@pytest.mark.parametrize("text", ["Xã Đạ Tông", LONG, "W" * 400, HOSTILE, "ẶỘỮẪỂĐđơưăâêô"])
def test_any_words_make_a_picture_of_the_size_and_weight_that_is_asked_for(tmp_path, text):
    raw = Banner((Line(text, 110, 2, True), Line(text, 84, 2, True), Line(text, 44, 2, False)), text).png(FONTS, tmp_path)

    assert picture(raw).size == (1200, 630)
    assert len(raw) <= MOST_BYTES
    for edge in ((1150, 0, 1200, 630), (20, 575, 1200, 630), (20, 500, 1200, 515)):
        shades = picture(raw).convert("L").crop(edge).getextrema()
        assert shades[0] == shades[1], "nothing is written over the edges, nor between the words and the foot"


def test_the_same_words_are_the_same_bytes_drawn_anew_or_kept(tmp_path):
    banner = Banner((Line("Xã Đạ Tông", 110, 2, True),), "Đam Rông")

    first, kept, anew = (banner.png(FONTS, tmp_path / name) for name in ("a", "a", "b"))

    assert first == kept == anew
    assert first != Banner((Line("Xã Đạ Long", 110, 2, True),), "Đam Rông").png(FONTS, tmp_path / "a")
    assert len(list((tmp_path / "a").iterdir())) == 2


@pytest.mark.parametrize(
    "letter", "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĂÂĐÊÔƠƯẰẲẴẮẶẦẨẪẤẬỀỂỄẾỆỒỔỖỐỘỜỞỠỚỢỪỬỮỨỰỲỶỸÝỴ’'“”…"
)
def test_the_typefaces_have_every_letter_of_vietnamese(letter):
    for name in ("BeVietnamPro-ExtraBold.ttf", "BeVietnamPro-Medium.ttf"):
        font = Typeface(FONTS / name).font(40)
        assert bytes(font.getmask(letter)) != bytes(font.getmask("\ue000")), f"{letter} is missing in {name}"


def edition(today="2024-04-10", **fields):
    gone = factories.commune("old", 1, valid_to="2024-01-31")
    data = factories.dataset([factories.commune("x", 1), gone], campaigns=[factories.saturday("x", "2024-04", **fields)])
    return Edition(data, factories.day(today), environment(TEMPLATES))


@pytest.mark.parametrize(
    ("today", "address"),
    [
        ("2024-04-20", "/anh/dot/2024/04-x.png"),
        ("2024-05-20", "/anh/dot/2024/04-x.png"),
        ("2024-05-21", "/anh/xa/x.png"),
        ("2024-01-10", "/anh/xa/x.png"),
    ],
)
def test_a_day_near_has_a_picture_of_its_own_and_one_far_off_that_of_its_commune(today, address):
    made = edition(today)

    assert of_campaign(made, made.data.campaigns["2024/04-x"]) == address


def test_a_commune_that_is_gone_has_no_picture():
    assert of_commune(edition(), "old") is None
    assert of_commune(edition(), "x") == "/anh/xa/x.png"


def test_every_page_shows_a_picture_that_is_published_by_its_whole_address(tmp_path):
    build(TINY, tmp_path / "site", TODAY)

    for page in (tmp_path / "site").resolve().rglob("index.html"):
        html = page.read_text("utf-8")
        shown = re.findall(r'<meta property="og:image" content="https://example.org/thubay/([^"]*)">', html)
        assert len(shown) == 1, page
        assert picture((tmp_path / "site" / shown[0]).read_bytes()).size == (1200, 630)
        assert '<meta name="twitter:card" content="summary_large_image">' in html


def test_without_an_address_the_picture_is_named_from_the_page(tmp_path):
    data = shutil.copytree(TINY, tmp_path / "data")
    programme = data / "programme.yml"
    programme.write_text(re.sub(r"site_url:.*\n", "", programme.read_text("utf-8")), "utf-8")

    published = site(data, dt.date(2024, 4, 20), TEMPLATES)

    pages = {page.address: published.picture(page.root, page.image) for page in published.pages}
    assert pages["/dot/2024/04-da-tong/"] == "../../../anh/dot/2024/04-da-tong.png"
    assert pages["/xa/ro-men/thon-1/"] == "../../../anh/xa/ro-men.png"
    assert pages["/"] == "anh/trang.png"
    assert {file.address for file in published.files} >= {"/anh/trang.png", "/anh/xa/ro-men.png", "/anh/dot/2024/04-da-tong.png"}
