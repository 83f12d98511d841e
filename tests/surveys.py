"""Small surveys for the rules between files, their reports and what is found in them."""

import dataclasses
from pathlib import PurePosixPath

from generator.checks.survey import Photo, Survey
from generator.model.registers import Bodies
from tests import factories

PLACE = ("days", 0, "results", 0)


def survey(*, today="2024-12-31", communes=1, files=(), photos=None, registers=None, **entries):
    """Return a survey of ``mau`` with these entries; photos are digests, ``registers`` take the place of the empty ones."""
    places = [factories.commune("mau", communes)] if isinstance(communes, int) else communes
    data = dataclasses.replace(factories.dataset(places, **entries), **(registers or {}))
    paths = frozenset(PurePosixPath("data") / each for each in files)
    shown = {PurePosixPath("data") / name: Photo(size=1, digest=digest) for name, digest in (photos or {}).items()}
    return Survey(data=data, today=factories.day(today), folder=PurePosixPath("data"), files=paths, photos=shown)


def told(rule, found):
    """Return the code and the place of each finding of ``rule``."""
    return [(each.code, each.keys) for each in rule(found)]


def keys(rule, document):
    """Return the place of each fault that ``rule`` finds in one document."""
    return [each.keys for each in rule(document)]


def firsts(rule, document):
    """Return the code and the place of each fault of ``rule``, and the number of the entry that it repeats."""
    return [(each.code, each.keys, each.values["first"]) for each in rule(document)]


def bodies(**entries):
    """Return registers whose bodies file holds one body and these entries."""
    return {"bodies": Bodies.of({"bodies": [{"id": "x", "name": "X", "level": "district", "kind": "party"}], **entries})}


def result(**fields):
    """Return the entry of one hamlet's result."""
    return {"hamlet": "thon-1", **fields}


def reported(*results, month="2024-04", campaign="2024/04-mau", **fields):
    """Return a report of ``mau`` with these results of one day."""
    return factories.report("mau", month, {campaign: list(results)}, **fields)
