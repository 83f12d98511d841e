"""A report against the campaigns it speaks of: whose they are, where and when they were held, who came."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from generator.checks.between_files.charge import some
from generator.checks.fault import fault
from generator.checks.survey import Reported, Row, Survey
from generator.language.months import Month
from generator.loading import layout
from generator.model.campaign import Campaign, Quantity
from generator.problems import Finding

FARTHEST = dt.timedelta(days=62)


def every_report_speaks_of_its_own_campaigns(survey: Survey) -> Iterator[Finding]:
    """Refuse the day of another commune, and the committee's campaign in a commune where it has no site."""
    for report, keys, day, campaign in survey.days:
        file = PurePosixPath(f"campaigns/{day.campaign}.yml")
        commune = layout.stated_by(file).get("commune")
        if commune not in (None, report.commune) and survey.folder / file in survey.files:
            values = {"campaign": day.campaign, "commune": survey.commune(report.commune)}
            yield fault((*keys, "campaign"), "campaign_of_another", **values).at(report.path)
        elif (
            campaign
            and campaign.is_district
            and campaign.sites
            and report.commune not in {site.commune for site in campaign.sites}
        ):
            yield fault((*keys, "campaign"), "campaign_without_site", campaign=day.campaign).at(report.path)


def every_campaign_is_reported_from_its_site(survey: Survey) -> Iterator[Finding]:
    """Warn of a result of the committee's campaign from another hamlet than the site."""
    for row in survey.rows:
        if row.campaign is None or not row.campaign.is_district or row.site is not None:
            continue
        sites = [site for site in row.campaign.sites if site.commune == row.report.commune]
        if sites and row.hamlet and all(site.place in survey.data.places.hamlets for site in sites):
            values = {"hamlet": row.hamlet.name, "site": some(survey.data.hamlet(site.place).name for site in sites)}
            yield fault((*row.keys, "hamlet"), "hamlet_not_site", **values).at(row.report.path)


def every_campaign_belongs_to_the_month(survey: Survey) -> Iterator[Finding]:
    """Refuse a campaign of another month than the report's."""
    for report, keys, day, campaign in survey.days:
        if campaign and report.month not in _months(campaign):
            values = {"campaign": day.campaign, "campaign_month": campaign.month, "month": report.month}
            yield fault((*keys, "campaign"), "campaign_of_another_month", **values).at(report.path)


def _months(campaign: Campaign) -> set[Month]:
    """Return the months whose reports may tell of the campaign: its own, and that of the day it was put off to."""
    return {campaign.month} | ({Month.at(campaign.day)} if campaign.day else set())


def every_campaign_is_held_once_in_a_hamlet(survey: Survey) -> Iterator[Finding]:
    """Refuse a hamlet's part in a campaign that an earlier report of the commune tells already: it would be counted twice."""
    told: dict[tuple[str, str], list[Reported]] = {}
    days = (each for each in survey.days if each.campaign and each.report.month in _months(each.campaign))
    for reported in sorted(days, key=lambda reported: reported.report.month):
        earlier = told.setdefault((reported.report.commune, reported.day.campaign), [])
        yield from _told_before(survey, reported, [other for other in earlier if other.report is not reported.report])
        earlier.append(reported)


def _told_before(survey: Survey, reported: Reported, earlier: Sequence[Reported]) -> Iterator[Finding]:
    months = {result.place: other.report.month for other in earlier for result in other.day.results if result.held}
    for number, result in enumerate(reported.day.results):
        if result.held and result.place in months:
            hamlet = survey.data.places.hamlets.get(result.place)
            values = {"hamlet": hamlet.name if hamlet else result.hamlet, "month": months[result.place]}
            yield fault((*reported.keys, "results", number), "campaign_told_before", **values).at(reported.report.path)


def no_cancelled_day_has_results(survey: Survey) -> Iterator[Finding]:
    """Refuse results of a campaign that its own file says was cancelled."""
    for report, keys, day, campaign in survey.days:
        if campaign and campaign.status == "cancelled" and any(result.held for result in day.results):
            yield fault((*keys, "campaign"), "result_of_cancelled", campaign=campaign.id).at(report.path)


