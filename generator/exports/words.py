"""What every description of the open data says of the whole: whose it is, under which licence, of which day, real or not."""

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from generator.exports.table import TOLD
from generator.model.dataset import Dataset

LICENCES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The programme, its publisher, licence and area; ``url`` ends with a slash and is ``/`` where the site has no address."""

    title: str
    description: str
    publisher: str
    area: str
    licence: str
    url: str
    today: dt.date
    sample: bool
    notice: str | None
    keywords: tuple[str, ...]
    repository: str | None

    @property
    def licence_url(self) -> str | None:
        """Where the licence stands; None for one that is not known here."""
        return LICENCES.get(self.licence)

    @property
    def head(self) -> Mapping[str, Any]:
        """What every JSON file says first: whether it is sample data, the licence and the day."""
        told = {"sample": self.sample, "licence": self.licence, "as_of": self.today.isoformat()}
        return {**told, "notice": self.notice} if self.notice else told


@functools.cache
def sentences() -> Mapping[str, Any]:
    """Return the words of the table of tables that belong to no table."""
    found: Mapping[str, Any] = yaml.load(TOLD.read_text(encoding="utf-8"), yaml.CSafeLoader)["words"]
    return found


def words(data: Dataset, today: dt.date) -> Words:
    """Return what the descriptions say of ``data`` on the day ``today``."""
    programme, told = data.programme, sentences()
    return Words(
        title=programme.name,
        description=told["description"],
        publisher=data.bodies.bodies[programme.committee].name,
        area=f"{programme.area}, {programme.province}",
        licence=programme.licence,
        url=f"{(programme.site_url or '').rstrip('/')}/",
        today=today,
        sample=data.sample,
        notice=told["sample"] if data.sample else None,
        keywords=tuple(told["keywords"]),
        repository=programme.repository,
    )
