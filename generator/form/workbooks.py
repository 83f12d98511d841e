"""The workbooks that the page offers beside its form: one for each commune, for the month that it should report next."""

import datetime as dt
import importlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from generator.figures.reporting import month_due
from generator.files import Checker
from generator.model.dataset import Dataset
from generator.model.places import Commune
from generator.output import File
from generator.sheet.facts import Facts
from generator.tree import Entry

WRITER = "generator.sheet.workbook"  # loaded with its library only when a workbook is asked for


def workbook_files(dataset: Dataset, data: Path, today: dt.date) -> Iterator[File]:
    """Return ``/nop/<commune>.xlsx`` for each commune of ``today``, made when asked for."""
    for commune in dataset.places.communes_on(today):
        yield File(address=f"/nop/{commune.id}.xlsx", content=partial(_workbook, dataset, data, commune, today))


def _workbook(dataset: Dataset, data: Path, commune: Commune, today: dt.date) -> bytes:
    month = month_due(dataset, commune.id, today)
    report, document = dataset.reports.get((commune.id, month)), None
    if report is not None and report.path not in dataset.quarantine:
        path = PurePosixPath(*report.path.parts[1:])
        document = Checker(data, None).check(Entry(path=path, kind="report", size=(data / path).stat().st_size)).document
    facts = Facts(data=dataset, commune=commune, month=month, report=document)
    made: bytes = importlib.import_module(WRITER).workbook(facts)
    return made
