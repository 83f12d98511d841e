"""A campaign or a commune's Saturday on its own: status, sites, attendance and proposals."""

from collections import Counter
from collections.abc import Iterator

from generator.checks.fault import Document, Fault, fault
from generator.checks.one_file.entries import entries, repeated


def every_change_of_date_has_its_reason(document: Document) -> Iterator[Fault]:
    """Refuse a day that is postponed or cancelled without saying why."""
    if document["status"] in {"postponed", "cancelled"} and not document.get("status_reason"):
        yield fault(("status",), "status_reason_missing")


def every_new_date_follows_the_old(document: Document) -> Iterator[Fault]:
    """Refuse a day postponed to the same date or an earlier one."""
    later = document.get("postponed_to")
    if later is not None and later <= document["date"]:
        yield fault(("postponed_to",), "postponed_backwards", date=document["date"])


def every_notice_precedes_its_day(document: Document) -> Iterator[Fault]:
    """Warn of a notice dated after the day it announces (plan, IV.1c)."""
    notice = document.get("notice")
    day = document.get("postponed_to") or document["date"]
    if notice and notice["date"] > day:
        yield fault(("notice", "date"), "notice_after_day", day=day)


def every_hamlet_has_one_site(document: Document) -> Iterator[Fault]:
    """Refuse a hamlet that stands twice among the sites."""
    sites = (((*keys, "hamlet"), (site.get("commune"), site["hamlet"])) for keys, site in entries(document, "sites"))
    for keys, value, first in repeated(sites):
        yield fault(keys, "entry_twice", value=value[1], first=first)


def every_commune_has_one_site(document: Document) -> Iterator[Fault]:
    """Warn of a commune with two different hamlets in the committee's campaign (plan, IV.1b: 08 hamlets / 8 communes)."""
    communes = Counter(commune for commune, _ in {(site.get("commune"), site["hamlet"]) for site in document.get("sites", ())})
    sites = (((*keys, "commune"), site.get("commune")) for keys, site in entries(document, "sites"))
    for keys, commune, first in repeated(sites):
        if communes[commune] > 1:
            yield fault(keys, "commune_two_sites", commune=commune, first=first)


def every_site_on_another_day_says_why(document: Document) -> Iterator[Fault]:
    """Refuse a hamlet that works on a day of its own without a reason (plan, IV.2: uniform and simultaneous)."""
    for keys, site in entries(document, "sites"):
        if site.get("date", document["date"]) != document["date"] and not site.get("deviation"):
            yield fault((*keys, "date"), "deviation_missing", date=document["date"])


def nobody_exceeds_its_members(document: Document) -> Iterator[Fault]:
    """Refuse more members present than the body has (plan, V.1)."""
    for keys, entry in entries(document, "attendance"):
        if entry["present"] > entry["members"]:
            yield fault((*keys, "present"), "attendance_above_members", present=entry["present"], members=entry["members"])


def every_body_attends_once(document: Document) -> Iterator[Fault]:
    """Refuse a body that stands twice in the attendance, or twice among the bodies of one site."""
    attendance = (((*keys, "body"), entry["body"]) for keys, entry in entries(document, "attendance"))
    for keys, value, first in (*repeated(attendance), *repeated(entries(document, "sites", "bodies"))):
        yield fault(keys, "entry_twice", value=value, first=first)


def every_refused_proposal_says_why(document: Document) -> Iterator[Fault]:
    """Refuse a proposal that is not taken without a reason (plan, V.5a)."""
    for keys, proposal in entries(document, "proposals"):
        if proposal["state"] == "not_taken" and not proposal.get("reason"):
            yield fault((*keys, "state"), "proposal_reason_missing")


def every_taken_proposal_has_its_site(document: Document) -> Iterator[Fault]:
    """Note a proposal said to be taken whose commune, or hamlet, is not among the sites (plan, V.5a)."""
    sites = {(site.get("commune"), site["hamlet"]) for site in document.get("sites", ())}
    communes = {commune for commune, _ in sites}
    for keys, proposal in entries(document, "proposals"):
        commune, hamlet = proposal["commune"], proposal.get("hamlet")
        found = (commune, hamlet) in sites if hamlet else commune in communes
        if proposal["state"] == "taken" and not found:
            yield fault((*keys, "state"), "proposal_without_site", place=f"{commune}/{hamlet}" if hamlet else commune)


def every_proposed_work_stands_once(document: Document) -> Iterator[Fault]:
    """Warn of an indicator that one proposal names twice."""
    works = (((*keys, "indicator"), work["indicator"]) for keys, work in entries(document, "proposals", "works"))
    for keys, value, first in repeated(works):
        yield fault(keys, "work_twice", value=value, first=first)


def every_planned_work_stands_once(document: Document) -> Iterator[Fault]:
    """Warn of an indicator that one site plans twice: is it one work, or was a line copied?"""
    works = (((*keys, "indicator"), work["indicator"]) for keys, work in entries(document, "sites", "works"))
    for keys, value, first in repeated(works):
        yield fault(keys, "work_twice", value=value, first=first)
