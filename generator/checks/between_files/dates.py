"""Days in the right period, on a fitting day of the week, and told in the right order."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.checks.fault import fault
from generator.checks.survey import Survey
from generator.language.months import Month
from generator.model.campaign import Campaign
from generator.problems import Finding

SATURDAY = 5
PATIENCE_DAYS = 14


def every_campaign_lies_in_its_period(survey: Survey) -> Iterator[Finding]:
    """Refuse a date outside the campaign's quarter, or a commune's day outside its month, unless it was postponed."""
    for campaign in survey.data.campaigns.values():
        period = campaign.quarter if campaign.is_district else campaign.month
        if not period.first_day <= campaign.date <= period.last_day and campaign.status != "postponed":
            values = {"first": period.first_day, "last": period.last_day}
            yield fault(("date",), "date_outside_period", **values).at(campaign.path)


def nothing_is_held_before_its_day(survey: Survey) -> Iterator[Finding]:
    """Refuse the status ``held`` for a day still to come."""
    for campaign in survey.data.campaigns.values():
        if campaign.status == "held" and campaign.date > survey.today:
            yield fault(("status",), "held_in_future", date=campaign.date).at(campaign.path)


def every_past_day_has_its_result(survey: Survey) -> Iterator[Finding]:
    """Warn of a day that passed more than two weeks ago and that no report speaks of yet."""
    for campaign in survey.data.campaigns.values():
        late = (survey.today - campaign.day).days if campaign.day else 0
        if late > PATIENCE_DAYS and campaign.id not in survey.reported_campaigns and not _may_be_told(survey, campaign):
            yield fault(("date",), "result_overdue", days=late).at(campaign.path)


def _may_be_told(survey: Survey, campaign: Campaign) -> bool:
    """Say whether a report that could not be read may hold the result."""
    communes = [campaign.commune] if campaign.commune else [site.commune for site in campaign.sites]
    months = {campaign.month, Month.at(campaign.day or campaign.date)}
    return any(survey.path(f"reports/{month.year}/{name}/{month}.yml") in survey.unread for name in communes for month in months)


def every_commune_day_is_a_saturday(survey: Survey) -> Iterator[Finding]:
    """Note a commune's day on another weekday: the name says Saturday, the plan lets the commune choose (plan, IV.2)."""
    for campaign in survey.data.campaigns.values():
        if not campaign.is_district and campaign.date.weekday() != SATURDAY:
            yield fault(("date",), "not_saturday", date=campaign.date).at(campaign.path)


def no_day_falls_on_a_holiday(survey: Survey) -> Iterator[Finding]:
    """Warn of a day on a public holiday, or on a Saturday that offices work to make up for one."""
    calendar = survey.data.calendar
    for campaign in survey.data.campaigns.values():
        if campaign.status == "cancelled":
            continue
        key = "postponed_to" if campaign.status == "postponed" and campaign.postponed_to else "date"
        date = campaign.day or campaign.date
        if date in calendar.holidays:
            yield fault((key,), "on_holiday", date=date, name=calendar.holidays[date]).at(campaign.path)
        elif date in calendar.working_saturdays:
            yield fault((key,), "on_working_saturday", date=date, reason=calendar.working_saturdays[date]).at(campaign.path)


def no_report_comes_before_its_days(survey: Survey) -> Iterator[Finding]:
    """Refuse a report dated before a day whose results it gives."""
    told: set[PurePosixPath] = set()
    for row in survey.held_rows:
        report = row.report
        if row.date and report.reported_on < row.date and report.path not in told:
            told.add(report.path)
            yield fault(("reported_on",), "reported_before_day", reported_on=report.reported_on, date=row.date).at(report.path)


def no_report_comes_from_the_future(survey: Survey) -> Iterator[Finding]:
    """Refuse a report dated after today, or of a month still to come."""
    for report in survey.data.reports.values():
        if report.month > Month.at(survey.today):
            yield fault(("month",), "report_of_future", month=report.month).at(report.path)
        elif report.reported_on > survey.today:
            values = {"reported_on": report.reported_on, "today": survey.today}
            yield fault(("reported_on",), "reported_in_future", **values).at(report.path)


def no_correction_comes_from_the_future(survey: Survey) -> Iterator[Finding]:
    """Refuse a correction dated after today: those that follow could not tell their own day until then."""
    for report in survey.data.reports.values():
        for number, correction in enumerate(report.corrections):
            if correction.date > survey.today:
                values = {"date": correction.date, "today": survey.today}
                yield fault(("corrections", number, "date"), "correction_in_future", **values).at(report.path)
