"""Calendars and the feed as other programs read them: names that stay, nothing lost, nothing smuggled in."""

import datetime as dt
import shutil
from xml.etree import ElementTree

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.feeds.ics import Entry, lines
from generator.feeds.news import ATOM
from generator.site import site
from tests.conftest import ROOT, TINY, TODAY
from tests.repositories import Repository

TEMPLATES = ROOT / "site_src" / "templates"
ATOM_NAMES = {"a": ATOM}
HERE = "@dam-rong.lam-dong.thubay"


def file(site, address):
    return next(each.read() for each in site.files if each.address == address)


def events(site, name="tat-ca"):
    """Return the events of a calendar by their names, without the district that each name ends with."""
    calendar = icalendar.Calendar.from_ical(file(site, f"/lich/{name}.ics"))
    return {str(event["uid"]).removesuffix(HERE): event for event in calendar.walk("VEVENT")}


def ids(site):
    """Return the name of the feed and those of its entries."""
    return [each.text for each in ElementTree.fromstring(file(site, "/tin.atom")).iter(f"{{{ATOM}}}id")]


def test_every_campaign_is_in_the_calendar_of_all_and_of_its_commune(tiny_site):
    everything, own = events(tiny_site), events(tiny_site, "da-tong")

    assert {"2024-q2-da-tong", "2024-04-da-tong", "2024-04-ro-men"} <= everything.keys()
    assert own.keys() == {uid for uid in everything if "da-tong" in uid}
    assert own["2024-04-da-tong"].to_ical() == everything["2024-04-da-tong"].to_ical()


def test_an_event_says_when_and_where_and_wakes_the_evening_before(tiny_site):
    event = events(tiny_site)["2024-04-ro-men"]

    assert event["dtstart"].dt.isoformat() == "2024-04-27T07:00:00+07:00"
    assert event["dtstart"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert "Hội trường thôn" in event["location"]
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt == dt.datetime(2024, 4, 26, 12, tzinfo=dt.UTC)


def test_a_day_to_come_has_a_calendar_of_its_own_beside_its_page():
    tiny = site(TINY, dt.date(2024, 4, 27), TEMPLATES)
    own = icalendar.Calendar.from_ical(file(tiny, "/dot/2024/04-ro-men/ro-men.ics"))
    page = next(page for page in tiny.pages if page.address == "/dot/2024/04-ro-men/")

    (event,) = own.walk("VEVENT")
    assert event.to_ical() == events(tiny)["2024-04-ro-men"].to_ical()
    assert [str(zone["tzid"]) for zone in own.walk("VTIMEZONE")] == ["Asia/Ho_Chi_Minh"]
    assert 'href="ro-men.ics"' in page.body()


def test_a_day_long_gone_has_no_calendar_of_its_own_and_its_page_leads_to_none(tiny_site):
    later = site(TINY, dt.date(2024, 8, 1), TEMPLATES)

    assert not [each.address for each in later.files if each.address.startswith("/dot/2024/04") and each.address.endswith(".ics")]
    page = next(page for page in later.pages if page.address == "/dot/2024/04-ro-men/")
    assert ".ics" not in page.body()


@pytest.mark.parametrize(
    ("change", "status", "day"),
    [
        ("status: cancelled\nstatus_reason: Bão", "CANCELLED", "2024-04-27"),
        ("status: postponed\nstatus_reason: Bão", "CANCELLED", "2024-04-27"),
        ("status: postponed\nstatus_reason: Bão\npostponed_to: 2024-05-11", "CONFIRMED", "2024-05-11T07:00:00+07:00"),
        ("status: expected", "TENTATIVE", "2024-04-27T07:00:00+07:00"),
    ],
)
def test_a_day_keeps_its_name_whatever_becomes_of_it(tmp_path, change, status, day):
    data = shutil.copytree(TINY, tmp_path / "data")
    for report in (data / "reports" / "2024" / "ro-men").glob("*.yml"):
        report.unlink()
    path = data / "campaigns" / "2024" / "04-ro-men.yml"
    path.write_text(path.read_text("utf-8").replace("status: held", change), "utf-8")

    event = events(site(data, dt.date(2024, 4, 20), TEMPLATES))["2024-04-ro-men"]

    assert event["status"] == status
    assert event["dtstart"].dt.isoformat() == day
    assert len(event.walk("VALARM")) == (status != "CANCELLED")


def test_each_version_of_a_file_counts_and_the_same_data_makes_the_same_bytes(tmp_path):
    repository = Repository(tmp_path / "r")
    shutil.copytree(TINY, repository.folder / "data")
    repository.commit(when="2024-04-01T00:00:00Z")
    path = repository.folder / "data" / "campaigns" / "2024" / "04-ro-men.yml"
    path.write_text(path.read_text("utf-8").replace("07:00", "06:30"), "utf-8")
    repository.commit(when="2024-04-02T00:00:00Z")

    made = [site(repository.folder / "data", TODAY, TEMPLATES) for _ in range(2)]

    found = events(made[0])
    assert found["2024-04-ro-men"]["sequence"] == 1
    assert found["2024-04-da-tong"]["sequence"] == 0
    for address in ("/lich/tat-ca.ics", "/tin.atom"):
        assert file(made[0], address) == file(made[1], address)


def test_a_day_leaves_the_calendars_after_a_year(tmp_path):
    data = shutil.copytree(TINY, tmp_path / "data")
    last = dt.date(2024, 4, 27) + dt.timedelta(days=366)

    assert "2024-04-ro-men" in events(site(data, last, TEMPLATES))
    assert "2024-04-ro-men" not in events(site(data, last + dt.timedelta(days=1), TEMPLATES))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=200))
