"""The ids that a document may refer to, gathered from the registers and from the names of the files."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Self

from generator.checks.fault import Document
from generator.checks.one_file.entries import entries
from generator.language.names import Names
from generator.language.vietnamese import coded
from generator.loading import layout

REGISTERS = {
    "commune": "places.yml",
    "hamlet": "places.yml",
    "place": "places.yml",
    "body": "bodies.yml",
    "group": "bodies.yml",
    "area": "activities.yml",
    "indicator": "activities.yml",
    "campaign": "campaigns/",
}
LISTS = {
    "commune": ("places", "communes"),
    "body": ("bodies", "bodies"),
    "group": ("bodies", "groups"),
    "area": ("activities", "areas"),
    "indicator": ("activities", "indicators"),
}


@dataclass(frozen=True, kw_only=True)
class Known:
    """Ids with their names, by what a field may refer to, hamlets by their commune; what a broken register would say is absent.

    What goes by its id alone, such as a campaign, has an empty name.
    """

    ids: Mapping[str, Mapping[str, str]]
    hamlets: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, registers: Mapping[str, Document], paths: Iterable[PurePosixPath]) -> Self:
        """Return what the registers, by their kind, and the paths below data/ make known."""
        ids = {
            refers: {entry["id"]: entry["name"] for _, entry in entries(registers[kind], name)}
            for refers, (kind, name) in LISTS.items()
            if kind in registers
        }
        places = registers.get("places", {})
        communes = (commune for _, commune in entries(places, "communes"))
        hamlets = {commune["id"]: {hamlet["id"]: hamlet["name"] for hamlet in commune["hamlets"]} for commune in communes}
        if "places" in registers:
            ids["place"] = {f"{commune}/{hamlet}": "" for commune, known in hamlets.items() for hamlet in known}
        ids["campaign"] = {layout.campaign_id(path): "" for path in paths if path.parts[0] == "campaigns"}
        return cls(ids=ids, hamlets=hamlets)

    def within(self, refers: str, commune: str) -> Mapping[str, str] | None:
        """Return the ids that a field may refer to, with their names, in a file or an entry of ``commune``; None if unknown."""
        return self.hamlets.get(commune) if refers == "hamlet" else self.ids.get(refers)

    def meant(self, refers: str, written: str, commune: str) -> str | None:
        """Return the id that ``written`` means: one badly spelt, or the name of what bears it; None where that is not clear."""
        names = self._names(refers, commune)
        ids = {names.id_of(re.sub("[-_]+", " ", written)), code if (code := coded(written)) in names.names else None}
        return ids.pop() if len(ids := ids - {None}) == 1 else None

    def _names(self, refers: str, commune: str) -> Names:
        """Return the names of what a field may refer to, made once; what has none goes by its id."""
        key = refers, commune if refers == "hamlet" else ""
        if key not in self._made:
            self._made[key] = Names.of((each, name or each) for each, name in (self.within(refers, commune) or {}).items())
        return self._made[key]

    @cached_property
    def _made(self) -> dict[tuple[str, str], Names]:
        return {}
