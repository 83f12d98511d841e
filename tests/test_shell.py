"""The theme is cut where pages differ, and joined with each page's own words, escaped once."""

import errno
import os
import signal

import pytest

from generator.shell import MANY, MARKS, Shell, Surroundings, write_pages
from tests.streams import HOSTILE, page, stream

HEAD = f'<title>{MARKS["title"]}</title><meta content="{MARKS["description"]}"><a href="{MARKS["edit"]}"></a>'
THEME = f"{HEAD}{MARKS['body']}<i>end</i>"


def shells(published):
    return {Surroundings.of(page, published): Shell.of(THEME) for page in published.pages}


def test_a_page_stands_where_the_marks_stood():
    shell = Shell.of(THEME)

    html = shell.join(page("/a/b/", "Tên", source="data/a.yml"), stream())

    assert html.startswith(
        '<title>Tên</title><meta content="Mô tả."><a href="https://example.org/edit/main/data/a.yml"></a><h1>Tên</h1>'
    )
    assert html.endswith("</p>\n<i>end</i>")


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_escaped_once_and_bodies_are_taken_as_they_are(text):
    given = page("/a/", text, text=text, description=f'"{text}"')

    html = Shell.of(THEME).join(given, stream())

    assert given.body() in html
    assert "<script>" not in html
    assert "&amp;amp;lt;" not in html


def test_a_mark_in_a_page_is_text_and_not_a_place():
    given = page("/a/", MARKS["title"], text=MARKS["body"], description=MARKS["body"])

    html = Shell.of(THEME).join(given, stream())

    assert html.count("<i>end</i>") == 1
    assert f"<title>{MARKS['title']}</title>" in html


def test_a_mark_may_stand_many_times():
    shell = Shell.of(f"{MARKS['title']}-{MARKS['title']}{MARKS['body']}")

    assert shell.join(page("/a/", "T"), stream()).startswith("T-T<h1>T</h1>")


@pytest.mark.parametrize("theme", ["", "<h1>x</h1>", MARKS["body"] * 2, MARKS["title"]])
def test_a_theme_without_its_one_body_is_refused(theme):
    with pytest.raises(ValueError, match="one body"):
        Shell.of(theme)


def test_section_depth_source_and_listing_decide_on_the_shell():
    published = stream()

    def of(*arguments, **named):
        return Surroundings.of(page(*arguments, **named), published)

    assert of("/xa/a/") == of("/xa/b/")
    others = (of("/xa/a/b/"), of("/xa/a/", section="/lich/"), of("/xa/a/", source="data/places.yml"), of("/xa/a/", listed=False))
    assert len({of("/xa/a/"), *others}) == 5


def test_without_an_editor_no_page_is_editable():
    published = stream(edit=None)

    assert not Surroundings.of(page("/a/", source="data/a.yml"), published).editable


def test_many_pages_are_the_same_from_two_processes_as_from_one(tmp_path):
    many = [page(f"/xa/{number}/", f"Xã {number}") for number in range(MANY)]
    published, few = stream(*many), stream(*many[:7])

    write_pages(published, shells(published), tmp_path / "many")
    write_pages(few, shells(few), tmp_path / "few")

    written = {path.relative_to(tmp_path / "many"): path.read_text() for path in (tmp_path / "many").rglob("*.html")}
    assert len(written) == len(published.pages)
    assert all(path.read_text() == written[path.relative_to(tmp_path / "few")] for path in (tmp_path / "few").rglob("*.html"))


@pytest.mark.parametrize("place", [MANY + 6, MANY + 7])
def test_what_breaks_in_either_process_reaches_the_caller(tmp_path, place):
    def full():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "index.html")

    broken = page("/xa/broken/")
    pages = [page(f"/xa/{number}/") for number in range(MANY + 1)]
    pages.insert(
        place - 7, type(broken)(**{name: getattr(broken, name) for name in broken.__slots__ if name != "body"}, body=full)
    )
    published = stream(*pages)

    with pytest.raises(OSError, match="No space") as raised:
        write_pages(published, shells(published), tmp_path)

    assert (raised.value.errno, raised.value.filename) == (errno.ENOSPC, "index.html")


def test_a_writer_that_is_killed_is_no_success(tmp_path):
    mine = os.getpid()

    def killed():
        if os.getpid() != mine:
            os.kill(os.getpid(), signal.SIGKILL)
        return "<h1>x</h1>"

    given = page("/xa/0/")
    pages = [
        type(given)(address=f"/xa/{number}/", title="", description="", section="/xa/", body=killed) for number in range(MANY)
    ]
    published = stream(*pages)

    with pytest.raises(RuntimeError, match="stopped from outside"):
        write_pages(published, shells(published), tmp_path)


def test_two_outputs_at_one_address_are_refused():
    with pytest.raises(ValueError, match="/xa/a/index"):
        stream(page("/xa/a/"), page("/xa/a/"))
