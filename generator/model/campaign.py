"""A day of work that is planned: the committee's campaign of a quarter, or the Saturday of one commune."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any, Self

from generator.language.months import Month, Quarter
from generator.model.places import day

Quantity = int | Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A quantity of one indicator, in the indicator's unit."""

    indicator: str
    quantity: Quantity
    note: str | None

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """Return the work of a checked entry; a broken number becomes an exact Decimal."""
        return cls(indicator=document["indicator"], quantity=exact(document["quantity"]), note=document.get("note"))


def exact(value: float) -> Quantity:
    """Return a checked number as one that adds up without rounding."""
    return value if isinstance(value, int) else Decimal(repr(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One hamlet of a campaign: where people meet, who comes, what is planned."""

    commune: str
    hamlet: str
    meeting_point: str | None
    start: str | None
    date: dt.date | None
    deviation: str | None
    group: str | None
    bodies: tuple[str, ...]
    works: tuple[Work, ...]
    proposed_by: str | None

    @classmethod
    def of(cls, commune: str, document: Mapping[str, Any]) -> Self:
        """Return the site of a checked entry; ``date`` is set only where the hamlet works on a day of its own."""
        return cls(
            commune=commune,
            hamlet=document["hamlet"],
            meeting_point=document.get("meeting_point"),
            start=document.get("start"),
            date=day(document.get("date")),
            deviation=document.get("deviation"),
            group=document.get("group"),
            bodies=tuple(document.get("bodies", ())),
            works=works(document.get("works", ())),
            proposed_by=document.get("proposed_by"),
        )

    @property
    def place(self) -> str:
        """The hamlet's key among all hamlets: ``commune/hamlet``."""
        return f"{self.commune}/{self.hamlet}"


def works(entries: Iterable[Mapping[str, Any]]) -> tuple[Work, ...]:
    """Return the works of checked entries, in their order."""
    return tuple(Work.of(entry) for entry in entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The notice that announces a campaign (plan, IV.1c)."""

    number: str | None
    date: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """How many members of a leading body came (plan, V.1)."""

    body: str
    members: int
    present: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a commune proposes for the committee's campaign (plan, V.5a)."""

    commune: str
    hamlet: str | None
    submitted_on: dt.date | None
    text: str
    works: tuple[Work, ...]
    state: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The notice in a second language; ``code`` is its BCP 47 tag, ``audio`` its recording, from the folder of the file."""

    language: str
    code: str
    text: str
    audio: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """One announced day; ``id`` is ``2024/q2`` for the committee's, ``2024/04-da-tong`` for a commune's."""

    id: str
    path: PurePosixPath
    commune: str | None
    month: Month
    date: dt.date
    start: str | None
    status: str
    status_reason: str | None
    postponed_to: dt.date | None
    notice: Notice | None
    meeting_point: str | None
    bring: tuple[str, ...]
    sites: tuple[Site, ...]
    attendance: tuple[Attendance, ...]
    proposals: tuple[Proposal, ...]
    translations: tuple[Translation, ...]
    sample: bool

    @classmethod
    def of(cls, path: PurePosixPath, document: Mapping[str, Any]) -> Self:
        """Return the campaign of a checked file; a committee's campaign belongs to the month of its date."""
        commune = document.get("commune")
        date = dt.date.fromisoformat(document["date"])
        notice = document.get("notice")
        return cls(
            id=f"{path.parent.name}/{path.stem}",
            path=path,
            commune=commune,
            month=Month.of(document["month"]) if commune else Month.at(date),
            date=date,
            start=document.get("start"),
            status=document["status"],
            status_reason=document.get("status_reason"),
            postponed_to=day(document.get("postponed_to")),
            notice=Notice(number=notice.get("number"), date=dt.date.fromisoformat(notice["date"])) if notice else None,
            meeting_point=document.get("meeting_point"),
            bring=tuple(document.get("bring", ())),
            sites=tuple(Site.of(commune or entry["commune"], entry) for entry in document.get("sites", ())),
            attendance=tuple(Attendance(**entry) for entry in document.get("attendance", ())),
            proposals=tuple(_proposal(entry) for entry in document.get("proposals", ())),
            translations=tuple(Translation(**entry) for entry in document.get("translations", ())),
            sample=document.get("sample", False),
        )

    @property
    def is_district(self) -> bool:
        """Whether the committee organises it (plan, IV.1), and not one commune (IV.2)."""
        return self.commune is None

    @property
    def quarter(self) -> Quarter:
        """The quarter it belongs to: the one in the file's name for the committee's campaign."""
        if self.is_district:
            return Quarter(int(self.path.parent.name), int(self.path.stem.removeprefix("q")))
        return Quarter(self.month.year, self.month.quarter)

    @property
    def day(self) -> dt.date | None:
        """The day it takes place as known now; None where it is cancelled, or postponed without a new date."""
        match self.status:
            case "cancelled":
                return None
            case "postponed":
                return self.postponed_to
            case _:
                return self.date

    def day_of(self, site: "Site | None") -> dt.date | None:
        """Return the day on which one of its hamlets works: the hamlet's own, or that of all.

        A campaign that is put off takes along whoever was to work from its old day up to the new one; who has worked before, or
        chose a day still later, keeps it. None while the campaign has no day.
        """
        own = site.date if site else None
        if own is None or self.day is None or self.date <= own < self.day:
            return self.day
        return own

    def site_of(self, hamlet: str) -> Site | None:
        """Return the site at a hamlet's key ``commune/hamlet``; None where the campaign does not name it."""
        return next((site for site in self.sites if site.place == hamlet), None)


def _proposal(entry: Mapping[str, Any]) -> Proposal:
    return Proposal(
        commune=entry["commune"],
        hamlet=entry.get("hamlet"),
        submitted_on=day(entry.get("submitted_on")),
        text=entry["text"],
        works=works(entry.get("works", ())),
        state=entry["state"],
        reason=entry.get("reason"),
    )
