"""Which hamlets took part, and which were never chosen for the committee's campaign (plan, IV.1b and IV.2)."""

import datetime as dt
from collections.abc import Mapping

from generator.model.dataset import Dataset
from generator.model.places import Commune, Hamlet


def times_chosen(data: Dataset, today: dt.date) -> Mapping[str, int]:
    """Return how often each hamlet was a site of the committee's campaigns up to today; a successor inherits the count."""
    found = dict.fromkeys(data.places.hamlets, 0)
    for campaign in data.campaigns.values():
        if campaign.is_district and campaign.day and campaign.day <= today:
            for site in campaign.sites:
                found[site.place] += 1
    for hamlet in data.places.hamlets.values():
        if hamlet.successor:
            found[hamlet.successor] += found[hamlet.key]
    return found


def never_chosen(data: Dataset, today: dt.date) -> tuple[tuple[Commune, tuple[Hamlet, ...]], ...]:
    """Return for each commune of today its hamlets that were never a site, in administrative order; others are left out."""
    chosen = times_chosen(data, today)
    found = (
        (commune, tuple(hamlet for hamlet in commune.hamlets_on(today) if not chosen[hamlet.key]))
        for commune in data.places.communes_on(today)
    )
    return tuple((commune, hamlets) for commune, hamlets in found if hamlets)
