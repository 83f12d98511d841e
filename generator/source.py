"""From bytes to values and the place of each: the strict reader of every file in data/.

It takes the plain part of YAML 1.1 through libyaml's events: mappings, lists and scalars. Whatever else the format offers
(anchors, tags, directives, several documents) is refused, no constructor runs, and every scalar stays the text it was.
"""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import yaml
from yaml.cyaml import CParser

from generator.problems import InvalidData, Problem
from generator.text import nfc, offences

Keys = tuple[str | int, ...]
MOST_OF_A_KIND = 20
LINE_BREAKS = re.compile("\r\n?")
HIDDEN_BREAKS = re.compile("[\x85\u2028\u2029]")



class Scalar:
    """A text as written, NFC; ``quoted`` is true in every style but the plain one. Lines and columns count from 1."""

    __slots__ = ("column", "line", "quoted", "text")

    def __init__(self, text: str, quoted: bool, line: int, column: int) -> None:
        self.text, self.quoted, self.line, self.column = text, quoted, line, column


class Sequence:
    """A list of nodes."""

    __slots__ = ("column", "items", "line")

    def __init__(self, line: int, column: int) -> None:
        self.items: list[Node] = []
        self.line, self.column = line, column


class Mapping:
    """Nodes by the text of their keys, in the order of the file, each with its key."""

    __slots__ = ("column", "entries", "line")

    def __init__(self, line: int, column: int) -> None:
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.line, self.column = line, column


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large a file may be, so that none can hang the reader."""

    bytes: int = 64 * 1024
    nodes: int = 8_000
    depth: int = 12


REGISTER = Limits(bytes=8 * 1024 * 1024, nodes=1_000_000)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its path as problems show it, its text, its nodes, and what deserves a second look."""

    path: PurePosixPath
    text: str
    root: Mapping
    problems: tuple[Problem, ...]

    def line(self, number: int) -> str:
        """Return one line of the text, counted from 1; an empty one past the end."""
        lines = self.text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def node(self, keys: Keys) -> Node:
        """Return the node at ``keys``, or the deepest one on the way to it."""
        here: Node = self.root
        for key in keys:
            if isinstance(here, Mapping) and key in here.entries:
                here = here.entries[str(key)][1]
            elif isinstance(here, Sequence) and isinstance(key, int) and key < len(here.items):
                here = here.items[key]
            else:
                break
        return here

    def at(self, keys: Keys) -> tuple[int, int]:
        """Return line and column of the value at ``keys``; of the nearest thing around it where there is none."""
        node = self.node(keys)
        return node.line, node.column


def read(path: Path, shown: PurePosixPath, limits: Limits) -> Source:
    """Return what the regular file at ``path`` holds; raises InvalidData, and nothing else, for every other file."""
    try:
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode):
            raise InvalidData([Problem.of("not_a_file", shown)])
        if status.st_size > limits.bytes:
            raise InvalidData([_too_large(shown, limits)])
        raw = path.read_bytes()
    except OSError as error:
        raise InvalidData([Problem.of("unreadable", shown, reason=error.strerror)]) from error
    return parse(raw, shown, limits)


def parse(raw: bytes, shown: PurePosixPath, limits: Limits) -> Source:
    """Return what the bytes of a file hold; raises InvalidData, and nothing else, whatever they are."""
    text = _decode(raw, shown, limits)
    builder = _Builder(shown, text, limits)
    root = builder.build()
    if builder.problems or not isinstance(root, Mapping):
        raise InvalidData(builder.problems or [Problem.of("not_a_mapping", shown)])
    return Source(shown, text, root, tuple(builder.warnings))


