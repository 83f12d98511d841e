"""The lists that people choose from: for every id the name it goes by, and the id that a name was meant to be."""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from generator.language.vietnamese import fold

NEAR = 0.75


@dataclass(frozen=True)
class Names:
    """Ids with the names they are chosen by, no two alike; ``offered`` are those that a list shows, the others are only known."""

    names: Mapping[str, str]
    offered: tuple[str, ...]

    @classmethod
    def of(cls, offered: Iterable[tuple[str, str]], known: Iterable[tuple[str, str]] = ()) -> Self:
        """Return the list of (id, name) pairs; a name that stands twice is told apart by its id."""
        shown = dict(offered)
        pairs = {**shown, **{each: name for each, name in known if each not in shown}}
        counts = Counter(_small(name) for name in pairs.values())
        names = {each: name if counts[_small(name)] == 1 else f"{name} ({each})" for each, name in pairs.items()}
        return cls(names=names, offered=tuple(shown))

    def __getitem__(self, id: str) -> str:
        return self.names[id]

    @property
    def shown(self) -> tuple[str, ...]:
        """The names to choose from."""
        return tuple(self.names[each] for each in self.offered)

    def id_of(self, text: str) -> str | None:
        """Return the id that ``text`` means: its name, typed with or without its marks and first word, or the id itself."""
        if text in self.names:
            return text
        return self._exact.get(_small(text)) or self._loose.get(plain(text))

    def nearest(self, text: str) -> str | None:
        """Return the name that ``text`` is most like; None where none is near."""
        names = {plain(name): name for name in self.names.values()}
        near = difflib.get_close_matches(plain(text), names, n=1, cutoff=NEAR)
        return names[near[0]] if near else None

    @cached_property
    def _exact(self) -> dict[str, str]:
        return {_small(name): each for each, name in self.names.items()}

    @cached_property
    def _loose(self) -> dict[str, str]:
        """Ids by what is left of their names without marks, and without the word before a proper name, where one id is meant."""
        found: dict[str, set[str]] = {}
        for each, name in self.names.items():
            whole = plain(name)
            for form in (whole, whole.partition(" ")[2]):
                found.setdefault(form, set()).add(each)
        return {form: next(iter(ids)) for form, ids in found.items() if form and len(ids) == 1}


def plain(text: str) -> str:
    """Return ``text`` as labels and names are compared: small letters without marks, single blanks."""
    return " ".join(fold(text).split())


def _small(text: str) -> str:
    return " ".join(text.casefold().split())
