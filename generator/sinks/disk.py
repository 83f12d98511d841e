"""The second sink: the stream as a folder of plain files that Zensical builds, without a plugin of ours."""

import re
import shutil
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

from generator.output import Page, Site

MEANT = re.compile(r"[^A-Za-z0-9 \u0080-\U0010ffff]")
JSON_TYPES = frozenset(("application/json", "application/ld+json"))
Attributes = list[tuple[str, str | None]]


def write(published: Site, folder: Path, configuration: Path) -> None:
    """Write ``published`` into the new ``folder`` as `mkdocs.yml`, `docs/` and `theme/`, in the frame of ``configuration``.

    `zensical build` in that folder makes the same pages and files. Raises FileExistsError where the folder exists,
    NotImplementedError where a body holds what cannot be kept from Markdown.
    """
    folder.mkdir(parents=True)
    frame = yaml.load(configuration.read_text(encoding="utf-8"), yaml.CSafeLoader)
    shutil.copytree(configuration.parent / frame["docs_dir"], folder / "docs")
    shutil.copytree(configuration.parent / frame["theme"]["custom_dir"], folder / "theme")
    (folder / "mkdocs.yml").write_text(_dumped(_frame(published, frame)), encoding="utf-8")
    for page in published.pages:
        _write(folder / f"docs{page.address}index.md", _source(page, published.picture(page.root, page.image)).encode())
    for file in published.files:
        file.write(folder / f"docs{file.address}")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _frame(published: Site, frame: Mapping[str, Any]) -> dict[str, Any]:
    """Return the frame with what the plugin would have told it."""
    return {
        **frame,
        "site_name": escape(published.name),
        "site_url": published.url,
        "copyright": published.footer,
        "docs_dir": "docs",
        "theme": {**frame["theme"], "custom_dir": "theme", "variant": "classic"},
        "extra": {**frame["extra"], "notice": published.notice},
        "plugins": [plugin for plugin in frame["plugins"] if plugin != "thubay"],
        "validation": False,
    }


def _source(page: Page, image: str) -> str:
    """Return a page as Markdown that holds nothing for Markdown to read: one line of HTML under its front matter."""
    title = {"title": escape(page.title)} if page.depth else {}
    robots = {} if page.listed else {"robots": "noindex"}
    words = {**title, "description": escape(page.description), "image": escape(image), **robots}
    return f"---\n{_dumped(words)}---\n<div>{literal(page.body())}</div>\n"


def _dumped(values: Mapping[str, Any]) -> str:
    return yaml.dump(values, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)


def literal(html: str) -> str:
    """Return ``html`` on one line, every sign that Markdown could read turned into a character reference.

    A browser reads the same page. Comments are dropped. Raises NotImplementedError for scripts and styles, where references
    mean nothing, unless they hold JSON or are fetched from an address.
    """
    parser = _Literal()
    parser.feed(html)
    parser.close()
    return "".join(parser.written)


class _Literal(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = dict(attrs)
        if tag in self.CDATA_CONTENT_ELEMENTS and given.get("type") not in JSON_TYPES and "src" not in given:
            raise NotImplementedError(f"<{tag}> in a page that is written for Markdown")
        self.written.append(f"<{_with(tag, attrs)}>")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.written.append(f"<{_with(tag, attrs)}/>")

    def handle_endtag(self, tag: str) -> None:
        self.written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        raw = self.cdata_elem is not None
        self.written.append(data.replace("\n", " ") if raw else _referenced(data))


def _with(tag: str, attributes: Attributes) -> str:
    named = (name if value is None else f'{name}="{_referenced(value)}"' for name, value in attributes)
    return " ".join((tag, *named))


def _referenced(text: str) -> str:
    return MEANT.sub(lambda found: f"&#{ord(found[0])};", text)
