"""The rows of what is planned: plans and their clauses, campaigns, sites, proposals. A function for each table."""

import dataclasses
from collections.abc import Iterator

from generator.exports.extent import Extent, Row, Rows, told
from generator.exports.registers import work_of
from generator.figures.clauses import clauses as clauses_of
from generator.figures.outcome import outcomes
from generator.figures.schedule import Occasion, occasions, state
from generator.model.campaign import Campaign, Proposal


def plans(extent: Extent) -> Rows:
    """Return the plan of each year; what it leaves open is None."""
    for plan in extent.data.plans.values():
        yield {
            **told(
                plan, "year", "title", "number", "issued_by", "issued_on", "issued_at", "approved_by", "approver", "signed_by"
            ),
            **told(plan, "basis", "quarterly_campaigns", "sites_per_campaign", "monthly_saturdays", "source", "sample"),
            **dataclasses.asdict(plan.settings),
            "page": f"/ke-hoach/{plan.year}/",
            "file": str(plan.path),
        }


def plan_communes(extent: Extent) -> Rows:
    """Return the communes of each plan, as the plan orders them."""
    for plan in extent.data.plans.values():
        for commune in plan.communes:
            yield {"year": plan.year, "commune": commune, "sample": plan.sample}


def waivers(extent: Extent) -> Rows:
    """Return the months that a plan waives: one row for all communes together where it names none."""
    for plan in extent.data.plans.values():
        for waiver in plan.waivers:
            yield {**told(waiver, "commune", "month", "reason", "decided_on"), "sample": plan.sample or waiver.sample}


def campaigns(extent: Extent) -> Rows:
    """Return the campaigns by their ids; the state is that of today."""
    for campaign in extent.campaigns:
        yield {
            "campaign": campaign.id,
            **told(campaign, "commune", "month", "date", "day", "start", "status", "status_reason", "postponed_to"),
            **told(campaign, "meeting_point", "sample"),
            "state": str(state(campaign, extent.data, extent.today)),
            "notice_number": campaign.notice.number if campaign.notice else None,
            "notice_date": campaign.notice.date if campaign.notice else None,
            "bring": "; ".join(campaign.bring) or None,
            "page": f"/dot/{campaign.id}/",
            "file": str(campaign.path),
        }


def sites(extent: Extent) -> Rows:
    """Return each campaign's hamlets: those it names, or all of the commune on its day."""
    for campaign in extent.campaigns:
        for occasion in occasions(campaign, extent.data):
            yield {
                **_place(occasion),
                **told(occasion, "day", "start", "meeting_point", "deviation"),
                "group_id": occasion.site.group if occasion.site else None,
                "proposed_by": occasion.site.proposed_by if occasion.site else None,
                "sample": campaign.sample,
            }


def works_planned(extent: Extent) -> Rows:
    """Return what each hamlet of each campaign planned, as the campaign's file orders it."""
    for campaign in extent.campaigns:
        for occasion in occasions(campaign, extent.data):
            for work in occasion.works:
                yield {**_place(occasion), **work_of(extent, work), "sample": campaign.sample}


def bodies_present(extent: Extent) -> Rows:
    """Return the bodies assigned to each site and those that came; how many people is None where the report does not say."""
    for campaign in extent.campaigns:
        if not _names_bodies(extent, campaign):
            continue
        for outcome in outcomes(campaign, extent.data):
            for presence in outcome.bodies:
                yield {
                    **_place(outcome.occasion),
                    "body": presence.body.id,
                    **told(presence, "assigned", "people"),
                    "sample": outcome.report.sample if outcome.report else campaign.sample,
                }


def _names_bodies(extent: Extent, campaign: Campaign) -> bool:
    """Say whether any body was assigned or came: of most communes' days none is told, and outcomes cost more than this."""
    told = (result for _, day in extent.data.days_of[campaign.id] for result in day.results)
    return any(site.bodies for site in campaign.sites) or any(result.bodies for result in told)


def attendance(extent: Extent) -> Rows:
    """Return how many members of each leading body attended the committee's campaigns."""
    for campaign in extent.campaigns:
        for entry in campaign.attendance:
            yield {"campaign": campaign.id, **told(entry, "body", "members", "present"), "sample": campaign.sample}


def proposals(extent: Extent) -> Rows:
    """Return what communes proposed for the committee's campaigns, numbered as each campaign's file orders them."""
    for key, proposal in _proposals(extent):
        yield {**key, **told(proposal, "hamlet", "submitted_on", "text", "state", "reason")}


def works_proposed(extent: Extent) -> Rows:
    """Return the quantities that communes proposed, as each proposal orders them."""
    for key, proposal in _proposals(extent):
        for work in proposal.works:
            yield {**key, **work_of(extent, work)}


def _proposals(extent: Extent) -> Iterator[tuple[Row, Proposal]]:
    """Return every proposal with the columns that name it."""
    for campaign in extent.campaigns:
        for number, proposal in enumerate(campaign.proposals, start=1):
            key = {"campaign": campaign.id, "number": number, "commune": proposal.commune, "sample": campaign.sample}
            yield key, proposal


def _place(occasion: Occasion) -> Row:
    """Return the columns that say which hamlet's day of which campaign."""
    return {"campaign": occasion.campaign.id, "commune": occasion.hamlet.commune, "hamlet": occasion.hamlet.id}


def clauses(extent: Extent) -> Rows:
    """Return how each clause of each plan is kept today."""
    for plan in (extent.data.plans[year] for year in extent.years if year in extent.data.plans):
        for found in clauses_of(extent.data, plan, extent.today):
            yield {
                "year": plan.year,
                "clause": found.clause.id,
                **told(found.clause, "text", "measure"),
                "kept": found.kept,
                "asked": found.of,
                "state": str(found.state),
                "sample": extent.data.sample,
            }
