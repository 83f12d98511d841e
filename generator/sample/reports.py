"""Invented monthly reports for registers, plans and campaigns that stand already: on time, late, partial, corrected, missing."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from generator.figures.reporting import deadline, expected_communes
from generator.figures.schedule import Occasion, communes_of, occasions
from generator.language.months import Month, months_of
from generator.model.campaign import Campaign
from generator.model.dataset import Dataset
from generator.sample.days import amount
from generator.sample.dice import Dice, words
from generator.schema import part

Document = dict[str, Any]
RECENT_DAYS = 75


def reports(data: Dataset, year: int, seed: int, today: dt.date) -> Iterator[tuple[str, str, Document]]:
    """Return (kind, path below data/, document) of every report of ``year`` that is there on ``today``."""
    by_month: dict[tuple[str, Month], list[Campaign]] = {}
    for campaign in data.campaigns.values():
        if campaign.day and campaign.day <= today:
            for commune in communes_of(campaign):
                by_month.setdefault((commune, campaign.month), []).append(campaign)
    for month in months_of(year):
        for commune in expected_communes(data, month):
            days = sorted(by_month.get((commune, month), ()), key=lambda campaign: (campaign.date, campaign.id))
            document = _report(data, commune, month, days, seed, today)
            if document:
                yield "report", f"reports/{year}/{commune}/{month}.yml", document


def _report(data: Dataset, commune: str, month: Month, days: list[Campaign], seed: int, today: dt.date) -> Document | None:
    dice = Dice(seed, "report", commune, month)
    own = [campaign for campaign in days if campaign.commune == commune]
    if not own or _is_missing(dice, month, today):
        return None
    last = max(campaign.day for campaign in days if campaign.day)
    written = max(month.last_day - dt.timedelta(dice.integer("early", 0, 3)), last + dt.timedelta(1))
    published = _published(data, dice, month, written)
    if published > today:
        return None
    found: Document = {
        "commune": commune,
        "month": str(month),
        "reported_by": words()["reporter"],
        "reported_on": str(written),
        "published_on": str(published),
        "days": [_day(data, campaign, commune, dice) for campaign in days],
    }
    if dice.chance("difficulties", 45):
        found["difficulties"] = dice.pick("difficulty", words()["difficulties"])
    if dice.chance("requests", 30):
        found["proposals"] = dice.pick("request", words()["requests"])
    corrected = published + dt.timedelta(dice.integer("corrected after", 4, 20))
    if dice.chance("corrected", 7) and corrected <= today:
        found["corrections"] = [*_corrections(data, found, dice, corrected)]
    return {**found, "sample": True}


def _is_missing(dice: Dice, month: Month, today: dt.date) -> bool:
    return dice.chance("missing", 15 if (today - month.last_day).days < RECENT_DAYS else 3)


def _published(data: Dataset, dice: Dice, month: Month, written: dt.date) -> dt.date:
    due = deadline(data.plans.get(month.year), month) or month.last_day + dt.timedelta(5)
    late = dt.timedelta(dice.integer("late by", 1, 16)) if dice.chance("late", 14) else dt.timedelta()
    return max(written, due - dt.timedelta(dice.integer("before", 0, 4))) if not late else max(written, due + late)


def _day(data: Dataset, campaign: Campaign, commune: str, dice: Dice) -> Document:
    places = [occasion for occasion in occasions(campaign, data) if occasion.hamlet.commune == commune]
    results = [_result(campaign, occasion, Dice(dice.subject, campaign.id, occasion.hamlet.id)) for occasion in places]
    found: Document = {"campaign": campaign.id}
    if dice.chance(f"stated/{campaign.id}", 30) and (stated := _stated(results)):
        found["stated"] = stated
    return {**found, "results": results}


def _stated(results: list[Document]) -> Document:
    """Return the sums over the hamlets of what every held result counted."""
    held = [result for result in results if "not_held" not in result]
    found: Document = {}
    if held and all(set(result.get("participants", ())) == set(part("participants")) for result in held):
        found["participants"] = sum(sum(result["participants"].values()) for result in held)
    if held and all("households" in result for result in held):
        found["households"] = sum(result["households"] for result in held)
    return found


def _result(campaign: Campaign, occasion: Occasion, dice: Dice) -> Document:
    found: Document = {"hamlet": occasion.hamlet.id}
    if not campaign.is_district and dice.chance("not held", 3):
        return {**found, "not_held": dice.pick("why not", words()["not_held"])}
    if not campaign.is_district and dice.chance("another day", 2) and campaign.day:
        found |= {"held_on": str(campaign.day + dt.timedelta(1)), "deviation": dice.pick("why", words()["deviations"])}
    count = occasion.hamlet.households_on(campaign.date)
    every = count.count if count else 80
    full = dice.chance("all households", 15)
    households = every if full else every * dice.integer("share", 55, 99) // 100
    found["participants"] = _participants(campaign, households, dice)
    if not dice.chance("households not counted", 5):
        found["households"] = households
    if campaign.is_district:
        found["heads_present"] = dice.integer("heads", 0, 4)
        found["bodies"] = [
            {"body": body, "people": dice.integer(f"people/{body}", 2, 12)}
            for body in (occasion.site.bodies if occasion.site else ())
            if not dice.chance(f"absent/{body}", 15)
        ]
    if not dice.chance("labour not counted", 20):
        found["labour_days"] = dice.integer("labour", households // 2, households) / 2
        if found["labour_days"] == int(found["labour_days"]):
            found["labour_days"] = int(found["labour_days"])
    found["works"] = [*_works(occasion, dice)]
    if dice.chance("money", 25):
        sources = dice.some("sources", list(part("money")), 2)
        found["money"] = {source: 100_000 * dice.integer(f"money/{source}", 5, 60) for source in sources}
    if dice.chance("note", 10):
        found["note"] = dice.pick("which note", words()["notes"])
    return found


def _participants(campaign: Campaign, households: int, dice: Dice) -> Document:
    many = 3 if campaign.is_district else 1
    found = {
        "officials": many * dice.integer("officials", 3, 10),
        "members": dice.integer("members", 6, 25),
        "forces": many * dice.integer("forces", 0, 6),
        "residents": households + dice.integer("residents", 0, max(1, households // 4)),
    }
    if dice.chance("forces not counted", 12):
        del found["forces"]
    return found


def _works(occasion: Occasion, dice: Dice) -> Iterator[Document]:
    for work in occasion.works:
        if dice.chance(f"dropped/{work.indicator}", 6):
            continue
        done = int(work.quantity) * dice.integer(f"done/{work.indicator}", 70, 115) // 100
        note = {"note": dice.pick("where", words()["work_note"])} if dice.chance("say where", 15) else {}
        yield {"indicator": work.indicator, "quantity": max(3, done) if work.quantity >= 3 else int(work.quantity), **note}
    if dice.chance("unplanned", 10) and not any(work.indicator == "rac-thai" for work in occasion.works):
        yield {"indicator": "rac-thai", "quantity": amount("rac-thai", dice)}


def _corrections(data: Dataset, report: Mapping[str, Any], dice: Dice, on: dt.date) -> Iterator[Document]:
    """Return one correction that says what stood there before; the report already holds the right figure."""
    counted = [result for day in report["days"] for result in day["results"] if "households" in result]
    if counted:
        result = dice.pick("corrected result", counted)
        hamlet = data.hamlet(f"{report['commune']}/{result['hamlet']}").name
        field = words()["corrected_field"].format(hamlet=hamlet, label=part("result")["households"].label)
        was = max(0, result["households"] - dice.integer("off by", 3, 15))
        change = {"field": field, "was": str(was), "now": str(result["households"])}
        yield {"date": str(on), "reason": dice.pick("why corrected", words()["corrections"]), "changes": [change]}
