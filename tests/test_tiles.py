"""The plan of the communes: each has a tile of its own, about where it lies."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.tiles import placed, tiles
from tests import factories
from tests.conftest import ROOT, body_at, shipped_loaded, shipped_stream
from tests.test_site import Reader

FONTS = ROOT / "site_src" / "fonts"
DEGREES = st.tuples(st.floats(102, 118), st.floats(6, 24))


@given(st.lists(DEGREES, min_size=1, max_size=40))
def test_no_two_communes_share_a_place_and_no_row_or_column_is_empty(points):
    found = placed(points)

    assert len(set(found)) == len(points)
    for side in (0, 1):
        used = {place[side] for place in found}
        assert used == set(range(len(used)))


@given(st.lists(st.floats(102, 118), min_size=2, max_size=12, unique_by=lambda value: round(value, 2)))
def test_communes_that_lie_in_a_row_from_west_to_east_never_change_sides(easts):
    found = placed([(east, 12.0) for east in sorted(easts)])

    assert found[0][0] <= found[-1][0]


def test_north_is_up_and_east_is_right():
    north, south, east, west = placed([(108.2, 12.3), (108.2, 11.9), (108.5, 12.1), (107.9, 12.1)])

    assert north[1] < south[1]
    assert west[0] < east[0]


def test_the_eight_communes_lie_as_on_the_map():
    data = shipped_loaded().dataset
    found = {tile.commune.id: (tile.x, tile.y) for tile in tiles(data.places.communes_on(dt.date(2025, 6, 1)), FONTS).tiles}

    assert len(found) == 8
    assert found["lieng-sronh"][0] < found["ro-men"][0] < found["da-tong"][0]
    assert found["da-long"][1] < found["phi-lieng"][1] < found["da-k-nang"][1]


@pytest.mark.parametrize("count", [0, 1, 401])
def test_a_plan_of_nothing_or_of_too_many_is_left_out(count):
    communes = [
        factories.commune(f"c{number}", 1, centre={"longitude": 108 + number / 1000, "latitude": 12}) for number in range(count)
    ]

    assert tiles(factories.dataset(communes).places.communes.values(), FONTS) is None


def test_every_tile_is_a_link_with_the_name_of_its_commune_and_all_look_the_same():
    body = body_at(shipped_stream(), "/xa/")

    plan = body[body.index("<svg") : body.index("</svg>")]
    assert Reader(plan).links == [f"../xa/dam-rong-{number}/" for number in range(1, 5)]
    assert " ".join(Reader(plan).text.split()) == " ".join(f"Xã Đam Rông {number}" for number in range(1, 5))
    assert plan.count('fill="#ffffff" stroke="#14573d" stroke-width="2"') == 4
