"""What stands in a cell as YAML writes it, where it has one meaning; else the sentence that says what to write there."""

import datetime as dt
import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from generator.intake.paper import Cell
from generator.intake.parts import Value, moment
from generator.language.names import Names
from generator.language.vietnamese import short_date
from generator.problems import Problem
from generator.reading.source import Scalar
from generator.schema import Field
from generator.sheet.tables import Column
from generator.sheet.values import SEPARATORS, example
from generator.validation.refusal import Refusal
from generator.validation.refusal import words as scalar_words
from generator.validation.scalars import READERS

# Spellings that a file may not use but that mean one thing only.
CLEAR = frozenset(
    {"grouped_number", "decimal_comma", "quoted_number", "not_an_integer", "not_a_number", "not_a_date", "not_a_month"}
)
PLAIN_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
TICKS = frozenset({"x", "v", "✓", "✔", "☑"})
BLANKS = frozenset({"-", "–", "—", "/", "x", "."})
FIRST_DAY, LAST_DAY = 36526, 73050  # the serial numbers of 2000-01-01 and 2099-12-31


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar as YAML writes it, and the cell that it came from; None for what stands published and no cell holds."""

    written: str
    cell: Cell | None = None


@dataclass(frozen=True, kw_only=True)
class Typing:
    """Reads cells of one workbook; ``problems`` gathers what it refuses."""

    shown: PurePosixPath
    names: Mapping[str, Names]
    problems: list[Problem]

    def refuse(self, code: str, cell: Cell, label: str, **values: Any) -> None:
        """Add a problem at a cell."""
        self.problems.append(refused(self.shown, code, cell, label, **values))

    def leaf(self, value: Value, column: Column, cell: Cell) -> Leaf:
        """Return the scalar of a cell; one that is refused keeps its own words, so that nothing else is said of it."""
        raw = text_of(value)
        if value.problem:
            self.refuse(value.problem, cell, column.label, value=raw)
            return Leaf(json.dumps(raw, ensure_ascii=False), cell)
        if column.refers:
            return self._chosen(raw, column, cell)
        field = column.value
        if field is None:
            raise ValueError(column.name)
        match field.type:
            case "integer" | "decimal":
                return self._number(value, field, column, cell)
            case "date" | "time" | "month":
                return self._moment(value, field, column, cell)
        if field.type == "line":
            raw = " ".join(raw.split())
        return Leaf(json.dumps(raw, ensure_ascii=False), cell)

    def leaves(self, value: Value, column: Column, cell: Cell) -> list[Leaf]:
        """Return the items of a cell that holds a list: line by line, or with signs between them."""
        raw = text_of(value)
        sign = next((sign for sign in ("\n", *SEPARATORS) if sign in raw), "\n")
        items = [part.strip() for part in raw.split(sign)]
        parts = (Value(content=part, problem=value.problem) for part in items if part)
        return [self.leaf(part, column, cell) for part in parts]

    def held(self, value: Value | None, cell: Cell, label: str) -> bool | None:
        """Return whether a hamlet took part as its cell says; a tick means yes. None where it says nothing."""
        if value is None:
            return None
        word = text_of(value).strip().casefold()
        if value.content is True or word in TICKS or word in scalar_words()["agreed"]:
            return True
        if value.content is False or word in scalar_words()["refused"]:
            return False
        self.refuse("sheet_not_yes_or_no", cell, label, value=text_of(value))
        return None

    def _chosen(self, raw: str, column: Column, cell: Cell) -> Leaf:
        names = self.names[column.refers or ""]
        found = names.id_of(raw.strip())
        if found is not None:
            return Leaf(json.dumps(found) if "/" in found else found, cell)
        near = names.nearest(raw)
        if near:
            self.refuse("sheet_unknown_name_near", cell, column.label, value=raw, near=near)
        else:
            self.refuse("sheet_unknown_name", cell, column.label, value=raw)
        return Leaf(json.dumps(raw, ensure_ascii=False), cell)

    def _number(self, value: Value, field: Field, column: Column, cell: Cell) -> Leaf:
        raw = text_of(value).strip()
        if isinstance(value.content, dt.datetime):
            self.refuse("sheet_number_became_date", cell, column.label, value=raw)
        elif isinstance(value.content, bool) or not any(map(str.isdigit, raw)):
            self.refuse("sheet_not_a_number", cell, column.label, value=raw, example=example(field))
        elif isinstance(value.content, str):
            raw = _meant(raw, field.type)
        return Leaf(raw if PLAIN_NUMBER.fullmatch(raw) else json.dumps(raw, ensure_ascii=False), cell)

    def _moment(self, value: Value, field: Field, column: Column, cell: Cell) -> Leaf:
        content = value.content
        if isinstance(content, float) and not isinstance(content, bool):
            is_day, is_hour = FIRST_DAY <= content <= LAST_DAY + 1, 0 <= content < 1
            content = moment(content) if (is_hour if field.type == "time" else is_day) else content
        if isinstance(content, dt.datetime):
            forms = {"date": "%Y-%m-%d", "month": "%Y-%m", "time": "%H:%M"}
            written = content.strftime(forms[field.type])
        else:
            raw = text_of(value).strip()
            written = _meant(raw, field.type)
            refusal = READERS[field.type](Scalar(written, True, 1, 1))
            if isinstance(refusal, Refusal) and refusal.code in (f"not_a_{field.type}",):
                self.refuse(f"sheet_not_a_{field.type}", cell, column.label, value=raw, example=example(field))
        return Leaf(
            json.dumps(written, ensure_ascii=False) if field.type == "time" or not written.isascii() else _bare(written), cell
        )


def refused(shown: PurePosixPath, code: str, cell: Cell, label: str, **values: Any) -> Problem:
    """Return a problem at a cell of the spreadsheet called ``shown``."""
    field = f"{cell.place} › {label}" if label else cell.place
    return Problem.of(code, shown, line=cell.row, column=cell.column, field=field, **values)


def text_of(value: Value) -> str:
    """Return what stands in a cell as a text: whole numbers without a point, dates day first."""
    content = value.content
    if isinstance(content, bool):
        return "TRUE" if content else "FALSE"
    if isinstance(content, dt.datetime):
        return f"{content:%H:%M}" if content.year < 1901 else short_date(content.date())
    if isinstance(content, float):
        return _digits(content)
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), content).replace("\r\n", "\n").replace("\r", "\n")


def says_nothing(value: Value) -> bool:
    """Say whether a text only says that there is nothing to say: a dash, a cross, a no."""
    word = text_of(value).strip().casefold()
    return word in BLANKS or word in scalar_words()["refused"] or word in scalar_words()["agreed"]


def _digits(number: float) -> str:
    """Return a number with the fifteen digits that a spreadsheet keeps."""
    if not math.isfinite(number):
        return str(number)
    return f"{number:.0f}" if number.is_integer() and abs(number) < 1e20 else f"{number:.15g}"


def _meant(raw: str, kind: str) -> str:
    """Return the spelling that a file uses for what ``raw`` means, where that is one thing only; else ``raw`` itself."""
    found: Any = READERS[kind](Scalar(raw, False, 1, 1))
    if not isinstance(found, Refusal) or found.suggestion is None or found.code not in CLEAR | {"not_a_time"}:
        return raw
    return found.suggestion.strip('"')


def _bare(text: str) -> str:
    return text if re.fullmatch(r"[0-9-]+", text) else json.dumps(text, ensure_ascii=False)


def written_lines(node: Any, indent: int = 0) -> Iterator[tuple[str, Cell | None]]:
    """Return a tree of mappings, lists and leaves as lines of YAML, each with the cell that it came from."""
    pad = " " * indent
    if isinstance(node, Mapping):
        for key, held in node.items():
            if isinstance(held, Leaf):
                yield f"{pad}{key}: {held.written}", held.cell
            else:
                yield f"{pad}{key}:", first_cell(held)
                yield from written_lines(held, indent + 1)
        return
    for item in node:
        if isinstance(item, Leaf):
            yield f"{pad}- {item.written}", item.cell
            continue
        lines = written_lines(item, 0)
        head, cell = next(lines)
        yield f"{pad}- {head}", cell
        yield from ((f"{pad}  {line}", place) for line, place in lines)


def first_cell(node: Any) -> Cell | None:
    """Return the cell of the first leaf of a tree that has one."""
    if isinstance(node, Leaf):
        return node.cell
    held = node.values() if isinstance(node, Mapping) else node
    return next((cell for each in held if (cell := first_cell(each))), None)
