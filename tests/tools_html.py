"""Every page of the tiny site through the W3C's checker of HTML: `make html`."""

import json
import subprocess

import pytest

from generator.sinks.build import build
from tests.conftest import ROOT, TINY, TODAY

CHECKER = ROOT / "tests" / "web" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def complaints(*paths):
    """The errors of the checker: the page, the line and what it says."""
    command = ["java", "-Xss4m", "-jar", CHECKER, "--format", "json", "--errors-only", "--skip-non-html", *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = json.loads(done.stderr)["messages"]
    return [f"{each.get('url', '').rpartition('/site/')[2]}:{each.get('lastLine')}: {each['message']}" for each in told]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tiny") / "site"
    build(TINY, folder, TODAY)
    return folder


def test_every_page_is_html_as_the_standard_has_it(built):
    assert len([*built.rglob("*.html")]) > 30
    assert complaints(built) == []


def test_the_checker_would_complain(tmp_path):
    (tmp_path / "a.html").write_text("<!doctype html><html lang=vi><title>a</title><p id=a><p id=a><ul><p>x</ul>", "utf-8")

    assert len(complaints(tmp_path)) >= 2
