"""A report or a commune's day to be written by hand: every field with its label and hint from the schema, blanks to fill in."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.language.vietnamese import number, short_month
from generator.model.campaign import Campaign
from generator.schema import Field, Fields, fields, part
from generator.sheet.facts import Facts
from generator.sheet.rows import counted
from generator.sheet.tables import KEPT, words
from generator.validation.yaml_writer import scalar

STEP = "  "


def template(kind: str, facts: Facts) -> str:
    """Return a commented YAML file of ``kind``, ``report`` or ``saturday``, for the commune and the month of ``facts``.

    Filled in, it is sound; as it is, every blank that must not stay blank is told by its name. Raises KeyError for other kinds.
    """
    lines = {"report": _report, "saturday": _saturday}[kind](facts)
    return "".join(f"{line}\n" for line in (*_heading(kind, facts), *lines))


def _heading(kind: str, facts: Facts) -> Iterator[str]:
    title = words()[f"title_{kind}"].format(commune=facts.commune.name, month=short_month(facts.month))
    yield f"# {title}"
    yield f"# {words()['template_how']}"


def _report(facts: Facts) -> Iterator[str]:
    level = fields("report")
    yield from _level(level, "", {**_identity(facts), "reported_by": facts.reported_by}, ("days", "corrections"), is_first=True)
    yield f"days:  # {_told(level['days'])}"
    days = {campaign.id: campaign for campaign in facts.days}
    is_first = True
    for campaign in facts.names["campaign"].offered:
        day = part("day")
        yield f"{STEP}- campaign: {scalar(campaign, day['campaign'])}  # {facts.names['campaign'][campaign]}"
        yield f"{STEP * 2}results:  # {_told(day['results'])}"
        for hamlet, works in _hamlets(facts, days.get(campaign)):
            yield from _item(part("result"), STEP * 3, {"hamlet": hamlet}, works, facts, is_first)
            is_first = False


def _saturday(facts: Facts) -> Iterator[str]:
    level = fields("saturday")
    yield from _level(level, "", {**_identity(facts), "status": "expected"}, ("sites",), is_first=True)
    yield f"sites:  # {_told(level['sites'])}"
    for place, hamlet in enumerate(facts.hamlets):
        yield from _item(part("hamlet_site"), STEP, {"hamlet": hamlet.id}, (), facts, is_first=place == 0)


def _identity(facts: Facts) -> Mapping[str, Any]:
    return {"commune": facts.commune.id, "month": str(facts.month)}


def _hamlets(facts: Facts, campaign: Campaign | None) -> Iterator[tuple[str, tuple[Any, ...]]]:
    if campaign is None:
        yield from ((hamlet.id, ()) for hamlet in facts.hamlets)
        return
    yield from ((hamlet.id, works) for hamlet, works in facts.places(campaign))


def _item(level: Fields, pad: str, given: Mapping[str, Any], works: Any, facts: Facts, is_first: bool) -> Iterator[str]:
    """Return one entry of a list that names a hamlet; the works planned there wait for their quantities."""
    hamlet = facts.commune.hamlets[given["hamlet"]]
    counts = counted(facts, hamlet).get("all_households")
    yield f"{pad}- hamlet: {hamlet.id}  # {hamlet.name}{f', {counts}' if counts else ''}"
    below = pad + STEP
    rest = {name: field for name, field in level.items() if name != "hamlet"}
    yield from _level(rest, below, {}, ("works",) if works else (), is_first)
    if works:
        yield f"{below}works:  # {_told(level['works'])}"
    for work in works:
        indicator = facts.data.activities.indicators[work.indicator]
        planned = f"{words()['planned']} {number(work.quantity)} {indicator.unit}"
        yield f"{below}{STEP}- indicator: {work.indicator}  # {indicator.name}"
        yield f"{below}{STEP * 2}quantity:  # {planned}"


def _level(level: Fields, pad: str, given: Mapping[str, Any], without: tuple[str, ...], is_first: bool) -> Iterator[str]:
    """Return the fields of one level: blanks to fill in, and behind a # what is seldom written or must be whole."""
    for name, field in level.items():
        if name in KEPT or name in without:
            continue
        comment = _told(field) if is_first else _name(field)
        if field.fields is not None and not any(each.required for each in field.fields.values()):
            yield f"{pad}{name}:  # {comment}"
            yield from _level(field.fields, pad + STEP, {}, (), is_first)
        elif field.fields is not None or field.item is not None:
            if is_first:
                yield f"{pad}# {name}:  # {comment}"
                yield from (f"{pad}#   {line}" for line in _sample(field))
        else:
            value = given.get(name)
            yield f"{pad}{name}:{'' if value is None else f' {scalar(value, field)}'}  # {comment}"


def _sample(field: Field) -> Iterator[str]:
    """Return the schema's own examples of a group, or of one item of a list."""
    inner = field.fields or (field.item.fields if field.item else None)
    if inner:
        values = ", ".join(f"{name}: {_example(each)}" for name, each in inner.items() if each.example is not None)
        yield f"- {{{values}}}" if field.item else f"{{{values}}}"
    elif field.example is not None:
        yield f"- {_example(field)}"


def _name(field: Field) -> str:
    return f"{field.label} ({field.unit})" if field.unit else field.label


def _told(field: Field) -> str:
    """Return what a field is and how it is written."""
    required = f" [{words()['limit_required']}]" if field.required else ""
    example = words()["template_example"].format(example=_example(field)) if field.example and not field.item else ""
    return " ".join(part for part in (f"{_name(field)}{required}.", field.hint, example) if part)


def _example(field: Field) -> str:
    value = field.example or ""
    return scalar(value, field.item or field) if (field.item or field).type in ("line", "text", "time", "url") else value