def _too_large(shown: PurePosixPath, limits: Limits) -> Problem:
    return Problem.of("file_too_large", shown, most=limits.bytes // 1024)


def _decode(raw: bytes, shown: PurePosixPath, limits: Limits) -> str:
    if len(raw) > limits.bytes:
        raise InvalidData([_too_large(shown, limits)])
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InvalidData([Problem.of("utf16", shown)])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        raise InvalidData([Problem.of("not_utf8", shown, line=line, column=column)]) from error
    if "\r" in text:
        text = LINE_BREAKS.sub("\n", text)
    text = nfc(text)
    problems = [Problem.of(code, shown, **_place(text, at), letter=_name(text[at])) for code, at in _all_offences(text)]
    if problems:
        raise InvalidData(problems[:MOST_OF_A_KIND])
    if not text.strip():
        raise InvalidData([Problem.of("file_empty", shown)])
    return text


def _all_offences(text: str) -> Iterator[tuple[str, int]]:
    yield from offences(text)
    yield from (("control_character", found.start()) for found in HIDDEN_BREAKS.finditer(text) if found.group() == "\x85")


def _place(text: str, at: int) -> dict[str, int]:
    return {"line": text.count("\n", 0, at) + 1, "column": at - text.rfind("\n", 0, at)}


def _name(letter: str) -> str:
    return f"U+{ord(letter):04X}"


class _Builder:
    """Builds the nodes of one document from libyaml's events and collects what is refused."""

    def __init__(self, shown: PurePosixPath, text: str, limits: Limits) -> None:
        self.shown, self.text, self.limits = shown, text, limits
        self.lines = text.split("\n")
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def refuse(self, code: str, line: int, column: int, **values: object) -> None:
        if len(self.problems) < MOST_OF_A_KIND:
            correction = values.pop("correction", None)
            self.problems.append(
                Problem.of(code, self.shown, line=line, column=column, correction=correction if isinstance(correction, str) else None, **values)
            )

    def build(self) -> Node | None:
        """Return the root node, None where there is no document; problems tell what is wrong."""
        parser = CParser(self.text)
        try:
            return self._document(parser)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._syntax(mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, error)
        except yaml.YAMLError as error:
            self.refuse("yaml_syntax", 1, 1, reason=error)
        finally:
            parser.dispose()
        return None

    def _document(self, parser: CParser) -> Node | None:
        root: Node | None = None
        # One frame for each open collection, with the key that waits for its value (mappings only).
        stack: list[tuple[Mapping | Sequence, list[Scalar]]] = []
        nodes = 0
        get, depth, most = parser.get_event, self.limits.depth, self.limits.nodes
        while (event := get()) is not None:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                mark = event.start_mark
                text = event.value
                quoted = event.style is not None and event.style != ""
                node: Node = Scalar(text, quoted, mark.line + 1, mark.column + 1)
                if event.anchor is not None or event.tag is not None:
                    self._decorated(event)
                if quoted and event.style == '"' and "\\" in self._between(event):
                    self._escaped(node)
                elif event.end_mark.line == mark.line and not quoted:
                    self._cut(node, event.end_mark.column)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                mark = event.start_mark
                node = (Mapping if kind is yaml.MappingStartEvent else Sequence)(mark.line + 1, mark.column + 1)
                if event.anchor is not None or event.tag is not None:
                    self._decorated(event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                stack.pop()
                continue
            elif kind is yaml.AliasEvent:
                mark = event.start_mark
                self.refuse("yaml_alias", mark.line + 1, mark.column + 1, value="*" + event.anchor, correction=self._quoted(mark.line, mark.column))
                node = Scalar("", True, mark.line + 1, mark.column + 1)
            elif kind is yaml.DocumentStartEvent:
                mark = event.start_mark
                if root is not None:
                    self.refuse("yaml_documents", mark.line + 1, mark.column + 1)
                    return root
                if event.version or event.tags:
                    self.refuse("yaml_directive", mark.line + 1, mark.column + 1)
                continue
            else:
                continue
            nodes += 1
            if nodes > most:
                self.refuse("yaml_nodes", mark.line + 1, mark.column + 1, most=most)
                return root
            if not stack:
                root = node
            elif not self._place_node(*stack[-1], node):
                return root
            if type(node) is not Scalar:
                if len(stack) >= depth:
                    self.refuse("yaml_depth", mark.line + 1, mark.column + 1, most=depth)
                    return root
                stack.append((node, []))
        return root

    def _place_node(self, parent: Mapping | Sequence, waiting: list[Scalar], node: Node) -> bool:
        """Put ``node`` into its parent; False where nothing after it can be understood."""
        if type(parent) is Sequence:
            parent.items.append(node)
            return True
        assert isinstance(parent, Mapping)  # noqa: S101 - the type of the only other collection
        if waiting:
            key = waiting.pop()
            if key.text not in parent.entries:
                parent.entries[key.text] = (key, node)
            return True
        if not isinstance(node, Scalar):
            self.refuse("yaml_key", node.line, node.column)
            return False
        if node.text == "<<" and not node.quoted:
            self.refuse("yaml_merge", node.line, node.column)
        elif node.text in parent.entries:
            first = parent.entries[node.text][0]
            self.refuse("yaml_duplicate_key", node.line, node.column, key=node.text, first=first.line)
        waiting.append(node)
        return True

    def _decorated(self, event: yaml.NodeEvent) -> None:
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        correction = self._quoted(mark.line, mark.column)
        if event.anchor is not None:
            self.refuse("yaml_anchor", line, column, value="&" + event.anchor, correction=correction)
        if getattr(event, "tag", None) is not None:
            self.refuse("yaml_tag", line, column, value=event.tag, correction=correction)

    def _between(self, event: yaml.ScalarEvent) -> str:
        start, end = event.start_mark, event.end_mark
        if start.line == end.line:
            return self.lines[start.line][start.column : end.column]
        return "\\"

    def _escaped(self, node: Scalar) -> None:
        """Refuse what only appears once ``\\x0b`` and its like are read."""
        node.text = nfc(node.text)
        for code, at in _all_offences(node.text):
            self.refuse(code, node.line, node.column, letter=_name(node.text[at]))

    def _cut(self, node: Scalar, end: int) -> None:
        """Warn where `` #`` cuts the rest off a text; after a number, a date or a code it is a comment."""
        rest = self.lines[node.line - 1][end:]
        if rest.lstrip().startswith("#") and not PLAIN_VALUE.fullmatch(node.text):
            line = self.lines[node.line - 1]
            correction = f"{line[: node.column - 1]}{_double_quoted(line[node.column - 1 :].rstrip())}"
            cut = Problem.of("yaml_cut", self.shown, line=node.line, column=end + 1, value=rest.strip(), correction=correction)
            self.warnings.append(cut)

    def _quoted(self, line: int, column: int) -> str | None:
        """Return the line with what stands from ``column`` (from 0) put in quotes."""
        written = self.lines[line] if line < len(self.lines) else ""
        rest = written[column:].rstrip()
        return f"{written[:column]}{_double_quoted(rest)}" if rest else None

    def _syntax(self, line: int, column: int, error: yaml.MarkedYAMLError) -> None:
        """Word libyaml's complaint as the slip that most likely stands behind it."""
        for number in (line, line - 1):
            written = self.lines[number - 1] if 0 < number <= len(self.lines) else ""
            indent = written[: len(written) - len(written.lstrip())]
            if "\t" in indent:
                self.refuse("yaml_tab", number, indent.index("\t") + 1, correction=written.replace("\t", "  "))
                return
            if found := UNQUOTED.fullmatch(written):
                code = "yaml_colon" if found["value"][0] not in STARTS else "yaml_start"
                correction = f"{found['key']}{_double_quoted(found['value'])}"
                self.refuse(code, number, len(found["key"]) + 1, value=found["value"], correction=correction)
                return
        opening = error.context_mark
        if opening is not None and error.context and "quoted scalar" in error.context:
            code = "broken_escape" if "escape" in (error.problem or "") else "yaml_quote"
            self.refuse(code, opening.line + 1, opening.column + 1)
            return
        self.refuse("yaml_syntax", min(line, len(self.lines)), column, reason=error.problem or "")


PLAIN_VALUE = re.compile(r"[A-Za-z0-9_./:+-]*")
STARTS = "@`%!&*|>[]{},?"
UNQUOTED = re.compile(rf"(?P<key>\s*(?:- )*[^\s:#'\"]+:\s+)(?P<value>(?:[{re.escape(STARTS)}].*|[^'\"#\s].*:\s.*\S|[^'\"#\s].*:))")


def _double_quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
