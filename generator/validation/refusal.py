"""Why a scalar is not what the schema wants, and what was probably meant."""

import functools
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.reading.source import Scalar

WORDS = Path(__file__).with_name("scalars.yml")
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a scalar is not of its type; ``suggestion`` is the text that was probably meant, where one can be told.

    ``kept`` is the value where the code is only a warning, so that the document keeps it; None where it is an error.
    """

    code: str
    suggestion: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    kept: str | None = None


@functools.cache
def words() -> Mapping[str, Any]:
    """Return the Vietnamese words that ``scalars.yml`` holds."""
    found: dict[str, Any] = yaml.load(WORDS.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found


def absent(scalar: Scalar) -> bool:
    """Say whether the scalar says nothing: no text, ``~`` or ``null``, not in quotes."""
    return not scalar.quoted and scalar.text in NULLS


def says_nothing(scalar: Scalar) -> bool:
    """Say whether the scalar is absent or holds only blanks."""
    return absent(scalar) or not scalar.text.strip()


def nothing(scalar: Scalar) -> Refusal | None:
    """Return what every reader says of a scalar that says nothing: None where it is absent, a refusal of blanks in quotes."""
    return None if absent(scalar) else Refusal("blank_text")


def plain_digits(text: str) -> str:
    """Return ``text`` without blanks around it and with every digit as 0 to 9."""
    text = text.strip()
    return text if text.isascii() else "".join(str(unicodedata.decimal(letter, letter)) for letter in text)
