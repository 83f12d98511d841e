"""Days to come, hamlet by hamlet: one with a day of its own is neither lost after the day of all nor left behind by a new day."""

import pytest

from generator.figures.schedule import State, occasions, state_of, upcoming
from generator.pages import campaigns, home, places
from generator.pages.edition import Edition
from generator.pages.templates import environment
from tests import factories as make
from tests.conftest import ROOT

TEMPLATES = environment(ROOT / "site_src" / "templates")
COMMON, BETWEEN, OWN, AFTER = (make.day(f"2024-04-{number}") for number in (20, 22, 27, 28))
APART = {"hamlet": "thon-2", "date": "2024-04-27", "deviation": "Lễ mừng lúa mới", "meeting_point": "Bến nước"}


def dataset(**fields):
    saturday = make.saturday("a", "2024-04", **{"sites": [APART], **fields})
    return make.dataset([make.commune("a", 2)], plans=[make.plan(2024, ["a"])], campaigns=[saturday])


def bodies(data, today):
    edition = Edition(data, today, TEMPLATES).ready()
    return {page.address: page.body() for room in (home, campaigns, places) for page in room.pages(edition)}


def to_come(body):
    return body.partition('id="sap-toi"')[2].partition("<h2")[0]


def test_a_hamlet_with_a_later_day_is_upcoming_after_the_day_of_all():
    data = dataset()
    campaign = data.campaigns["2024/04-a"]

    assert [upcoming(data, today) for today in (COMMON, BETWEEN, OWN)] == [(campaign,)] * 3
    assert upcoming(data, AFTER) == ()
    first, second = occasions(campaign, data)
    assert (first.day, second.day) == (COMMON, OWN)
    assert state_of(second, data, BETWEEN) is State.ANNOUNCED
    assert state_of(second, data, OWN) is State.TODAY
    assert state_of(first, data, BETWEEN) is State.AWAITING_RESULT


def test_its_pages_say_when_and_where_it_meets_and_those_of_the_others_do_not():
    found = bodies(dataset(), BETWEEN)

    for address in ("/", "/xa/a/", "/xa/a/thon-2/"):
        assert 'data-until="2024-04-27"' in to_come(found[address]), address
        assert "ến nước" in to_come(found[address])
        assert "2024-04-20" not in to_come(found[address])
    assert "<article" not in to_come(found["/xa/a/thon-1/"])
    assert 'data-until="2024-04-27"' in found["/lich/"]


def test_before_the_day_of_all_both_days_are_told():
    found = bodies(dataset(), COMMON)

    assert 'data-until="2024-04-20"' in to_come(found["/xa/a/thon-1/"])
    assert 'data-until="2024-04-27"' in to_come(found["/xa/a/thon-2/"])
    assert 'data-until="2024-04-20"' in to_come(found["/xa/a/"])


def test_after_its_own_day_nothing_is_to_come():
    found = bodies(dataset(), AFTER)

    assert all("<article" not in to_come(found[address]) for address in ("/", "/xa/a/", "/xa/a/thon-2/"))


@pytest.mark.parametrize(
    ("own", "day"),
    [("2024-04-13", "2024-04-13"), ("2024-04-20", "2024-05-04"), ("2024-04-27", "2024-05-04"), ("2024-05-11", "2024-05-11")],
    ids=["worked before", "on the old day", "until the new day", "later still"],
)
def test_a_new_day_takes_along_who_was_to_work_before_it(own, day):
    put_off = {"status": "postponed", "status_reason": "Bão", "postponed_to": "2024-05-04"}
    data = dataset(sites=[{**APART, "date": own}], **put_off)

    first, second = occasions(data.campaigns["2024/04-a"], data)

    assert first.day == make.day("2024-05-04")
    assert second.day == make.day(day)


def test_a_hamlet_has_no_day_while_its_campaign_has_none():
    data = dataset(status="postponed", status_reason="Bão")

    assert [each.day for each in occasions(data.campaigns["2024/04-a"], data)] == [None, None]
    assert upcoming(data, BETWEEN) == ()


def test_hamlets_of_whom_nothing_else_is_known_stand_in_one_list_and_not_in_empty_cards():
    ahead, awaited = (bodies(dataset(), today)["/dot/2024/04-a/"] for today in (make.day("2024-04-19"), AFTER))

    for body, words in ((ahead, "Các thôn khác làm theo ngày chung"), (awaited, "Chưa có kết quả của các thôn:")):
        cards, found, plain = body.partition(words)
        assert found
        assert 'id="a-thon-2"' in cards
        assert 'id="a-thon-1"' not in cards
        assert '<li id="a-thon-1">' in plain


def test_what_was_done_is_not_asked_of_a_day_to_come():
    planned = {**APART, "works": [{"indicator": "mo-hinh", "quantity": 40}]}
    before, after = (bodies(dataset(sites=[planned]), today)["/dot/2024/04-a/"] for today in (COMMON, AFTER))

    assert "Dự kiến" in before
    assert "Đã làm" not in before
    assert "chưa báo cáo" in after
