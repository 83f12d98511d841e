"""Invented campaigns and commune Saturdays for registers and plans that stand already."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from generator.figures.reporting import expected_communes
from generator.figures.schedule import SATURDAY
from generator.language.months import Month, Quarter, months_of
from generator.model.dataset import Dataset
from generator.model.places import Hamlet
from generator.model.plan import Plan
from generator.sample.dice import Dice, words

Document = dict[str, Any]
ANNOUNCED_DAYS, SITED_DAYS = 21, 75


def campaigns(data: Dataset, plan: Plan, seed: int, today: dt.date) -> Iterator[tuple[str, str, Document]]:
    """Return (kind, path below data/, document) of every campaign and Saturday of the plan's year."""
    if plan.quarterly_campaigns:
        for number in range(1, 5):
            yield (
                "campaign",
                f"campaigns/{plan.year}/q{number}.yml",
                _campaign(data, plan, Quarter(plan.year, number), seed, today),
            )
    for month in months_of(plan.year):
        for commune in expected_communes(data, month):
            waiver = plan.waiver(commune, month)
            if waiver is None or waiver.commune is not None:
                path = f"campaigns/{plan.year}/{month.number:02}-{commune}.yml"
                yield "saturday", path, _saturday(data, commune, month, seed, today, cancelled=waiver is not None)


def _free_saturday(data: Dataset, day: dt.date) -> dt.date:
    """Return the first Saturday from ``day`` on that is neither a holiday nor a working day."""
    day += dt.timedelta((SATURDAY - day.weekday()) % 7)
    while day in data.calendar.holidays or day in data.calendar.working_saturdays:
        day += dt.timedelta(7)
    return day


def _campaign(data: Dataset, plan: Plan, quarter: Quarter, seed: int, today: dt.date) -> Document:
    dice, day = Dice(seed, "campaign", quarter), _free_saturday(data, quarter.first_day)
    found: Document = {
        "quarter": quarter.number,
        "date": str(day),
        "start": "07:00",
        **_status(dice, day, today, storm_percent=12),
    }
    if (day - today).days <= SITED_DAYS:
        communes = [commune for commune in plan.communes if data.commune(commune).validity.holds(day)]
        hamlets = {commune: _chosen(data, commune, quarter, day) for commune in communes}
        found["bring"] = dice.some("bring", words()["tools"], 4)
        found["sites"] = [_site(data, plan, hamlet, dice, day) for hamlet in hamlets.values()]
        found["proposals"] = [
            _proposal(data, hamlet, found["sites"][place], dice, day) for place, hamlet in enumerate(hamlets.values())
        ]
    if day <= today and found["status"] != "cancelled":
        found["attendance"] = _attendance(data, dice, day)
    return {**found, "sample": True}


def _chosen(data: Dataset, commune: str, quarter: Quarter, day: dt.date) -> Hamlet:
    hamlets = data.commune(commune).hamlets_on(day)
    return hamlets[(quarter.year * 4 + quarter.number) % max(1, len(hamlets) - 1)]


def _status(dice: Dice, day: dt.date, today: dt.date, storm_percent: int) -> Document:
    notice = {"number": words()["notice"].format(number=dice.integer("notice", 1, 60)), "date": str(day - dt.timedelta(9))}
    if day > today:
        near = (day - today).days <= ANNOUNCED_DAYS
        return (
            {"status": "announced", "notice": {**notice, "date": str(min(day - dt.timedelta(9), today))}}
            if near
            else {"status": "expected"}
        )
    if day.month in (8, 9, 10, 11) and dice.chance("storm", storm_percent):
        postponed = day + dt.timedelta(7)
        return {"status": "postponed", "status_reason": words()["storm"], "postponed_to": str(postponed), "notice": notice}
    return {"status": "held", "notice": notice}


