"""A filled workbook -> the report and the days that it holds, each value with the cell that it came from."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from generator.intake.grid import Found, found_block, found_tables
from generator.intake.paper import Cell, Paper
from generator.intake.parts import Value
from generator.intake.spreadsheet import Worksheet
from generator.intake.standing import Standing
from generator.intake.trees import Part, Report, Saturday, Tree
from generator.intake.typed import Leaf, Typing, refused, text_of, written_lines
from generator.intake.wording import read, said
from generator.language.months import Month
from generator.language.names import Names
from generator.loading import layout
from generator.model.dataset import Dataset
from generator.model.places import Commune
from generator.problems import InvalidData, Problem
from generator.sheet.facts import Facts
from generator.sheet.tables import blocks


def sheet_papers(
    sheets: Sequence[Worksheet], shown: PurePosixPath, standing: Standing, reason: str | None = None
) -> dict[PurePosixPath, Paper]:
    """Return the files that a workbook holds, by their paths below data/.

    What no cell can hold (photos, earlier corrections) stays as it stands. ``reason`` is why a published report changes, where
    the workbook itself does not say. Raises InvalidData where it is no workbook of ours, or holds nothing.
    """
    reader = _Workbook(sheets, shown, standing, reason)
    found = reader.papers()
    if not found:
        raise InvalidData(reader.problems or [Problem.of("sheet_blank", shown)])
    return found


@dataclass
class _Workbook:
    sheets: Sequence[Worksheet]
    shown: PurePosixPath
    standing: Standing
    reason: str | None
    problems: list[Problem] = field(default_factory=list)

    @property
    def data(self) -> Dataset:
        if self.standing.dataset is None:
            raise InvalidData(self.standing.loaded.problems)
        return self.standing.dataset

    def papers(self) -> dict[PurePosixPath, Paper]:
        parts = self._parts()
        papers = {}
        for part in parts:
            path = layout.path_of(part.kind, {"commune": part.facts.commune.id, "month": str(part.facts.month)})
            before = len(self.problems)
            stands = self._stands(path)
            typing = Typing(shown=self.shown, names=part.facts.names, problems=self.problems)
            tree = Report(part, typing, stands).tree() if part.kind == "report" else Saturday(part, typing, stands).tree()
            if tree is not None:
                paper = self._paper(tree, before)
                papers[path] = self._corrected(path, part, tree, paper) if part.kind == "report" else paper
            elif len(self.problems) > before:
                raise InvalidData(self.problems)
        return papers

    def _stands(self, path: PurePosixPath) -> Mapping[str, Any]:
        raw = self.standing.bytes_at(path) or self.standing.published_at(path)
        return (read(path, raw) or {}) if raw else {}

    def _paper(self, tree: Tree, before: int = 0) -> Paper:
        lines = list(written_lines(tree))
        raw = "".join(f"{line}\n" for line, _ in lines).encode()
        cells = {number: cell for number, (_, cell) in enumerate(lines, start=1) if cell}
        return Paper(raw=raw, name=self.shown, cells=cells, problems=tuple(self.problems[before:]))

    def _corrected(self, path: PurePosixPath, part: Part, tree: Tree, paper: Paper) -> Paper:
        """Return the report with the reason why it changes; without it where nothing changes or nothing was published."""
        cell, value = part.block.get("corrections.reason", (None, None))
        given = text_of(value).strip() if value else self.reason
        published = self.standing.published_at(path)
        if given is None:
            return paper
        if published is None:
            if cell and value:
                note = refused(self.shown, "sheet_reason_not_needed", cell, "")
                return replace(paper, problems=(*paper.problems, note))
            return paper
        if (new := read(path, paper.raw)) is not None and said(new) == said(read(path, published) or {}):
            return paper
        reason = Leaf(json.dumps(given, ensure_ascii=False), cell if value else None)
        tree.setdefault("corrections", []).append({"date": Leaf(str(self.standing.today)), "reason": reason})
        return replace(self._paper(tree), problems=paper.problems)

    def _parts(self) -> list[Part]:
        """Return the files that the sheets speak of: the report, then the days by month."""
        found: dict[tuple[str, Month], list[tuple[Mapping[str, tuple[Cell, Value | None]], list[Found]]]] = {}
        commune: Commune | None = None
        loose: list[tuple[str, list[Found]]] = []
        for sheet in self.sheets:
            for kind in ("report", "saturday"):
                held = [table for table in found_tables(sheet) if table.table.kind == kind]
                block = found_block(sheet, kind, min((table.head for table in found_tables(sheet)), default=10**7))
                month = self._month(block, kind)
                if month is not None:
                    commune = commune or self._commune(block, month)
                    found.setdefault((kind, month), []).append((block, held))
                elif held:
                    loose.append((kind, held))
        for kind, held in loose:
            if whose := next((key for key in found if key[0] == kind), None):
                found[whose].append(({}, held))
        if commune is None:
            raise InvalidData(self.problems or [Problem.of("sheet_not_ours", self.shown)])
        months = sorted({month for kind, month in found if kind == "report"})
        if len(months) > 1:
            raise InvalidData([Problem.of("sheet_two_months", self.shown, first=str(months[0]), second=str(months[1]))])
        return [self._part(kind, month, commune, held) for (kind, month), held in sorted(found.items(), key=lambda item: item[0])]

    def _part(self, kind: str, month: Month, commune: Commune, held: Iterable[Any]) -> Part:
        block: dict[str, tuple[Cell, Value | None]] = {}
        tables_: list[Found] = []
        for each, found in held:
            block = {**each, **block}
            tables_ += found
        stands = self._stands(layout.path_of("report", {"commune": commune.id, "month": str(month)})) if kind == "report" else {}
        facts = Facts(data=self.data, commune=commune, month=month, report=stands or None)
        return Part(kind=kind, facts=facts, block=block, tables=tuple(tables_))

    def _month(self, block: Mapping[str, tuple[Cell, Value | None]], kind: str) -> Month | None:
        cell, value = block.get("month", (None, None))
        if cell is None or value is None:
            return None
        column = next(column for column in blocks()[kind].columns if column.name == "month")
        before = len(self.problems)
        leaf = Typing(shown=self.shown, names={}, problems=self.problems).leaf(value, column, cell)
        try:
            return Month.of(leaf.written)
        except ValueError:
            if len(self.problems) == before:
                self.problems.append(
                    refused(self.shown, "sheet_not_a_month", cell, column.label, value=text_of(value), example="")
                )
            raise InvalidData(self.problems) from None

    def _commune(self, block: Mapping[str, tuple[Cell, Value | None]], month: Month) -> Commune | None:
        cell, value = block.get("commune", (None, None))
        if cell is None or value is None:
            return None
        there = [each for each in self.data.places.communes.values() if each.validity.meets(month.first_day, month.last_day)]
        names = Names.of((each.id, each.name) for each in there)
        found = names.id_of(text_of(value).strip())
        if found is None:
            label = blocks()["report"].columns[0].label
            near = names.nearest(text_of(value))
            code = "sheet_unknown_name_near" if near else "sheet_unknown_name"
            raise InvalidData([refused(self.shown, code, cell, label, value=text_of(value), near=near)])
        return self.data.places.communes[found]
