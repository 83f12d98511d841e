"""The workbooks that the page offers beside its form: one for each commune, for the month that it should report next."""

import datetime as dt
import hashlib
import importlib
from collections.abc import Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from generator.cache.keeping import kept
from generator.figures.memory import remembered
from generator.figures.reporting import month_due
from generator.loading.files import Checker
from generator.loading.tree import Entry
from generator.model.dataset import Dataset
from generator.model.places import Commune
from generator.output import File
from generator.sheet.facts import Facts

WRITER = "generator.sheet.workbook"  # loaded with its library only when a workbook is asked for


def workbook_files(dataset: Dataset, data: Path, today: dt.date, cache: Path) -> Iterator[File]:
    """Return ``/nop/<commune>.xlsx`` for each commune of ``today``, made when asked for and kept in the folder ``cache``."""
    for commune in dataset.places.communes_on(today):
        yield File(address=f"/nop/{commune.id}.xlsx", content=partial(_workbook, dataset, data, commune, today, cache))


def _workbook(dataset: Dataset, data: Path, commune: Commune, today: dt.date, cache: Path) -> bytes:
    month = month_due(dataset, commune.id, today)
    report, document = dataset.reports.get((commune.id, month)), None
    if report is not None and report.path not in dataset.quarantine:
        path = PurePosixPath(*report.path.parts[1:])
        document = Checker(data, None).check(Entry(path=path, kind="report", size=(data / path).stat().st_size)).document
    facts = Facts(data=dataset, commune=commune, month=month, report=document)
    return kept(cache, _told(facts), lambda: importlib.import_module(WRITER).workbook(facts))


def _told(facts: Facts) -> str:
    """Return everything that a workbook may tell: what all share, and what is the commune's own."""
    data, commune = facts.data, facts.commune
    return _shared(data) + repr((commune, facts.month, facts.report, facts.reported_by, facts.days, facts.unplanned))


@remembered
def _shared(data: Dataset) -> str:
    """Return the digest of what all workbooks share."""
    registers = (data.programme, data.places, data.bodies, data.activities, data.calendar, data.plans)
    told = repr((version("xlsxwriter"), registers, data.campaigns_of.get(None)))
    return hashlib.sha256(told.encode()).hexdigest()
