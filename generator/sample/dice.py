"""Chance that any machine throws alike: every decision is a hash of the seed and of what it is about."""

import functools
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml

Item = TypeVar("Item")
WORDS = Path(__file__).with_name("words.yml")


class Dice:
    """Decisions about one subject; the order in which they are asked for does not matter."""

    def __init__(self, *subject: object) -> None:
        self.subject = "/".join(map(str, subject))

    def integer(self, question: str, least: int, most: int) -> int:
        """Return a whole number from ``least`` to ``most``, both included."""
        digest = hashlib.blake2b(f"{self.subject}/{question}".encode(), digest_size=8).digest()
        return least + int.from_bytes(digest, "big") % (most - least + 1)

    def chance(self, question: str, percent: int) -> bool:
        """Say yes in about ``percent`` of a hundred subjects."""
        return self.integer(question, 1, 100) <= percent

    def pick(self, question: str, items: Sequence[Item]) -> Item:
        """Return one of the items."""
        return items[self.integer(question, 0, len(items) - 1)]

    def some(self, question: str, items: Sequence[Item], count: int) -> list[Item]:
        """Return ``count`` different items (or all, where there are fewer), in their own order."""
        ranked = sorted(range(len(items)), key=lambda index: self.integer(f"{question}/{index}", 0, 10**9))
        return [items[index] for index in sorted(ranked[:count])]


@functools.cache
def words() -> dict[str, Any]:
    """Return the words that invented data is made of."""
    found: dict[str, Any] = yaml.load(WORDS.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found
