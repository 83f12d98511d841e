"""A whole built site: links lead somewhere, files are what they say, nothing is too big or comes from another host."""

import csv
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from generator.inspection.formats import CHECKS
from generator.inspection.page import Link, Page, parsed
from generator.problems import Problem

NEEDED = ("index.html", "404.html", "build.json")
TOLD = ("commit", "data_time", "today", "sample", "campaigns", "reports", "errors", "warnings", "quarantine")
MOST_SITE = 1_000_000_000  # what GitHub Pages takes
MUCH_SITE = 700_000_000
MOST_FILE = 100_000_000
MOST_PAGE = 2_000_000
LEADS = frozenset(("http", "https", "mailto", "tel", "sms", "webcal"))
ANYWHERE = "404.html"  # shown at any address, so its links are not relative to its own
STYLE_URL = re.compile(r"""(?:url\(\s*|@import\s+)["']?(?P<url>[^"')\s;]+)""")


@dataclass(frozen=True)
class Inspection:
    """The built site in ``folder``."""

    folder: Path

    @cached_property
    def files(self) -> Mapping[str, Path]:
        """Every file by its path below the folder, sorted."""
        found = (Path(place, name) for place, _, names in os.walk(self.folder) for name in names)
        return dict(sorted((path.relative_to(self.folder).as_posix(), path) for path in found))

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """Every page by its path, sorted."""
        return {
            path: parsed(file.read_text(encoding="utf-8", errors="replace"))
            for path, file in self.files.items()
            if path.endswith(".html")
        }

    def outside(self) -> Mapping[str, tuple[str, ...]]:
        """Return every address on the web that pages lead to, sorted, with the pages that do."""
        found: dict[str, dict[str, None]] = {}
        for path, page in self.pages.items():
            for link in page.links:
                if urlsplit(link.url).scheme in ("http", "https") and not link.loads:
                    found.setdefault(link.url.partition("#")[0], {})[path] = None
        return {url: tuple(found[url]) for url in sorted(found)}

    def problems(self) -> Iterator[Problem]:
        """Return all that is wrong, file by file."""
        for name in NEEDED:
            if name not in self.files:
                yield Problem.of("site_missing", PurePosixPath(name))
        yield from self._sizes()
        for path, file in self.files.items():
            if path in self.pages:
                yield from self._page(path, self.pages[path])
            elif path.endswith(".css"):
                yield from self._style(path, file.read_text(encoding="utf-8", errors="replace"))
            else:
                yield from _format(path, file)

    def _sizes(self) -> Iterator[Problem]:
        sizes = {path: file.stat().st_size for path, file in self.files.items()}
        total = sum(sizes.values())
        if total > MUCH_SITE:
            code = "site_too_big" if total > MOST_SITE else "site_big"
            yield Problem.of(code, PurePosixPath("."), size=total // 1_000_000, most=MOST_SITE // 1_000_000)
        for path, size in sizes.items():
            most = MOST_PAGE if path.endswith(".html") else MOST_FILE
            if size > most:
                yield Problem.of("site_file_big", PurePosixPath(path), size=size // 1000, most=most // 1000)

    def _page(self, path: str, page: Page) -> Iterator[Problem]:
        for line, fault, value in page.faults:
            yield Problem.of(fault, PurePosixPath(path), line=line, value=value)
        for link in page.links:
            if code := self._wrong(path, link):
                yield Problem.of(code, PurePosixPath(path), line=link.line, value=link.url)

    def _style(self, path: str, text: str) -> Iterator[Problem]:
        for found in STYLE_URL.finditer(text):
            url, line = found["url"], text.count("\n", 0, found.start()) + 1
            if not url.startswith(("data:", "#")) and (code := self._wrong(path, Link(url, line, loads=True))):
                yield Problem.of(code, PurePosixPath(path), line=line, value=url)

    def _wrong(self, path: str, link: Link) -> str | None:
        """Return the code of what is wrong with a link of the page at ``path``; None where nothing is."""
        try:
            url = urlsplit(link.url)
        except ValueError:
            return "site_bad_address"
        if url.scheme or url.netloc:
            if link.loads and not (url.scheme == "data" and link.url.startswith("data:image/")):
                return "site_other_host"
            return None if link.loads or url.scheme in LEADS else "site_bad_address"
        if path == ANYWHERE:
            return None
        target = _target(path, unquote(url.path))
        if target is None or url.path.startswith("/"):
            return "site_leaves"
        if target not in self.files:
            return "site_dead_link"
        if url.fragment and target in self.pages and unquote(url.fragment) not in self.pages[target].ids:
            return "site_dead_fragment"
        return None


def _target(path: str, relative: str) -> str | None:
    """Return the path of the file that ``relative`` names from the file at ``path``; None where it leaves the site."""
    if not relative:
        return path
    *parts, last = relative.split("/")
    if last in (".", ".."):
        parts, last = [*parts, last], ""
    folder = list(PurePosixPath(path).parent.parts)
    for part in parts:
        if part == "..":
            if not folder:
                return None
            folder.pop()
        elif part not in ("", "."):
            folder.append(part)
    return "/".join((*folder, last or "index.html"))


def _format(path: str, file: Path) -> Iterator[Problem]:
    check = CHECKS.get(PurePosixPath(path).suffix)
    if check is None:
        return
    try:
        found = check(file.read_bytes())
    except (ValueError, RecursionError, csv.Error) as error:
        yield Problem.of("site_bad_file", PurePosixPath(path), value=error)
        return
    if path == "build.json" and not (isinstance(found, dict) and set(TOLD) <= set(found)):
        yield Problem.of("site_bad_file", PurePosixPath(path), value=json.dumps(TOLD))