def _saturday(data: Dataset, commune: str, month: Month, seed: int, today: dt.date, *, cancelled: bool) -> Document:
    dice = Dice(seed, "saturday", commune, month)
    day = _free_saturday(data, month.first_day.replace(day=8 + 7 * Dice(seed, commune).integer("week", 0, 1)))
    if dice.chance("sunday", 4):
        day += dt.timedelta(1)
    found: Document = {
        "commune": commune,
        "month": str(month),
        "date": str(day),
        "start": dice.pick("start", ("06:30", "07:00", "07:30")),
    }
    found |= _status(dice, day, today, storm_percent=5)
    if cancelled:
        found |= {"status": "cancelled", "status_reason": words()["cancelled"]}
        found.pop("postponed_to", None)
    found["meeting_point"] = words()["meeting_points"][0]
    if (day - today).days <= SITED_DAYS:
        found["bring"] = dice.some("bring", words()["tools"], 3)
        found["sites"] = [*_hamlet_sites(data, commune, dice, day)]
    return {**found, "sample": True}


def _hamlet_sites(data: Dataset, commune: str, dice: Dice, day: dt.date) -> Iterator[Document]:
    for hamlet in data.commune(commune).hamlets_on(day):
        own = Dice(dice.subject, hamlet.id)
        place = {"meeting_point": own.pick("place", words()["meeting_points"])} if own.chance("elsewhere", 30) else {}
        yield {"hamlet": hamlet.id, **place, "works": works(data, own, 1 + own.chance("second", 40))}


def works(data: Dataset, dice: Dice, count: int) -> list[Document]:
    """Return ``count`` plausible works of different indicators; clean-up of roads is the most common."""
    usual: Mapping[str, tuple[int, int, int]] = {
        name: limits for name, limits in words()["usual"].items() if name in data.activities.indicators
    }
    names = dice.some("works", list(usual), count)
    if "duong-ve-sinh" in usual and dice.chance("clean", 60):
        names[0] = "duong-ve-sinh"
    return [{"indicator": name, "quantity": amount(name, dice)} for name in dict.fromkeys(names)]


def amount(indicator: str, dice: Dice) -> int:
    """Return a plausible quantity of an indicator in one hamlet on one day."""
    least, most, step = words()["usual"][indicator]
    return int(least + step * dice.integer(f"amount/{indicator}", 0, (most - least) // step))


def _site(data: Dataset, plan: Plan, hamlet: Hamlet, dice: Dice, day: dt.date) -> Document:
    own = Dice(dice.subject, hamlet.key)
    group = data.bodies.group_of(hamlet.commune, day)
    bodies = [
        body.id
        for body in data.bodies.bodies.values()
        if body.kind != "committee" and body.validity.holds(day) and body.commune in (None, hamlet.commune)
    ]
    return {
        "commune": hamlet.commune,
        "hamlet": hamlet.id,
        "meeting_point": own.pick("place", words()["meeting_points"]),
        **({"group": group.id} if group else {}),
        "bodies": own.some("bodies", bodies, 3),
        "works": works(data, own, 2),
        "proposed_by": hamlet.commune,
    }


def _proposal(data: Dataset, hamlet: Hamlet, site: Document, dice: Dice, day: dt.date) -> Document:
    own = Dice(dice.subject, "proposal", hamlet.key)
    found: Document = {
        "commune": hamlet.commune,
        "hamlet": hamlet.id,
        "submitted_on": str(day - dt.timedelta(own.integer("days", 12, 30))),
        "text": data.activities.indicators[site["works"][0]["indicator"]].name,
        "works": site["works"][:1],
        "state": "taken",
    }
    if own.chance("refused", 12):
        return {**found, "state": "not_taken", "reason": words()["refusal"]}
    return found


def _attendance(data: Dataset, dice: Dice, day: dt.date) -> list[Document]:
    committees = [body.id for body in data.bodies.bodies.values() if body.kind == "committee" and body.validity.holds(day)]
    members = {body: Dice("members", body).integer("members", 3, 11) for body in committees[-2:]}
    return [
        {"body": body, "members": count, "present": dice.integer(f"present/{body}", count // 2, count)}
        for body, count in members.items()
    ]
