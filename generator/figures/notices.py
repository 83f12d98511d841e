"""The sheets of paper that announce a day: one for the whole day, and one for each place that takes part (plan, IV.1c, IV.2)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.figures.schedule import Occasion, State, occasions, state, state_of
from generator.model.campaign import Campaign, Quantity
from generator.model.dataset import Dataset
from generator.model.places import Commune, Hamlet

AHEAD = dt.timedelta(days=31)
READY = (State.ANNOUNCED, State.TODAY, State.POSTPONED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Places whose people meet elsewhere, at another hour or on another day than the sheet says first; None is as it says."""

    names: tuple[str, ...]
    place: str | None
    start: str | None
    day: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A kind of work; its quantity stands on the sheet of one hamlet only."""

    name: str
    quantity: Quantity | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: of a whole campaign, of a commune's Saturday, or of one hamlet; ``ready`` once the day is announced."""

    campaign: Campaign
    commune: Commune | None
    hamlet: Hamlet | None
    day: dt.date
    start: str | None
    place: str | None
    others: tuple[Group, ...]
    tasks: tuple[Task, ...]
    ready: bool

    @property
    def address(self) -> str:
        """Where the sheet stands; a committee's campaign has one site in each commune, whose id names it."""
        below = ""
        if self.hamlet:
            below = f"{self.hamlet.commune if self.campaign.is_district else self.hamlet.id}/"
        return f"/dot/{self.campaign.id}/to-thong-bao/{below}"


def sheets(campaign: Campaign, data: Dataset, today: dt.date) -> Iterator[Sheet]:
    """Return the sheets of a campaign, the one for all first: of days to come, if announced, or less than a month away.

    A hamlet with a later day of its own keeps its sheet until then, and one whose own day has gone by has none.
    """
    common, found = has_sheets(campaign, data, today), occasions(campaign, data)
    if common:
        yield common_sheet(campaign, found, data, ready=state(campaign, data, today) in READY)
    for occasion in found:
        if occasion.day and occasion.day >= today and (common or occasion.day != campaign.day):
            yield _own(occasion, data, ready=state_of(occasion, data, today) in READY)


def has_sheets(campaign: Campaign, data: Dataset, today: dt.date) -> bool:
    """Say whether it is time to tell people of the campaign: it is to come, and announced or less than a month away."""
    day = campaign.day
    return day is not None and day >= today and (day <= today + AHEAD or state(campaign, data, today) in READY)


def common_sheet(campaign: Campaign, found: Iterable[Occasion], data: Dataset, *, ready: bool = True) -> Sheet:
    """Return the sheet of the places ``found`` together; the campaign has a day."""
    assert campaign.day is not None  # noqa: S101 - `sheets` asks only for those with a day
    places = tuple(found)
    return Sheet(
        campaign=campaign,
        commune=data.commune(campaign.commune) if campaign.commune else None,
        hamlet=None,
        day=campaign.day,
        start=campaign.start,
        place=campaign.meeting_point,
        others=tuple(_others(campaign, places, data)),
        tasks=tuple(
            Task(name=task, quantity=None, unit=unit)
            for task, unit in dict.fromkeys(
                (indicator.task, indicator.unit)
                for occasion in places
                for indicator in (data.activities.indicators[work.indicator] for work in occasion.works)
            )
        ),
        ready=ready,
    )


def _others(campaign: Campaign, found: Iterable[Occasion], data: Dataset) -> Iterator[Group]:
    """Return where the sheet's first answer does not hold, places with the same answer together, in the order they came."""
    groups: dict[tuple[str | None, str | None, dt.date | None], list[str]] = {}
    for occasion in found:
        place = occasion.meeting_point if occasion.meeting_point != campaign.meeting_point else None
        start = occasion.start if occasion.start != campaign.start else None
        day = occasion.day if occasion.day != campaign.day else None
        name = occasion.hamlet.name
        if campaign.is_district:
            name = f"{name}, {data.commune(occasion.hamlet.commune).name}"
        if place or start or day:
            groups.setdefault((place, start, day), []).append(name)
    for (place, start, day), names in groups.items():
        yield Group(names=tuple(names), place=place, start=start, day=day)


def _own(occasion: Occasion, data: Dataset, *, ready: bool) -> Sheet:
    day = occasion.day or occasion.campaign.day
    assert day is not None  # noqa: S101 - `sheets` asks only for those with a day
    indicators = data.activities.indicators
    return Sheet(
        campaign=occasion.campaign,
        commune=data.commune(occasion.hamlet.commune),
        hamlet=occasion.hamlet,
        day=day,
        start=occasion.start,
        place=occasion.meeting_point,
        others=(),
        tasks=tuple(
            Task(name=indicators[work.indicator].task, quantity=work.quantity, unit=indicators[work.indicator].unit)
            for work in occasion.works
        ),
        ready=ready,
    )
