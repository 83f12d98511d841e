"""The ids that a document may refer to, gathered from the registers and from the names of the files."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Self

from generator.checks.fault import Document
from generator.checks.one_file.entries import entries
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
    """Ids by what a field may refer to, hamlets by their commune; what a broken register would have said is absent."""

    ids: Mapping[str, Collection[str]]
    hamlets: Mapping[str, Collection[str]]

    @classmethod
    def of(cls, registers: Mapping[str, Document], paths: Iterable[PurePosixPath]) -> Self:
        """Return what the registers, by their kind, and the paths below data/ make known."""
        ids: dict[str, Collection[str]] = {
            refers: dict.fromkeys(entry["id"] for _, entry in entries(registers[kind], name))
            for refers, (kind, name) in LISTS.items()
            if kind in registers
        }
        places = registers.get("places", {})
        communes = (commune for _, commune in entries(places, "communes"))
        hamlets = {commune["id"]: {hamlet["id"]: None for hamlet in commune["hamlets"]} for commune in communes}
        if "places" in registers:
            ids["place"] = {f"{commune}/{hamlet}": None for commune, known in hamlets.items() for hamlet in known}
        ids["campaign"] = {layout.campaign_id(path): None for path in paths if path.parts[0] == "campaigns"}
        return cls(ids=ids, hamlets=hamlets)
