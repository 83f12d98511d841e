"""Who is in charge of what: an office for every commune and hamlet, one group for every commune."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.checks.fault import fault
from generator.checks.survey import Survey
from generator.model.places import Commune, Validity
from generator.model.plan import Plan
from generator.problems import Finding

DAY = dt.timedelta(days=1)
SHOWN = 5


def every_commune_has_an_office_in_charge(survey: Survey) -> Iterator[Finding]:
    """Warn of a commune that nobody is in charge of on some day of a plan (plan, V.2); the first such day is told."""
    if not _kept(survey, "commune-leads", survey.data.bodies.commune_leads):
        return
    leads: dict[str, list[Validity]] = {}
    for lead in survey.data.bodies.commune_leads:
        leads.setdefault(lead.place, []).append(lead.validity)
    for commune, first in _gaps(survey, leads).items():
        name = survey.data.places.communes[commune].name
        yield fault(("commune_leads",), "commune_without_lead", commune=name, date=first).at(survey.path("bodies.yml"))


def every_commune_is_in_a_group(survey: Survey) -> Iterator[Finding]:
    """Warn of a commune that no group follows on some day of a plan (plan, V.4); the first such day is told."""
    if not _kept(survey, "groups", survey.data.bodies.groups):
        return
    groups: dict[str, list[Validity]] = {}
    for group in survey.data.bodies.groups.values():
        for commune in group.communes:
            groups.setdefault(commune, []).append(group.validity)
    for commune, first in _gaps(survey, groups).items():
        name = survey.data.places.communes[commune].name
        yield fault(("groups",), "commune_without_group", commune=name, date=first).at(survey.path("bodies.yml"))


def no_commune_is_in_two_groups(survey: Survey) -> Iterator[Finding]:
    """Refuse a commune that two groups follow on the same day (plan, V.4)."""
    seen: dict[str, list[tuple[str, Validity]]] = {}
    for number, group in enumerate(survey.data.bodies.groups.values()):
        for position, commune in enumerate(group.communes):
            others = seen.setdefault(commune, [])
            other = next((name for name, validity in others if _overlap(validity, group.validity)), None)
            if other is not None:
                keys = ("groups", number, "communes", position)
                yield fault(keys, "commune_two_groups", commune=survey.commune(commune), group=other).at(
                    survey.path("bodies.yml")
                )
            others.append((group.name, group.validity))


def _kept(survey: Survey, measure: str, entries: Collection[object]) -> bool:
    """Say whether a plan asks for it by a clause or the register has it: not every programme has groups and leads."""
    return bool(entries) or any(clause.measure == measure for plan in survey.data.plans.values() for clause in plan.clauses)


def _overlap(one: Validity, other: Validity) -> bool:
    return one.meets(other.first or dt.date.min, other.last or dt.date.max)


def every_hamlet_has_an_office_in_charge(survey: Survey) -> Iterator[Finding]:
    """Warn, commune by commune, of known hamlets that nobody is in charge of today, or at the end of the last plan (III.2a)."""
    if not _kept(survey, "hamlet-leads", survey.data.bodies.hamlet_leads):
        return
    plan = _plan_at(survey)
    on = min(survey.today, dt.date(plan.year, 12, 31)) if plan else survey.today
    for commune in _planned(survey, plan) if plan else ():
        hamlets = [hamlet for hamlet in commune.hamlets_on(on) if commune.validity.holds(on)]
        missing = [hamlet.name for hamlet in hamlets if survey.data.bodies.lead_of(hamlet.key, on) is None]
        if missing:
            values = {"commune": commune.name, "missing": len(missing), "hamlets": len(hamlets), "names": some(missing)}
            yield fault(("hamlet_leads",), "hamlets_without_lead", **values).at(survey.path("bodies.yml"))


def some(names: Iterable[str]) -> str:
    """Return the first few names, with three dots where there are more."""
    listed = list(names)
    return ", ".join(listed[:SHOWN]) + (", …" if len(listed) > SHOWN else "")


def _plan_at(survey: Survey) -> Plan | None:
    """Return the plan of this year, or else the newest before it."""
    return next((plan for year, plan in sorted(survey.data.plans.items(), reverse=True) if year <= survey.today.year), None)


def _planned(survey: Survey, plan: Plan) -> Iterator[Commune]:
    known = survey.data.places.communes
    return (known[commune] for commune in plan.communes if commune in known)


def _gaps(survey: Survey, covers: Mapping[str, list[Validity]]) -> dict[str, dt.date]:
    """Return each planned commune that ``covers`` leaves open on some day of a plan and of its own, with the first such day."""
    found: dict[str, dt.date] = {}
    for year, plan in sorted(survey.data.plans.items()):
        start = max(dt.date(year, 1, 1), survey.data.programme.started_on)
        for commune in _planned(survey, plan):
            first = max(start, commune.validity.first or start)
            last = min(dt.date(year, 12, 31), commune.validity.last or dt.date.max)
            gap = first_open_day(first, last, covers.get(commune.id, ()))
            if gap is not None:
                found.setdefault(commune.id, gap)
    return found


def first_open_day(first: dt.date, last: dt.date, covers: Iterable[Validity]) -> dt.date | None:
    """Return the first day from ``first`` to ``last`` within none of ``covers``; None where every day is covered."""
    for cover in sorted(covers, key=lambda cover: cover.first or dt.date.min):
        if cover.holds(first):
            if cover.last is None or cover.last >= last:
                return None
            first = cover.last + DAY
    return first if first <= last else None
