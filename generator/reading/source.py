"""From bytes to values and the place of each: the strict reader of every file in data/.

It takes the plain part of YAML 1.1 through libyaml's events: mappings, lists and scalars. Whatever else the format offers
(anchors, tags, directives, several documents) is refused, no constructor runs, and every scalar stays the text it was.
"""

import functools
from collections.abc import Sequence as Many
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from yaml._yaml import CParser

from generator.language.text import nfc, offences
from generator.problems import InvalidData, Problem
from generator.reading.decode import LONGEST_CORRECTION, MOST_PROBLEMS, STAND_IN, code_point, decoded, file_bytes
from generator.reading.slips import Complaint, Slip, as_text, cut, mended, missing_blanks, slip

Keys = tuple[str | int, ...]
LONGEST_VALUE = 200


@dataclass(slots=True, eq=False)
class Scalar:
    """A text as written, NFC; ``quoted`` is true in every style but the plain one. Lines and columns count from 1."""

    text: str
    quoted: bool
    line: int
    column: int


@dataclass(slots=True, eq=False)
class Sequence:
    """A list of nodes; it stands where it begins, or at its key where that is on a line above."""

    items: "list[Node]"
    line: int
    column: int


@dataclass(slots=True, eq=False)
class Mapping:
    """Nodes by the text of their keys, in the order of the file, each with its key; it stands as a ``Sequence`` does."""

    entries: "dict[str, tuple[Scalar, Node]]"
    line: int
    column: int


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large a file may be, so that none hangs the reader; ``nodes`` counts values, not keys, ``items`` those of one list."""

    bytes: int = 256 * 1024
    nodes: int = 16_000
    items: int = 200
    depth: int = 12


REGISTER = Limits(bytes=8 * 1024 * 1024, nodes=500_000, items=20_000)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its path as problems show it, its text, its nodes, and what deserves a second look."""

    path: PurePosixPath
    text: str
    root: Mapping
    problems: tuple[Problem, ...]

    def line(self, number: int) -> str:
        """Return one line of the text, counted from 1; an empty one past the end."""
        lines = _lines(self.text)
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def node(self, keys: Keys) -> Node:
        """Return the node at ``keys``, or the deepest one on the way to it."""
        here: Node = self.root
        for key in keys:
            if isinstance(here, Mapping) and isinstance(key, str) and key in here.entries:
                here = here.entries[key][1]
            elif isinstance(here, Sequence) and isinstance(key, int) and 0 <= key < len(here.items):
                here = here.items[key]
            else:
                break
        return here

    def at(self, keys: Keys) -> tuple[int, int]:
        """Return line and column of the value at ``keys``; of the nearest thing around it where there is none."""
        node = self.node(keys)
        return node.line, node.column

    def mended(self, node: Node, written: str) -> str | None:
        """Return the line of a scalar with ``written`` in its place; None where its text does not stand there as it reads."""
        if isinstance(node, Scalar):
            return mended(self.line(node.line), node.column, None if node.quoted else node.text, written)
        return None


@functools.lru_cache(maxsize=4)
def _lines(text: str) -> Many[str]:
    return text.split("\n")


def read(path: Path, shown: PurePosixPath, limits: Limits) -> Source:
    """Return what the regular file at ``path`` holds; raises InvalidData, and nothing else, for every other file."""
    return parse(file_bytes(path, shown, limits.bytes), shown, limits)


def parse(raw: bytes, shown: PurePosixPath, limits: Limits) -> Source:
    """Return what the bytes of a file hold; raises InvalidData, and nothing else, whatever they are."""
    text, problems = decoded(raw, shown, limits.bytes)
    builder = _Builder(shown, text, limits, problems)
    root = builder.build()
    if builder.problems or not isinstance(root, Mapping):
        told = {problem.line for problem in builder.problems}
        raise InvalidData([*builder.problems, *(warning for warning in builder.warnings if warning.line not in told)], text)
    return Source(shown, text, root, tuple(builder.warnings))


