"""A day of work as search engines read it: schema.org's Event in JSON-LD, one for each commune it takes place in."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from generator.figures.schedule import Occasion, communes_of, occasions
from generator.model.campaign import Campaign
from generator.model.places import Commune
from generator.pages.edition import Edition

STATUS = "https://schema.org/Event"


def events(edition: Edition, campaign: Campaign, organiser: str) -> Mapping[str, Any] | None:
    """Return the events of a campaign as one JSON-LD graph; None while no commune is named."""
    found = occasions(campaign, edition.data)
    graph = []
    for commune in communes_of(campaign):
        own = tuple(each for each in found if each.hamlet.commune == commune)
        graph.append(_event(edition, campaign, edition.data.commune(commune), own, organiser))
    return {"@context": "https://schema.org", "@graph": graph} if graph else None


def _event(
    edition: Edition, campaign: Campaign, commune: Commune, own: tuple[Occasion, ...], organiser: str
) -> Mapping[str, Any]:
    site = own[0] if campaign.is_district and own else None
    start = site.start if site else campaign.start
    place = site.meeting_point if site else campaign.meeting_point
    words = edition.words("event", campaign=campaign, commune=commune)
    told: dict[str, Any] = {
        "@type": "Event",
        "name": words["title"],
        "description": words["description"],
        "startDate": _moment(edition, campaign.day or campaign.date, start),
        "eventStatus": STATUS + _status(campaign),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": _place(edition, commune, place),
        "organizer": {"@type": "Organization", "name": organiser},
        "isAccessibleForFree": True,
        "inLanguage": "vi",
    }
    if campaign.postponed_to:
        told["previousStartDate"] = _moment(edition, campaign.date, start)
    if site_url := edition.data.programme.site_url:
        told["url"] = f"{site_url.rstrip('/')}/dot/{campaign.id}/"
    return told


def _status(campaign: Campaign) -> str:
    """Return how the day stands in schema.org's words: postponed only while it has no new day."""
    match campaign.status:
        case "cancelled":
            return "Cancelled"
        case "postponed":
            return "Rescheduled" if campaign.postponed_to else "Postponed"
        case _:
            return "Scheduled"


def _moment(edition: Edition, day: dt.date, start: str | None) -> str:
    """Return ``2026-11-28T07:00:00+07:00``, or the day alone where no hour is set (ISO 8601)."""
    if start is None:
        return day.isoformat()
    zone = ZoneInfo(edition.data.programme.time_zone)
    return dt.datetime.combine(day, dt.time.fromisoformat(start), zone).isoformat()


def _place(edition: Edition, commune: Commune, meeting_point: str | None) -> Mapping[str, Any]:
    """Return the meeting point in its commune; without coordinates, for none are known that lead to the meeting point."""
    address = {
        "@type": "PostalAddress",
        "addressLocality": commune.name,
        "addressRegion": edition.data.programme.province,
        "addressCountry": "VN",
    }
    return {"@type": "Place", "name": meeting_point or commune.name, "address": address}
