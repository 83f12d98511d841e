"""The whole review of a proposal: its place, its author, what it does to what is published, and what is wrong in its files."""

import datetime as dt
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from generator.loading import layout
from generator.loading.git import blobs
from generator.loading.history import history
from generator.loading.load import load
from generator.loading.quarantine import publishable
from generator.loading.tree import folded
from generator.model.dataset import Dataset
from generator.model.registers import Account
from generator.photos.check import undecodable
from generator.photos.decoder import Decoder
from generator.problems import Problem
from generator.review.authors import REGISTER, authors
from generator.review.proposal import Change, ConflictError, Proposal
from generator.review.proposers import proposers
from generator.review.published import Ledger, Step

MOST_PATHS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """The problems of a proposal, sorted, by paths of the repository, and how many files it changes in data/ and elsewhere."""

    problems: tuple[Problem, ...]
    data_files: int
    other_files: int


def review(data: Path, base: str, head: str, actor: int, today: dt.date) -> Reviewed:
    """Return what is wrong with merging the commit ``head`` into ``base`` on behalf of the account numbered ``actor``.

    ``data`` is the data folder of a checkout of the base, whose code runs; of the head only bytes are read, and only those that
    would stand after the merge. A proposal that leaves data/ alone has no problems here, as people review code, unless it makes a
    folder beside data/ that other systems take for data/. Raises ReviewError
    where the two cannot be compared.
    """
    try:
        proposal = Proposal.of(data, base, head)
    except ConflictError as conflict:
        problems = tuple(Problem.of("review_conflict", path) for path in sorted(conflict.paths))
        return Reviewed(problems=problems, data_files=len(problems), other_files=0)
    inside = [change for change in proposal.changes if change.path.is_relative_to(proposal.folder)]
    outside = [change for change in proposal.changes if not change.path.is_relative_to(proposal.folder)]
    found = [*_outside(proposal, outside), *_inside(proposal, inside, actor, today)] if inside else []
    found += _lookalikes(proposal, outside)
    return Reviewed(problems=tuple(sorted(set(found))), data_files=len(inside), other_files=len(outside))


def _lookalikes(proposal: Proposal, changes: Iterable[Change]) -> Iterator[Problem]:
    """Tell of every new path that is one of data/ where case and composition of letters do not count."""
    for change in changes:
        shown = folded(str(change.path))
        if change.new and PurePosixPath(shown).is_relative_to(folded(str(proposal.folder))):
            yield Problem.of("file_collision", change.path, other=proposal.folder)


def _outside(proposal: Proposal, changes: Collection[Change]) -> Iterator[Problem]:
    for number, change in enumerate(changes):
        if number == MOST_PATHS:
            yield Problem.of("review_more_paths", change.path, count=len(changes) - MOST_PATHS)
            return
        yield Problem.of("review_not_data", change.path, folder=proposal.folder)


def _inside(proposal: Proposal, changes: Collection[Change], actor: int, today: dt.date) -> Iterator[Problem]:
    above, name = proposal.folder.parent, proposal.folder.name
    with tempfile.TemporaryDirectory(prefix="thubay-review-") as place:
        before, after = Path(place, "before", name), Path(place, "after", name)
        before.parent.mkdir()
        after.parent.mkdir()
        proposal.write(proposal.base, before)
        listed = proposal.write(proposal.merged, after)
        past = history(proposal.repository, str(proposal.folder), proposal.base_commit)
        published = publishable(before, today, past)
        proposed = load(after, today)
        changed = {change.path.relative_to(above) for change in changes}
        known = set(published.problems)
        contents = (*listed.problems, *proposed.problems, *_undecodable(after, changed))
        found = [each for each in contents if each.path in changed or each not in known]
    ledger = Ledger(data=published.dataset, today=today, folder=name, older=past.contents)
    steps = _steps(proposal, changes)
    found += ledger.problems(steps)
    spoken_for = proposers(steps, PurePosixPath(name))
    found += authors(published.dataset, [change.path.relative_to(above) for change in changes], actor, spoken_for)
    if published.dataset and proposed.dataset:
        found += _accounts(published.dataset, proposed.dataset, PurePosixPath(name) / REGISTER)
    for each in found:
        yield replace(each, path=above / each.path)


def _undecodable(data: Path, changed: Collection[PurePosixPath]) -> Iterator[Problem]:
    """Decode every photo that is new or another than before."""
    with Decoder() as decoder:
        for path in sorted(changed):
            if layout.kind_of(path.relative_to(data.name)) == "photo":
                yield from undecodable(data.parent / path, path, decoder)


def _steps(proposal: Proposal, changes: Iterable[Change]) -> list[Step]:
    known = [
        (change, below, kind) for change in changes if (kind := layout.kind_of(below := change.path.relative_to(proposal.folder)))
    ]
    contents = blobs(proposal.repository, (blob for change, _, _ in known for blob in (change.old, change.new) if blob))
    return [
        Step(path=below, kind=kind, old=contents.get(change.old or ""), new=contents.get(change.new or ""))
        for change, below, kind in known
    ]


def _accounts(before: Dataset, after: Dataset, register: PurePosixPath) -> Iterator[Problem]:
    """Warn whoever approves that rights change."""
    was, now = before.bodies.accounts, after.bodies.accounts
    changed = [_shown(was.get(each) or now[each]) for each in sorted({*was, *now}) if was.get(each) != now.get(each)]
    if changed:
        yield Problem.of("review_account_change", register, accounts="; ".join(changed))


def _shown(account: Account) -> str:
    return f"{account.login} ({account.id})"
