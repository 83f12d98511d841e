"""Writes everything that the site publishes; where one may fork, a second process begins while the theme is being rendered."""

import gc
import os
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext
from pathlib import Path

from generator.output import Page, Site
from generator.processes import may_fork
from generator.sinks.shell import Shell, Surroundings

Shells = Mapping[Surroundings, Shell]
MANY = 200
CHUNK = 4


class Press:
    """Writes ``published`` into ``folder``: files as soon as it has begun, pages once their shells are there."""

    def __init__(self, published: Site, folder: Path) -> None:
        self.published, self.folder = published, str(folder)
        self._helper: _Helper | None = None

    def begin(self) -> None:
        """Let a second process begin, where there are many pages and a fork is safe."""
        if len(self.published.pages) >= MANY and may_fork():
            self._helper = _Helper(self._help, self.published.pages)

    def finish(self, shells: Shells) -> None:
        """Write what is not written yet; raises the first failure of either process: what a body, a file or the disk raises."""
        if self._helper is None:
            self._write_files()
            self._write_pages(self.published.pages, shells)
            return
        helper, self._helper = self._helper, None
        helper.tell(shells)
        try:
            for pages in helper.share.from_the_end():
                self._write_pages(pages, shells)
        finally:
            helper.join()
        helper.succeeded()

    def stop(self) -> None:
        """End the second process, which waits for shells that will not come."""
        if self._helper:
            self._helper.kill()

    def _help(self, share: "_Share", told: Connection) -> None:
        """Write the files, make bodies until the shells are there, then write pages; the first are those that files help with."""
        self._write_files()
        made: list[tuple[Page, str]] = []
        for pages in share.from_the_start():
            made += ((page, page.body()) for page in pages)
            if told.poll():
                break
        shells: Shells = told.recv()
        for page, body in made:
            self._write_page(page, body, shells)
        for pages in share.from_the_start():
            self._write_pages(pages, shells)

    def _write_files(self) -> None:
        for file in self.published.files:
            file.write(self._place(file.address))

    def _write_pages(self, pages: Sequence[Page], shells: Shells) -> None:
        for page in pages:
            self._write_page(page, page.body(), shells)

    def _write_page(self, page: Page, body: str, shells: Shells) -> None:
        html = shells[Surroundings.of(page, self.published)].join(page, body, self.published)
        self._place(f"{page.address}index.html").write_bytes(html.encode())

    def _place(self, address: str) -> Path:
        """Return where the output at ``address`` goes, in a folder that is there."""
        target = f"{self.folder}{address}"
        os.makedirs(target[: target.rindex("/")], exist_ok=True)  # noqa: PTH103 - not taken apart for every page
        return Path(target)


class _Share:
    """Pages that two processes take bit by bit, one from each end, until none is left."""

    def __init__(self, pages: Sequence[Page], context: ForkContext) -> None:
        self._pages = pages
        self._left = context.Array("L", [0, len(pages)])

    def from_the_start(self) -> Iterator[Sequence[Page]]:
        """Return the next pages, again and again."""
        while bounds := self._take(1, 0):
            yield self._pages[slice(*bounds)]

    def from_the_end(self) -> Iterator[Sequence[Page]]:
        """Return the last of the pages left, again and again."""
        while bounds := self._take(0, 1):
            yield self._pages[slice(*bounds)]

    def _take(self, at_start: int, at_end: int) -> tuple[int, int] | None:
        with self._left:
            start, end = self._left[:]
            count = min(CHUNK, end - start)
            self._left[:] = [start + count * at_start, end - count * at_end]
        if not count:
            return None
        return (start, start + count) if at_start else (end - count, end)


class _Helper:
    """A second process with the same site in its memory; what fails in it is told at its end."""

    def __init__(self, help: Callable[[_Share, Connection], None], pages: Sequence[Page]) -> None:
        context = get_context("fork")
        self.share = _Share(pages, context)
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=self._work, args=(help, theirs), daemon=True)
        gc.freeze()  # looking for cycles in the data would cost time, and copy the memory that the processes share
        self._process.start()
        theirs.close()
        self._failure: Exception | None = None

    def tell(self, shells: Shells) -> None:
        """Give the shells to the process."""
        with suppress(ConnectionError):  # it has failed already, and says why
            self._ours.send(shells)

    def join(self) -> None:
        """Wait for the end of the process."""
        gc.unfreeze()
        with suppress(EOFError, ConnectionError):  # it ended without a word
            self._failure = self._ours.recv()
        self._process.join()

    def succeeded(self) -> None:
        """Raise what failed in the process, or RuntimeError where somebody ended it."""
        if self._failure:
            raise self._failure
        if self._process.exitcode:
            raise RuntimeError("a process that wrote pages was stopped from outside")

    def kill(self) -> None:
        """End the process at once."""
        gc.unfreeze()
        self._process.kill()
        self._process.join()

    def _work(self, help: Callable[[_Share, Connection], None], theirs: Connection) -> None:
        self._ours.close()  # so that the process ends where the first one does
        try:
            help(self.share, theirs)
        except EOFError:
            return
        except Exception as error:  # handed over whole: the first process raises it
            error.add_note(traceback.format_exc())
            theirs.send(error)
