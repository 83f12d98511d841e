"""A day of work as schema.org's Event: what search engines require of one, held against every page of a day."""

import datetime as dt
import json
import re
import shutil

import pytest

from generator.pages.edition import Edition
from generator.pages.structured import events
from generator.pages.templates import environment
from generator.site import site
from tests import factories
from tests.conftest import TINY, body_at, shipped_stream
from tests.test_site import NASTY, TEMPLATES

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
STATUSES = ("Scheduled", "Postponed", "Cancelled", "Rescheduled")
# schema.org 30, Event: the properties that are used here, and what each may hold.
TEXTS = {"name", "description", "url", "inLanguage"}
DATES = {"startDate", "previousStartDate"}
OTHERS = {"@type", "eventStatus", "eventAttendanceMode", "location", "organizer", "isAccessibleForFree"}


def wrong(event):
    """Return what in an event breaks the rules of schema.org and of those who show events."""
    found = [name for name in ("name", "startDate", "location", "eventStatus", "organizer") if not event.get(name)]
    found += sorted(set(event) - TEXTS - DATES - OTHERS)
    found += [name for name in TEXTS & set(event) if not isinstance(event[name], str)]
    for name in DATES & set(event):
        moment = dt.datetime.fromisoformat(event[name])
        if "T" in event[name] and moment.utcoffset() != dt.timedelta(hours=7):
            found.append(name)
    status = event["eventStatus"].removeprefix("https://schema.org/Event")
    found += [] if status in STATUSES else ["eventStatus"]
    found += [] if (status == "Rescheduled") is ("previousStartDate" in event) else ["previousStartDate"]
    place = event["location"]
    found += [] if place["@type"] == "Place" and place["name"] and place["address"]["@type"] == "PostalAddress" else ["location"]
    found += [] if place["address"]["addressCountry"] == "VN" and place["address"]["addressLocality"] else ["address"]
    found += [] if event["organizer"]["@type"] == "Organization" and event["organizer"]["name"] else ["organizer"]
    return found


def graph(campaign, communes=("x",), **register):
    data = factories.dataset([factories.commune(name, 1, **register) for name in communes], campaigns=[campaign])
    return events(Edition(data, factories.day("2024-01-10"), environment(TEMPLATES)), campaign, "Ban Chỉ đạo")


@pytest.mark.parametrize(
    ("fields", "status", "start", "before"),
    [
        ({"start": "07:00"}, "Scheduled", "2024-04-20T07:00:00+07:00", None),
        ({}, "Scheduled", "2024-04-20", None),
        ({"status": "expected", "start": "06:30"}, "Scheduled", "2024-04-20T06:30:00+07:00", None),
        ({"status": "held", "start": "06:30"}, "Scheduled", "2024-04-20T06:30:00+07:00", None),
        ({"status": "cancelled", "start": "07:00"}, "Cancelled", "2024-04-20T07:00:00+07:00", None),
        ({"status": "postponed", "start": "07:00"}, "Postponed", "2024-04-20T07:00:00+07:00", None),
        (
            {"status": "postponed", "start": "07:00", "postponed_to": "2024-04-27"},
            "Rescheduled",
            "2024-04-27T07:00:00+07:00",
            "2024-04-20T07:00:00+07:00",
        ),
    ],
)
def test_each_state_of_a_day_has_its_word(fields, status, start, before):
    (event,) = graph(factories.saturday("x", "2024-04", **fields))["@graph"]

    assert event["eventStatus"] == f"https://schema.org/Event{status}"
    assert event["startDate"] == start
    assert event.get("previousStartDate") == before
    assert wrong(event) == []


def test_a_campaign_of_the_committee_is_one_event_in_each_commune_at_its_own_place_and_hour():
    sites = [
        {"commune": "x", "hamlet": "thon-1", "meeting_point": "Ngã ba", "start": "06:30"},
        {"commune": "y", "hamlet": "thon-1"},
    ]

    found = graph(factories.campaign(2, start="07:00", sites=sites), ("x", "y"))

    assert found["@context"] == "https://schema.org"
    assert [(each["location"]["name"], each["startDate"][11:16]) for each in found["@graph"]] == [
        ("Ngã ba", "06:30"),
        ("Xã y", "07:00"),
    ]
    assert graph(factories.campaign(2)) is None


def test_every_page_of_a_day_of_the_shipped_data_holds_sound_events():
    pages = {page.address: page for page in shipped_stream().pages}
    days = [address for address in pages if re.fullmatch(r"/dot/\d{4}/[^/]+/", address)]

    for address in days:
        body = pages[address].body()
        if "Chưa định thôn nào" in body:
            assert "ld+json" not in body
            continue
        (written,) = DATA.findall(body)
        told = json.loads(written)
        assert [wrong(event) for event in told["@graph"]] == [[]] * len(told["@graph"]), address
        assert all("minh họa" in event["name"] for event in told["@graph"])
    assert len(days) > 100


def test_what_a_contributor_writes_stays_inside_the_data(tmp_path):
    data = shutil.copytree(TINY, tmp_path / "data")
    path = data / "campaigns" / "2024" / "04-ro-men.yml"
    path.write_text(path.read_text("utf-8").replace('"Hội trường thôn"', json.dumps(f"</script>{NASTY}")), "utf-8")

    body = body_at(site(data, dt.date(2024, 6, 1), TEMPLATES), "/dot/2024/04-ro-men/")

    (written,) = DATA.findall(body)
    assert json.loads(written)["@graph"][0]["location"]["name"] == f"</script>{NASTY}"
    assert not set("<>&'") & set(written)
