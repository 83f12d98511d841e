"""Figures that cannot be, or that deserve a second look, whatever the commune reported before."""

from collections.abc import Iterator, Sequence

from generator.checks.between_files.charge import some
from generator.checks.fault import Keys, fault
from generator.checks.survey import Survey
from generator.model.campaign import Work
from generator.model.places import Hamlet
from generator.problems import Finding

FEW = 2


def no_more_households_than_the_hamlet_has(survey: Survey) -> Iterator[Finding]:
    """Refuse more households taking part than the hamlet has on that date (plan, III.2d: 0 <= part <= all)."""
    for row in survey.held_rows:
        hamlet, households = row.hamlet, row.result.households
        count = hamlet.households_on(row.date or row.report.month.last_day) if hamlet else None
        if hamlet and count and households is not None and households > count.count:
            values = {"households": households, "all": count.count, "counted_on": count.date, "hamlet": hamlet.name}
            yield fault((*row.keys, "households"), "households_above_all", **values).at(row.report.path)


def every_hamlet_has_a_count_of_households(survey: Survey) -> Iterator[Finding]:
    """Note, commune by commune, hamlets that report households but have no count on that date to hold them against."""
    missing: dict[str, dict[str, Hamlet]] = {}
    for row in survey.held_rows:
        hamlet = row.hamlet
        if hamlet and row.date and row.result.households is not None and hamlet.households_on(row.date) is None:
            missing.setdefault(hamlet.commune, {})[hamlet.id] = hamlet
    for commune, hamlets in missing.items():
        keys = ("communes", survey.commune_numbers[commune], "hamlets")
        values = {"missing": len(hamlets), "names": some(hamlet.name for hamlet in hamlets.values())}
        yield fault(keys, "households_unknown", **values).at(survey.path("places.yml"))


def every_whole_quantity_is_whole(survey: Survey) -> Iterator[Finding]:
    """Refuse a broken number where the indicator counts whole things."""
    for campaign in survey.data.campaigns.values():
        for number, site in enumerate(campaign.sites):
            for keys, work in _broken(survey, site.works, ("sites", number)):
                yield fault(keys, "not_whole", quantity=work.quantity).at(campaign.path)
        for number, proposal in enumerate(campaign.proposals):
            for keys, work in _broken(survey, proposal.works, ("proposals", number)):
                yield fault(keys, "not_whole", quantity=work.quantity).at(campaign.path)
    for row in survey.rows:
        for keys, work in _broken(survey, row.result.works, row.keys):
            yield fault(keys, "not_whole", quantity=work.quantity).at(row.report.path)


def _broken(survey: Survey, works: Sequence[Work], keys: Keys) -> Iterator[tuple[Keys, Work]]:
    for way, work, indicator in survey.works(works, keys):
        if indicator.whole and work.quantity != int(work.quantity):
            yield (*way, "quantity"), work


def every_quantity_is_usual(survey: Survey) -> Iterator[Finding]:
    """Warn of a quantity above what one hamlet usually does in one day (``usual_most`` of the indicator)."""
    for row in survey.rows:
        for keys, work, indicator in survey.works(row.result.works, row.keys):
            if indicator.usual_most is not None and work.quantity > indicator.usual_most:
                values = {"quantity": work.quantity, "most": indicator.usual_most, "unit": indicator.unit}
                yield fault((*keys, "quantity"), "above_usual", **values).at(row.report.path)


def no_helped_household_can_be_recognised(survey: Survey) -> Iterator[Finding]:
    """Warn of one or two helped households in a hamlet shown on photos: everybody there knows who they are."""
    for row in survey.rows:
        if not row.result.photos:
            continue
        for keys, work, indicator in survey.works(row.result.works, row.keys):
            if indicator.helps_households and 0 < work.quantity <= FEW:
                yield fault((*keys, "quantity"), "helped_recognisable", quantity=work.quantity).at(row.report.path)
