"""Two processes write what one would write, begin before the theme is there, and what fails in either stops the build."""

import errno
import os
import signal
import time
from dataclasses import replace
from functools import partial

import pytest

from generator.output import File
from generator.sinks.press import MANY, Press
from generator.sinks.shell import MARKS, Shell, Surroundings
from tests.streams import page, stream

pytestmark = pytest.mark.usefixtures("forking")
FIRST, LAST = 0, MANY - 1  # the second process takes pages from the start, the first one from the end


def shells(published):
    return {Surroundings.of(page, published): Shell.of(f"{MARKS['title']}: {MARKS['body']}") for page in published.pages}


def written(published, folder):
    press = Press(published, folder)
    press.begin()
    press.finish(shells(published))
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def many(*, files=()):
    pages = tuple(page(f"/xa/{number}/", f"Xã {number}") for number in range(MANY))
    return stream(pages=pages, files=(File(address="/build.json", content=b"{}"), *files))


def with_body(published, place, body):
    pages = list(published.pages)
    pages[place] = replace(pages[place], body=body)
    return replace(published, pages=tuple(pages))


def full():
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "index.html")


def test_two_processes_write_the_same_as_one(tmp_path):
    published = many(files=[File(address="/a/b.txt", content=lambda: b"made"), File(address="/c.txt", content=b"kept")])
    few = replace(published, pages=published.pages[:7])

    found, by_one = written(published, tmp_path / "many"), written(few, tmp_path / "few")

    assert len(found) == MANY + 3
    assert by_one.items() <= found.items()
    assert found["xa/6/index.html"] == "Xã 6: <h1>Xã 6</h1>\n\n<p title='Nội dung.' class=tb-text>Nội dung.</p>\n".encode()


def test_files_are_written_while_the_theme_is_still_being_rendered(tmp_path):
    press = Press(published := many(), tmp_path)

    press.begin()

    until = time.monotonic() + 20
    while not (tmp_path / "build.json").is_file() and time.monotonic() < until:
        time.sleep(0.01)
    assert (tmp_path / "build.json").read_bytes() == b"{}"
    press.finish(shells(published))
    assert len([*tmp_path.rglob("index.html")]) == MANY


@pytest.mark.parametrize("place", [FIRST, LAST])
def test_what_breaks_in_either_process_reaches_the_caller(tmp_path, place):
    with pytest.raises(OSError, match="No space") as raised:
        written(with_body(many(), place, full), tmp_path)

    assert (raised.value.errno, raised.value.filename) == (errno.ENOSPC, "index.html")


def test_a_file_that_cannot_be_made_reaches_the_caller(tmp_path):
    with pytest.raises(OSError, match="No space"):
        written(many(files=[File(address="/a.txt", content=full)]), tmp_path)


def test_a_writer_that_is_killed_is_no_success(tmp_path):
    def killed(mine):
        if os.getpid() != mine:
            os.kill(os.getpid(), signal.SIGKILL)
        return "<h1>x</h1>"

    with pytest.raises(RuntimeError, match="stopped from outside"):
        written(with_body(many(), FIRST, partial(killed, os.getpid())), tmp_path)


def test_a_build_that_fails_before_its_shells_are_there_leaves_no_process_behind(tmp_path):
    press = Press(many(), tmp_path)
    press.begin()
    process = press._helper._process

    press.stop()

    assert process.exitcode == -signal.SIGKILL
