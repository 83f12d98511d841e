"""The whole site from data/: the same bytes for the same day, and never half a site."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from generator.problems import InvalidData
from generator.sinks.build import CONFIGURATION, build, render
from tests.streams import page, stream

pytestmark = pytest.mark.slow

TINY = CONFIGURATION.parent / "tests" / "site" / "data"
TODAY = dt.date(2024, 7, 1)


def contents(out):
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_the_same_data_on_the_same_day_gives_the_same_bytes(tmp_path, monkeypatch):
    first, second = tmp_path / "first", tmp_path / "elsewhere" / "second"

    build(TINY, first, TODAY)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    monkeypatch.chdir(tmp_path)
    build(TINY, second, TODAY)

    assert contents(first) == contents(second)
    assert {"index.html", "build.json", "404.html", "tim.json"} <= contents(first).keys()


def test_the_next_day_is_another_site(tmp_path):
    out = tmp_path / "site"

    build(TINY, out, TODAY)
    before = contents(out)
    build(TINY, out, dt.date(2024, 8, 1))

    assert contents(out)["build.json"] != before["build.json"]


def test_broken_data_is_told_and_the_old_site_stays(tmp_path):
    data, out = tmp_path / "data", tmp_path / "site"
    shutil.copytree(TINY, data)
    build(data, out, TODAY)
    before = contents(out)
    (data / "programme.yml").write_text("name: [", encoding="utf-8")

    with pytest.raises(InvalidData):
        build(data, out, TODAY)

    assert contents(out) == before


def test_a_page_that_breaks_stops_the_build(tmp_path):
    def broken():
        raise ZeroDivisionError

    sound = page("/xa/a/")
    odd = type(sound)(address="/xa/b/", title="B", description="", section="/xa/", body=broken)

    with pytest.raises(ZeroDivisionError):
        render(stream(odd), tmp_path, CONFIGURATION)


def test_the_frame_is_found_from_any_folder():
    assert Path(CONFIGURATION).is_absolute()
    assert CONFIGURATION.is_file()
