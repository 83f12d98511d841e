"""One edition of the site: the data on a day, its figures worked out once, and the templates that show them."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from pathlib import Path, PurePosixPath
from typing import Any, Self

import jinja2

from generator.documents.paper import Paper
from generator.documents.synthesis import synthesis
from generator.documents.wording import Desk
from generator.exports.package import Package
from generator.figures.coverage import times_chosen
from generator.figures.periods import Period
from generator.figures.schedule import Occasion, Remarks, State, communes_of, occasions, remarks, state, state_of, upcoming
from generator.figures.totals import PEOPLE, Slice, Total, Totals
from generator.language.months import Month
from generator.loading.boundaries import Ring
from generator.model.campaign import Campaign
from generator.model.dataset import Dataset
from generator.model.places import Commune, Hamlet
from generator.model.report import Result
from generator.output import STANDARD_IMAGE, Page
from generator.photos.gallery import Gallery
from generator.schema import Fields, part

FONTS = Path(__file__).parents[2] / "site_src" / "fonts"
HEADLINES = ("people", "households", "heads_present", "labour_days", "money")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A campaign in one commune on one day, as a villager looks for it; ``own`` is the hamlet whose day alone it is."""

    campaign: Campaign
    commune: Commune
    day: dt.date
    start: str | None
    meeting_point: str | None
    sites: tuple[Occasion, ...]
    tasks: tuple[str, ...]
    state: State
    remarks: Remarks
    own: Hamlet | None = None


