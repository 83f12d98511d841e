"""The days as iCalendar files (RFC 5545) for phones: all of them, and those of each commune.

An event keeps its UID for good, whatever its date becomes; its SEQUENCE counts the versions of its file in Git, so that a phone
knows the newer one. What is cancelled stays and says so. A day leaves the calendars a year after it: a phone on a weak signal
fetches them twice a day. No clock is asked: the same data makes the same bytes.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from generator.figures.agenda import gatherings
from generator.figures.schedule import Occasion, communes_of
from generator.loading.history import History
from generator.model.campaign import Campaign
from generator.output import File
from generator.pages.edition import Edition

EVENING = dt.time(19)
KEPT = dt.timedelta(days=366)
RECENT = dt.timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One day of a campaign in one commune; ``own`` is the hamlet whose day alone it is, None for the common day."""

    campaign: Campaign
    commune: str
    day: dt.date
    own: str | None
    occasions: tuple[Occasion, ...]

    @property
    def id(self) -> str:
        """The name of the event among those of its programme, for good."""
        places = [self.commune] if self.campaign.is_district else []
        return "-".join([self.campaign.id.replace("/", "-"), *places, *([self.own] if self.own else [])])

    @property
    def name(self) -> str:
        """The name of the event's own file: its commune and, where it is one hamlet's alone, the hamlet."""
        return f"{self.commune}-{self.own}" if self.own else self.commune

    @property
    def start(self) -> str | None:
        """The hour at which the first of its hamlets begins, None where none says."""
        hours = [occasion.start for occasion in self.occasions if occasion.start]
        return min(hours, default=self.campaign.start)


def files(edition: Edition, past: History | None) -> Iterator[File]:
    """Return ``/lich/tat-ca.ics``, one calendar for each commune, and one for each day that is not long gone.

    The calendar of a day is beside its page, ``/dot/2026/q4/da-tong.ics``; without ``past`` every SEQUENCE is 0.
    """
    calendars, name = _Calendars(edition, past), edition.data.programme.short_name
    yield File(address="/lich/tat-ca.ics", content=partial(calendars.file, name))
    for commune in edition.present_communes:
        yield File(address=f"/lich/{commune.id}.ics", content=partial(calendars.file, f"{name}: {commune.name}", commune.id))
    for event in calendars.recent:
        yield File(address=f"/dot/{event.campaign.id}/{event.name}.ics", content=partial(calendars.single, event))


@dataclass(frozen=True)
class _Calendars:
    """Every event, written once for all calendars that hold it."""

    edition: Edition
    past: History | None

    @cached_property
    def events(self) -> tuple[tuple[Event, bytes], ...]:
        """The events of the last year and all to come, in time, each with its lines."""
        first = self.edition.today - KEPT
        found = (event for campaign in self.edition.data.campaigns.values() for event in _events(self.edition, campaign))
        kept = sorted((event for event in found if event.day >= first), key=lambda event: (event.day, event.id))
        return tuple((event, self._lines(event)) for event in kept)

    @cached_property
    def recent(self) -> tuple[Event, ...]:
        """The events of the last month and all to come: somebody may still open the file that a message leads to."""
        first = self.edition.today - RECENT
        campaigns = (each for each in self.edition.data.campaigns.values() if (each.day or each.date) >= first)
        return tuple(event for campaign in campaigns for event in _events(self.edition, campaign))

    def single(self, event: Event) -> bytes:
        """Return the calendar of one event alone."""
        return self._framed(self.edition.data.programme.short_name, [(event, self._lines(event))])

    def file(self, title: str, commune: str | None = None) -> bytes:
        """Return the calendar of everything, or of one commune."""
        return self._framed(title, [(event, lines) for event, lines in self.events if commune in (None, event.commune)])

    def _lines(self, event: Event) -> bytes:
        from generator.feeds import ics  # noqa: PLC0415 - a tenth of a small build, which another process bears meanwhile

        campaign, programme = event.campaign, self.edition.data.programme
        zone = ZoneInfo(programme.time_zone)
        sequence, changed = _version(campaign, self.past, zone)
        hour = dt.time.fromisoformat(event.start) if event.start and campaign.day else None
        return ics.lines(
            ics.Entry(
                **_words(self.edition, event),
                uid=programme.lasting(event.id),
                sequence=sequence,
                changed=changed,
                start=dt.datetime.combine(event.day, hour, zone) if hour else event.day,
                status=_status(campaign),
                url=f"{programme.site_url.rstrip('/')}/dot/{campaign.id}/" if programme.site_url else None,
                alarm=dt.datetime.combine(event.day - dt.timedelta(days=1), EVENING, zone) if campaign.day else None,
            )
        )

    def _framed(self, title: str, chosen: list[tuple[Event, bytes]]) -> bytes:
        from generator.feeds import ics  # noqa: PLC0415 - as above

        zone = ZoneInfo(self.edition.data.programme.time_zone)
        return ics.calendar(title, zone, [event.day for event, _ in chosen], [lines for _, lines in chosen])


def _events(edition: Edition, campaign: Campaign) -> Iterator[Event]:
    """Return the events of a campaign: its common day in each commune, then each hamlet with a day of its own."""
    found = gatherings(campaign, edition.data)
    for commune in communes_of(campaign):
        common = [each for gathering in found if not gathering.deviates for each in _in(gathering.occasions, commune)]
        day = campaign.day or campaign.date
        yield Event(campaign=campaign, commune=commune, day=day, own=None, occasions=tuple(common))
        for gathering in found:
            for each in _in(gathering.occasions, commune) if gathering.deviates else ():
                yield Event(campaign=campaign, commune=commune, day=gathering.day, own=each.hamlet.id, occasions=(each,))


def _in(occasions: tuple[Occasion, ...], commune: str) -> list[Occasion]:
    return [each for each in occasions if each.hamlet.commune == commune]


def _words(edition: Edition, event: Event) -> Mapping[str, str]:
    """Return what the event says, worded by the template ``event.txt``; plain text, which the library escapes."""
    macros = edition.templates.get_template("event.txt").module
    names = ("summary", "description", "location")
    return {name: str(getattr(macros, name)(event=event, data=edition.data)).strip() for name in names}


def _status(campaign: Campaign) -> str:
    """Return how sure the day is; one put off without a new day is taken from the calendars until it has one."""
    if campaign.day is None:
        return "CANCELLED"
    return "TENTATIVE" if campaign.status == "expected" else "CONFIRMED"


def _version(campaign: Campaign, past: History | None, zone: ZoneInfo) -> tuple[int, dt.datetime]:
    """Return how often the file has changed and when last, in UTC; the day itself at 0 hours where Git does not tell."""
    path = PurePosixPath(*campaign.path.parts[1:])
    versions = past.versions.get(path, ()) if past else ()
    if versions:
        return len(versions) - 1, dt.datetime.fromtimestamp(versions[-1].time, dt.UTC)
    return 0, dt.datetime.combine(campaign.date, dt.time(), zone).astimezone(dt.UTC)
