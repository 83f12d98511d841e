"""Which hamlets took part, and which were never chosen for the committee's campaign (plan, IV.1b and IV.2)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.figures.outcome import Outcome, outcomes
from generator.model.campaign import Campaign
from generator.model.dataset import Dataset
from generator.model.places import Commune, Hamlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Which hamlets of a campaign took part, could not, or are not told of, each in the order of the register.

    ``elsewhere`` are those that the plan's settings free of the commune's day, for they took part in the committee's campaign
    of that month. ``complete`` is False where the commune's list of hamlets is not: then every number is "at least".
    """

    hamlets: tuple[Hamlet, ...]
    complete: bool
    done: tuple[Hamlet, ...]
    elsewhere: tuple[Hamlet, ...]
    unable: tuple[tuple[Hamlet, str], ...]
    untold: tuple[Hamlet, ...]
    deviations: tuple[tuple[Hamlet, dt.date, str | None], ...]

    @property
    def share(self) -> Fraction | None:
        """Hamlets done over hamlets of the campaign; None where the list is not complete or empty."""
        if not self.complete or not self.hamlets:
            return None
        return Fraction(len(self.done) + len(self.elsewhere), len(self.hamlets))


def coverage(campaign: Campaign, data: Dataset) -> Coverage:
    """Return how many of its hamlets a campaign reached (plan, IV.2: all hamlets on one day); deviations name day and reason."""
    found = outcomes(campaign, data)
    done = tuple(each.occasion.hamlet for each in found if each.result and each.result.held)
    freed = _done_elsewhere(campaign, data)
    others = [each for each in found if each.occasion.hamlet not in done]
    elsewhere = tuple(each.occasion.hamlet for each in others if each.occasion.hamlet.key in freed)
    left = [each for each in others if each.occasion.hamlet not in elsewhere]
    return Coverage(
        hamlets=tuple(each.occasion.hamlet for each in found),
        complete=campaign.commune is None or data.commune(campaign.commune).hamlets_complete,
        done=done,
        elsewhere=elsewhere,
        unable=tuple((each.occasion.hamlet, each.result.not_held) for each in left if each.result and each.result.not_held),
        untold=tuple(each.occasion.hamlet for each in left if each.result is None),
        deviations=tuple(_deviation(each) for each in found if each.day and each.day != (campaign.day or campaign.date)),
    )


def _deviation(outcome: Outcome) -> tuple[Hamlet, dt.date, str | None]:
    assert outcome.day is not None  # noqa: S101 - `coverage` asks only for those with a day
    reported = outcome.result.deviation if outcome.result else None
    return outcome.occasion.hamlet, outcome.day, reported or outcome.occasion.deviation


def _done_elsewhere(campaign: Campaign, data: Dataset) -> frozenset[str]:
    """Return the hamlets whose part in the committee's campaign counts as the commune's day, where the plan says so."""
    plan = data.plans.get(campaign.month.year)
    report = data.reports.get((campaign.commune, campaign.month)) if campaign.commune else None
    if report is None or plan is None or not plan.settings.campaign_counts_as_monthly:
        return frozenset()
    days = (day for day in report.days if data.campaigns[day.campaign].is_district)
    return frozenset(result.place for day in days for result in day.results if result.held)


def times_chosen(data: Dataset, today: dt.date) -> Mapping[str, int]:
    """Return how often each hamlet was a site of the committee's campaigns up to today; a successor inherits the count."""
    found = dict.fromkeys(data.places.hamlets, 0)
    for campaign in data.campaigns.values():
        if campaign.is_district and campaign.day and campaign.day <= today:
            for site in campaign.sites:
                found[site.place] += 1
    for hamlet, own in tuple(found.items()):
        successor = data.hamlet(hamlet).successor
        while successor:
            found[successor] += own
            successor = data.hamlet(successor).successor
    return found


def never_chosen(data: Dataset, today: dt.date) -> tuple[tuple[Commune, tuple[Hamlet, ...]], ...]:
    """Return for each commune of today its hamlets that were never a site, in administrative order; others are left out."""
    chosen = times_chosen(data, today)
    found = (
        (commune, tuple(hamlet for hamlet in commune.hamlets_on(today) if not chosen[hamlet.key]))
        for commune in data.places.communes_on(today)
    )
    return tuple((commune, hamlets) for commune, hamlets in found if hamlets)
