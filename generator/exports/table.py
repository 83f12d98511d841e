"""The table of tables: the name, the words, the fields and the links of every open table, told once for every format."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.schema import Field, fields, part
from generator.validation.json_schema import TYPES, portable

TOLD = Path(__file__).with_name("tables.yml")
# Which tables' rows stand in the file beside each kind of page.
BESIDE: Mapping[str, tuple[str, ...]] = {
    "report": ("reports", "stated", "results", "participation", "money", "works_done", "bodies_present", "corrections"),
    "campaign": (
        "campaigns",
        "sites",
        "works_planned",
        "results",
        "participation",
        "money",
        "works_done",
        "bodies_present",
        "attendance",
        "proposals",
        "works_proposed",
    ),
    "commune": ("communes", "hamlets", "groups", "leads", "plan_communes", "reports", "totals"),
    "hamlet": ("hamlets", "household_counts", "leads", "results", "participation", "money", "works_done"),
    "plan": ("plans", "plan_communes", "waivers", "clauses"),
}
OWN = frozenset({"is", "type", "required", "label", "hint", "unit", "choices", "least", "pattern"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One field of a table. ``type`` is that of the schema; ``pattern`` is portable, ``least`` and ``most`` are inclusive.

    ``choices`` gives for each value that may stand there its Vietnamese name; none where any may.
    """

    name: str
    type: str
    label: str
    hint: str
    unit: str | None
    required: bool
    choices: Mapping[str, str]
    pattern: str | None
    least: float | None
    most: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The columns whose values, where all are there, name a row of another table by its columns of the same names."""

    columns: tuple[str, ...]
    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One open table. ``key`` is empty where nothing names a row; ``year`` is the column that begins with the row's year."""

    name: str
    title: str
    description: str
    figure: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    links: tuple[Link, ...]
    year: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(column.name for column in self.columns)

    @property
    def has_commune(self) -> bool:
        """Whether each row is of one commune, or may be."""
        return "commune" in self.names


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One table as a whole: how many rows, and the weight and the SHA-256 of its CSV."""

    table: Table
    rows: int
    bytes: int
    digest: str


@functools.cache
def tables() -> Mapping[str, Table]:
    """Return every open table by its name; raises KeyError for a field that leads to nothing in the schema."""
    told = yaml.load(TOLD.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {name: _table(name, rules, told["shared"]) for name, rules in told["tables"].items()}


def _table(name: str, rules: Mapping[str, Any], shared: Mapping[str, Any]) -> Table:
    columns = [_column(field, {**shared.get(field, {}), **own}) for field, own in rules["fields"].items()]
    if every := rules.get("every"):
        columns += [_of_schema(name, field, {}) for name, field in part(every["part"]).items()]
        columns.append(_column("sample", shared["sample"]))
    return Table(
        name=name,
        title=rules["title"],
        description=rules["description"],
        figure=rules["figure"],
        columns=tuple(columns),
        key=tuple(rules["key"]),
        links=tuple(Link(columns=tuple(link["fields"]), table=link["table"]) for link in rules.get("links", ())),
        year=rules.get("year"),
    )


def _column(name: str, own: Mapping[str, Any]) -> Column:
    if unknown := own.keys() - OWN:
        raise ValueError(f"{name}: unknown {sorted(unknown)}")
    if way := own.get("is"):
        return _of_schema(name, _field(way.split(".")), own)
    return Column(
        name=name,
        type=own["type"],
        label=own["label"],
        hint=own.get("hint", ""),
        unit=own.get("unit"),
        required=own.get("required", False),
        choices=own.get("choices", {}),
        pattern=own.get("pattern"),
        least=own.get("least"),
        most=None,
    )


def _of_schema(name: str, field: Field, own: Mapping[str, Any]) -> Column:
    return Column(
        name=name,
        type=field.type,
        label=field.label,
        hint=own.get("hint", field.hint),
        unit=field.unit,
        required=own.get("required", False),
        choices={value: field.choices.get(value, value) for value in field.rules.get("allowed", ())},
        pattern=_pattern(field),
        least=field.rules.get("min"),
        most=field.rules.get("max"),
    )


def _pattern(field: Field) -> str | None:
    """Return what every value matches as a whole; None for text, where a cell may hold a sign more than was written."""
    if "regex" in field.rules:
        return portable(field.rules["regex"])
    if field.type in ("slug", "time"):
        return portable(str(TYPES[field.type]["pattern"])).removeprefix("^").removesuffix("$")
    return None


def _field(way: list[str]) -> Field:
    """Return the field of the schema that ``places.communes.name`` leads to, through the entries of every list on the way."""
    kind, first, *others = way
    found = fields(kind)[first]
    for name in others:
        held = found.item or found
        found = (held.fields or {})[name]
    return found
