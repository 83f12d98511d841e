"""A new site takes the place of the old one whole or not at all."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from generator.problems import messages
from generator.sinks.publish import PublishError, publish

PAGES = 40
BUILDER = """
import sys, time
from pathlib import Path
from generator.sinks import publish as room
from generator.sinks.publish import publish

moment, out = sys.argv[1], Path(sys.argv[2])

def stop(at):
    if at == moment:
        Path(out.parent, "reached").touch()
        time.sleep(60)

def build(folder):
    stop("empty")
    for number in range(40):
        (folder / f"{number}.html").write_text("new")
        if number == 20:
            stop("half")
    (folder / "index.html").write_text("new")
    (folder / "build.json").write_text("{}")
    stop("built")

real = room._swap
def swap(folder, out):
    real(folder, out)
    stop("swapped")
room._swap = swap
publish(build, out)
"""


def site(word):
    def build(folder):
        for number in range(PAGES):
            (folder / f"{number}.html").write_text(word)
        (folder / "index.html").write_text(word)
        (folder / "build.json").write_text("{}")

    return build


def shown(out):
    return {path.name: path.read_text() for path in out.iterdir()}


def whole(word):
    return {**{f"{number}.html": word for number in range(PAGES)}, "index.html": word, "build.json": "{}"}


def refusal(out, build=site("new")):  # noqa: B008 - a function without state
    with pytest.raises(PublishError) as refused:
        publish(build, out)
    error = refused.value
    assert "{" not in messages()[error.code].text.format(**error.values)
    return error


def test_the_first_site_stands_behind_a_link_that_others_may_read(tmp_path):
    out = tmp_path / "new" / "site"

    publish(site("first"), out)

    assert out.is_symlink()
    assert shown(out) == whole("first")
    assert out.stat().st_mode & 0o777 == 0o755


def test_a_second_site_replaces_the_first_whole(tmp_path):
    out = tmp_path / "site"
    publish(site("first"), out)

    publish(lambda folder: (site("second")(folder), (folder / "39.html").unlink()), out)

    assert shown(out) == {name: text for name, text in whole("second").items() if name != "39.html"}


def test_the_replaced_site_stays_for_its_readers_until_the_next_build(tmp_path):
    out = tmp_path / "site"
    publish(site("first"), out)
    first = out.resolve()

    publish(site("second"), out)
    second = out.resolve()
    kept = first.exists()
    publish(site("third"), out)

    assert kept
    assert not first.exists()
    assert second.exists()


@pytest.mark.parametrize("moment", ["empty", "half", "built", "swapped"])
def test_killed_at_any_moment_a_whole_site_stands_and_the_next_build_cleans_up(tmp_path, moment):
    out = tmp_path / "site"
    publish(site("old"), out)
    process = subprocess.Popen([sys.executable, "-c", BUILDER, moment, str(out)])
    deadline = time.monotonic() + 20
    while not (tmp_path / "reached").exists() and time.monotonic() < deadline:
        time.sleep(0.01)

    process.send_signal(signal.SIGKILL)
    process.wait()
    found = shown(out)
    publish(site("next"), out)

    assert found == whole("new" if moment == "swapped" else "old")
    assert shown(out) == whole("next")
    assert len([path for path in tmp_path.iterdir() if path.name.startswith(".site-build-")]) == 2


def test_readers_never_meet_a_moment_without_a_site(tmp_path):
    out = tmp_path / "site"
    publish(site("first"), out)
    done, seen = threading.Event(), []

    def read():
        while not done.is_set():
            seen.append((out / "index.html").read_text())

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(20):
        publish(site(str(number)), out)
    done.set()
    reader.join()

    assert len(seen) > 20
    assert "" not in seen


@pytest.mark.parametrize("fault", [ValueError("a page broke"), KeyboardInterrupt()])
def test_a_build_that_breaks_leaves_the_old_site_and_nothing_beside_it(tmp_path, fault):
    out = tmp_path / "site"
    publish(site("old"), out)

    def build(folder):
        (folder / "index.html").write_text("half")
        raise fault

    with pytest.raises(type(fault)):
        publish(build, out)

    assert shown(out) == whole("old")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["site", ".site-lock", out.resolve().name])


@pytest.mark.parametrize("missing", ["index.html", "build.json"])
def test_a_site_without_its_first_page_or_its_record_is_not_published(tmp_path, missing):
    out = tmp_path / "site"
    publish(site("old"), out)

    error = refusal(out, lambda folder: (site("new")(folder), (folder / missing).unlink()))

    assert (error.code, error.values) == ("publish_incomplete", {"missing": missing})
    assert shown(out) == whole("old")


def test_what_something_else_made_is_never_replaced(tmp_path):
    folder, file, link = tmp_path / "folder", tmp_path / "file", tmp_path / "link"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    file.write_text("mine")
    link.symlink_to(folder)

    codes = [refusal(out).code for out in (folder, file, link)]

    assert codes == ["publish_foreign_folder"] * 3
    assert (folder / "letter.txt").read_text() == "mine"
    assert file.read_text() == "mine"
    assert link.is_symlink()


def test_an_empty_folder_and_a_plain_site_of_mkdocs_give_way(tmp_path):
    empty, plain = tmp_path / "empty", tmp_path / "plain"
    empty.mkdir()
    plain.mkdir()
    site("plain")(plain)

    for out in (empty, plain):
        publish(site("new"), out)

    assert shown(empty) == shown(plain) == whole("new")


def test_a_second_build_at_once_is_refused_and_does_not_mix(tmp_path):
    out = tmp_path / "site"
    codes = []

    publish(lambda folder: (site("first")(folder), codes.append(refusal(out, site("second")).code)), out)

    assert codes == ["publish_busy"]
    assert shown(out) == whole("first")


def test_a_full_disk_is_one_clear_sentence(tmp_path):
    out = tmp_path / "site"

    def build(folder):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder / "index.html"))

    error = refusal(out, build)

    assert error.code == "publish_disk"
    assert error.values["reason"] == os.strerror(errno.ENOSPC)
    assert not out.exists()


def test_a_file_where_a_folder_must_be_is_one_clear_sentence(tmp_path):
    (tmp_path / "file").write_text("")

    error = refusal(tmp_path / "file" / "site")

    assert error.code == "publish_disk"


def test_a_missing_template_is_no_fault_of_the_disk(tmp_path):
    def build(folder):
        (folder / "nothing").read_text()

    with pytest.raises(FileNotFoundError):
        publish(build, tmp_path / "site")
