"""A value of a file as a cell shows it, and what may be written there, in words."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from generator.language.months import Month
from generator.language.names import Names
from generator.language.vietnamese import number, short_date, short_month
from generator.model.registers import Area, Indicator
from generator.schema import Field
from generator.sheet.tables import Column, words

NUMBERS = frozenset({"integer", "decimal"})
SEPARATORS = (";", ",")


def shown(value: Any, column: Column, names: Mapping[str, Names]) -> str | int | float:
    """Return a value of a checked document as its cell shows it: a name for an id, a date day first, a list line by line."""
    field = column.field
    if column.refers in names and isinstance(value, str):
        return names[column.refers or ""][value]
    if isinstance(value, list):
        lines = "\n".join(value)
        return f"{lines}\n" if len(value) == 1 and any(sign in lines for sign in SEPARATORS) else lines
    if field and field.type == "date":
        return short_date(dt.date.fromisoformat(value))
    if field and field.type == "month":
        return short_month(Month.of(value))
    return value  # type: ignore[no-any-return]


def help_of(column: Column) -> str:
    """Return how to fill in a column: the hint of the schema, or what its kind of value asks for here."""
    field = column.field
    if field is None:
        return words()["held_hint"] if column.name == "held" else ""
    if column.refers:
        return words()["choose"]
    kind = words().get(f"kind_{field.type}", "")
    return " ".join(part for part in (field.hint, kind.format(example=example(field)) if kind else "") if part)


def limits(column: Column) -> str:
    """Return what a column may hold: least and most, how long, whether it must be there."""
    field = column.value
    if field is None:
        return ""
    rules = field.rules
    if column.refers:
        told = words()["limit_choose"]
    elif "max" in rules and "min" in rules:
        told = words()["limit_between"].format(min=number(rules["min"]), max=number(rules["max"]))
    elif "min" in rules:
        told = words()["limit_from"].format(min=number(rules["min"]))
    elif "maxlength" in rules:
        told = words()["limit_most"].format(most=number(rules["maxlength"]))
    else:
        told = ""
    required = words()["limit_required"] if column.field and column.field.required and len(column.way) == 1 else ""
    return "; ".join(part for part in (required, told) if part)


def example(field: Field) -> str:
    """Return the schema's example as one writes it in a cell; nothing for what is chosen from a list."""
    if field.refers or field.choices or field.example is None:
        return ""
    match field.type:
        case "date":
            return short_date(dt.date.fromisoformat(field.example))
        case "month":
            return short_month(Month.of(field.example))
        case "decimal":
            return field.example.replace(".", ",")
        case _:
            return field.example


def heading(column: Column) -> str:
    """Return the head of a column: its label, and below it the unit."""
    unit = column.field.unit if column.field else None
    return f"{column.label}\n({unit})" if unit else column.label


def area_line(area: Area) -> str:
    """Return the line that stands above the indicators of an area in their list."""
    return words()["area"].format(area=area.id, name=area.name)


def by_area(areas: Mapping[str, Area], indicators: Mapping[str, Indicator]) -> list[tuple[Area, list[str]]]:
    """Return the ids of the indicators of each area that has any, both in the order of the register."""
    grouped = [(area, [each.id for each in indicators.values() if each.area == area.id]) for area in areas.values()]
    return [(area, found) for area, found in grouped if found]
