"""The site as a proposal would make it, to be opened from a folder, and which of its pages are new, changed or gone."""

import datetime as dt
import hashlib
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from generator.loading.history import History, history
from generator.loading.quarantine import publishable
from generator.output import Page, Site
from generator.pages.templates import environment
from generator.problems import InvalidData, messages
from generator.review.proposal import Proposal
from generator.sinks.build import CONFIGURATION, TEMPLATES, render
from generator.site import made

LINK = re.compile(r'(?P<before>\shref=")(?P<path>[^":?#]*)(?P<after>[?#][^"]*)?"')
FOLDER = re.compile(r"(?:.*/)?\.{0,2}")
LIST = "/xem-truoc/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page by its address and its title."""

    address: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The pages that a reader will find new, otherwise than before, or no more; each sorted by address."""

    new: tuple[Shown, ...]
    changed: tuple[Shown, ...]
    gone: tuple[Shown, ...]


def preview(data: Path, base: str, head: str, today: dt.date, out: Path) -> Changes:
    """Build into the new folder ``out`` the site that merging ``head`` into ``base`` would make, and return what it changes.

    ``data`` is the data folder of a checkout whose code runs; of both commits only the bytes of data/ are read. A file with
    errors is left out or shown as it last was, as in a publication. Raises ConflictError and ReviewError where the two cannot
    be compared, InvalidData where a register is not sound, what MkDocs raises, and OSError.
    """
    proposal = Proposal.of(data, base, head)
    past = history(proposal.repository, str(proposal.folder), proposal.base_commit)
    with tempfile.TemporaryDirectory(prefix="thubay-preview-") as place:
        sites = {}
        for name, tree in (("before", proposal.base), ("after", proposal.merged)):
            folder = Path(place, name, proposal.folder.name)
            folder.parent.mkdir()
            proposal.write(tree, folder)
            sites[name] = _site(folder, today, past)
        found = changes(sites["before"], sites["after"])
        render(_marked(sites["after"], found), out.resolve(), CONFIGURATION)
        for page in out.rglob("*.html"):
            html = _led(page.read_text(encoding="utf-8"), "../" * (len(page.relative_to(out).parts) - 1))
            page.write_bytes(for_a_folder(html).encode())
        return found


def _site(data: Path, today: dt.date, past: History) -> Site:
    loaded = publishable(data, today, past)
    if loaded.dataset is None:
        raise InvalidData(loaded.problems)
    return made(loaded.dataset, loaded, data, today, TEMPLATES, data.parent / "photos")


def _marked(published: Site, found: Changes) -> Site:
    """Return the site with a notice on every page that nothing of it is published, and a page that lists what changes."""
    title = messages()["preview_title"].text

    def body() -> str:
        return environment(TEMPLATES).get_template("preview.html").render(title=title, changes=found, root="../")

    page = Page(address=LIST, title=title, description=title, section="/", body=body)
    notice = " ".join(filter(None, (messages()["preview_notice"].text, published.notice)))
    return replace(published, pages=(*published.pages, page), notice=notice)


def _led(html: str, root: str) -> str:
    """Return a page whose notice leads to the list of what changes; ``root`` is the way back to the first folder."""
    notice = escape(messages()["preview_notice"].text)
    link = f'{notice} <a href="{root}{LIST[1:]}">{escape(messages()["preview_list"].text)}</a>.'
    return html.replace(notice, link, 1)


def changes(before: Site, after: Site) -> Changes:
    """Return which pages differ between two sites in what is theirs: title and body, not the theme around them."""
    was, now = _prints(before), _prints(after)
    return Changes(
        new=tuple(_shown(page) for page in _sorted(after) if page.address not in was),
        changed=tuple(_shown(page) for page in _sorted(after) if was.get(page.address, now[page.address]) != now[page.address]),
        gone=tuple(_shown(page) for page in _sorted(before) if page.address not in now),
    )


def _prints(site: Site) -> Mapping[str, bytes]:
    return {page.address: hashlib.sha256(f"{page.title}\0{page.body()}".encode()).digest() for page in site.pages}


def _sorted(site: Site) -> list[Page]:
    return sorted(site.pages, key=lambda page: page.address)


def _shown(page: Page) -> Shown:
    return Shown(address=page.address, title=messages()["preview_home"].text if page.address == "/" else page.title)


def for_a_folder(html: str) -> str:
    """Return a page whose links to folders name the page in it, since no server does that for a page opened from disk."""
    return LINK.sub(_named, html)


def _named(found: re.Match[str]) -> str:
    path, after = found["path"], found["after"] or ""
    if not path or path.startswith("//") or not FOLDER.fullmatch(path):
        return found[0]
    return f'{found["before"]}{path.removesuffix("/")}/index.html{after}"'
