"""Invented registers and plans of a district of any size, plainly invented by name."""

from collections.abc import Iterator
from typing import Any

from generator.sample.dice import Dice, words

Document = dict[str, Any]


def registers(communes: int, first_year: int, years: int, seed: int) -> Iterator[tuple[str, str, Document]]:
    """Return (kind, path below data/, document) of the five registers and one plan a year."""
    names = [f"xa-{number:03}" for number in range(1, communes + 1)]
    places = [_commune(name, number, first_year, seed) for number, name in enumerate(names, start=1)]
    yield "programme", "programme.yml", _programme(first_year)
    yield "places", "places.yml", {"communes": places}
    yield "bodies", "bodies.yml", _bodies(places)
    yield "activities", "activities.yml", _activities()
    yield "calendar", "calendar.yml", {"reviewed_on": f"{first_year}-01-01", "holidays": [], "working_saturdays": []}
    for year in range(first_year, first_year + years):
        yield "plan", f"plans/{year}.yml", _plan(year, names)


def _programme(first_year: int) -> Document:
    fixed = {"level": "district", "committee": "co-quan-1", "coordinator": "co-quan-2", "time_zone": "Asia/Ho_Chi_Minh"}
    return {**words()["programme"], **fixed, "started_on": f"{first_year}-01-01", "licence": "CC0-1.0", "sample": True}


def _commune(name: str, number: int, first_year: int, seed: int) -> Document:
    dice = Dice(seed, "commune", name)
    hamlets = [
        {
            "id": f"thon-{each}",
            "name": words()["hamlet"].format(number=each),
            "households": [
                {
                    "date": f"{first_year}-01-01",
                    "count": dice.integer(f"households/{each}", 45, 190),
                    "source": words()["sample_source"],
                }
            ],
            "sample": True,
        }
        for each in range(1, dice.integer("hamlets", 5, 8) + 1)
    ]
    fixed = {"id": name, "name": words()["commune"].format(number=number), "hamlets_complete": True, "sample": True}
    return {**fixed, "hamlets": hamlets}


def _bodies(places: list[Document]) -> Document:
    kinds = ("committee", "party", "front", "union", "union", "state")
    bodies = [
        {"id": f"co-quan-{number}", "name": name, "level": "district", "kind": kind, "sample": True}
        for number, (name, kind) in enumerate(zip(words()["bodies"], kinds, strict=True), start=1)
    ]
    names = [place["id"] for place in places]
    groups = [
        {
            "id": f"to-{start // 4 + 1}",
            "name": words()["group"].format(number=start // 4 + 1),
            "head": words()["head"],
            "communes": names[start : start + 4],
        }
        for start in range(0, len(names), 4)
    ]
    return {
        "bodies": bodies,
        "groups": groups,
        "commune_leads": [{"commune": name, "office": words()["lead"]} for name in names],
        "hamlet_leads": [
            {"hamlet": f"{place['id']}/{hamlet['id']}", "office": words()["hamlet_lead"]}
            for place in places
            for hamlet in place["hamlets"]
        ],
        "sample": True,
    }


def _activities() -> Document:
    areas = [{"id": f"II.{number}", "name": name, "text": name} for number, name in enumerate(words()["areas"], start=1)]
    keys = ("area", "name", "task", "unit", "whole", "adds")
    indicators = [{"id": name, **dict(zip(keys, row, strict=True))} for name, row in words()["indicators"].items()]
    return {"areas": areas, "indicators": indicators}


def _plan(year: int, communes: list[str]) -> Document:
    return {
        "year": year,
        "title": words()["plan"].format(year=year),
        "issued_by": "co-quan-1",
        "communes": communes,
        "quarterly_campaigns": True,
        "sites_per_campaign": len(communes),
        "monthly_saturdays": True,
        "settings": {"report_deadline_day": 5},
        "clauses": [{"id": clause, "text": text, "measure": measure} for clause, (text, measure) in words()["clauses"].items()],
        "sample": True,
    }
