"""A document before it has a look: its head, its numbered outline, its tables and who signs it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from generator.model.plan import DocumentForm, Plan

CHAPTER, SECTION, TOPIC, PARAGRAPH, ANNEX, TABLE = "chapter", "section", "topic", "paragraph", "annex", "table"
CLOSING, SIGNATURE = "closing", "signature"
MARKS = {"# ": CHAPTER, "## ": SECTION, "### ": TOPIC, "#! ": ANNEX, "| ": TABLE}
MARK = "\x01"  # no text of a contributor holds a control character
RANKS = {CHAPTER: 1, SECTION: 2, TOPIC: 3, ANNEX: 1}
BEHIND = {"party": "-", "state": "."}  # a chapter's number: I- (Guidance 36-HD/VPTW), I. (Decree 30/2020/NĐ-CP, annex I)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One heading, paragraph or table; ``form`` names the table of the Word file that holds it (``figures-4``)."""

    kind: str
    text: str
    form: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def table(cls, form: str, title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Self:
        """Return a table; raises ValueError where a row and the form do not have the same number of columns."""
        found = tuple(tuple(row) for row in rows)
        columns = int(form.rpartition("-")[2])
        if any(len(row) != columns for row in (head, *found)):
            raise ValueError(f"a table {form} needs {columns} columns")
        return cls(kind=TABLE, text=title, form=form, head=tuple(head), rows=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole document; what is None or empty is left out, the number and the date are left to be written by hand.

    ``form`` is ``party`` or ``state``, ``symbol`` what stands behind the number, ``sample`` the words that say that nothing
    in it is real.
    """

    form: str
    upper_body: str | None
    issuing_body: str
    symbol: str
    place: str
    title: str
    subject: str
    blocks: tuple[Block, ...]
    annexes: tuple[Block, ...]
    signer: str
    recipients: tuple[str, ...]
    author: str
    sample: str | None

    @property
    def parts(self) -> tuple[Block, ...]:
        """Everything below the head, in its order: the text, who signs and who gets it, the annexes."""
        return (*self.blocks, Block(kind=SIGNATURE, text=""), *self.annexes)


def form_of(plan: Plan | None, type: str) -> DocumentForm | None:
    """Return how the plan wants documents of ``type`` headed and signed; None where it does not say."""
    return next((form for form in plan.documents if form.type == type), None) if plan else None


def marked(source: str) -> str:
    """Return the source of a template whose lines with a mark (``# ``, ``| ``) tell themselves from lines that a value begins."""
    return re.sub(r"^(?=(?:#{1,3}|#!|\|) )", MARK, source, flags=re.MULTILINE)


def outline(text: str, tables: Mapping[str, Block]) -> tuple[Block, ...]:
    """Return the blocks of an outline: a ``marked`` line is a heading (``# ``, ``## ``, ``### ``, ``#! `` for an annex) or the
    name of a table (``| name``), any other a paragraph.

    A heading under which nothing stands is left out, and so is a table without rows. Raises KeyError for the name of an
    unknown table.
    """
    return tuple(_filled([*_read(text, tables)]))


def _read(text: str, tables: Mapping[str, Block]) -> Iterator[Block]:
    for line in (line.strip(" ") for line in text.split("\n")):
        mark = next((mark for mark in MARKS if line.startswith(MARK + mark)), None)
        words = line.removeprefix(f"{MARK}{mark}").strip()
        if mark is None:
            yield from (Block(kind=PARAGRAPH, text=words),) if words else ()
        elif MARKS[mark] != TABLE:
            yield Block(kind=MARKS[mark], text=words)
        elif (table := tables[words]).rows:
            yield table


def _filled(blocks: Sequence[Block]) -> Iterator[Block]:
    for place, block in enumerate(blocks):
        rank = RANKS.get(block.kind)
        if rank is None or _has_content(blocks[place + 1 :], rank):
            yield block


def _has_content(rest: Iterable[Block], rank: int) -> bool:
    """Say whether a paragraph or a table comes before the next heading of the same rank or a higher one."""
    for block in rest:
        own = RANKS.get(block.kind)
        if own is None:
            return True
        if own <= rank:
            return False
    return False


def numbered(blocks: Iterable[Block], form: str) -> Iterator[Block]:
    """Return the blocks with their headings numbered as ``form`` does it: I- or I., then 1., then a)."""
    counts = {CHAPTER: 0, SECTION: 0, TOPIC: 0}
    for block in blocks:
        if block.kind not in counts:
            yield block
            continue
        counts[block.kind] += 1
        counts |= dict.fromkeys((kind for kind in counts if RANKS[kind] > RANKS[block.kind]), 0)
        yield Block(kind=block.kind, text=f"{_number(block.kind, counts[block.kind], form)} {block.text}")


def _number(kind: str, count: int, form: str) -> str:
    if kind == CHAPTER:
        return f"{ROMAN[count - 1]}{BEHIND[form]}"
    return f"{count}." if kind == SECTION else f"{chr(ord('a') + count - 1)})"
