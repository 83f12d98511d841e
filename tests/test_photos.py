import io
import json
import shutil
import time
from pathlib import PurePosixPath

import pytest
from PIL import Image

from generator.cli import main
from generator.loading.load import load
from generator.photos.check import photo_problems, undecodable
from generator.photos.decoder import Decoder
from generator.photos.gallery import gallery
from generator.photos.header import header
from generator.site import site
from tests import images
from tests.conftest import ROOT, TINY, TODAY

TEMPLATES = ROOT / "site_src" / "templates"
CASES = images.cases()
PHOTO = PurePosixPath("data/reports/2024/da-tong/photos/n-ton-1.jpg")
PAGE = "/bao-cao/2024/da-tong/04/"


@pytest.fixture(scope="module")
def decoder():
    with Decoder() as found:
        yield found


@pytest.mark.parametrize("name", CASES)
def test_a_photo_is_taken_or_refused_with_its_own_sentence(name, tmp_path, decoder):
    file_name, raw, code = CASES[name]
    file = tmp_path / file_name
    file.write_bytes(raw)

    start = time.process_time()
    problems = photo_problems(raw, PurePosixPath(file_name))
    assert time.process_time() - start < 0.2
    problems = problems or undecodable(file, PurePosixPath(file_name), decoder)

    assert [problem.code for problem in problems] == ([code] if code else [])


@pytest.mark.parametrize(("format", "width", "height"), [("JPEG", 33, 17), ("PNG", 5, 900), ("WEBP", 640, 3)])
def test_the_header_tells_the_size(format, width, height):
    found = header(images.saved(format, images.picture(width, height)))

    assert (found.format, found.width, found.height, found.codes) == (format, width, height, [])


def test_the_sentence_for_an_iphones_photo_names_what_it_is():
    [problem] = photo_problems(CASES["iphone's heic"][1], PurePosixPath("a.jpg"))

    assert "không phải ảnh JPEG (HEIC)" in problem.message


def with_photo(tmp_path, raw, name=PHOTO.name):
    data = shutil.copytree(TINY, tmp_path / "data")
    report = data / "reports/2024/da-tong/2024-04.yml"
    report.write_text(report.read_text("utf-8").replace(PHOTO.name, name), "utf-8")
    (data / PHOTO.relative_to("data")).unlink()
    (data / PHOTO.relative_to("data")).with_name(name).write_bytes(raw)
    return data


def copies(published):
    """The copies of the photos of reports; the guide shows pictures of its own."""
    found = (file for file in published.files if file.address.startswith("/bao-cao/"))
    return {file.address: file.content for file in found if file.address.endswith(".webp")}


def test_what_is_published_is_drawn_from_the_pixels_alone(tmp_path):
    exif = b"Exif\0\0" + images.exif({images.ORIENTATION: 6, images.MODEL: b"abc"})
    raw = images.jpeg_with(0xE1, exif, images.saved(image=images.picture(2000, 1000), icc_profile=b"\0" * 128))

    published = site(with_photo(tmp_path, raw), TODAY, TEMPLATES)

    found = copies(published)
    assert sorted(found) == [f"{PAGE}n-ton-1-jpg--{width}.webp" for width in (480, 960)]
    for file in found.values():
        raw = file.read_bytes()
        assert {raw[at : at + 4] for at in (12,)} == {b"VP8 "}  # one chunk, the picture, and nothing beside it
        with Image.open(io.BytesIO(raw)) as image:
            assert image.height == 2 * image.width  # turned as the photo says
            assert not image.getexif()
            assert not {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()


def test_the_page_lets_the_browser_choose_and_keeps_the_place_free(tmp_path):
    published = site(with_photo(tmp_path, images.saved("PNG", images.picture(700, 350)), "n-ton-1.png"), TODAY, TEMPLATES)

    body = next(page.body() for page in published.pages if page.address == PAGE)
    assert (
        '<img src="n-ton-1-png--480.webp" srcset="n-ton-1-png--480.webp 480w" sizes="(min-width: 60em) 40rem, 100vw" '
        'width="480" height="240" loading="lazy" decoding="async" alt="Bà con dọn cỏ hai bên đường thôn">'
    ) in body


def test_a_small_photo_is_not_blown_up(tmp_path):
    published = site(with_photo(tmp_path, images.saved(image=images.picture(90, 60))), TODAY, TEMPLATES)

    [(address, file)] = copies(published).items()
    assert address.endswith("--90.webp")
    with Image.open(file) as image:
        assert image.size == (90, 60)


def test_copies_are_the_same_bytes_twice_and_drawn_once(tmp_path):
    photo = tmp_path / PHOTO
    photo.parent.mkdir(parents=True)
    photo.write_bytes(images.saved(image=images.picture(1000, 700)))

    first, second = (gallery(tmp_path / "data", [PHOTO], tmp_path / name) for name in ("one", "two"))
    drawn = [copy.file.stat().st_mtime_ns for copy in first[PHOTO]]
    again = gallery(tmp_path / "data", [PHOTO], tmp_path / "one")

    assert [copy.file.read_bytes() for copy in first[PHOTO]] == [copy.file.read_bytes() for copy in second[PHOTO]]
    assert [copy.file.stat().st_mtime_ns for copy in again[PHOTO]] == drawn
    assert list(tmp_path.rglob(".new-*")) == []


def test_a_photo_that_gives_a_place_away_is_not_published_and_its_report_is(tmp_path):
    data = with_photo(tmp_path, CASES["place in exif"][1])

    published = site(data, TODAY, TEMPLATES)

    assert copies(published) == {}
    assert [problem.code for problem in published.problems] == ["photo_place"]
    body = next(page.body() for page in published.pages if page.address == PAGE)
    assert "Ảnh này chưa hiện được" in body
    assert "Bà con dọn cỏ hai bên đường thôn" in body
    build = json.loads(next(file.content for file in published.files if file.address == "/build.json"))
    assert build["quarantine"] == [{"path": str(PHOTO), "shown_from": None}]


def test_a_photo_that_only_the_decoder_refuses_is_not_published_either(tmp_path):
    published = site(with_photo(tmp_path, CASES["twelve bits a colour"][1]), TODAY, TEMPLATES)

    assert copies(published) == {}
    assert [problem.code for problem in published.problems] == ["photo_undecodable"]


def test_the_command_decodes_the_photo_it_is_given(tmp_path, capsys):
    data = with_photo(tmp_path, CASES["twelve bits a colour"][1])

    assert load(data, TODAY).errors == 0
    assert main(["check", str(data / PHOTO.relative_to("data"))]) == 1
    assert f"{PHOTO}:1:1: Không mở được ảnh này." in capsys.readouterr().out.replace(f"{tmp_path}/", "")


def test_a_decoder_that_dies_or_dawdles_gives_a_verdict_and_works_on(tmp_path):
    file = tmp_path / "a.jpg"
    file.write_bytes(images.saved())
    with Decoder() as decoder:
        assert decoder.copies(file, "JPEG", tmp_path, ()) == []
        decoder._child.kill()
        decoder._child.wait()
        assert decoder.copies(file, "JPEG", tmp_path, ()) == []
    with Decoder(seconds=0) as hasty:
        assert hasty.copies(file, "JPEG", tmp_path, ()) is None


def test_a_bomb_that_passes_the_header_breaks_on_the_childs_memory(tmp_path):
    file = tmp_path / "a.png"
    file.write_bytes(images.png_of(30_000, 30_000))
    with Decoder() as decoder:
        assert decoder.copies(file, "PNG", tmp_path, ()) is None