@dataclass(frozen=True)
class Edition:
    """What every page is made from."""

    data: Dataset
    today: dt.date
    templates: jinja2.Environment
    pictures: Gallery = field(default_factory=dict)
    fonts: Path = FONTS
    boundaries: Mapping[str, Sequence[Ring]] = field(default_factory=dict)

    def ready(self) -> Self:
        """Work out now what many pages ask for, before several processes share the pages; return the edition itself."""
        _ = self.totals.tallies, self.times_chosen, self.upcoming_in, self.data.days_of, self.data.reports_of
        return self

    def page(
        self,
        address: str,
        template: str,
        section: str,
        words: Mapping[str, str],
        values: Callable[[], Mapping[str, Any]],
        source: PurePosixPath | None = None,
        image: str | None = None,
    ) -> Page:
        """Return the page that ``template`` makes of ``values``, which are worked out only when the body is asked for.

        ``source`` is the file that the page is made from, named at its end, where there is one; ``image`` the address of its
        own picture, where it has one.
        """
        fixed = {"data": self.data, "today": self.today, "root": "../" * (address.count("/") - 1), "source": source}

        def body() -> str:
            return self.templates.get_template(template).render(fixed, **values())

        return Page(
            address=address,
            title=words["title"],
            description=words["description"],
            section=section,
            body=body,
            source=str(source) if source else None,
            image=image or STANDARD_IMAGE,
        )

    @cached_property
    def words(self) -> Callable[..., Mapping[str, str]]:
        """Return the title and the description of a page, worded by the template ``titles.txt``."""
        macros = self.templates.get_template("titles.txt").module

        def found(name: str, /, **values: object) -> dict[str, str]:
            lines = str(getattr(macros, name)(data=self.data, **values)).strip().split("\n")
            return {"title": lines[0].strip(), "description": lines[1].strip()}

        return found

    @cached_property
    def totals(self) -> Totals:
        """Every total, from one pass over the results."""
        return Totals(self.data)

    @cached_property
    def by_hamlet_and_month(self) -> Mapping[str, Mapping[Month, Slice]]:
        """The totals of each hamlet's results in each month that it has any."""
        found: dict[str, dict[Month, list[Result]]] = {}
        for report in self.data.reports.values():
            for result in report.results:
                found.setdefault(result.place, {}).setdefault(report.month, []).append(result)
        return {
            hamlet: {month: self.totals.of_results(results, month) for month, results in months.items()}
            for hamlet, months in found.items()
        }

    @cached_property
    def reported_months(self) -> frozenset[Month]:
        """The months that any commune has reported."""
        return frozenset(report.month for report in self.data.reports.values())

    @cached_property
    def nothing(self) -> Total:
        """The people of a month without any result."""
        return self.totals.of_results((), Month.at(self.today))[PEOPLE]

    @cached_property
    def desk(self) -> Desk:
        """What documents are written from."""
        return Desk(self.totals, self.today, self.templates)

    @cached_property
    def synthesis(self) -> Callable[[Period], Paper]:
        """The synthesis of a period, written once for its page and its file."""
        return cache(partial(synthesis, self.desk))

    @cached_property
    def open_data(self) -> Package:
        """The tables of the open data."""
        return Package(self.totals, self.today)

    @cached_property
    def times_chosen(self) -> Mapping[str, int]:
        """How often each hamlet was a site of the committee's campaigns."""
        return times_chosen(self.data, self.today)

    @cached_property
    def upcoming(self) -> tuple[Campaign, ...]:
        """The campaigns of today and after."""
        return upcoming(self.data, self.today)

    @cached_property
    def upcoming_in(self) -> Mapping[str, tuple[Campaign, ...]]:
        """The campaigns of today and after in each commune."""
        found: dict[str, list[Campaign]] = {commune: [] for commune in self.data.places.communes}
        for campaign in self.upcoming:
            for commune in communes_of(campaign):
                found[commune].append(campaign)
        return {commune: tuple(campaigns) for commune, campaigns in found.items()}

    @cached_property
    def present_communes(self) -> tuple[Commune, ...]:
        """The communes of today."""
        return self.data.places.communes_on(self.today)

    @cached_property
    def forces(self) -> Fields:
        """The forces that take part, with their labels."""
        return part("participants")

    @cached_property
    def sources(self) -> Fields:
        """The sources of money, with their labels."""
        return part("money")

    def cards(self, campaigns: Iterable[Campaign], commune: str | None = None) -> tuple[Card, ...]:
        """Return the campaigns as cards, one for each commune (or for ``commune`` alone); those without a day have none.

        Of a day gone by, only the hamlets with a later day of their own have one each.
        """
        return tuple(
            card
            for campaign in campaigns
            for each in communes_of(campaign)
            if campaign.day and commune in (None, each)
            for card in self._cards(campaign, campaign.day, each)
        )

    def _cards(self, campaign: Campaign, day: dt.date, commune: str) -> Iterator[Card]:
        sites = tuple(occasion for occasion in occasions(campaign, self.data) if occasion.hamlet.commune == commune)
        if day >= self.today or not any(site.day and site.day >= self.today for site in sites):
            own = sites[0] if campaign.is_district else None
            yield self._card(campaign, commune, day, own, sites)
            return
        for site in sites:
            if site.day and site.day >= self.today:
                yield self._card(campaign, commune, site.day, site, (site,), site.hamlet)

    def _card(
        self,
        campaign: Campaign,
        commune: str,
        day: dt.date,
        first: Occasion | None,
        sites: tuple[Occasion, ...],
        own: Hamlet | None = None,
    ) -> Card:
        indicators = self.data.activities.indicators
        return Card(
            campaign=campaign,
            commune=self.data.commune(commune),
            day=day,
            start=first.start if first else campaign.start,
            meeting_point=first.meeting_point if first else campaign.meeting_point,
            sites=sites,
            tasks=tuple(dict.fromkeys(indicators[work.indicator].task for site in sites for work in site.works)),
            state=state_of(sites[0], self.data, self.today) if own else state(campaign, self.data, self.today),
            remarks=remarks(day, self.data),
            own=own,
        )

    def headlines(self, totals: Slice) -> list[tuple[str, Total]]:
        """Return the figures that stand first on every page of results, with their labels."""
        return [(self.labels[measure], totals[measure]) for measure in HEADLINES]

    def by_force(self, totals: Slice) -> list[tuple[str, Total]]:
        """Return the people of each force, with their labels."""
        return [(field.label, totals[name]) for name, field in self.forces.items()]

    def by_source(self, totals: Slice) -> list[tuple[str, Total]]:
        """Return the money of each source, with their labels."""
        return [(field.label, totals[f"money.{name}"]) for name, field in self.sources.items()]

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The labels of the headline figures, as the schema words them."""
        result = part("result")
        names = {"people": "participants"}
        return {measure: result[names.get(measure, measure)].label for measure in HEADLINES}
