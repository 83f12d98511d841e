"""Writes invented data below a folder, each file as an official would write it."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from generator.loading.load import load
from generator.model.dataset import Dataset
from generator.problems import InvalidData
from generator.sample.days import campaigns
from generator.sample.dice import words
from generator.sample.registers import Document, registers
from generator.sample.reports import reports
from generator.validation.yaml_writer import yaml_text

FIRST_YEAR = 2024


def write_district(out: Path, communes: int, years: int, seed: int) -> int:
    """Write a whole invented district into the folder ``out``, reported to its last day; return how many files."""
    last_day = dt.date(FIRST_YEAR + years - 1, 12, 31)
    count = _write(out, registers(communes, FIRST_YEAR, years, seed))
    return count + write_days(out, seed, last_day + dt.timedelta(40))


def write_days(out: Path, seed: int, today: dt.date) -> int:
    """Write campaigns and reports onto the registers and plans in ``out``, as they stand on ``today``; return how many files.

    Raises InvalidData where those have errors.
    """
    stage = _dataset(out, today)
    count = sum(_write(out, campaigns(stage, plan, seed, today)) for plan in stage.plans.values())
    stage = _dataset(out, today)
    return count + sum(_write(out, reports(stage, year, seed, today)) for year in stage.plans)


def _dataset(out: Path, today: dt.date) -> Dataset:
    loaded = load(out, today)
    if loaded.dataset is None:
        raise InvalidData(loaded.problems)
    return loaded.dataset


def _write(out: Path, documents: Iterable[tuple[str, str, Document]]) -> int:
    count = 0
    for kind, path, document in documents:
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml_text(kind, document, words()["heading"]), encoding="utf-8")
        count += 1
    return count
