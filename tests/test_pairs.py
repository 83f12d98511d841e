"""Photos from before and after the work stand side by side, in the order they were handed in."""

from dataclasses import dataclass

import pytest

from generator.pages.templates import environment
from tests.test_site import TEMPLATES


@dataclass
class Photo:
    file: str
    moment: str | None
    alt: str = "Ảnh"


def shown(*moments):
    photos = [Photo(f"photos/{number}.jpg", moment) for number, moment in enumerate(moments)]
    copies = {
        photo.file: {"sources": [{"name": photo.file, "width": 480}], "largest": [{"width": 480, "height": 360}]}
        for photo in photos
    }
    return str(environment(TEMPLATES).get_template("pairs.html").module.photos(photos, copies))


def order(html):
    return [part.split('"')[0] for part in html.split('<img src="photos/')[1:]]


@pytest.mark.parametrize(
    ("moments", "pairs", "expected"),
    [
        (["before", "after"], 1, "01"),
        (["after", "before"], 1, "10"),
        (["before", "before", "after", "during", "after"], 2, "02143"),
        (["before", "during", None], 0, "012"),
        (["after", "before", "before"], 1, "102"),
        ([], 0, ""),
    ],
)
def test_each_photo_is_shown_once_and_pairs_come_first(moments, pairs, expected):
    html = shown(*moments)

    assert html.count('class="tb-pair"') == pairs
    assert [name.removesuffix(".jpg") for name in order(html)] == list(expected)
    assert html.count("Trước khi làm") == sum(moment == "before" for moment in moments)
