"""The theme is cut where pages differ, and joined with each page's own words, escaped once."""

import pytest

from generator.sinks.shell import MARKS, Shell, Surroundings
from tests.streams import HOSTILE, page, stream

HEAD = f'<title>{MARKS["title"]}</title><meta content="{MARKS["description"]}"><a href="{MARKS["edit"]}"></a>'
THEME = f"{HEAD}{MARKS['body']}<i>end</i>"


def test_a_page_stands_where_the_marks_stood():
    given = page("/a/b/", "Tên", source="data/a.yml")

    html = Shell.of(THEME).join(given, given.body(), stream())

    assert html.startswith(
        '<title>Tên</title><meta content="Mô tả."><a href="https://example.org/edit/main/data/a.yml"></a><h1>Tên</h1>'
    )
    assert html.endswith("</p>\n<i>end</i>")


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_escaped_once_and_bodies_are_taken_as_they_are(text):
    given = page("/a/", text, text=text, description=f'"{text}"')

    html = Shell.of(THEME).join(given, given.body(), stream())

    assert given.body() in html
    assert "<script>" not in html
    assert "&amp;amp;lt;" not in html


def test_a_mark_in_a_page_is_text_and_not_a_place():
    given = page("/a/", MARKS["title"], text=MARKS["body"], description=MARKS["body"])

    html = Shell.of(THEME).join(given, given.body(), stream())

    assert html.count("<i>end</i>") == 1
    assert f"<title>{MARKS['title']}</title>" in html


def test_a_mark_may_stand_many_times():
    shell = Shell.of(f"{MARKS['title']}-{MARKS['title']}{MARKS['body']}")

    assert shell.join(page("/a/", "T"), "<h1>T</h1>", stream()).startswith("T-T<h1>T</h1>")


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


def test_two_outputs_at_one_address_are_refused():
    with pytest.raises(ValueError, match="/xa/a/index"):
        stream(page("/xa/a/"), page("/xa/a/"))