def every_known_hamlet_is_reported(survey: Survey) -> Iterator[Finding]:
    """Warn of hamlets that the commune's day leaves out, where the register lists them all (plan, IV.2: all hamlets)."""
    for reported in survey.days:
        if reported.own_day:
            yield from _left_out(survey, reported)


def _left_out(survey: Survey, reported: Reported) -> Iterator[Finding]:
    report, keys, day, campaign = reported
    commune = survey.data.places.communes.get(report.commune)
    if commune is None or not commune.hamlets_complete or campaign is None:
        return
    plan = survey.data.plans.get(report.month.year)
    elsewhere = bool(plan and plan.settings.campaign_counts_as_monthly)
    named = {result.hamlet for result in (report.results if elsewhere else day.results)}
    missing = [hamlet.name for hamlet in commune.hamlets_on(campaign.day or campaign.date) if hamlet.id not in named]
    is_clear = named <= commune.hamlets.keys() and len(named) >= len(day.results)
    if missing and is_clear:
        values = {"missing": len(missing), "names": some(missing)}
        yield fault((*keys, "results"), "hamlets_left_out", **values).at(report.path)


def every_other_day_says_why(survey: Survey) -> Iterator[Finding]:
    """Refuse a hamlet that worked on another day than the campaign's without a reason (plan, IV.2: uniform, simultaneous)."""
    for row in survey.held_rows:
        result, campaign = row.result, row.campaign
        if campaign is None or campaign.day is None or result.held_on in (None, campaign.day):
            continue
        planned = row.site is not None and row.site.date == result.held_on and row.site.deviation
        if not result.deviation and not planned:
            values = {"held_on": result.held_on, "date": campaign.day}
            yield fault((*row.keys, "held_on"), "other_day_without_reason", **values).at(row.report.path)


def every_other_day_is_near(survey: Survey) -> Iterator[Finding]:
    """Refuse a day of a hamlet more than two months from the campaign's: a slip of the year or the month."""
    for row in survey.held_rows:
        if row.campaign and row.campaign.day and row.result.held_on and abs(row.result.held_on - row.campaign.day) > FARTHEST:
            values = {"held_on": row.result.held_on, "date": row.campaign.day}
            yield fault((*row.keys, "held_on"), "held_far_away", **values).at(row.report.path)


def every_body_came_where_it_was_assigned(survey: Survey) -> Iterator[Finding]:
    """Note bodies that came without being assigned, and assigned ones that the result does not name (plan, V.3)."""
    for row in survey.held_rows:
        came = [presence.body for presence in row.result.bodies]
        assigned = row.site.bodies if row.site else ()
        known = survey.data.bodies.bodies
        if not assigned or not came or not known.keys() >= {*assigned, *came}:
            continue
        for number, body in enumerate(came):
            if body not in assigned:
                keys = (*row.keys, "bodies", number, "body")
                yield fault(keys, "body_not_assigned", body=known[body].name).at(row.report.path)
        missing = [known[body].name for body in assigned if body not in came]
        if missing:
            yield fault((*row.keys, "bodies"), "bodies_not_named", names=some(missing)).at(row.report.path)


def every_planned_work_is_reported(survey: Survey) -> Iterator[Finding]:
    """Note planned works that the result does not mention, and works done more than threefold."""
    for row in survey.held_rows:
        if row.site and row.site.works and row.result.works:
            yield from _planned_and_done(survey, row)


def _planned_and_done(survey: Survey, row: Row) -> Iterator[Finding]:
    planned: dict[str, Quantity] = {}
    for work in row.site.works if row.site else ():
        planned[work.indicator] = planned.get(work.indicator, 0) + work.quantity
    done = {work.indicator for work in row.result.works}
    for keys, work, indicator in survey.works(row.result.works, row.keys):
        plan = planned.get(work.indicator, 0)
        if plan and work.quantity > 3 * plan:
            values = {"done": work.quantity, "planned": plan, "unit": indicator.unit}
            yield fault((*keys, "quantity"), "far_above_plan", **values).at(row.report.path)
    indicators = survey.data.activities.indicators
    missing = [indicators[work].name for work in planned if work not in done and work in indicators]
    if missing and done <= indicators.keys():
        yield fault((*row.keys, "works"), "planned_not_mentioned", names=some(missing)).at(row.report.path)
