"""Walking the entries of a document with the way to each."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from generator.checks.fault import Document, Keys

T = TypeVar("T")


def entries(document: Document, *way: str) -> Iterator[tuple[Keys, Any]]:
    """Return every entry of the list that ``way`` leads to, through all entries of the lists before it."""
    yield from _below((), document, way)


def _below(keys: Keys, level: Document, way: tuple[str, ...]) -> Iterator[tuple[Keys, Any]]:
    for number, entry in enumerate(level.get(way[0], ())):
        here = (*keys, way[0], number)
        if len(way) == 1:
            yield here, entry
        else:
            yield from _below(here, entry, way[1:])


def stands_twice(entries: Iterable[Document], name: str) -> bool:
    """Say whether two entries of one list have the same value under ``name``; quicker than to tell which."""
    values = [entry[name] for entry in entries]
    return len(set(values)) < len(values)


def repeated(items: Iterable[tuple[Keys, T]]) -> Iterator[tuple[Keys, T, int]]:
    """Return each item whose value, other than None, stood before in the same list, and the first one's number, from 1."""
    first: dict[tuple[Keys, T], int] = {}
    for keys, value in items:
        place = next(number for number, key in enumerate(reversed(keys)) if isinstance(key, int))
        entry = keys[: len(keys) - place]
        here = (entry[:-1], value)
        if value is not None and here in first:
            yield keys, value, first[here]
        elif value is not None:
            first[here] = int(entry[-1]) + 1
