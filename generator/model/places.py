"""Communes and hamlets, each valid between two dates and followed by a successor."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self


def day(text: str | None) -> dt.date | None:
    """Return the date that a checked document holds as ``2024-04-06``, None for None."""
    return None if text is None else dt.date.fromisoformat(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """From when to when something exists; None is open on that side."""

    first: dt.date | None
    last: dt.date | None

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """Return the validity that ``valid_from`` and ``valid_to`` of a checked document say."""
        return cls(first=day(document.get("valid_from")), last=day(document.get("valid_to")))

    def holds(self, on: dt.date) -> bool:
        """Say whether ``on`` lies within, both ends included."""
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)

    def meets(self, first: dt.date, last: dt.date) -> bool:
        """Say whether any day from ``first`` to ``last`` lies within."""
        return (self.first is None or self.first <= last) and (self.last is None or first <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdCount:
    """How many households a hamlet had on a date, and who says so."""

    date: dt.date
    count: int
    source: str
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hamlet:
    """One hamlet of one commune; ``key`` is ``commune/hamlet``."""

    id: str
    commune: str
    name: str
    validity: Validity
    successor: str | None
    former_ids: tuple[str, ...]
    households: tuple[HouseholdCount, ...]
    source: str | None
    sample: bool

    @classmethod
    def of(cls, commune: str, document: Mapping[str, Any]) -> Self:
        """Return the hamlet of a checked entry of ``places.yml``."""
        counts = (
            HouseholdCount(**{**entry, "date": dt.date.fromisoformat(entry["date"])}) for entry in document.get("households", ())
        )
        return cls(
            id=document["id"],
            commune=commune,
            name=document["name"],
            validity=Validity.of(document),
            successor=document.get("successor"),
            former_ids=tuple(document.get("former_ids", ())),
            households=tuple(sorted(counts, key=lambda count: count.date)),
            source=document.get("source"),
            sample=document.get("sample", False),
        )

    @property
    def key(self) -> str:
        """The hamlet's name among all hamlets: ``commune/hamlet``."""
        return f"{self.commune}/{self.id}"

    def households_on(self, on: dt.date) -> HouseholdCount | None:
        """Return the newest count dated on or before ``on``; None where there is none."""
        for count in reversed(self.households):
            if count.date <= on:
                return count
        return None


@dataclass(frozen=True, kw_only=True)
class Commune:
    """One commune with its hamlets in the order of the file."""

    id: str
    code: str | None
    name: str
    validity: Validity
    successor: str | None
    former_ids: tuple[str, ...]
    spellings: tuple[str, ...]
    centre: tuple[float, float] | None
    hamlets: Mapping[str, Hamlet]
    hamlets_complete: bool
    source: str | None
    sample: bool

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """Return the commune of a checked entry of ``places.yml``; ``centre`` is (longitude, latitude) in degrees."""
        hamlets = (Hamlet.of(document["id"], entry) for entry in document["hamlets"])
        centre = document.get("centre")
        return cls(
            id=document["id"],
            code=document.get("code"),
            name=document["name"],
            validity=Validity.of(document),
            successor=document.get("successor"),
            former_ids=tuple(document.get("former_ids", ())),
            spellings=tuple(document.get("spellings", ())),
            centre=(centre["longitude"], centre["latitude"]) if centre else None,
            hamlets={hamlet.id: hamlet for hamlet in hamlets},
            hamlets_complete=document["hamlets_complete"],
            source=document.get("source"),
            sample=document.get("sample", False),
        )

    def hamlets_on(self, on: dt.date) -> tuple[Hamlet, ...]:
        """Return the known hamlets that exist on that date, in the order of the file."""
        return tuple(hamlet for hamlet in self.hamlets.values() if hamlet.validity.holds(on))


@dataclass(frozen=True, kw_only=True)
class Places:
    """Every commune by its id, in administrative order."""

    communes: Mapping[str, Commune]

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """Return the places of a checked ``places.yml``."""
        communes = (Commune.of(entry) for entry in document["communes"])
        return cls(communes={commune.id: commune for commune in communes})

    @cached_property
    def hamlets(self) -> Mapping[str, Hamlet]:
        """Every hamlet by ``commune/hamlet``, in administrative order."""
        return {hamlet.key: hamlet for commune in self.communes.values() for hamlet in commune.hamlets.values()}

    def communes_on(self, on: dt.date) -> tuple[Commune, ...]:
        """Return the communes that exist on that date, in administrative order."""
        return tuple(commune for commune in self.communes.values() if commune.validity.holds(on))

    def predecessors(self, commune: str) -> Iterator[Commune]:
        """Return the communes that name ``commune`` as their successor, in administrative order."""
        return (other for other in self.communes.values() if other.successor == commune)
