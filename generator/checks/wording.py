"""From what a rule found to what a contributor reads: the sentence, the place in the file and the corrected line."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from generator.checks.fault import Fault
from generator.language.months import Month, Quarter
from generator.language.vietnamese import number, quarter_name, short_date, short_month
from generator.problems import Finding, Problem, Severity
from generator.reading.source import Scalar, Source
from generator.schema import labels
from generator.validation.scalars import holds


def problem(found: Fault | Finding, source: Source, kind: str) -> Problem:
    """Return the problem that ``found`` is in the file that ``source`` holds."""
    line, column = source.at(found.keys)
    return Problem.of(
        found.code,
        source.path,
        line=line,
        column=column,
        field=labels(kind, found.keys),
        correction=_corrected(source, found),
        **words(found.values),
    )


def unplaced(found: Finding) -> Problem:
    """Return the problem of a file that holds no text, such as a photo."""
    return Problem.of(found.code, found.path, **words(found.values))


def words(values: Mapping[str, object]) -> dict[str, Any]:
    """Return the values of a sentence as Vietnamese writes them."""
    return {name: spoken(value) for name, value in values.items() if name != "correction"}


def spoken(value: object) -> object:
    """Return a number, a date or a period as Vietnamese writes it, also a date that is still text; anything else as it is."""
    match value:
        case Month():
            return short_month(value)
        case Quarter():
            return quarter_name(value)
        case dt.date():
            return short_date(value)
        case int() | float() | Decimal():
            return number(value)
        case str() if holds("date", value):
            return short_date(dt.date.fromisoformat(value))
        case str() if holds("month", value):
            return short_month(Month.of(value))
        case _:
            return value


def _corrected(source: Source, found: Fault | Finding) -> str | None:
    """Return the line with the right value in the place of the wrong one; None where there is none to tell."""
    node = source.node(found.keys)
    if "correction" not in found.values or not isinstance(node, Scalar):
        return None
    quote = '"' if node.quoted else ""
    return source.mended(node, f"{quote}{found.values['correction']}{quote}")


def shown_path(path: PurePosixPath | str) -> str:
    """Return a path, or any other text, as one line that a terminal or a log shows safely."""
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in str(path))


def listed(problems: Iterable[Problem]) -> str:
    """Return problems as lines for a terminal, errors only."""
    errors = (found for found in problems if found.severity is Severity.ERROR)
    return "\n".join(f"{shown_path(each.path)}:{each.line}:{each.column}: {each.field}: {each.message}" for each in errors)
