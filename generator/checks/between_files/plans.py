"""What the plan asks of the year: one campaign a quarter, one site in each commune, announced in time."""

import datetime as dt
from collections.abc import Iterator

from generator.checks.between_files.charge import some
from generator.checks.fault import fault
from generator.checks.survey import Survey
from generator.language.months import Month, Quarter
from generator.model.campaign import Campaign
from generator.model.plan import notice_days
from generator.problems import Finding

WEEK = dt.timedelta(days=7)


def every_quarter_has_its_campaign(survey: Survey) -> Iterator[Finding]:
    """Warn of a quarter that ended without a campaign, though the plan asks for one (plan, IV.1a)."""
    for year, plan in survey.data.plans.items():
        for number in range(1, 5) if plan.quarterly_campaigns else ():
            quarter = Quarter(year, number)
            begun = survey.data.programme.started_on <= quarter.last_day < survey.today
            if begun and survey.path(f"campaigns/{year}/q{number}.yml") not in survey.files:
                yield fault(("quarterly_campaigns",), "campaign_missing", quarter=number, year=str(year)).at(plan.path)


def every_campaign_falls_in_the_first_week(survey: Survey) -> Iterator[Finding]:
    """Note a campaign outside the first week of its quarter, which the plan only expects (plan, IV.1a)."""
    for campaign in _district(survey):
        plan = survey.data.plans.get(campaign.quarter.year)
        first, last = first_week(campaign.quarter, plan.settings.first_week_rule if plan else None)
        if not first <= campaign.date <= last:
            yield fault(("date",), "campaign_outside_first_week", first=first, last=last).at(campaign.path)


def first_week(quarter: Quarter, rule: str | None) -> tuple[dt.date, dt.date]:
    """Return the first and last day of the quarter's first week; without a rule its first seven days."""
    first = quarter.first_day
    if rule == "first_full_week":
        first += dt.timedelta(days=-first.weekday() % 7)
    return first, first + dt.timedelta(days=6)


def every_planned_commune_has_a_site(survey: Survey) -> Iterator[Finding]:
    """Warn of a campaign, announced or near, without a site in some commune of the plan that exists that day (plan, IV.1b)."""
    for campaign in _near(survey):
        chosen = {site.commune for site in campaign.sites}
        missing = [commune for commune in _expected(survey, campaign) if commune not in chosen]
        if missing:
            names = some(survey.data.places.communes[commune].name for commune in missing)
            keys = ("sites",) if campaign.sites else ("date",)
            yield fault(keys, "sites_missing", missing=len(missing), names=names).at(campaign.path)


def every_site_lies_in_a_planned_commune(survey: Survey) -> Iterator[Finding]:
    """Warn of a site in a commune that the plan of the year does not name."""
    for campaign in _district(survey):
        plan = survey.data.plans.get(campaign.date.year)
        for number, site in enumerate(campaign.sites):
            if plan and site.commune not in plan.communes and site.commune in survey.data.places.communes:
                keys = ("sites", number, "commune")
                yield fault(keys, "site_outside_plan", commune=survey.commune(site.commune), year=str(plan.year)).at(
                    campaign.path
                )


def every_campaign_has_its_number_of_sites(survey: Survey) -> Iterator[Finding]:
    """Warn of more or fewer sites than the plan asks, where each of its communes exists that day and has one (IV.1b)."""
    for campaign in _near(survey):
        plan = survey.data.plans.get(campaign.date.year)
        asked = plan.sites_per_campaign if plan else None
        chosen = {site.commune for site in campaign.sites}
        expected = list(_expected(survey, campaign))
        all_exist = plan is not None and len(expected) == len(plan.communes)
        if asked and all_exist and len(campaign.sites) != asked and chosen.issuperset(expected):
            yield fault(("sites",), "sites_count", sites=len(campaign.sites), asked=asked).at(campaign.path)


def every_near_campaign_is_announced(survey: Survey) -> Iterator[Finding]:
    """Warn of a campaign near its date without a notice (plan, IV.1c); seven days where the plan's settings leave it open."""
    for campaign in _district(survey):
        plan = survey.data.plans.get(campaign.date.year)
        left = (campaign.day - survey.today).days if campaign.day else -1
        if 0 <= left <= notice_days(plan) and campaign.notice is None:
            yield fault(("date",), "notice_missing", days=left).at(campaign.path)


def every_report_holds_the_day_of_its_month(survey: Survey) -> Iterator[Finding]:
    """Note a report without the commune's own day, though the plan asks for one and nothing waives it (plan, IV.2)."""
    own = {reported.report.key for reported in survey.days if reported.own_day or reported.campaign is None}
    for report in survey.data.reports.values():
        plan = survey.data.plans.get(report.month.year)
        if plan and plan.monthly_saturdays and report.key not in own and not survey.is_waived(report.commune, report.month):
            yield fault(("days",), "monthly_day_missing", month=report.month).at(report.path)


def nothing_precedes_the_programme(survey: Survey) -> Iterator[Finding]:
    """Refuse campaigns and reports from before the programme began: most likely a slip in the year."""
    started_on = survey.data.programme.started_on
    for campaign in survey.data.campaigns.values():
        if campaign.date < started_on:
            yield fault(("date",), "before_programme", started_on=started_on).at(campaign.path)
    for report in survey.data.reports.values():
        if report.month < Month.at(started_on):
            yield fault(("month",), "before_programme", started_on=started_on).at(report.path)


def _district(survey: Survey) -> Iterator[Campaign]:
    return (campaign for campaign in survey.data.campaigns.values() if campaign.is_district)


def _near(survey: Survey) -> Iterator[Campaign]:
    """Return the committee's campaigns whose sites should be settled: announced, held, or within a week."""
    for campaign in _district(survey):
        settled = campaign.status in {"announced", "held"} or campaign.date <= survey.today + WEEK
        if settled and campaign.status not in {"postponed", "cancelled"}:
            yield campaign


def _expected(survey: Survey, campaign: Campaign) -> Iterator[str]:
    plan = survey.data.plans.get(campaign.date.year)
    known = survey.data.places.communes
    return (
        commune
        for commune in (plan.communes if plan else ())
        if commune in known and known[commune].validity.holds(campaign.date)
    )
