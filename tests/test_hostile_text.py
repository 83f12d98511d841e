"""Markup in every free text of every file: the built site shows it as written and nothing of it lives."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import PurePosixPath

import pytest

from generator import layout, schema
from generator.build import build
from generator.files import limits_of
from generator.source import read
from generator.validate import validate
from generator.yaml_writer import yaml_text
from tests.conftest import TINY, TODAY

NASTY = "<img src=x onerror=alert(1)><b>&amp; \"q\" 's' {{7*7}} `x` [a](javascript:1)"
SHOWN = "<img src=x"
LINKS = ("href", "src", "srcset", "action")


class Page(HTMLParser):
    """Notes what lives on a page and how often the hostile text is shown as text."""

    def __init__(self, html):
        super().__init__()
        self.alive, self.shown = [], 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        is_photo = tag == "img" and dict(attributes)["src"].endswith(".webp")
        acts = any(name.startswith("on") or (name in LINKS and "javascript:" in (value or "")) for name, value in attributes)
        if (tag in ("img", "b", "iframe") and not is_photo) or (acts and tag != "meta"):
            self.alive.append((tag, attributes))

    def handle_data(self, text):
        self.shown += text.count(SHOWN)


def hostile(value, field, text):
    """Return ``value`` with the hostile ``text`` in the place of every text that is free."""
    if field.fields is not None:
        return {name: hostile(each, field.fields[name], text) for name, each in value.items()}
    if field.item is not None:
        return [hostile(each, field.item, text) for each in value]
    free = field.type in ("line", "text") and not field.refers and not {"regex", "allowed"} & set(field.rules)
    return text[: field.rules["maxlength"]].strip() if free else value


def hostile_data(folder, text):
    """Return the tiny site's data in ``folder``, every free text of every file replaced by ``text``."""
    data = shutil.copytree(TINY, folder / "data")
    for path in sorted(data.rglob("*.yml")):
        way = PurePosixPath(path.relative_to(data))
        kind = layout.kind_of(way)
        document = validate(read(path, way, limits_of(kind)), kind).document
        changed = {name: hostile(each, schema.fields(kind)[name], text) for name, each in document.items()}
        path.write_text(yaml_text(kind, changed), encoding="utf-8")
    return data


@pytest.mark.slow
def test_markup_in_every_free_text_is_shown_and_never_lives(tmp_path):
    data = hostile_data(tmp_path, NASTY)

    build(data, tmp_path / "site", TODAY)

    pages = {path: Page(path.read_text(encoding="utf-8")) for path in (tmp_path / "site").resolve().rglob("*.html")}
    assert {str(path): page.alive for path, page in pages.items() if page.alive} == {}
    assert sum(page.shown for page in pages.values()) > 300


def test_the_hostile_text_would_be_caught_where_it_lives():
    assert Page(NASTY).alive
    assert not Page(re.sub("<", "&lt;", NASTY)).alive
