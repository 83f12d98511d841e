"""What the form offers: the lists that all share, and for each commune its hamlets, its days and what it sent lately."""

import datetime as dt
import functools
import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from generator.language.months import Month
from generator.language.vietnamese import quarter_name, short_date
from generator.loading.files import Checker
from generator.loading.tree import Entry
from generator.model.campaign import Campaign, Site, Work
from generator.model.dataset import Dataset
from generator.model.places import Commune
from generator.output import File

WORDS = Path(__file__).with_name("words.yml")
REACH = dt.timedelta(days=100)
NEW, OPEN = "new", frozenset({"expected", "announced", "postponed"})


@functools.cache
def words() -> Mapping[str, str]:
    """Return what the form says, by name; sentences with gaps in braces."""
    found: dict[str, str] = yaml.load(WORDS.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found


def lists(dataset: Dataset, today: dt.date) -> dict[str, Any]:
    """Return what every commune may choose from on ``today``, and where a proposal goes."""
    bodies = (body for body in dataset.bodies.bodies.values() if body.validity.holds(today))
    programme = dataset.programme
    return {
        "communes": _named(dataset.places.communes_on(today)),
        "indicators": [[each.id, each.name, each.unit] for each in dataset.activities.indicators.values()],
        "bodies": [[each.id, each.name] for each in bodies],
        "repository": programme.repository,
        "branch": programme.branch,
    }


def commune_files(dataset: Dataset, data: Path, today: dt.date) -> Iterable[File]:
    """Return one JSON file for each commune of ``today``, below ``/nop/``."""
    for commune in dataset.places.communes_on(today):
        told = json.dumps(_facts(dataset, data, commune, today), ensure_ascii=False, separators=(",", ":"))
        yield File(address=f"/nop/{commune.id}.json", content=told.encode())


def _facts(dataset: Dataset, data: Path, commune: Commune, today: dt.date) -> dict[str, Any]:
    hamlets = [hamlet for hamlet in commune.hamlets.values() if hamlet.validity.holds(today)]
    shared, own = dataset.campaigns_of.get(None, ()), dataset.campaigns_of.get(commune.id, ())
    with_us = (campaign for campaign in shared if _sites(campaign, commune))
    near = sorted((each for each in (*with_us, *own) if abs(each.date - today) <= REACH), key=lambda each: each.id)
    reports = [report for report in dataset.reports_of[commune.id] if abs(report.month.last_day - today) <= REACH]
    ahead = [each for each in shared if each.status in OPEN and each.date >= today]
    return {
        "hamlets": _named(hamlets),
        "days": [_day(campaign, commune) for campaign in near],
        "report": _sent(dataset, data, ((report.month, report.path) for report in reports), "report"),
        "saturday": _sent(dataset, data, ((day.month, day.path) for day in near if not day.is_district), "saturday"),
        "open": [[campaign.id, _name(campaign)] for campaign in ahead],
        "proposals": {campaign.id: found for campaign in ahead if (found := _proposed(campaign, commune))},
    }


def _proposed(campaign: Campaign, commune: Commune) -> dict[str, Any] | None:
    """Return what the commune proposed and nobody decided yet, as it would hand it in again; None where there is nothing."""
    own = [proposal for proposal in campaign.proposals if proposal.commune == commune.id and proposal.state == NEW]
    found = [
        {
            "hamlet": proposal.hamlet,
            "submitted_on": proposal.submitted_on and str(proposal.submitted_on),
            "text": proposal.text,
            "works": [_work(work) for work in proposal.works] or None,
        }
        for proposal in own
    ]
    if not found:
        return None
    told = [{name: value for name, value in each.items() if value is not None} for each in found]
    return {"commune": commune.id, "campaign": campaign.id, "proposals": told}


def _work(work: Work) -> dict[str, Any]:
    quantity = work.quantity if isinstance(work.quantity, int) else float(work.quantity)
    return {"indicator": work.indicator, "quantity": quantity, **({"note": work.note} if work.note else {})}


def _named(places: Iterable[Any]) -> list[list[str]]:
    return [[place.id, place.name] for place in places]


def _sites(campaign: Campaign, commune: Commune) -> list[Site]:
    return [site for site in campaign.sites if site.commune == commune.id]


def _day(campaign: Campaign, commune: Commune) -> dict[str, Any]:
    """Return one day that may be reported: its name, and the works that each hamlet planned."""
    return {
        "id": campaign.id,
        "month": str(campaign.month),
        "date": str(campaign.day or campaign.date),
        "name": _name(campaign),
        "all": not campaign.is_district,
        "sites": {site.hamlet: [work.indicator for work in site.works] for site in _sites(campaign, commune)},
    }


def _name(campaign: Campaign) -> str:
    name = "district_day" if campaign.is_district else "commune_day"
    quarter = quarter_name(campaign.quarter) if campaign.is_district else ""
    return words()[name].format(quarter=quarter, date=short_date(campaign.day or campaign.date))


def _sent(dataset: Dataset, data: Path, files: Iterable[tuple[Month, PurePosixPath]], kind: str) -> dict[str, Any]:
    """Return the documents that stand in data/, by month, to be opened again; none that is held back."""
    checker = Checker(data, None)
    found = {}
    for month, shown in files:
        path = PurePosixPath(*shown.parts[1:])
        if shown not in dataset.quarantine:
            size = (data / path).stat().st_size
            found[str(month)] = checker.check(Entry(path=path, kind=kind, size=size)).document
    return found
