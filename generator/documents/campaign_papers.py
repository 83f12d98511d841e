"""What is sent out before a day of work: its notice (plan, IV.1c) and the list of who is assigned where (V.3)."""

from generator.documents.paper import Paper
from generator.documents.wording import Desk
from generator.figures.schedule import Occasion, occasions
from generator.language.vietnamese import clock, exact, lower_first, short_date
from generator.model.campaign import Campaign


def notice(desk: Desk, campaign: Campaign) -> Paper:
    """Return the notice of a campaign: the committee's own, or that of a commune's day."""
    found = _called(campaign, desk)
    bodies = [(_place(desk, each, campaign), names) for each in found if (names := _bodies(desk, each))]
    tables = {"places": desk.table("listing-3", "places", (_row(desk, campaign, each) for each in found))}
    blocks = desk.blocks("notice", tables, campaign=campaign, bodies=bodies, called_off=campaign.day is None)
    if campaign.commune:
        return desk.commune_paper(desk.data.commune(campaign.commune), "state", blocks, type="notice", campaign=campaign)
    return desk.paper("notice", campaign.month.year, blocks, campaign=campaign)


def assignment(desk: Desk, campaign: Campaign) -> Paper:
    """Return the list of the bodies assigned to each site of a campaign of the committee."""
    found = _called(campaign, desk)
    table = desk.table("listing-5", "assignment", (_assigned(desk, each) for each in found))
    assigned = sum(len(_bodies(desk, each)) for each in found)
    values = {"sites": len(found), "assigned": assigned, "called_off": campaign.day is None}
    blocks = desk.blocks("assignment", {"assignment": table}, campaign=campaign, **values)
    return desk.paper("assignment", campaign.month.year, blocks, campaign=campaign)


def _called(campaign: Campaign, desk: Desk) -> tuple[Occasion, ...]:
    """Return where people are called to: nowhere while the campaign has no day, for it is cancelled or put off."""
    return occasions(campaign, desk.data) if campaign.day else ()


def _place(desk: Desk, occasion: Occasion, campaign: Campaign) -> str:
    name = occasion.hamlet.name
    return name if campaign.commune else f"{name}, {lower_first(desk.data.commune(occasion.hamlet.commune).name)}"


def _bodies(desk: Desk, occasion: Occasion) -> list[str]:
    return [desk.data.bodies.bodies[body].name for body in occasion.site.bodies] if occasion.site else []


def _where(desk: Desk, occasion: Occasion) -> str:
    """Return the meeting place with its hour, and its day where that is the hamlet's own."""
    own = occasion.day if occasion.day != occasion.campaign.day else None
    told = (occasion.meeting_point, clock(occasion.start) if occasion.start else None, short_date(own) if own else None)
    return ", ".join(each for each in told if each) or desk.unset


def _row(desk: Desk, campaign: Campaign, occasion: Occasion) -> tuple[str, ...]:
    indicators = desk.data.activities.indicators
    planned = ((indicators[work.indicator], work.quantity) for work in occasion.works)
    works = (f"{indicator.task} ({exact(amount, indicator.unit)})" for indicator, amount in planned)
    return _place(desk, occasion, campaign), _where(desk, occasion), "; ".join(works) or desk.unset


def _assigned(desk: Desk, occasion: Occasion) -> tuple[str, ...]:
    group = desk.data.bodies.groups.get(occasion.site.group) if occasion.site and occasion.site.group else None
    return (
        desk.data.commune(occasion.hamlet.commune).name,
        occasion.hamlet.name,
        _where(desk, occasion),
        "; ".join(_bodies(desk, occasion)) or desk.unset,
        f"{group.name} ({group.head})" if group else desk.unset,
    )
