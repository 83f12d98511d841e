"""Outlines of communes: what is taken, what is refused, and how they are drawn."""

import contextlib
import datetime as dt
import json
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.loading.boundaries import MOST_BYTES, BoundariesError, Projection, boundaries, path, simplified
from generator.loading.load import load
from generator.site import site
from tests.conftest import ROOT, body_at
from tests.test_site import TEMPLATES, Reader

TODAY = dt.date(2026, 11, 23)
NAMES = [f"dam-rong-{number}" for number in range(1, 5)]


def square(east, north, size=0.05):
    return [[[east, north], [east + size, north], [east + size, north + size], [east, north + size], [east, north]]]


def feature(id, coordinates, type="Polygon"):
    return {"type": "Feature", "properties": {"id": id, "note": "<b>"}, "geometry": {"type": type, "coordinates": coordinates}}


def written(*features, **changes):
    return json.dumps({"type": "FeatureCollection", "features": list(features), **changes}).encode()


WHOLE = written(*(feature(name, square(108.1 + number / 10, 12.0)) for number, name in enumerate(NAMES)))


def test_polygons_and_groups_of_them_are_read_by_the_id_of_their_commune():
    found = boundaries(written(feature("a", square(108, 12)), feature("b", [square(108, 12), square(109, 12)], "MultiPolygon")))

    assert {name: len(rings) for name, rings in found.items()} == {"a": 1, "b": 2}
    assert found["a"][0][0] == (108.0, 12.0)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "boundaries_json"),
        (b"[" * 100_000, "boundaries_json"),
        (b"{}", "boundaries_shape"),
        (b"null", "boundaries_shape"),
        (written(type="Feature"), "boundaries_shape"),
        (written(feature("a", [108, 12], "Point")), "boundaries_shape"),
        (written(feature(5, square(108, 12))), "boundaries_shape"),
        (written(feature("a", [[[108, 12], [109, 12], [108, 12]]])), "boundaries_shape"),
        (written(feature("a", [[[108, 12], [109, 12], [109, 13], [108, 13]]])), "boundaries_shape"),
        (written(feature("a", [[["108", 12]] * 4])), "boundaries_shape"),
        (written(feature("a", [[[True, 12]] * 4])), "boundaries_place"),
        (written(feature("a", square(12, 108))), "boundaries_place"),
        (written(feature("a", [[[float("nan"), 12]] * 4])), "boundaries_place"),
        (b" " * (MOST_BYTES + 1), "boundaries_too_large"),
    ],
)
def test_what_is_no_outline_is_refused_with_its_own_sentence(raw, code):
    with pytest.raises(BoundariesError, match=code):
        boundaries(raw)


KEYS = st.sampled_from(["type", "features", "properties", "id", "geometry", "coordinates"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner),
)


@given(VALUES)
def test_any_json_is_read_or_refused(value):
    with contextlib.suppress(BoundariesError):
        boundaries(json.dumps(value).encode())


def test_a_ring_loses_only_points_that_nobody_would_see():
    ring = [(0.0, 0.0), (5.0, 0.01), (10.0, 0.0), (10.0, 10.0), (5.0, 12.0), (0.0, 10.0), (0.0, 0.0)]

    assert simplified(ring, 0.5) == [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (5.0, 12.0), (0.0, 10.0), (0.0, 0.0)]


def test_the_picture_holds_every_point_with_the_north_up():
    ring = ((108.0, 12.0), (108.2, 12.0), (108.2, 12.1), (108.0, 12.1), (108.0, 12.0))
    projection = Projection(ring, 300)

    places = [projection.of(point) for point in ring]

    assert all(-1e-6 <= x <= 300 + 1e-6 and -1e-6 <= y <= projection.height + 1e-6 for x, y in places)
    assert places[3][1] < places[0][1]
    assert path([ring], projection) == "M0.0 153.4L300.0 153.4L300.0 0.0L0.0 0.0Z"


def data_with(folder, raw):
    data = shutil.copytree(ROOT / "data", folder / "data")
    (data / "places.geojson").write_bytes(raw)
    return data


def communes_page(data):
    return body_at(site(data, TODAY, TEMPLATES), "/xa/")


def test_with_all_boundaries_the_plan_is_made_of_them_each_a_link_that_looks_like_the_others(tmp_path):
    body = communes_page(data_with(tmp_path, WHOLE))

    plan = body[body.index("<svg") : body.index("</svg>")]
    assert plan.count("<path") == 4
    assert Reader(plan).links == [f"../xa/{name}/" for name in NAMES]
    assert len({part.split("/>")[0].split('d="')[0] for part in plan.split("<path")[1:]}) == 1
    assert "<rect" not in plan


@pytest.mark.slow
def test_without_the_outline_of_one_the_tiles_stay_and_a_warning_names_it(tmp_path):
    data = data_with(tmp_path, written(*(feature(name, square(108.1, 12.0)) for name in NAMES[1:])))

    [problem] = (each for each in load(data, TODAY).problems if "boundaries" in each.code)
    assert problem.code == "boundaries_missing"
    assert "Xã Đam Rông 1" in str(problem)
    assert "<rect" in communes_page(data)


@pytest.mark.slow
def test_a_broken_file_is_an_error_and_the_tiles_stay(tmp_path):
    data = data_with(tmp_path, b"{}")

    assert [problem.code for problem in load(data, TODAY).problems if "boundaries" in problem.code] == ["boundaries_shape"]
    assert "<rect" in communes_page(data)
