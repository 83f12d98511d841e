"""The lines of an iCalendar file (RFC 5545): escaped, folded and ended as phones expect them, and the rules of a time zone."""

import datetime as dt
import functools
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

MOST_OCTETS = 74  # of a line before its fold: with the blank that begins the next, 75 as RFC 5545, 3.1 has it
ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n", "\r": None})
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


def component(name: str, lines: Iterable[str]) -> Iterator[str]:
    """Return the lines between the begin and the end of a component."""
    yield f"BEGIN:{name}"
    yield from lines
    yield f"END:{name}"


def text(value: str) -> str:
    """Return plain text as the value of a line (RFC 5545, 3.3.11)."""
    return value.translate(ESCAPES)


def local(moment: dt.datetime) -> str:
    """Return the time that a clock shows there and then (RFC 5545, 3.3.5)."""
    return f"{moment:%Y%m%dT%H%M%S}"


def universal(moment: dt.datetime) -> str:
    """Return the time in UTC (RFC 5545, 3.3.5)."""
    return f"{local(moment.astimezone(dt.UTC))}Z"


def folded(lines: Iterable[str]) -> bytes:
    """Return the lines as bytes, each folded so that none is longer than 75 octets, and no letter cut in two."""
    return b"".join(part for line in lines for part in (*_folded(line.encode()), b"\r\n"))


def _folded(line: bytes) -> Iterator[bytes]:
    start = 0
    while len(line) - start > MOST_OCTETS:
        end = start + MOST_OCTETS
        while line[end] & 0xC0 == 0x80:  # inside a letter of several octets
            end -= 1
        yield line[start:end] + b"\r\n "
        start = end
    yield line[start:]


@functools.cache
def time_zone(name: str, first: int, last: int) -> tuple[str, ...]:
    """Return the rules that hold in the time zone of that name from the year ``first`` to ``last`` (RFC 5545, 3.6.5)."""
    zone = ZoneInfo(name)
    begin, end = (dt.datetime(year, 1, 1, tzinfo=zone).astimezone(dt.UTC) for year in (first, last + 1))
    rules = [*_rule(zone, begin, begin)]
    before = begin
    while (after := before + DAY) <= end:
        if _offset(zone, before) != _offset(zone, after):
            rules += _rule(zone, *_change(zone, before, after))
        before = after
    return tuple(component("VTIMEZONE", (f"TZID:{name}", *rules)))


def _change(zone: ZoneInfo, before: dt.datetime, after: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """Return the last minute of the old offset and the first of the new one."""
    while after - before > MINUTE:
        middle = before + (after - before) // 2 // MINUTE * MINUTE
        before, after = (before, middle) if _offset(zone, middle) == _offset(zone, after) else (middle, after)
    return before, after


def _offset(zone: ZoneInfo, moment: dt.datetime) -> dt.timedelta:
    return moment.astimezone(zone).utcoffset() or dt.timedelta()


def _rule(zone: ZoneInfo, before: dt.datetime, after: dt.datetime) -> Iterator[str]:
    there = after.astimezone(zone)
    old = dt.timezone(_offset(zone, before))
    begins = f"DTSTART:{local(after.astimezone(old))}"
    lines = (begins, f"TZNAME:{there:%Z}", f"TZOFFSETFROM:{before.astimezone(old):%z}", f"TZOFFSETTO:{there:%z}")
    return component("DAYLIGHT" if there.dst() else "STANDARD", lines)
