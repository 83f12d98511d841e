"""The guide for officials: a word for each picture, every field of what they send, and one page of A4."""

import pytest

from generator.pages.guide import DENSITY, KINDS, PICTURES, alternatives
from generator.photos.header import header
from generator.schema import walk
from tests.printing import Paper

MOST_BYTES = 60 * 1024
WIDTH = 360


@pytest.fixture(scope="module")
def guide(tiny_site):
    return next(page for page in tiny_site.pages if page.address == "/huong-dan/").body()


def test_each_picture_is_there_small_and_has_its_words(guide):
    files = {path.stem: path for path in PICTURES.glob("*.webp")}

    assert set(files) == set(alternatives())
    for name, path in files.items():
        assert header(path.read_bytes()).width == WIDTH * DENSITY
        assert path.stat().st_size <= MOST_BYTES
        assert f'src="{name}.webp" alt="' in guide
        assert len(alternatives()[name]) > 40


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_told_with_its_label_hint_and_key(guide, kind):
    for way, field in walk(kind):
        if way[-1] != "[]":
            assert f"{field.label}" in guide.replace("&#39;", "'")
            assert f"<code>{way[-1]}</code>" in guide


@pytest.mark.browser
def test_the_one_page_is_one_page_of_a4(browser, tiny_address):
    page = browser.new_page()
    page.goto(f"{tiny_address}/huong-dan/mot-trang/")
    paper = Paper(page.pdf(prefer_css_page_size=True))
    page.close()

    assert paper.sizes == [(210, 297)]
    assert "Bảng ghi nhanh ngoài thôn" in paper.words
    assert "Chưa đếm thì bỏ trống" in paper.words
    assert "Tìm" not in paper.words.split(), "no menu"
