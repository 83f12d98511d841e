"""The rows of what is planned: plans and their clauses, campaigns, sites, proposals. A function for each table."""

import dataclasses

from generator.exports.extent import Extent, Rows
from generator.exports.registers import work_of
from generator.figures.clauses import clauses as clauses_of
from generator.figures.outcome import outcomes
from generator.figures.schedule import occasions, state
from generator.model.campaign import Campaign


def plans(extent: Extent) -> Rows:
    """Return the plan of each year; what it leaves open is None."""
    for plan in extent.data.plans.values():
        yield {
            "year": plan.year,
            "title": plan.title,
            "number": plan.number,
            "issued_by": plan.issued_by,
            "issued_on": plan.issued_on,
            "issued_at": plan.issued_at,
            "approved_by": plan.approved_by,
            "approver": plan.approver,
            "signed_by": plan.signed_by,
            "basis": plan.basis,
            "quarterly_campaigns": plan.quarterly_campaigns,
            "sites_per_campaign": plan.sites_per_campaign,
            "monthly_saturdays": plan.monthly_saturdays,
            **dataclasses.asdict(plan.settings),
            "source": plan.source,
            "page": f"/ke-hoach/{plan.year}/",
            "file": str(plan.path),
            "sample": plan.sample,
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
            yield {
                "commune": waiver.commune,
                "month": waiver.month,
                "reason": waiver.reason,
                "decided_on": waiver.decided_on,
                "sample": plan.sample,
            }


def campaigns(extent: Extent) -> Rows:
    """Return the campaigns by their ids; the state is that of today."""
    for campaign in extent.campaigns:
        yield {
            "campaign": campaign.id,
            "commune": campaign.commune,
            "month": campaign.month,
            "date": campaign.date,
            "day": campaign.day,
            "start": campaign.start,
            "status": campaign.status,
            "status_reason": campaign.status_reason,
            "postponed_to": campaign.postponed_to,
            "state": str(state(campaign, extent.data, extent.today)),
            "notice_number": campaign.notice.number if campaign.notice else None,
            "notice_date": campaign.notice.date if campaign.notice else None,
            "meeting_point": campaign.meeting_point,
            "bring": "; ".join(campaign.bring) or None,
            "page": f"/dot/{campaign.id}/",
            "file": str(campaign.path),
            "sample": campaign.sample,
        }


def sites(extent: Extent) -> Rows:
    """Return each campaign's hamlets: those it names, or all of the commune on its day."""
    for campaign in extent.campaigns:
        for occasion in occasions(campaign, extent.data):
            yield {
                "campaign": campaign.id,
                "commune": occasion.hamlet.commune,
                "hamlet": occasion.hamlet.id,
                "day": occasion.day,
                "start": occasion.start,
                "meeting_point": occasion.meeting_point,
                "group_id": occasion.site.group if occasion.site else None,
                "proposed_by": occasion.site.proposed_by if occasion.site else None,
                "deviation": occasion.deviation,
                "sample": campaign.sample,
            }


def works_planned(extent: Extent) -> Rows:
    """Return what each hamlet of each campaign planned, as the campaign's file orders it."""
    for campaign in extent.campaigns:
        for occasion in occasions(campaign, extent.data):
            place = {"campaign": campaign.id, "commune": occasion.hamlet.commune, "hamlet": occasion.hamlet.id}
            for work in occasion.works:
                yield {**place, **work_of(extent, work), "sample": campaign.sample}


def bodies_present(extent: Extent) -> Rows:
    """Return the bodies assigned to each site and those that came; how many people is None where the report does not say."""
    for campaign in extent.campaigns:
        if not _names_bodies(extent, campaign):
            continue
        for outcome in outcomes(campaign, extent.data):
            for presence in outcome.bodies:
                yield {
                    "campaign": campaign.id,
                    "commune": outcome.occasion.hamlet.commune,
                    "hamlet": outcome.occasion.hamlet.id,
                    "body": presence.body.id,
                    "assigned": presence.assigned,
                    "people": presence.people,
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
            yield {
                "campaign": campaign.id,
                "body": entry.body,
                "members": entry.members,
                "present": entry.present,
                "sample": campaign.sample,
            }


def proposals(extent: Extent) -> Rows:
    """Return what communes proposed for the committee's campaigns, numbered as each campaign's file orders them."""
    for campaign in extent.campaigns:
        for number, proposal in enumerate(campaign.proposals, start=1):
            yield {
                "campaign": campaign.id,
                "number": number,
                "commune": proposal.commune,
                "hamlet": proposal.hamlet,
                "submitted_on": proposal.submitted_on,
                "text": proposal.text,
                "state": proposal.state,
                "reason": proposal.reason,
                "sample": campaign.sample,
            }


def works_proposed(extent: Extent) -> Rows:
    """Return the quantities that communes proposed, as each proposal orders them."""
    for campaign in extent.campaigns:
        for number, proposal in enumerate(campaign.proposals, start=1):
            for work in proposal.works:
                key = {"campaign": campaign.id, "number": number, "commune": proposal.commune}
                yield {**key, **work_of(extent, work), "sample": campaign.sample}


def clauses(extent: Extent) -> Rows:
    """Return how each clause of each plan is kept today."""
    for plan in (extent.data.plans[year] for year in extent.years if year in extent.data.plans):
        for found in clauses_of(extent.data, plan, extent.today):
            yield {
                "year": plan.year,
                "clause": found.clause.id,
                "text": found.clause.text,
                "measure": found.clause.measure,
                "kept": found.kept,
                "asked": found.of,
                "state": str(found.state),
                "sample": extent.data.sample,
            }