def test_any_text_comes_back_from_a_calendar_as_it_was(words):
    entry = Entry(
        uid="x@y",
        sequence=0,
        changed=dt.datetime(2024, 1, 1, tzinfo=dt.UTC),
        start=dt.date(2024, 4, 6),
        summary=words,
        description="",
        location="",
        status="CONFIRMED",
        url=None,
        alarm=None,
    )

    written = lines(entry)

    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert icalendar.Event.from_ical(written)["summary"] == words


def test_the_feed_tells_what_is_new_newest_first_each_under_a_name_of_its_own(tiny_site):
    feed = ElementTree.fromstring(file(tiny_site, "/tin.atom"))
    entries = feed.findall("a:entry", ATOM_NAMES)
    moments = [dt.datetime.fromisoformat(entry.findtext("a:updated", "", ATOM_NAMES)) for entry in entries]
    addresses = {page.address for page in tiny_site.pages}

    assert entries
    assert len(set(ids(tiny_site))) == len(ids(tiny_site)) == len(entries) + 1
    assert moments == sorted(moments, reverse=True)
    links = [entry.find("a:link", ATOM_NAMES).get("href").partition("#")[0] for entry in entries]
    assert {link.removeprefix("https://example.org/thubay") for link in links} <= addresses
    assert feed.findtext("a:updated", None, ATOM_NAMES) == moments[0].isoformat()


@pytest.mark.parametrize(
    ("now", "then", "shared"),
    [
        ('area: "Đam Rông"', 'area: "Lạc Dương"', False),
        ('province: "Lâm Đồng"', 'province: "Đắk Lắk"', False),
        ("https://example.org/thubay", "https://example.com", True),
    ],
)
def test_two_districts_share_no_name_and_a_site_that_moves_keeps_its_own(tmp_path, tiny_site, now, then, shared):
    data = shutil.copytree(TINY, tmp_path / "data")
    path = data / "programme.yml"
    assert now in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(now, then), "utf-8")

    other = site(data, TODAY, TEMPLATES)

    for names in (events, ids):
        assert set(names(tiny_site)) & set(names(other)) == (set(names(other)) if shared else set())
