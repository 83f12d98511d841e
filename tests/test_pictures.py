"""Pictures are held against those of before: what nobody would see passes, what somebody would see does not."""

import pytest
from PIL import Image, ImageDraw

from bench.kinds import KINDS, by_kind
from generator.sinks.build import build
from tests.conftest import TINY, TODAY
from tests.pictures import KEPT, SIZES, _unlike

MOST_KEPT = 2_500_000


def page(*, line=40, grey=0, height=400):
    picture = Image.new("L", (180, height), 255)
    ImageDraw.Draw(picture).rectangle((10, line, 120, line + 30), fill=grey)
    return picture


def test_the_same_page_is_alike_although_its_edges_are_drawn_a_little_differently():
    assert _unlike(page(), page()) is None
    assert _unlike(page(), page(grey=12)) is None
    assert _unlike(page(), page(height=404)) is None


@pytest.mark.parametrize(
    "other", [page(line=60), page(grey=200), page(height=440), None], ids=["moved", "faded", "longer", "gone"]
)
def test_a_page_that_has_changed_is_not_alike(other):
    assert _unlike(page(), other)
    assert _unlike(other, page())


def test_every_kind_of_page_has_its_pictures_and_no_other_is_kept():
    kept = {path.stem for path in KEPT.glob("*.webp")}

    assert kept == {f"{kind.replace(' ', '-')}.{size}" for kind in KINDS for size, *_ in SIZES}


def test_every_page_is_of_a_known_kind_and_the_pictures_stay_small(tmp_path):
    build(TINY, tmp_path / "site", TODAY)

    found = by_kind(tmp_path / "site")

    assert found.keys() <= KINDS.keys()
    assert sum(path.stat().st_size for path in KEPT.glob("*.webp")) < MOST_KEPT
    (tmp_path / "site" / "moi").mkdir()
    (tmp_path / "site" / "moi" / "index.html").touch()
    with pytest.raises(ValueError, match="/moi/"):
        by_kind(tmp_path / "site")
