"""All data of the programme, checked: what every figure and page is made from."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import PurePosixPath
from typing import Any, TypeVar

from generator.language.months import Month
from generator.model.campaign import Campaign
from generator.model.places import Commune, Hamlet, Places
from generator.model.plan import Plan
from generator.model.registers import Activities, Bodies, Calendar, Programme
from generator.model.report import Day, Publication, Report

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A file that stands in data/ with an error and is not published as it stands.

    ``shown_from`` is the date of the last good version, which is shown in its place; None where there is none and it is missing.
    """

    path: PurePosixPath
    kind: str
    shown_from: dt.date | None
    commune: str | None
    month: Month | None


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """Registers, plans by year, campaigns by id, reports and their publications by commune and month; each sorted by its key.

    ``quarantine`` holds, by its path as problems show it, each file of data/ that is not published as it stands. ``answers``
    is where figures keep what they worked out.
    """

    programme: Programme
    places: Places
    bodies: Bodies
    activities: Activities
    calendar: Calendar
    plans: Mapping[int, Plan]
    campaigns: Mapping[str, Campaign]
    reports: Mapping[tuple[str, Month], Report]
    publications: Mapping[tuple[str, Month], Publication]
    quarantine: Mapping[PurePosixPath, Quarantined] = field(default_factory=dict)
    answers: dict[object, dict[object, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def sample(self) -> bool:
        """Whether anything says that it is sample data, down to one count of households; then every page must say so."""
        hamlets = self.places.hamlets.values()
        everything: Iterator[Any] = chain(
            (self.programme, self.bodies),
            self.plans.values(),
            self.campaigns.values(),
            self.reports.values(),
            self.places.communes.values(),
            hamlets,
            (waiver for plan in self.plans.values() for waiver in plan.waivers),
            (count for hamlet in hamlets for count in hamlet.households),
        )
        return any(each.sample for each in everything)

    @cached_property
    def reports_of(self) -> Mapping[str, tuple[Report, ...]]:
        """The reports of each commune, oldest first."""
        found: dict[str, list[Report]] = {commune: [] for commune in self.places.communes}
        for report in sorted(self.reports.values(), key=lambda report: report.month):
            found[report.commune].append(report)
        return {commune: tuple(reports) for commune, reports in found.items()}

    @cached_property
    def campaigns_of(self) -> Mapping[str | None, tuple[Campaign, ...]]:
        """The own campaigns of each commune that has any, and under None the committee's, each sorted by its id."""
        return self._grouped(lambda campaign: campaign.commune)

    @cached_property
    def campaigns_in(self) -> Mapping[Month, tuple[Campaign, ...]]:
        """The campaigns of each month that has any, the committee's and the communes', sorted by their ids."""
        return self._grouped(lambda campaign: campaign.month)

    @cached_property
    def campaigns_set_for(self) -> Mapping[Month | None, tuple[Campaign, ...]]:
        """The campaigns by the month of the day that they have now, and under None those without one, sorted by their ids."""
        return self._grouped(lambda campaign: Month.at(campaign.day) if campaign.day else None)

    def _grouped(self, key: Callable[[Campaign], Key]) -> Mapping[Key, tuple[Campaign, ...]]:
        found: dict[Key, list[Campaign]] = {}
        for campaign in self.campaigns.values():
            found.setdefault(key(campaign), []).append(campaign)
        return {each: tuple(campaigns) for each, campaigns in found.items()}

    @cached_property
    def days_of(self) -> Mapping[str, tuple[tuple[Report, Day], ...]]:
        """The reported days of each campaign's id, with their reports, communes in administrative order."""
        order = {commune: place for place, commune in enumerate(self.places.communes)}
        found: dict[str, list[tuple[Report, Day]]] = {campaign: [] for campaign in self.campaigns}
        for report in sorted(self.reports.values(), key=lambda report: (order[report.commune], report.month)):
            for day in report.days:
                found[day.campaign].append((report, day))
        return {campaign: tuple(days) for campaign, days in found.items()}

    def commune(self, id: str) -> Commune:
        """Return the commune of that id; raises KeyError for an unknown one."""
        return self.places.communes[id]

    def hamlet(self, key: str) -> Hamlet:
        """Return the hamlet of ``commune/hamlet``; raises KeyError for an unknown one."""
        return self.places.hamlets[key]
