"""What stands in the workbook: its blocks of single values and its tables, column by column from the schema."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.schema import Field, Fields, fields, part

WORDS = Path(__file__).with_name("words.yml")
# Taken from what stands published, never from a cell.
KEPT = frozenset({"published_on", "sample"})
LATE = ("held_on", "deviation", "note")


@functools.cache
def words() -> Mapping[str, str]:
    """Return what the workbook says, by name; sentences with gaps in braces."""
    return {name: said for name, said in _said().items() if isinstance(said, str)}


@functools.cache
def steps() -> tuple[str, ...]:
    """Return how to fill in the workbook, step by step; sentences with gaps in braces."""
    return tuple(_said()["guide_steps"])


@functools.cache
def _said() -> Mapping[str, Any]:
    found: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table, or one line of a block: its label, the keys of its value, the field of the schema.

    Without a field it tells something (``told``) or asks what the schema has no field for. ``group`` is the label of the
    group of fields that it belongs to.
    """

    way: tuple[str, ...]
    label: str
    field: Field | None = None
    group: str = ""
    told: bool = False

    @property
    def name(self) -> str:
        """Its keys as one word."""
        return ".".join(self.way)

    @property
    def value(self) -> Field | None:
        """The field of one value in it: that of an item where it holds a list."""
        return self.field.item if self.field and self.field.item else self.field

    @property
    def refers(self) -> str | None:
        """The list that its value is chosen from, where there is one."""
        value = self.value
        return (value.refers or ("choices" if value.choices else None)) if value else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table, or a block of single values: the kind of file it fills, and the columns by which it is known."""

    name: str
    kind: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...]


@functools.cache
def blocks() -> Mapping[str, Table]:
    """Return the blocks of single values by the kind of file that they fill."""
    reason = Column(way=("corrections", "reason"), label=words()["reason"], field=part("correction")["reason"])
    report = (*_columns(fields("report")), reason)
    return {
        "report": Table(name="report", kind="report", columns=report, keys=("commune", "month")),
        "saturday": Table(
            name="saturday", kind="saturday", columns=tuple(_columns(fields("saturday"))), keys=("commune", "month")
        ),
    }


@functools.cache
def tables() -> Mapping[str, Table]:
    """Return the tables by name; ``results``, ``works``, ``bodies`` and ``stated`` fill a report, the others a commune's day."""
    campaign = Column(way=("campaign",), label=part("day")["campaign"].label, field=part("day")["campaign"])
    hamlet = Column(way=("hamlet",), label=part("result")["hamlet"].label, field=part("result")["hamlet"])
    work, planned = tuple(_columns(part("work"))), _told("planned")
    found = (
        Table(name="results", kind="report", columns=(campaign, *_results()), keys=("hamlet", "households")),
        Table(
            name="works",
            kind="report",
            columns=(campaign, hamlet, work[0], planned, *work[1:]),
            keys=("campaign", "indicator", "quantity"),
        ),
        Table(
            name="bodies",
            kind="report",
            columns=(campaign, hamlet, *_columns(part("body_presence"))),
            keys=("hamlet", "body", "people"),
        ),
        Table(name="stated", kind="report", columns=(campaign, *_columns(part("stated"))), keys=("campaign", "participants")),
        Table(name="sites", kind="saturday", columns=tuple(_columns(part("hamlet_site"))), keys=("hamlet", "meeting_point")),
        Table(name="planned", kind="saturday", columns=(hamlet, *work), keys=("hamlet", "indicator", "quantity")),
    )
    return {table.name: table for table in found}


def _results() -> Iterator[Column]:
    """Return the columns of one hamlet's result; how many households it has, and whether it took part, stand beside its name.

    What is seldom written stands near the end, the note last of all.
    """
    for column in sorted(_columns(part("result")), key=lambda column: LATE.index(column.name) if column.name in LATE else -1):
        yield column
        if column.name == "hamlet":
            yield _told("all_households")
            yield Column(way=("held",), label=words()["held"])


def _told(name: str) -> Column:
    return Column(way=(name,), label=words()[name], told=True)


def _columns(level: Fields, way: tuple[str, ...] = (), group: str = "") -> Iterator[Column]:
    """Return a column for every value of ``level`` that one cell can hold: scalars, lists of scalars, and those of its groups."""
    for name, each in level.items():
        if name in KEPT:
            continue
        if each.fields is not None:
            yield from _columns(each.fields, (*way, name), each.label)
        elif each.item is None or each.item.fields is None:
            yield Column(way=(*way, name), label=each.label, field=each, group=group)
