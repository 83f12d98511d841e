"""Events as iCalendar has them (RFC 5545), by the library ``icalendar``: escaped, folded, with the rules of their time zone."""

import datetime as dt
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import icalendar

PRODUCT = "-//thubay//lich//VI"
REFRESH = dt.timedelta(hours=12)
END = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one event says; ``start`` is a day where no hour is known, ``alarm`` None where nobody is to be reminded."""

    uid: str
    sequence: int
    changed: dt.datetime
    start: dt.datetime | dt.date
    summary: str
    description: str
    location: str
    status: str
    url: str | None
    alarm: dt.datetime | None


def lines(entry: Entry) -> bytes:
    """Return the lines of one event, its alarm within."""
    made = icalendar.Event()
    made.add("uid", entry.uid)
    made.add("dtstamp", entry.changed)
    made.add("last-modified", entry.changed)
    made.add("sequence", entry.sequence)
    made.add("dtstart", entry.start)
    made.add("summary", entry.summary)
    made.add("description", entry.description)
    if entry.location:
        made.add("location", entry.location)
    made.add("status", entry.status)
    made.add("transp", "TRANSPARENT")
    if entry.url:
        made.add("url", entry.url)
    if entry.alarm:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.summary)
        alarm.add("trigger", entry.alarm.astimezone(dt.UTC), parameters={"VALUE": "DATE-TIME"})
        made.add_component(alarm)
    written: bytes = made.to_ical()
    return written


def calendar(title: str, zone: ZoneInfo, days: Iterable[dt.date], events: Iterable[bytes]) -> bytes:
    """Return the calendar of ``events``, each as ``lines`` wrote it; it tells the rules of ``zone`` in the years of ``days``."""
    frame = icalendar.Calendar()
    frame.add("prodid", PRODUCT)
    frame.add("version", "2.0")
    frame.add("x-wr-calname", title)
    frame.add("name", title)
    frame.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    if years := {day.year for day in days}:
        frame.add_component(_rules(zone.key, min(years), max(years)))
    head: bytes = frame.to_ical().removesuffix(END)
    return b"".join((head, *events, END))


@functools.lru_cache(maxsize=16)  # the library tries day after day as far as there are any
def _rules(zone: str, first: int, last: int) -> icalendar.Timezone:
    """Return the rules of a time zone from the year ``first`` to the year ``last``, both included."""
    return icalendar.Timezone.from_tzid(zone, first_date=dt.date(first, 1, 1), last_date=dt.date(last + 1, 1, 1))
