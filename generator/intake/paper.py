"""One file as it was handed in, and where it belongs in data/."""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from generator.loading.files import limits_of
from generator.loading.layout import path_of
from generator.problems import InvalidData, Problem, messages, shown
from generator.reading.source import Source, parse
from generator.schema import fields
from generator.validation.validate import validate

KINDS = ("report", "saturday", "campaign", "proposals")
# How a sentence names a key, or a choice, to a writer of files: in brackets behind its label.
KEY = re.compile(r"” \(([a-z_]+(?:: [a-z_]+)?)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a spreadsheet: the name of its worksheet, its coordinate, ``C5``, and its row and column, counted from 1."""

    sheet: str
    at: str
    row: int
    column: int

    @property
    def place(self) -> str:
        """The cell in words."""
        return messages()["sheet_place"].text.format(sheet=shown(self.sheet), cell=self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The bytes of one file; of one from the spreadsheet called ``name``, ``cells`` tells the cell that each line came from.

    ``problems`` are those of the spreadsheet itself, at their cells: of these no more need be said.
    """

    raw: bytes
    name: PurePosixPath | None = None
    cells: Mapping[int, Cell] | None = None
    problems: tuple[Problem, ...] = ()

    def placed(self, problem: Problem) -> Problem:
        """Return a problem of this file at the place where a person can mend it: a cell rather than a line nobody wrote."""
        if self.cells is None or self.name is None:
            return problem
        cell = self.cells.get(problem.line)
        if cell is None:
            return replace(problem, path=self.name, line=1, column=1, correction=None)
        field = f"{cell.place} › {problem.field}" if problem.field else cell.place
        return replace(
            problem, path=self.name, line=cell.row, column=cell.column, field=field, message=in_labels(problem), correction=None
        )


def in_labels(problem: Problem) -> str:
    """Return the sentence of a problem for somebody who sees labels and never the keys of a file."""
    if problem.code in ("required", "required_without_example"):
        return messages()["sheet_required"].text.format(name=problem.field.rpartition(" › ")[2])
    return _keys().sub("”", problem.message)


def keys_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the keys, and the choices, that sentences name behind their labels: nothing for somebody who sees no file."""
    return frozenset(key for text in texts for key in KEY.findall(text))


@functools.cache
def _keys() -> re.Pattern[str]:
    return re.compile(rf"” \((?:{'|'.join(sorted(keys_in(each.text for each in messages().values())))})\)")


def place_of(source: Source, kind: str) -> PurePosixPath:
    """Return the path below data/ that a report or a day says it belongs under; raises InvalidData where it does not say."""
    validated = validate(source, kind)
    try:
        return path_of(kind, validated.document)
    except KeyError as error:
        raise InvalidData(validated.problems, source.text) from error


def handed(raw: bytes, named: PurePosixPath) -> Source:
    """Return what somebody handed in as text under a name; raises InvalidData where it cannot be read."""
    return parse(raw, named, limits_of("campaign"))


def kind_of(source: Source) -> str:
    """Return the kind whose fields a file writes most of; raises InvalidData where two are as near."""
    known = {kind: len(source.root.entries.keys() & fields(kind).keys()) for kind in KINDS}
    best = max(known.values())
    nearest = [kind for kind, count in known.items() if count == best]
    if len(nearest) > 1:
        raise InvalidData([Problem.of("intake_no_kind", source.path)], source.text)
    return nearest[0]
