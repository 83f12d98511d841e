"""What is said and sent before a day: read in 60 to 90 seconds, without a figure, with a link where there is one."""

import datetime as dt

import pytest

from generator.language.speech import syllables
from generator.loading.load import load
from generator.pages.announcements import LONGEST, SHORTEST, announcements
from generator.pages.edition import Edition
from generator.pages.templates import environment
from tests import factories
from tests.conftest import SHIPPED_DAY, shipped_loaded
from tests.test_notices import longest_data
from tests.test_site import TEMPLATES


def edition(data, today):
    return Edition(data, today, environment(TEMPLATES))


def told(*, site_url=None, hamlets=3, today="2024-04-10", **fields):
    day = factories.saturday("x", "2024-04", **{"start": "07:30", "meeting_point": "Hội trường thôn", **fields})
    data = factories.dataset([factories.commune("x", hamlets, name="Xã Đam Rông 1")], campaigns=[day])
    object.__setattr__(data.programme, "site_url", site_url)
    return announcements(edition(data, factories.day(today)), day)


def test_every_text_for_a_loudspeaker_of_the_shipped_data_takes_60_to_90_seconds_and_holds_no_figure():
    data = shipped_loaded().dataset
    days = [data.campaigns["2027/q1"], *data.campaigns.values()]

    found = [
        each
        for day in days
        for today in (SHIPPED_DAY, dt.date(2026, 12, 20))
        for each in announcements(edition(data, today), day)
    ]

    assert len(found) > 8
    for each in found:
        assert SHORTEST <= syllables(each.loudspeaker) <= LONGEST, each.loudspeaker
        assert 60 <= each.seconds <= 90
        assert not any(letter.isdigit() for letter in each.loudspeaker)


@pytest.mark.parametrize("fields", [{}, {"start": None, "meeting_point": None}])
def test_a_day_that_says_little_still_fills_a_minute(fields):
    (each,) = told(**fields)

    assert SHORTEST <= syllables(each.loudspeaker) <= LONGEST


def test_a_day_that_says_as_much_as_it_may_is_cut_to_ninety_seconds(tmp_path):
    data = load(longest_data(tmp_path), dt.date(2024, 6, 5)).dataset

    (each,) = announcements(edition(data, dt.date(2024, 6, 5)), data.campaigns["2024/06-da-tong"])

    assert SHORTEST <= syllables(each.loudspeaker) <= LONGEST
    assert "và các việc khác của thôn" in each.loudspeaker


def test_hour_day_and_place_are_said_twice_in_words():
    (each,) = told(bring=["Cuốc", "2 bao 50kg"])

    assert each.loudspeaker.count("bảy giờ rưỡi sáng") == 2
    assert each.loudspeaker.count("ngày hai mươi tháng tư") == 2
    assert each.loudspeaker.count("hội trường thôn") == 2
    assert "xã Đam Rông một" in each.loudspeaker
    assert "cuốc, hai bao năm mươi ki lô gam" in each.loudspeaker


def test_hamlets_that_meet_elsewhere_are_told_together():
    sites = [{"hamlet": "thon-1", "meeting_point": "Ngã ba"}, {"hamlet": "thon-2", "meeting_point": "Ngã ba"}]

    (each,) = told(sites=sites)

    assert "Riêng thôn thon-một, thôn thon-hai: ngã ba." in each.loudspeaker
    assert "Riêng Thôn thon-1, Thôn thon-2: ngã ba." in each.message


def test_messages_lead_to_the_day_only_where_the_site_has_an_address():
    (with_address,) = told(site_url="https://trang.example/x/")
    (without,) = told()

    assert with_address.message.endswith("Xem thêm: https://trang.example/x/dot/2024/04-x/")
    assert "https://trang.example/x/dot/2024/04-x/" in with_address.reminder
    assert "Xem thêm" not in without.message
    assert "None" not in without.message + without.reminder + without.loudspeaker


@pytest.mark.parametrize(
    ("today", "status", "count"), [("2024-04-21", "announced", 0), ("2024-01-01", "expected", 0), ("2024-04-20", "announced", 1)]
)
def test_there_are_texts_while_there_are_sheets(today, status, count):
    assert len(told(today=today, status=status)) == count
