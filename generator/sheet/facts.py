"""What a workbook or a template holds beforehand: one commune in one month, its hamlets and days, and what is planned there."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from generator.figures.reporting import expected_communes
from generator.figures.schedule import occasions
from generator.language.months import Month
from generator.language.names import Names
from generator.language.vietnamese import quarter_name, short_month
from generator.loading import layout
from generator.model.campaign import Campaign, Work
from generator.model.dataset import Dataset
from generator.model.places import Commune, Hamlet, HouseholdCount
from generator.schema import fields
from generator.sheet.tables import words


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One commune in one month; ``report`` is the document of its report where that stands already."""

    data: Dataset
    commune: Commune
    month: Month
    report: Mapping[str, Any] | None = field(default=None)

    @cached_property
    def hamlets(self) -> tuple[Hamlet, ...]:
        """The hamlets known to exist on some day of the month, in the order of the register."""
        return tuple(hamlet for hamlet in self.commune.hamlets.values() if hamlet.validity.meets(*self._ends))

    @property
    def _ends(self) -> tuple[dt.date, dt.date]:
        return self.month.first_day, self.month.last_day

    @cached_property
    def days(self) -> tuple[Campaign, ...]:
        """The days that the report may tell of, the committee's first: those of the month that this commune takes part in."""
        shared = self.data.campaigns_of.get(None, ())
        with_us = (each for each in shared if any(site.commune == self.commune.id for site in each.sites))
        return tuple(each for each in (*with_us, *self._own) if each.day and self.month in (each.month, Month.at(each.day)))

    @property
    def _own(self) -> tuple[Campaign, ...]:
        return self.data.campaigns_of.get(self.commune.id, ())

    @property
    def own_day(self) -> str:
        """The id of the commune's own day of the month, whether it is announced or not."""
        year, number = str(self.month).split("-")
        return f"{year}/{number}-{self.commune.id}"

    def places(self, campaign: Campaign) -> Iterator[tuple[Hamlet, tuple[Work, ...]]]:
        """Return the hamlets of this commune that a day takes place in, each with the works planned there."""
        for occasion in occasions(campaign, self.data):
            if occasion.hamlet.commune == self.commune.id and occasion.hamlet in self.hamlets:
                yield occasion.hamlet, occasion.works

    def counted(self, hamlet: Hamlet) -> HouseholdCount | None:
        """Return how many households the hamlet had in the month, as far as anybody counted."""
        return hamlet.households_on(self.month.last_day)

    @property
    def unplanned(self) -> tuple[Month, ...]:
        """This month and the next, as far as the commune should have a day of its own there and has none."""
        return tuple(month for month in (self.month, self.month.following) if self._is_open(month))

    def _is_open(self, month: Month) -> bool:
        plan = self.data.plans.get(month.year)
        waived = bool(plan and plan.waiver(self.commune.id, month))
        has_day = any(each.month == month for each in self._own)
        asked = plan is None or self.commune.id in expected_communes(self.data, month)
        return asked and self.commune.validity.holds(month.last_day) and not waived and not has_day

    @property
    def reported_by(self) -> str | None:
        """Who reported last, and so perhaps this time."""
        earlier = [report for report in self.data.reports_of[self.commune.id] if report.month <= self.month]
        return earlier[-1].reported_by if earlier else None

    @cached_property
    def names(self) -> Mapping[str, Names]:
        """The lists to choose from, by what a field refers to."""
        first, last = self._ends
        bodies = self.data.bodies.bodies.values()
        ours = [each for each in bodies if each.commune in (None, self.commune.id) and each.validity.meets(first, last)]
        indicators = self.data.activities.indicators.values()
        status = fields("saturday")["status"].choices
        return {
            "hamlet": Names.of(
                ((each.id, each.name) for each in self.hamlets), ((each.id, each.name) for each in self.commune.hamlets.values())
            ),
            "body": Names.of(((each.id, each.name) for each in ours), ((each.id, each.name) for each in bodies)),
            "indicator": Names.of((each.id, words()["indicator"].format(name=each.name, unit=each.unit)) for each in indicators),
            "campaign": Names.of(self._campaigns()),
            "choices": Names.of(status.items()),
            "held": Names.of((("yes", words()["held_yes"]), ("no", words()["held_no"]))),
        }

    def _campaigns(self) -> Iterator[tuple[str, str]]:
        for campaign in self.days:
            yield campaign.id, day_name(campaign)
        if self.month in self.unplanned:
            yield self.own_day, words()["commune_day"].format(month=short_month(self.month))
        for day in self.report["days"] if self.report else ():
            if day["campaign"] not in {campaign.id for campaign in self.days} | {self.own_day}:
                yield day["campaign"], day["campaign"]


def day_name(campaign: Campaign) -> str:
    """Return what a day is called in the lists."""
    if campaign.is_district:
        return words()["district_day"].format(quarter=quarter_name(campaign.quarter))
    return words()["commune_day"].format(month=short_month(campaign.month))


def report_path(commune: str, month: Month) -> PurePosixPath:
    """Return where the report of a commune and a month stands below data/."""
    return layout.path_of("report", {"commune": commune, "month": str(month)})
