"""One HTML page taken apart: what it names, where it leads, and where its markup is not well-formed (WHATWG HTML, 13.1)."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"))
# Where a page may lead without loading anything from there.
LEADING = frozenset((("a", "href"), ("area", "href"), ("blockquote", "cite"), ("q", "cite")))
LOADING = frozenset(("src", "href", "action", "formaction", "poster", "data", "background", "manifest", "xlink:href"))
NAMING = frozenset(("canonical", "alternate", "license", "author", "prev", "next", "help", "search", "me"))
REFRESH = re.compile(r"\s*\d+\s*;\s*url\s*=\s*(?P<url>.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a page states: its line, and whether the page loads it or only leads there."""

    url: str
    line: int
    loads: bool


@dataclass(slots=True)
class Page:
    """The ids of a page, its links, and its faults: (line, code of a message, value)."""

    ids: Counter[str] = field(default_factory=Counter)
    links: list[Link] = field(default_factory=list)
    faults: list[tuple[int, str, str]] = field(default_factory=list)


def parsed(html: str) -> Page:
    """Return what ``html`` states; any text gives a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end()
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[tuple[str, int]] = []
        self.seen: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self._element(tag, attrs)
        if tag not in VOID:
            self.open.append((tag, self.getpos()[0]))

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self._element(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        line = self.getpos()[0]
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        elif any(tag == name for name, _ in self.open):
            while self.open[-1][0] != tag:
                name, begun = self.open.pop()
                self.page.faults.append((begun, "site_not_closed", name))
            self.open.pop()
        else:
            self.page.faults.append((line, "site_not_opened", tag))

    def end(self) -> None:
        """Tell what is left open or missing at the end of the page."""
        self.page.faults.extend((line, "site_not_closed", name) for name, line in self.open)
        self.page.faults.extend((1, "site_id_twice", name) for name, times in self.page.ids.items() if times > 1)
        for name in ("html", "title", "body"):
            if self.seen[name] == 0:
                self.page.faults.append((1, "site_no_element", name))

    def _element(self, tag: str, attributes: Attributes) -> None:
        stated, line = dict(attributes), self.getpos()[0]
        self.seen[tag] += 1
        if len(stated) < len(attributes):
            self.page.faults.append((line, "site_attribute_twice", tag))
        if tag == "html" and not stated.get("lang"):
            self.page.faults.append((line, "site_no_language", tag))
        if stated.get("id"):
            self.page.ids[str(stated["id"])] += 1
        self.page.links += (Link(url.strip(), line, loads) for url, loads in _links(tag, stated))


def _links(tag: str, stated: dict[str, str | None]) -> Iterator[tuple[str, bool]]:
    """Return every address of an element, and whether a browser loads it without being asked."""
    relations = frozenset((stated.get("rel") or "").lower().split())
    for name, value in stated.items():
        if value and name in LOADING | {"cite"}:
            leads = (tag, name) in LEADING or (tag == "link" and relations and relations <= NAMING)
            yield value, not leads
    for part in (stated.get("srcset") or "").split(","):
        if part.strip():
            yield part.split()[0], True
    if tag == "meta" and (stated.get("http-equiv") or "").lower() == "refresh":
        found = REFRESH.fullmatch(stated.get("content") or "")
        if found:
            yield found["url"].strip("'\" "), False
