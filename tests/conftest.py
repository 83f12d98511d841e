"""What several tests share: the tiny repository of tests/site, the day its tests live on, and the wish to bless what is new."""

import datetime as dt
import functools
import os
import shutil
import threading
from pathlib import Path

import pytest
from hypothesis import settings

from generator.loading.load import load
from generator.site import made, site

# A shared machine may stall for longer than Hypothesis allows one example by default.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

ROOT = Path(__file__).parent.parent
TINY = Path(__file__).parent / "site" / "data"
TODAY = dt.date(2024, 6, 1)
MEMORY, MOST_KEPT = Path("/dev/shm"), 4 * 1024**3  # where Linux offers memory as a folder; what a run may need of it
SHIPPED, SHIPPED_DAY = ROOT / "data", dt.date(2026, 11, 23)


@functools.cache
def shipped_loaded():
    """Return what is loaded of the data of this repository, read once."""
    return load(SHIPPED, SHIPPED_DAY)


@functools.cache
def shipped_stream():
    """Return the site of the data of this repository, made once; its pages and files are made when they are asked for."""
    return site(SHIPPED, SHIPPED_DAY, ROOT / "site_src" / "templates")


def mostly_slow(cases, every=4):
    """Return the cases as parameters of a test; one in ``every`` is in the quick part, the others are slow."""
    return [pytest.param(case, marks=pytest.mark.slow) if number % every else case for number, case in enumerate(cases)]


def body_at(published, address):
    """Return the body of the one page at ``address``; no other page is made."""
    return next(page.body() for page in published.pages if page.address == address)


def _holds_programs(folder):
    """Say whether what lies below ``folder`` may be run: some tests put a program there."""
    return not os.statvfs(folder).f_flag & os.ST_NOEXEC


def pytest_configure(config):
    """Keep the folders of the tests in memory where there is plenty: they hold some ten thousand small files."""
    if not config.option.basetemp and MEMORY.is_dir() and _holds_programs(MEMORY) and shutil.disk_usage(MEMORY).free > MOST_KEPT:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_addoption(parser):
    parser.addoption("--bless", action="store_true", help="write tests/site/expected anew from what the site is now")


@pytest.fixture
def forking(monkeypatch):
    """Fork although a browser or a server of other tests may be open: neither holds a lock that is waited for."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


@pytest.fixture(scope="session")
def browser():
    """Chromium, opened once for all that look at pages; who needs it apart from others opens a context."""
    from tests.browsing import chromium  # noqa: PLC0415 - the quick part opens no browser

    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def tiny_address(tmp_path_factory):
    """The address of the tiny site."""
    from tests.browsing import site_at  # noqa: PLC0415 - as above

    with site_at(TINY, TODAY, tmp_path_factory.mktemp("tiny") / "site") as address:
        yield address


@pytest.fixture(scope="session")
def shipped_site(tmp_path_factory):
    """The folder in which the site of the data of this repository is built, as ``shipped_address`` serves it."""
    return tmp_path_factory.mktemp("shipped") / "site"


@pytest.fixture(scope="session")
def shipped_address(shipped_site):
    """The address of the site of the data of this repository."""
    from tests.browsing import site_at  # noqa: PLC0415 - as above

    with site_at(SHIPPED, SHIPPED_DAY, shipped_site) as address:
        yield address


@pytest.fixture(scope="session")
def tiny_site(tmp_path_factory):
    """The site without what Git knows, so that its pages stay the same whenever this repository is cloned or rebased."""
    loaded = load(TINY, TODAY)
    return made(loaded.dataset, loaded, TINY, TODAY, ROOT / "site_src" / "templates", tmp_path_factory.mktemp("cache"))
