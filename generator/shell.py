"""The theme around a page, rendered once for each kind of surroundings and joined with the many bodies.

Rendering the theme anew for every page costs most of a build; between pages of one section and depth only a few places differ.
"""

import gc
import os
import re
import threading
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain, zip_longest
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import NamedTuple, Self

from generator.output import Page, Site

MARKS = {
    "title": "thubay-title-mark",
    "description": "thubay-description-mark",
    "canonical": "thubay-canonical-mark",
    "edit": "thubay-edit-mark",
    "body": "<h1>thubay-body-mark</h1>",  # the theme adds a heading of its own to a page without <h1>
}
NAMES = {mark: name for name, mark in MARKS.items()}
CUT = re.compile(f"({'|'.join(MARKS.values())})")
MANY = 1000
WORKERS = 2


class Surroundings(NamedTuple):
    """What decides on a page's shell: its section, its depth, whether it leads to its file, and whether it may be listed."""

    section: str
    depth: int
    editable: bool
    listed: bool

    @classmethod
    def of(cls, page: Page, published: Site) -> Self:
        """Return the surroundings of ``page``."""
        return cls(page.section, page.depth, bool(page.source and published.edit), page.listed)


@dataclass(frozen=True, slots=True)
class Shell:
    """A rendered page of the theme, cut where the pages differ: literal parts and the names of what goes between."""

    parts: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, rendered: str) -> Self:
        """Return the shell of a page rendered with the marks; raises ValueError where the theme does not show one body."""
        pieces = CUT.split(rendered)
        names = tuple(NAMES[mark] for mark in pieces[1::2])
        if names.count("body") != 1:
            raise ValueError(f"the theme shows the marks {names}, and one body is needed")
        return cls(tuple(pieces[::2]), names)

    def join(self, page: Page, published: Site) -> str:
        """Return the whole HTML of ``page``; its plain texts are escaped here, once."""
        values = {
            "title": escape(page.title),
            "description": escape(page.description),
            "canonical": escape((published.url or "/") + page.address[1:]),
            "edit": escape(f"{published.edit}{page.source}"),
            "body": page.body(),
        }
        between = (values[name] for name in self.names)
        return "".join(chain.from_iterable(zip_longest(self.parts, between, fillvalue="")))


def write_pages(published: Site, shells: Mapping[Surroundings, Shell], folder: Path) -> None:
    """Write every page below ``folder``; in two processes where there are many. Raises what a body or the disk raises."""

    def write(pages: Iterable[Page]) -> None:
        for page in pages:
            target = f"{folder}{page.address}"
            os.makedirs(target, exist_ok=True)  # noqa: PTH103 - names are joined once here, not taken apart for every page
            html = shells[Surroundings.of(page, published)].join(page, published)
            Path(f"{target}index.html").write_bytes(html.encode())

    if len(published.pages) >= MANY and _can_fork():
        _shared(write, published.pages)
    else:
        write(published.pages)


def _can_fork() -> bool:
    """Return whether a fork is safe: a live preview has threads, and their locks would stay held in the child."""
    return "fork" in get_all_start_methods() and threading.active_count() == 1


def _shared(write: Callable[[Iterable[Page]], None], pages: Sequence[Page]) -> None:
    """Let ``write`` run over the pages in several processes, this one among them; raises the first failure."""
    context = get_context("fork")
    failures: SimpleQueue[Exception] = context.SimpleQueue()
    shares = [pages[start::WORKERS] for start in range(WORKERS)]
    workers = [context.Process(target=_work, args=(write, share, failures)) for share in shares[1:]]
    gc.freeze()  # looking for cycles in the data would cost time, and copy the memory that the processes share
    for worker in workers:
        worker.start()
    try:
        write(shares[0])
    finally:
        gc.unfreeze()
        for worker in workers:
            worker.join()
    if not failures.empty():
        raise failures.get()
    if any(worker.exitcode for worker in workers):
        raise RuntimeError("a process that wrote pages was stopped from outside")


def _work(write: Callable[[Iterable[Page]], None], pages: Iterable[Page], failures: "SimpleQueue[Exception]") -> None:
    try:
        write(pages)
    except Exception as error:  # handed over whole: the first process raises it
        error.add_note(traceback.format_exc())
        failures.put(error)
