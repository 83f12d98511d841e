"""What several tests share: the tiny repository of tests/site, the day its tests live on, and the wish to bless what is new."""

import datetime as dt
from pathlib import Path

import pytest

from generator.site import site

ROOT = Path(__file__).parent.parent
TINY = Path(__file__).parent / "site" / "data"
TODAY = dt.date(2024, 6, 1)


def pytest_addoption(parser):
    parser.addoption("--bless", action="store_true", help="write tests/site/expected anew from what the site is now")


@pytest.fixture(scope="session")
def tiny_site():
    return site(TINY, TODAY, ROOT / "site_src" / "templates")
