"""The sentences of documents: templates under ``documents/`` filled with figures, read as outlines."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jinja2
from jinja2.ext import Extension

from generator.documents.paper import ANNEX, CLOSING, Block, Paper, form_of, marked, numbered, outline
from generator.figures.totals import Totals
from generator.language.vietnamese import exact, number
from generator.model.campaign import Quantity
from generator.model.dataset import Dataset
from generator.model.places import Commune

FOLDER = "documents/"
STATE = "state"
COORDINATOR = "coordinator"  # its name is filled in once the others are told apart


class Outlines(Extension):
    """Marks the lines of the templates of documents that are headings and tables."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source as Jinja shall read it."""
        return marked(source) if (name or "").startswith(FOLDER) else source


@dataclass(frozen=True)
class Desk:
    """What every document is written from: all totals of the data, the day, and the templates that hold the sentences."""

    totals: Totals
    today: dt.date
    templates: jinja2.Environment

    @property
    def data(self) -> Dataset:
        """The data that the totals are of."""
        return self.totals.data

    def blocks(self, template: str, tables: Mapping[str, Block], **values: Any) -> tuple[Block, ...]:
        """Return the outline that the template makes of ``values`` and ``tables``; raises jinja2.UndefinedError."""
        source = self.templates.get_template(f"{FOLDER}{template}.txt")
        return outline(source.render(data=self.data, today=self.today, coordinator=self.coordinator, **values), tables)

    def words(self, name: str, /, **values: Any) -> str:
        """Return one line of ``documents/heads.txt``."""
        return " ".join(str(getattr(self._heads, name)(**values)).split())

    @cached_property
    def _heads(self) -> object:
        return self.templates.get_template(f"{FOLDER}heads.txt").make_module({"data": self.data})

    def table(self, form: str, name: str, rows: Iterable[Sequence[str]]) -> Block:
        """Return a table whose title and heads ``documents/heads.txt`` words."""
        title, *head = self.words("table", name=name).split("|")
        return Block.table(form, title, head, rows)

    @cached_property
    def unknown(self) -> str:
        """What stands where nobody reported a number."""
        return self.words("unknown")

    @cached_property
    def held_back(self) -> str:
        """What stands where a number was reported in a file that cannot be shown."""
        return self.words("held_back")

    @cached_property
    def unplanned(self) -> str:
        """What stands where nobody planned a number."""
        return self.words("unplanned")

    @cached_property
    def unset(self) -> str:
        """What stands where nothing has been decided yet."""
        return self.words("unset")

    def amount(self, value: Quantity | None, unit: str | None = None, unknown: str | None = None) -> str:
        """Return a number, with its unit where one is given, or what stands for one that nobody reported."""
        if value is None:
            return unknown or self.unknown
        return number(value) if unit is None else exact(value, unit)

    def paper(self, type: str, year: int, blocks: Sequence[Block], **values: Any) -> Paper:
        """Return the document of ``type`` headed, signed and addressed as the plan of ``year`` says.

        What the plan does not say stays as plain as it can be: the committee's name, no upper body, no symbol.
        """
        wanted = form_of(self.data.plans.get(year), type)
        form = wanted.form if wanted else STATE
        return self._paper(
            type,
            form,
            blocks,
            values,
            upper_body=wanted.upper_body if wanted else None,
            issuing_body=(wanted.issuing_body if wanted else None) or self._committee.upper(),
            symbol=self.words("symbol", type=type, form=form, symbol=wanted.symbol if wanted else None),
            place=self.data.programme.area,
            signer=wanted.signer if wanted else self.words("signer"),
            recipients=wanted.recipients if wanted else (),
            author=self._committee,
        )

    def commune_paper(
        self, commune: Commune, form: str, blocks: Sequence[Block], type: str = "commune-report", **values: Any
    ) -> Paper:
        """Return a document of ``type`` headed and signed by a commune, in ``form``."""
        return self._paper(
            type,
            form,
            blocks,
            values,
            upper_body=None,
            issuing_body=self.words("commune_body", form=form, commune=commune),
            symbol=self.words("symbol", type=type, form=form, symbol=self.words("commune_symbol", form=form)),
            place=self.words("commune_place", commune=commune),
            signer=self.words("commune_signer", form=form),
            recipients=tuple(
                self.coordinator if name == COORDINATOR else name
                for name in self.words("commune_recipients", type=type, coordinator=COORDINATOR).split("|")
            ),
            author=commune.name,
        )

    def _paper(self, type: str, form: str, blocks: Sequence[Block], values: Mapping[str, Any], **head: Any) -> Paper:
        """Return a document; its last sentence stands before the annex."""
        blocks = tuple(numbered(blocks, form))
        end = next((place for place, block in enumerate(blocks) if block.kind == ANNEX), len(blocks))
        closing = Block(kind=CLOSING, text=self.words("ending", type=type, form=form, **values))
        return Paper(
            **head,
            form=form,
            title=self.words("title", type=type),
            subject=self.words("subject", type=type, **values),
            blocks=(*blocks[:end], closing),
            annexes=tuple(blocks[end:]),
            sample=self.words("sample") if self.data.sample else None,
        )

    @cached_property
    def coordinator(self) -> str:
        """The name of the body that follows up and gathers the reports."""
        return self.data.bodies.bodies[self.data.programme.coordinator].name

    def organiser(self, year: int) -> str:
        """Return the name of the body that issued the year's plan, the committee's where there is no plan."""
        plan = self.data.plans.get(year)
        return self.data.bodies.bodies[plan.issued_by].name if plan else self._committee

    @cached_property
    def _committee(self) -> str:
        return self.data.bodies.bodies[self.data.programme.committee].name
