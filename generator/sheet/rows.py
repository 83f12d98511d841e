"""The rows that stand in a workbook beforehand: every hamlet of every day, the works planned there, and what was reported."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.language.vietnamese import number, short_date
from generator.model.campaign import Quantity, Work
from generator.model.places import Hamlet
from generator.sheet.facts import Facts
from generator.sheet.tables import Table, words

Row = Mapping[str, Any]
BY_HAMLET = ("works", "bodies")


def rows(facts: Facts, table: Table) -> list[Row]:
    """Return the rows of a table, each with its values by the names of their columns, as a file has them."""
    match table.name:
        case "results":
            return list(_results(facts))
        case "works":
            return list(_works(facts))
        case "bodies":
            return [
                {"campaign": day["campaign"], "hamlet": result["hamlet"], **entry}
                for day in _days(facts)
                for result in day["results"]
                for entry in result.get("bodies", ())
            ]
        case "stated":
            stated = {day["campaign"]: day.get("stated", {}) for day in _days(facts)}
            return [{"campaign": each, **stated.get(each, {})} for each in facts.names["campaign"].offered]
        case "sites":
            return [{"hamlet": hamlet.id} for hamlet in facts.hamlets]
        case "planned":
            return []
    raise NotImplementedError(table.name)


def _days(facts: Facts) -> list[Mapping[str, Any]]:
    return facts.report["days"] if facts.report else []


def _results(facts: Facts) -> Iterator[Row]:
    """Return what was reported, then every hamlet of each day that was not."""
    told = set()
    for day in _days(facts):
        for result in day["results"]:
            told.add((day["campaign"], result["hamlet"]))
            hamlet = facts.commune.hamlets[result["hamlet"]]
            held = "no" if result.get("not_held") else "yes"
            yield {"campaign": day["campaign"], **_flat(result), "held": held, **counted(facts, hamlet)}
    for campaign in facts.days:
        for hamlet, _ in facts.places(campaign):
            if (campaign.id, hamlet.id) not in told:
                yield {"campaign": campaign.id, "hamlet": hamlet.id, **counted(facts, hamlet)}
    if facts.month in facts.unplanned and facts.own_day not in {day for day, _ in told}:
        for hamlet in facts.hamlets:
            yield {"campaign": facts.own_day, "hamlet": hamlet.id, **counted(facts, hamlet)}


def _works(facts: Facts) -> Iterator[Row]:
    """Return what was done, then what was planned and not done, with what was planned beside both."""
    planned = {
        (campaign.id, hamlet.id, work.indicator): work
        for campaign in facts.days
        for hamlet, works in facts.places(campaign)
        for work in works
    }
    for day in _days(facts):
        for result in day["results"]:
            for entry in result.get("works", ()):
                plan = planned.pop((day["campaign"], result["hamlet"], entry["indicator"]), None)
                yield {"campaign": day["campaign"], "hamlet": result["hamlet"], **entry, **_planned(facts, plan)}
    for (campaign_id, hamlet_id, indicator), work in planned.items():
        yield {"campaign": campaign_id, "hamlet": hamlet_id, "indicator": indicator, **_planned(facts, work)}


def _planned(facts: Facts, work: Work | None) -> Row:
    if work is None:
        return {}
    unit = facts.data.activities.indicators[work.indicator].unit
    return {"planned": words()["planned_amount"].format(quantity=_amount(work.quantity), unit=unit)}


def _amount(quantity: Quantity) -> str:
    return number(quantity)


def counted(facts: Facts, hamlet: Hamlet) -> Row:
    """Return how many households a hamlet has and when they were counted, as it is told; nothing where nobody counted."""
    count = facts.counted(hamlet)
    return {"all_households": words()["counted"].format(count=number(count.count), date=short_date(count.date))} if count else {}


def _flat(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the single values of an entry by the names of their columns, those of its groups too."""
    found = {name: value for name, value in entry.items() if not isinstance(value, (dict, list))}
    for name, held in entry.items():
        if isinstance(held, dict):
            found |= {f"{name}.{inner}": value for inner, value in held.items()}
    return found
