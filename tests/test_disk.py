"""The same pages from plain files, and nothing in them for Markdown to read."""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from generator.sinks.build import CONFIGURATION, render
from generator.sinks.disk import literal, write
from tests.streams import HOSTILE, page, stream

pytestmark = pytest.mark.slow

EXTENSIONS = ["abbr", "attr_list", "def_list", "footnotes", "md_in_html", "toc", "admonition", "smarty", "wikilinks", "tables"]
MORE = [
    "betterem",
    "caret",
    "details",
    "emoji",
    "highlight",
    "keys",
    "magiclink",
    "mark",
    "smartsymbols",
    "snippets",
    "superfences",
    "tilde",
]
CONTROLS = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f]")


class Reader(HTMLParser):
    """What a browser makes of the article: its elements with their attributes, and its text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, tuple(attrs)))

    def handle_data(self, data):
        if self.seen and isinstance(self.seen[-1], str):
            data = self.seen.pop() + data
        self.seen.append(data)

    @classmethod
    def read(cls, html):
        reader = cls()
        reader.feed(html)
        reader.close()
        return [part for part in map(plain, reader.seen) if part]


def plain(part):
    """An element as it is; text without the space around it and the controls that no reader of HTML has to keep."""
    if isinstance(part, str):
        return CONTROLS.sub("", part).strip()
    return part[0], [(name, CONTROLS.sub("", value)) for name, value in part[1]]


def through_markdown(body):
    extensions = [*EXTENSIONS, *(f"pymdownx.{name}" for name in MORE)]
    return markdown.markdown(f"<div>{literal(body)}</div>\n", extensions=extensions)[len("<div>") : -len("</div>")]


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=60))
def test_no_text_means_anything_to_markdown(text):
    body = f'<h1 id="a">{escape(text)}</h1>\n\n<p title="{escape(text)}">{escape(text)}<br>x</p>'

    assert Reader.read(through_markdown(body)) == Reader.read(body)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_means_nothing_to_markdown(text):
    body = page("/a/", text, text=text).body()

    assert Reader.read(through_markdown(body)) == Reader.read(body)


def test_data_for_machines_stays_as_it_is():
    body = '<script type="application/ld+json">{"name": "**a**",\n\n "b": 1}</script>'

    assert json.loads(re.search("{.*}", through_markdown(body))[0]) == {"name": "**a**", "b": 1}


def test_a_script_with_an_address_stays():
    body = '<script type="module" src="a_b_*.js"></script>'

    assert Reader.read(through_markdown(body)) == Reader.read(body)


@pytest.mark.parametrize("body", ["<script>alert(1)</script>", "<style>p {}</style>"])
def test_a_script_cannot_be_kept_from_markdown_and_is_refused(body):
    with pytest.raises(NotImplementedError, match=body[1:6]):
        literal(body)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """One stream built by MkDocs and by Zensical."""
    folder = tmp_path_factory.mktemp("both")
    hostile = [page(f"/xa/{number}/", text, text=text, description=text) for number, text in enumerate(HOSTILE)]
    published = stream(page("/dot/2024/q2/", section="/lich/"), *hostile, name="A & <b>", notice="Minh họa <b>")
    render(published, folder / "mkdocs", CONFIGURATION)
    write(published, folder / "plain", CONFIGURATION)
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(command, cwd=folder / "plain", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return published, folder / "mkdocs", folder / "plain" / "site"


def article(folder, address):
    html = (folder / address[1:] / "index.html").read_text("utf-8")
    inside = html[html.index("<article") : html.index("</article>")]
    return Reader.read(inside[inside.index("<h1") :])


def head(folder, address):
    html = (folder / address[1:] / "index.html").read_text("utf-8")
    return re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1], re.search(r'<meta name="description" content="([^"]*)"', html)[
        1
    ]


def test_zensical_makes_the_same_pages_and_files(both):
    published, by_mkdocs, by_zensical = both

    def made(folder):
        return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.suffix != ".js"}

    mine = {name for name in made(by_mkdocs) if not name.startswith(("assets/", "search/"))}
    assert mine - made(by_zensical) == set()
    for file in published.files:
        assert (by_zensical / file.address[1:]).read_bytes() == file.read()


def test_the_pages_say_the_same_from_both(both):
    published, by_mkdocs, by_zensical = both

    for each in published.pages:
        assert article(by_zensical, each.address) == article(by_mkdocs, each.address), each.address
    for each in published.pages[1:]:  # Zensical alone names the first page in its title
        assert head(by_zensical, each.address) == head(by_mkdocs, each.address), each.address


def test_the_notice_stands_on_the_pages_of_both(both):
    _, *folders = both

    assert all("Minh họa &lt;b&gt;" in (folder / "xa" / "index.html").read_text("utf-8") for folder in folders)


def test_the_plain_frame_needs_no_plugin_of_ours(tmp_path):
    write(stream(), tmp_path / "plain", CONFIGURATION)

    frame = yaml.safe_load((tmp_path / "plain" / "mkdocs.yml").read_text("utf-8"))

    assert frame["plugins"] == []
    assert frame["nav"] == yaml.safe_load(CONFIGURATION.read_text("utf-8"))["nav"]


def test_a_folder_that_exists_is_not_written_over(tmp_path):
    with pytest.raises(FileExistsError):
        write(stream(), tmp_path, CONFIGURATION)
