"""What a document names exists on the day it speaks of."""

import datetime as dt
from collections.abc import Iterator

from generator.checks.fault import Keys, fault
from generator.checks.survey import Survey
from generator.model.campaign import Campaign
from generator.model.places import Validity
from generator.problems import Finding

EVER = Validity(first=None, last=None)


def every_commune_of_a_plan_exists_that_year(survey: Survey) -> Iterator[Finding]:
    """Refuse a commune in a plan that exists on no day of its year."""
    for year, plan in survey.data.plans.items():
        for number, named in enumerate(plan.communes):
            commune = survey.data.places.communes.get(named)
            if commune and not commune.validity.meets(dt.date(year, 1, 1), dt.date(year, 12, 31)):
                yield fault(("communes", number), "commune_not_in_year", commune=commune.name, year=str(year)).at(plan.path)


def every_place_of_a_campaign_exists_that_day(survey: Survey) -> Iterator[Finding]:
    """Refuse a commune or a hamlet that does not exist on the day of the campaign (plan, IV.1b)."""
    for campaign in survey.data.campaigns.values():
        date = campaign.day or campaign.date
        commune = survey.data.places.communes.get(campaign.commune or "")
        if commune and not commune.validity.holds(date):
            yield fault(("commune",), "place_not_valid", place=commune.name, date=date).at(campaign.path)
        for number, site in enumerate(campaign.sites):
            hamlet = survey.data.places.hamlets.get(site.place)
            if hamlet and not _exists(survey, site.place, site.date or date):
                keys = ("sites", number, "hamlet")
                yield fault(keys, "place_not_valid", place=hamlet.name, date=site.date or date).at(campaign.path)


def every_place_of_a_report_exists_that_day(survey: Survey) -> Iterator[Finding]:
    """Refuse a hamlet that does not exist on the day it worked, or a commune that exists on no day of the month."""
    for report in survey.data.reports.values():
        commune = survey.data.places.communes.get(report.commune)
        if commune and not commune.validity.meets(report.month.first_day, report.month.last_day):
            yield fault(("commune",), "commune_not_in_month", place=commune.name, month=report.month).at(report.path)
    for row in survey.rows:
        if row.hamlet and row.date and not row.hamlet.validity.holds(row.date):
            yield fault((*row.keys, "hamlet"), "place_not_valid", place=row.hamlet.name, date=row.date).at(row.report.path)


def _exists(survey: Survey, place: str, on: dt.date) -> bool:
    hamlet = survey.data.places.hamlets[place]
    return hamlet.validity.holds(on) and survey.data.places.communes[hamlet.commune].validity.holds(on)


def every_body_exists_that_day(survey: Survey) -> Iterator[Finding]:
    """Warn of a body or a group that does not exist on the day it is assigned, attends or takes part."""
    for campaign in survey.data.campaigns.values():
        for keys, named in _bodies(campaign):
            yield from _body(survey, keys, named, campaign.day or campaign.date, campaign)
        for number, site in enumerate(campaign.sites):
            group = survey.data.bodies.groups.get(site.group or "")
            if group and not group.validity.holds(campaign.day or campaign.date):
                keys = ("sites", number, "group")
                yield fault(keys, "body_not_valid", body=group.name, date=campaign.day or campaign.date).at(campaign.path)
    for row in survey.rows:
        for number, presence in enumerate(row.result.bodies):
            body = survey.data.bodies.bodies.get(presence.body)
            if body and row.date and not body.validity.holds(row.date):
                keys = (*row.keys, "bodies", number, "body")
                yield fault(keys, "body_not_valid", body=body.name, date=row.date).at(row.report.path)


def _bodies(campaign: Campaign) -> Iterator[tuple[Keys, str]]:
    for number, site in enumerate(campaign.sites):
        for position, body in enumerate(site.bodies):
            yield ("sites", number, "bodies", position), body
    for number, entry in enumerate(campaign.attendance):
        yield ("attendance", number, "body"), entry.body


def _body(survey: Survey, keys: Keys, named: str, on: dt.date, campaign: Campaign) -> Iterator[Finding]:
    body = survey.data.bodies.bodies.get(named)
    if body and not body.validity.holds(on):
        yield fault(keys, "body_not_valid", body=body.name, date=on).at(campaign.path)
