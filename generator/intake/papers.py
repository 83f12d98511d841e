"""Whatever somebody hands in, told by its bytes: a form's .zip, a spreadsheet or plain YAML."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.intake.archive import SIGNATURE, Archive
from generator.intake.paper import Paper, handed, kind_of, place_of
from generator.intake.proposed import KIND, proposed
from generator.intake.sheet import sheet_papers
from generator.intake.spreadsheet import LIMITS, spreadsheet
from generator.intake.standing import Standing
from generator.intake.unzip import opened, unzip
from generator.problems import InvalidData, Problem

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
SPREADSHEET = b"xl/workbook.xml"  # no name of a file is packed
OPEN_DOCUMENT = "content.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One file as it was handed in under ``name``: the files in it by their paths below data/, or why it stays shut."""

    name: PurePosixPath
    papers: Mapping[PurePosixPath, Paper]
    problems: tuple[Problem, ...] = ()


def parcel(raw: bytes, shown: PurePosixPath, standing: Standing, reason: str | None = None) -> Parcel:
    """Return what ``papers`` makes of ``raw``, or why it makes nothing of it."""
    try:
        return Parcel(name=shown, papers=papers(raw, shown, standing, reason))
    except InvalidData as invalid:
        return Parcel(name=shown, papers={}, problems=invalid.problems)


def papers(raw: bytes, shown: PurePosixPath, standing: Standing, reason: str | None = None) -> dict[PurePosixPath, Paper]:
    """Return the files that ``raw`` holds by their paths below data/; raises InvalidData, and nothing else, where it holds none.

    ``shown`` is the name of what was handed in, as problems tell it; ``reason`` why a spreadsheet changes what is published,
    where it does not say so itself.
    """
    if raw.startswith(OLD_OFFICE):
        raise InvalidData([Problem.of("intake_old_office", shown)])
    if not raw.startswith(SIGNATURE):
        return dict([text_paper(raw, shown, standing)])
    if SPREADSHEET in raw.lower():
        return sheet_papers(spreadsheet(Archive.of(raw, shown, LIMITS)), shown, standing, reason)
    archive = opened(raw, shown)
    if OPEN_DOCUMENT in archive.names:
        raise InvalidData([Problem.of("intake_old_office", shown)])
    return {path: Paper(raw=content) for path, content in unzip(archive).items()}


def text_paper(raw: bytes, shown: PurePosixPath, standing: Standing) -> tuple[PurePosixPath, Paper]:
    """Return the file that a text stands for, with its path below data/; raises InvalidData where it does not say which."""
    source = handed(raw, shown)
    kind = kind_of(source)
    return proposed(source, standing) if kind == KIND else (place_of(source, kind), Paper(raw=raw))


def together(handed: Iterable[tuple[PurePosixPath, Mapping[PurePosixPath, Paper]]]) -> dict[PurePosixPath, Paper]:
    """Return all files handed in, each with the name of what held it; raises InvalidData where two speak of the same path."""
    found: dict[PurePosixPath, Paper] = {}
    for shown, files in handed:
        for path, paper in files.items():
            if path in found and found[path].raw != paper.raw:
                raise InvalidData([Problem.of("intake_twice", shown, other=path)])
            found[path] = paper
    return found
