"""A checked document back as YAML that an official can read: schema order, bare dates and numbers, every other text quoted."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.reading.source import Scalar
from generator.schema import Field, Fields, fields
from generator.validation.refusal import Refusal
from generator.validation.scalars import slug

BARE = frozenset({"integer", "decimal", "degrees", "boolean", "date", "month", "slug"})
LONGEST_FLOW = 110


def yaml_text(kind: str, document: Mapping[str, Any], heading: str | None = None) -> str:
    """Return the document of ``kind`` as YAML ending in a newline; the strict reader reads it back as the same document."""
    comment = f"# {heading}\n" if heading else ""
    return comment + "".join(f"{line}\n" for line in _mapping(document, fields(kind)))


def _mapping(document: Mapping[str, Any], level: Fields) -> Iterator[str]:
    for name, field in level.items():
        if name in document:
            yield from _entry(f"{name}:", document[name], field)


def _entry(head: str, value: Any, field: Field) -> Iterator[str]:
    """Return the lines of one key: on one line where the value is a scalar or a short group, else below it."""
    short = _flow(value, field)
    if short is not None and len(head) + len(short) < LONGEST_FLOW:
        yield f"{head} {short}"
    elif field.fields is not None:
        yield head
        yield from (f"  {line}" for line in _mapping(value, field.fields))
    elif field.item is not None:
        yield head
        for item in value:
            yield from (f"  {line}" for line in _item(item, field.item))
    else:
        yield f"{head} {scalar(value, field)}"


def _item(value: Any, field: Field) -> Iterator[str]:
    short = _flow(value, field)
    if short is not None and (field.fields is None or len(short) < LONGEST_FLOW):
        yield f"- {short}"
        return
    lines = _mapping(value, field.fields or {})
    yield f"- {next(lines)}"
    yield from (f"  {line}" for line in lines)


def _flow(value: Any, field: Field) -> str | None:
    """Return a value on one line: a scalar, a group of scalars, or a list of scalars; None for anything deeper."""
    if field.fields is not None:
        if any(each.fields or each.item for each in field.fields.values()):
            return None if value else "{}"
        inside = ", ".join(f"{name}: {scalar(value[name], each)}" for name, each in field.fields.items() if name in value)
        return f"{{{inside}}}"
    if field.item is not None:
        if field.item.fields or field.item.item:
            return None if value else "[]"
        return f"[{', '.join(scalar(each, field.item) for each in value)}]"
    return scalar(value, field)


def scalar(value: Any, field: Field) -> str:
    """Return a value that is no group and no list as its field is written: bare or in quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if field.type in BARE and not (field.type == "slug" and isinstance(slug(Scalar(value, False, 1, 1)), Refusal)):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
