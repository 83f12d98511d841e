"""What is wrong, where it stands and how to mend it: the one value that every check returns."""

import dataclasses
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path, PurePosixPath
from typing import Self

import yaml

MESSAGES = Path(__file__).with_name("messages")
LONGEST_VALUE = 80
MOST_SHOWN = 5


class Severity(IntEnum):
    """How much a problem weighs: an error stops publication, a warning asks for a second look, a note only informs."""

    ERROR = 0
    WARNING = 1
    NOTE = 2


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence of ``messages/``, with the weight of what it says."""

    text: str
    severity: Severity


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing a contributor can fix, at the place to fix it; lines and columns count from 1."""

    path: PurePosixPath
    line: int
    column: int
    field: str
    message: str
    code: str
    severity: Severity
    correction: str | None = dataclasses.field(default=None, compare=False)

    @classmethod
    def of(
        cls,
        code: str,
        path: PurePosixPath,
        *,
        line: int = 1,
        column: int = 1,
        field: str = "",
        correction: str | None = None,
        **values: object,
    ) -> Self:
        """Return the problem that ``messages/`` words under ``code``; raises KeyError for a code or a value it does not know."""
        message = messages()[code]
        text = message.text.format_map({name: _rendered(value) for name, value in values.items()})
        return cls(path, line, column, field, text, code, message.severity, correction)


class OwnWords(str):
    """Words of ours, not of a contributor: a sentence shows them whole."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem whose place in its file has still to be looked up: what a rule between files returns."""

    path: PurePosixPath
    keys: tuple[str | int, ...]
    code: str
    values: Mapping[str, object]

    @property
    def severity(self) -> Severity:
        """How much the problem weighs; raises KeyError for a code that ``messages/`` does not know."""
        return messages()[self.code].severity


class InvalidData(Exception):  # noqa: N818 - it names a state of the data, and the house names it so
    """Data that cannot be read at all; carries every problem found, sorted, and the text of the file where that is known."""

    def __init__(self, problems: Iterable[Problem], text: str = "") -> None:
        self.problems, self.text = tuple(sorted(problems)), text
        errors = [problem for problem in self.problems if problem.severity is Severity.ERROR]
        super().__init__("; ".join(f"{problem.path}:{problem.line}: {problem.message}" for problem in errors[:MOST_SHOWN]))


@functools.cache
def messages() -> Mapping[str, Message]:
    """Return every message by its code; raises ValueError where two files use the same code."""
    found: dict[str, Message] = {}
    for path in sorted(MESSAGES.glob("*.yml")):
        for code, entry in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader).items():
            if code in found:
                raise ValueError(f"{path.name}: the code {code} is used twice")
            found[code] = Message(entry["text"], Severity[entry["severity"].upper()])
    return found


def _rendered(value: object) -> str:
    return value if isinstance(value, OwnWords) else shown(value)


def shown(value: object) -> str:
    """Return ``value`` as one short line without control or invisible characters, safe to print in a log or a terminal."""
    text = "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in str(value))
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