class _Builder:
    """Builds the nodes of one document from libyaml's events and collects what is refused."""

    def __init__(self, shown: PurePosixPath, text: str, limits: Limits, problems: list[Problem]) -> None:
        self.shown, self.text, self.limits = shown, text, limits
        self.problems, self.warnings = problems, list[Problem]()

    def build(self) -> Node | None:
        """Return the root node, None where there is no document; problems tell what is wrong."""
        parser: Any = CParser(self.text)
        try:
            root = self._document(parser.get_event)
        except yaml.YAMLError as error:
            self._complain(error)
            return None
        finally:
            parser.dispose()
        if root is None or (type(root) is Scalar and root.text == "" and not root.quoted):
            self.refuse("file_empty", 1, 1)
        elif not isinstance(root, Mapping) and not self.problems:
            slips = missing_blanks(self.lines) if type(root) is Scalar and not root.quoted else []
            wrong = slips[:MOST_PROBLEMS] or [Slip(code="not_a_mapping", line=root.line, column=root.column)]
            self.problems += map(self._slip, wrong)
        return root

    @property
    def lines(self) -> Many[str]:
        return _lines(self.text)

    def refuse(self, code: str, line: int, column: int, correction: str | None = None, **values: Any) -> None:
        """Add a problem, while there are few enough for a person to read."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(self._problem(code, line, column, correction, **values))

    def _document(self, get: Any) -> Node | None:
        """Return the root of the first document; stops at once at what no file needs: too deep, too many, a second document.

        One loop and few calls: most of the time of a whole build's reading is spent here.
        """
        root: Node | None = None
        # What is open around ``parent``, each with the key that will wait there for its value, as ``key`` waits in ``parent``.
        stack: list[tuple[Mapping | Sequence | None, Scalar | None]] = []
        parent: Mapping | Sequence | None = None
        key: Scalar | None = None
        nodes, limits = 0, self.limits
        scalar_event, escapes, comments = yaml.ScalarEvent, "\\" in self.text, " #" in self.text or "\t#" in self.text
        while (event := get()) is not None:
            kind = type(event)
            node: Node
            if kind is scalar_event:
                mark = event.start_mark
                line, column = mark.line + 1, mark.column + 1
                style = event.style
                node = Scalar(event.value, style != "", line, column)
                if event.anchor is not None or event.tag is not None:
                    self._decorated(event)
                if escapes and style == '"':
                    self._unescaped(node)
                if key is None and type(parent) is Mapping:
                    if node.text in parent.entries or node.text == "<<":
                        self._refuse_key(node, parent)
                    key = node
                    continue
                if comments and style == "":
                    self._cut(node, event.end_mark)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                mark = event.start_mark
                line, column = mark.line + 1, mark.column + 1
                if key is not None and key.line < line:
                    line, column = key.line, key.column
                node = Mapping({}, line, column) if kind is yaml.MappingStartEvent else Sequence([], line, column)
                if event.anchor is not None or event.tag is not None:
                    self._decorated(event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                parent, key = stack.pop()
                continue
            elif kind is yaml.AliasEvent:
                is_key = key is None and type(parent) is Mapping
                node = self._alias(event, is_key)
                if is_key:
                    key = node
                    continue
            elif kind is yaml.DocumentStartEvent:
                if self._document_start(event, root):
                    return root
                continue
            else:
                continue
            nodes += 1
            if nodes > limits.nodes:
                self.refuse("yaml_nodes", node.line, node.column, most=limits.nodes)
                return root
            after = None
            if type(parent) is Mapping:
                if key is None:  # a list or a group as a key: refused, and an empty one stands in for it
                    self.refuse("yaml_key", node.line, node.column)
                    after = Scalar("", True, node.line, node.column)
                else:
                    parent.entries.setdefault(key.text, (key, node))
            elif type(parent) is Sequence:
                parent.items.append(node)
                if len(parent.items) > limits.items:
                    self.refuse("yaml_items", node.line, node.column, most=limits.items)
                    return root
            else:
                root = node
            if not isinstance(node, Scalar):
                if len(stack) >= limits.depth:
                    self.refuse("yaml_depth", node.line, node.column, most=limits.depth)
                    return root
                stack.append((parent, after))
                parent = node
            key = None
        return root

    def _refuse_key(self, key: Scalar, parent: Mapping) -> None:
        if key.text in parent.entries:
            self.refuse("yaml_duplicate_key", key.line, key.column, key=key.text, first=parent.entries[key.text][0].line)
        elif not key.quoted:
            self.refuse("yaml_merge", key.line, key.column)

    def _document_start(self, event: Any, root: Node | None) -> bool:
        """Refuse directives, and say whether this is a second document."""
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if root is not None:
            self.refuse("yaml_documents", line, column)
        elif event.version or event.tags:
            self.refuse("yaml_directive", line, column)
        return root is not None

    def _alias(self, event: Any, is_key: bool) -> Scalar:
        """Refuse an alias and return what stands in for it."""
        self._refuse_text("yaml_alias", event, mend=not is_key)
        return Scalar("", True, event.start_mark.line + 1, event.start_mark.column + 1)

    def _decorated(self, event: Any) -> None:
        self._refuse_text("yaml_tag" if event.anchor is None else "yaml_anchor", event, mend=type(event) is yaml.ScalarEvent)

    def _refuse_text(self, code: str, event: Any, mend: bool) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        value, correction = as_text(self.lines, line, column)
        self.refuse(code, line, column, correction if mend else None, value=value)

    def _unescaped(self, scalar: Scalar) -> None:
        """Compose, and refuse what only appears once ``\\x0b`` and its like are read."""
        scalar.text = nfc(scalar.text)
        found = dict.fromkeys((code, scalar.text[at]) for code, at in islice(offences(scalar.text), MOST_PROBLEMS))
        for code, letter in found:
            if letter != STAND_IN:  # what it stands in for was told already
                self.refuse(code, scalar.line, scalar.column, letter=code_point(letter))

    def _cut(self, scalar: Scalar, end: Any) -> None:
        """Warn where `` #`` cuts the rest off a text; after a number, a date or a code it is a comment."""
        found = cut(self.lines, scalar.text, (scalar.line, scalar.column), (end.line + 1, end.column + 1))
        if found and len(self.warnings) < MOST_PROBLEMS:
            self.warnings.append(self._slip(found))

    def _complain(self, error: yaml.YAMLError) -> None:
        """Word what libyaml cannot read, unless something already told stands on that line or just above."""
        found = slip(self.lines, complaint := Complaint.of(error))
        if not any(problem.line in (found.line, complaint.line) for problem in self.problems):
            self.problems.append(self._slip(found))

    def _problem(self, code: str, line: int, column: int, correction: str | None, **values: Any) -> Problem:
        """Return a problem that is short to show, however long the line is that it tells of."""
        if correction and len(correction) > LONGEST_CORRECTION:
            correction = None
        short = {name: value[:LONGEST_VALUE] if isinstance(value, str) else value for name, value in values.items()}
        return Problem.of(code, self.shown, line=line, column=column, correction=correction, **short)

    def _slip(self, found: Slip) -> Problem:
        return self._problem(found.code, found.line, found.column, found.correction, value=found.value)
