"""What one commune reports of one month; what was not counted is absent, never zero."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Self

from generator.language.months import Month
from generator.model.campaign import Quantity, Work, exact, works
from generator.model.places import day


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPresence:
    """How many people of a body came (plan, V.3)."""

    body: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photo beside the report, with the words for who cannot see it."""

    file: str
    alt: str
    moment: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one hamlet did on one day; ``participants`` and ``money`` hold only what was counted."""

    commune: str
    hamlet: str
    not_held: str | None
    held_on: dt.date | None
    deviation: str | None
    participants: Mapping[str, int]
    households: int | None
    heads_present: int | None
    bodies: tuple[BodyPresence, ...]
    labour_days: Quantity | None
    works: tuple[Work, ...]
    money: Mapping[str, int]
    photos: tuple[Photo, ...]
    note: str | None

    @classmethod
    def of(cls, commune: str, document: Mapping[str, Any]) -> Self:
        """Return the result of a checked entry of a commune's report."""
        labour_days = document.get("labour_days")
        return cls(
            commune=commune,
            hamlet=document["hamlet"],
            not_held=document.get("not_held"),
            held_on=day(document.get("held_on")),
            deviation=document.get("deviation"),
            participants=document.get("participants", {}),
            households=document.get("households"),
            heads_present=document.get("heads_present"),
            bodies=tuple(BodyPresence(**entry) for entry in document.get("bodies", ())),
            labour_days=None if labour_days is None else exact(labour_days),
            works=works(document.get("works", ())),
            money=document.get("money", {}),
            photos=tuple(_photo(entry) for entry in document.get("photos", ())),
            note=document.get("note"),
        )

    @property
    def place(self) -> str:
        """The hamlet's key among all hamlets: ``commune/hamlet``."""
        return f"{self.commune}/{self.hamlet}"

    @property
    def held(self) -> bool:
        """Whether the hamlet took part."""
        return self.not_held is None

    @property
    def people(self) -> int | None:
        """How many people took part, all forces together; None where no force was counted."""
        return sum(self.participants.values()) if self.participants else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Totals as the commune added them, to be held against its hamlets."""

    participants: int | None = None
    households: int | None = None
    money: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The results of one campaign in one report."""

    campaign: str
    stated: Stated
    results: tuple[Result, ...]

    @classmethod
    def of(cls, commune: str, document: Mapping[str, Any]) -> Self:
        """Return the day of a checked entry of a commune's report."""
        return cls(
            campaign=document["campaign"],
            stated=Stated(**document.get("stated", {})),
            results=tuple(Result.of(commune, entry) for entry in document["results"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One value of a published report that changed; None stands for absent."""

    field: str
    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Why a published report changed; ``changes`` is filled only in sample data, real ones come from Git."""

    date: dt.date
    reason: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """When a report first stood on the main line and how it was corrected since; None where that is not known."""

    published_on: dt.date | None
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One commune's report of one month (plan, V.5)."""

    path: PurePosixPath
    commune: str
    month: Month
    reported_by: str
    reported_on: dt.date
    published_on: dt.date | None
    days: tuple[Day, ...]
    difficulties: str | None
    proposals: str | None
    links: tuple[str, ...]
    corrections: tuple[Correction, ...]
    sample: bool

    @classmethod
    def of(cls, path: PurePosixPath, document: Mapping[str, Any]) -> Self:
        """Return the report of a checked file; ``published_on`` is set only in sample data."""
        return cls(
            path=path,
            commune=document["commune"],
            month=Month.of(document["month"]),
            reported_by=document["reported_by"],
            reported_on=dt.date.fromisoformat(document["reported_on"]),
            published_on=day(document.get("published_on")),
            days=tuple(Day.of(document["commune"], entry) for entry in document["days"]),
            difficulties=document.get("difficulties"),
            proposals=document.get("proposals"),
            links=tuple(document.get("links", ())),
            corrections=tuple(_correction(entry) for entry in document.get("corrections", ())),
            sample=document.get("sample", False),
        )

    @property
    def key(self) -> tuple[str, Month]:
        """The commune and the month, which no two reports share."""
        return self.commune, self.month

    @property
    def results(self) -> tuple[Result, ...]:
        """The results of all days, in their order."""
        return tuple(result for day_ in self.days for result in day_.results)

    @property
    def photo_paths(self) -> tuple[PurePosixPath, ...]:
        """The paths of the photos that the report shows, each once, as ``path`` is."""
        shown = (self.path.parent / photo.file for result in self.results for photo in result.photos)
        return tuple(dict.fromkeys(shown))


def _photo(entry: Mapping[str, Any]) -> Photo:
    return Photo(file=entry["file"], alt=entry["alt"], moment=entry.get("moment"))


def _correction(entry: Mapping[str, Any]) -> Correction:
    changes = tuple(
        Change(field=change["field"], was=change.get("was"), now=change.get("now")) for change in entry.get("changes", ())
    )
    return Correction(date=dt.date.fromisoformat(entry["date"]), reason=entry["reason"], changes=changes)
