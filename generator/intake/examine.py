"""What is handed in, held against what is published: the very checks of the data, of corrections and of who may send what."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.intake.paper import Paper
from generator.intake.standing import Standing
from generator.intake.wording import worded
from generator.loading import layout
from generator.loading.load import load
from generator.photos.check import photo_problems, undecodable
from generator.photos.decoder import Decoder
from generator.problems import Problem, Severity
from generator.review.authors import authors
from generator.review.proposers import proposers
from generator.review.published import Ledger, Step

Papers = Mapping[PurePosixPath, Paper]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """Every problem, sorted, and the files to write by their paths below data/: those that differ, none where any is wrong."""

    problems: tuple[Problem, ...]
    files: Mapping[PurePosixPath, bytes]

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)


def examine(papers: Papers, standing: Standing, actor: int | None = None) -> Examined:
    """Return what is wrong with taking in ``papers``, by their paths below data/, and what would be written.

    ``actor`` is the number of the account that sends them; None where whoever runs the command answers for them.
    """
    found = set(_contents(papers, standing))
    handed = {problem for paper in papers.values() for problem in paper.problems}
    steps = [_step(path, paper, standing) for path, paper in papers.items()]
    found |= set(_ledger(standing).problems(steps))
    if actor is not None:
        spoken_for = proposers(steps, standing.folder)
        found |= set(authors(standing.dataset, [standing.folder / path for path in papers], actor, spoken_for))
    by_path = {standing.folder / path: paper for path, paper in papers.items()}
    placed = {by_path[each.path].placed(each) if each.path in by_path else each for each in found}
    told = {_cell(each) for each in handed}
    problems = tuple(sorted((*handed, *(each for each in placed if _cell(each) not in told))))
    if any(each.severity is Severity.ERROR for each in problems):
        return Examined(problems=problems, files={})
    return Examined(problems=problems, files=dict(_differing(papers, standing)))


def _cell(problem: Problem) -> tuple[PurePosixPath, int, int, str]:
    """Return where a problem stands, as far as a second one there would only repeat it: the cell of a spreadsheet."""
    return problem.path, problem.line, problem.column, problem.field.partition(" › ")[0]


def _contents(papers: Papers, standing: Standing) -> Iterator[Problem]:
    """Tell what is wrong in the files themselves, and what they newly make wrong in others."""
    communes = {layout.commune_of(path) for path in papers}
    asked = None if None in communes else {commune for commune in communes if commune}
    left_out = dict.fromkeys(standing.put_aside)
    known = set(load(standing.data, standing.today, communes=asked, instead=left_out).problems)
    instead = left_out | {path: paper.raw for path, paper in papers.items()}
    shown = {standing.folder / path for path in papers}
    for problem in load(standing.data, standing.today, communes=asked, instead=instead).problems:
        if problem.path in shown or problem not in known:
            yield problem
    photos = {path: paper.raw for path, paper in papers.items() if layout.kind_of(path) == "photo"}
    yield from _photos(photos, standing.folder)


def _photos(photos: Mapping[PurePosixPath, bytes], folder: PurePosixPath) -> Iterator[Problem]:
    if not photos:
        return
    with tempfile.TemporaryDirectory(prefix="thubay-intake-") as place, Decoder() as decoder:
        for path, raw in photos.items():
            yield from photo_problems(raw, folder / path)
            file = Path(place, path.name)
            file.write_bytes(raw)
            yield from undecodable(file, folder / path, decoder)


def _ledger(standing: Standing) -> Ledger:
    return Ledger(
        data=standing.dataset, today=standing.today, folder=str(standing.folder), older=lambda path: standing.past.contents(path)
    )


def _step(path: PurePosixPath, paper: Paper, standing: Standing) -> Step:
    kind = layout.kind_of(path)
    if kind is None:
        raise ValueError(path)
    return Step(path=path, kind=kind, old=standing.published_at(path), new=paper.raw)


def _differing(papers: Papers, standing: Standing) -> Iterator[tuple[PurePosixPath, bytes]]:
    for path, paper in sorted(papers.items()):
        stands = standing.bytes_at(path)
        written = worded(path, paper, stands)
        if written != stands:
            yield path, written
