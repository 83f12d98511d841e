"""What the maintainers keep: the programme, its bodies, what it counts and its calendar."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from generator.language.vietnamese import coded
from generator.model.places import Validity


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Who runs the programme and how the site speaks of it."""

    name: str
    short_name: str
    area: str
    province: str
    level: str
    committee: str
    coordinator: str
    time_zone: str
    started_on: dt.date
    contact: str | None
    licence: str
    site_url: str | None
    repository: str | None
    branch: str
    unofficial: str
    sample: bool

    def lasting(self, name: str) -> str:
        """Return ``name`` as one for good in all the world, wherever the site stands: ``tin@dam-rong.lam-dong.thubay``."""
        return f"{name}@{coded(self.area)}.{coded(self.province)}.thubay"

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """Return the programme of a checked ``programme.yml``; the branch is ``main`` where none is named."""
        optional = {name: document.get(name) for name in ("contact", "site_url", "repository")}
        started_on = dt.date.fromisoformat(document["started_on"])
        standard = {"branch": "main", "sample": False}
        return cls(**{**standard, **document, **optional, "started_on": started_on})


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One body that takes part; ``short_name`` falls back on its name."""

    id: str
    name: str
    short_name: str
    level: str
    kind: str
    commune: str | None
    validity: Validity
    successor: str | None
    sample: bool

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """Return the body of a checked entry of ``bodies.yml``."""
        return cls(
            id=document["id"],
            name=document["name"],
            short_name=document.get("short_name", document["name"]),
            level=document["level"],
            kind=document["kind"],
            commune=document.get("commune"),
            validity=Validity.of(document),
            successor=document.get("successor"),
            sample=document.get("sample", False),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group that follows communes and urges them (plan, V.4)."""

    id: str
    name: str
    head: str
    communes: tuple[str, ...]
    validity: Validity

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """Return the group of a checked entry of ``bodies.yml``."""
        return cls(
            id=document["id"],
            name=document["name"],
            head=document["head"],
            communes=tuple(document["communes"]),
            validity=Validity.of(document),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An office in charge of a place: a commune's id (plan, V.2) or a hamlet's key (plan, III.2a)."""

    place: str
    office: str
    validity: Validity


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account of the host, known by its number: a login may pass to somebody else. A maintainer may change all data."""

    id: int
    login: str
    communes: tuple[str, ...]
    maintainer: bool

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """Return the account of a checked entry of ``bodies.yml``."""
        return cls(
            id=document["id"],
            login=document["login"],
            communes=tuple(document.get("communes", ())),
            maintainer=document.get("maintainer", False),
        )


@dataclass(frozen=True, kw_only=True)
class Bodies:
    """The register of bodies, groups, offices in charge and accounts by their numbers."""

    bodies: Mapping[str, Body]
    groups: Mapping[str, Group]
    commune_leads: tuple[Lead, ...]
    hamlet_leads: tuple[Lead, ...]
    accounts: Mapping[int, Account]
    sample: bool

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """Return the register of a checked ``bodies.yml``."""
        return cls(
            bodies={entry["id"]: Body.of(entry) for entry in document["bodies"]},
            groups={entry["id"]: Group.of(entry) for entry in document.get("groups", ())},
            commune_leads=_leads(document.get("commune_leads", ()), "commune"),
            hamlet_leads=_leads(document.get("hamlet_leads", ()), "hamlet"),
            accounts={entry["id"]: Account.of(entry) for entry in document.get("accounts", ())},
            sample=document.get("sample", False),
        )

    def group_of(self, commune: str, on: dt.date) -> Group | None:
        """Return the group that follows ``commune`` on that date; None where there is none."""
        return next((group for group in self.groups.values() if commune in group.communes and group.validity.holds(on)), None)

    @cached_property
    def _leads_by_place(self) -> Mapping[str, tuple[Lead, ...]]:
        found: dict[str, tuple[Lead, ...]] = {}
        for lead in (*self.commune_leads, *self.hamlet_leads):
            found[lead.place] = (*found.get(lead.place, ()), lead)
        return found

    def lead_of(self, place: str, on: dt.date) -> Lead | None:
        """Return who is in charge of a commune's id or a hamlet's key on that date; None where nobody is."""
        return next((lead for lead in self._leads_by_place.get(place, ()) if lead.validity.holds(on)), None)


def _leads(entries: Iterable[Mapping[str, Any]], place: str) -> tuple[Lead, ...]:
    return tuple(Lead(place=entry[place], office=entry["office"], validity=Validity.of(entry)) for entry in entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One content area of the plan (II.1 to II.4)."""

    id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is counted, in which unit, and what adding it up means: ``sum``, ``visits`` or ``latest``.

    ``task`` says the work to people who are invited to it, ``name`` what was counted afterwards.
    """

    id: str
    area: str
    name: str
    task: str
    unit: str
    whole: bool
    adds: str
    helps_households: bool
    usual_most: float | None


@dataclass(frozen=True, kw_only=True)
class Activities:
    """The areas and the indicators, both in the order of the file."""

    areas: Mapping[str, Area]
    indicators: Mapping[str, Indicator]

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """Return the activities of a checked ``activities.yml``."""
        standard = {"helps_households": False, "usual_most": None}
        return cls(
            areas={entry["id"]: Area(**entry) for entry in document["areas"]},
            indicators={entry["id"]: Indicator(**{**standard, **entry}) for entry in document["indicators"]},
        )


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """Public holidays and working Saturdays by date."""

    reviewed_on: dt.date
    holidays: Mapping[dt.date, str]
    working_saturdays: Mapping[dt.date, str]

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """Return the calendar of a checked ``calendar.yml``."""
        return cls(
            reviewed_on=dt.date.fromisoformat(document["reviewed_on"]),
            holidays={dt.date.fromisoformat(entry["date"]): entry["name"] for entry in document["holidays"]},
            working_saturdays={dt.date.fromisoformat(entry["date"]): entry["reason"] for entry in document["working_saturdays"]},
        )
