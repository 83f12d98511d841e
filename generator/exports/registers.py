"""The rows of what the maintainers keep: places, bodies, who is in charge, what is counted. A function for each table."""

from typing import Any

from generator.exports.extent import Extent, Rows, told
from generator.model.campaign import Work
from generator.model.places import Validity


def communes(extent: Extent) -> Rows:
    """Return the communes in administrative order."""
    for commune in extent.communes:
        longitude, latitude = commune.centre or (None, None)
        yield {
            "commune": commune.id,
            **told(commune, "code", "name"),
            **_validity(commune.validity),
            "longitude": longitude,
            "latitude": latitude,
            **told(commune, "successor", "hamlets_complete", "source", "sample"),
            "page": f"/xa/{commune.id}/",
        }


def hamlets(extent: Extent) -> Rows:
    """Return the known hamlets of each commune in the order of the register."""
    for commune in extent.communes:
        for hamlet in commune.hamlets.values():
            yield {
                "commune": commune.id,
                "hamlet": hamlet.id,
                **told(hamlet, "name", "successor", "source"),
                **_validity(hamlet.validity),
                "page": f"/xa/{hamlet.key}/",
                "sample": commune.sample or hamlet.sample,
            }


def household_counts(extent: Extent) -> Rows:
    """Return every count of households, oldest first within a hamlet."""
    for commune in extent.communes:
        for hamlet in commune.hamlets.values():
            for count in hamlet.households:
                yield {
                    "commune": commune.id,
                    "hamlet": hamlet.id,
                    "households": count.count,
                    **told(count, "date", "source"),
                    "sample": commune.sample or hamlet.sample or count.sample,
                }


def bodies(extent: Extent) -> Rows:
    """Return the bodies in the order of the register."""
    register = extent.data.bodies
    for body in register.bodies.values():
        yield {
            "body": body.id,
            **told(body, "name", "level", "kind", "commune", "successor"),
            **_validity(body.validity),
            "sample": register.sample or body.sample,
        }


def groups(extent: Extent) -> Rows:
    """Return the communes that each group follows, in the order of the register."""
    register = extent.data.bodies
    for group in register.groups.values():
        for commune in group.communes:
            yield {
                "group_id": group.id,
                **told(group, "name", "head"),
                "commune": commune,
                **_validity(group.validity),
                "sample": register.sample,
            }


def leads(extent: Extent) -> Rows:
    """Return the offices in charge of communes, then of hamlets, in the order of the register."""
    register = extent.data.bodies
    for lead in (*register.commune_leads, *register.hamlet_leads):
        commune, _, hamlet = lead.place.partition("/")
        yield {
            "commune": commune,
            "hamlet": hamlet or None,
            "office": lead.office,
            **_validity(lead.validity),
            "sample": register.sample,
        }


def areas(extent: Extent) -> Rows:
    """Return the content areas of the plan in the order of the register."""
    for area in extent.data.activities.areas.values():
        yield {"area": area.id, **told(area, "name", "text"), "sample": extent.data.programme.sample}


def indicators(extent: Extent) -> Rows:
    """Return the indicators in the order of the register."""
    activities = extent.data.activities
    for indicator in activities.indicators.values():
        yield {
            "indicator": indicator.id,
            "area_name": activities.areas[indicator.area].name,
            **told(indicator, "area", "name", "task", "unit", "whole", "adds", "helps_households", "usual_most"),
            "sample": extent.data.programme.sample,
        }


def work_of(extent: Extent, work: Work) -> dict[str, Any]:
    """Return the columns that say what was planned, proposed or done, in the unit of its indicator."""
    unit = extent.data.activities.indicators[work.indicator].unit
    return {**told(work, "indicator", "quantity", "note"), "unit": unit}


def _validity(validity: Validity) -> dict[str, Any]:
    return {"valid_from": validity.first, "valid_to": validity.last}
