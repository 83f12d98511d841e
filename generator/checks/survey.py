"""The data as the rules between files walk it: every result with its report, campaign and hamlet, found once for all rules."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.checks.fault import Keys
from generator.language.months import Month
from generator.model.campaign import Campaign, Site, Work
from generator.model.dataset import Dataset
from generator.model.places import Hamlet
from generator.model.registers import Indicator
from generator.model.report import Day, Report, Result


class Reported(NamedTuple):
    """One day of one report, with its campaign where that is known."""

    report: Report
    keys: Keys
    day: Day
    campaign: Campaign | None

    @property
    def own_day(self) -> bool:
        """Whether it is the day that the report's commune chose for all its hamlets."""
        return self.campaign is not None and self.campaign.commune == self.report.commune


class Row(NamedTuple):
    """One hamlet's result; campaign, site and hamlet where they are known, and the date it was held as far as that is."""

    report: Report
    keys: Keys
    result: Result
    campaign: Campaign | None
    site: Site | None
    hamlet: Hamlet | None
    date: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Photo:
    """A photo file, by its size in bytes and what tells its content from another's; None of one that was not read."""

    size: int
    digest: str | None


@dataclass(frozen=True, kw_only=True)
class Survey:
    """The checked documents at ``today``; ids in them may still be unknown, so no rule looks one up by itself."""

    data: Dataset
    today: dt.date
    folder: PurePosixPath
    files: frozenset[PurePosixPath]
    photos: Mapping[PurePosixPath, Photo]

    def path(self, name: str) -> PurePosixPath:
        """Return the path of a file of data/ as problems show it."""
        return self.folder / name

    def commune(self, id: str) -> str:
        """Return the name of a commune, its id where it is not known."""
        return self.data.places.communes[id].name if id in self.data.places.communes else id

    @cached_property
    def days(self) -> Sequence[Reported]:
        """Every reported day, in the order of the reports."""
        campaigns = self.data.campaigns
        return [
            Reported(report, ("days", number), day, campaigns.get(day.campaign))
            for report in self.data.reports.values()
            for number, day in enumerate(report.days)
        ]

    @cached_property
    def rows(self) -> Sequence[Row]:
        """Every result, in the order of the reports."""
        return [row for reported in self.days for row in self._rows(reported)]

    def _rows(self, reported: Reported) -> Iterator[Row]:
        report, keys, day, campaign = reported
        sites = {site.place: site for site in campaign.sites} if campaign else {}
        for number, result in enumerate(day.results):
            place = result.place
            site = sites.get(place)
            date = result.held_on or (campaign.day_of(site) if campaign else None)
            yield Row(report, (*keys, "results", number), result, campaign, site, self.data.places.hamlets.get(place), date)

    @cached_property
    def held_rows(self) -> Sequence[Row]:
        """The results of hamlets that took part."""
        return [row for row in self.rows if row.result.held]

    def works(self, works: Sequence[Work], keys: Keys) -> Iterator[tuple[Keys, Work, Indicator]]:
        """Return the works whose indicator is known, with it."""
        for number, work in enumerate(works):
            indicator = self.data.activities.indicators.get(work.indicator)
            if indicator:
                yield (*keys, "works", number), work, indicator

    @cached_property
    def reported_campaigns(self) -> Collection[str]:
        """The ids of the campaigns that any report speaks of."""
        return {reported.day.campaign for reported in self.days}

    @cached_property
    def commune_numbers(self) -> Mapping[str, int]:
        """The position of each commune in places.yml, from 0."""
        return {commune: number for number, commune in enumerate(self.data.places.communes)}

    @cached_property
    def unread(self) -> Collection[PurePosixPath]:
        """The reports that are there but could not be read: what they would have said is not known."""
        read = {report.path for report in self.data.reports.values()}
        return {path for path in self.files - read if path.parts[1] == "reports" and path.suffix == ".yml"}

    def is_waived(self, commune: str, month: Month) -> bool:
        """Say whether the plan of the year frees ``commune`` from its day in ``month``."""
        plan = self.data.plans.get(month.year)
        return plan is not None and plan.waiver(commune, month) is not None
