"""A proposal as Git would merge it: the tree that would stand on the main line, and every path in which it differs."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.loading.git import blobs, git
from generator.loading.history import UNSHALLOW
from generator.loading.tree import Listed, Tree, examined

MERGE = ("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages")
CONFLICT = 1
LARGEST = 16 * 1024 * 1024
NOTHING = "0" * 40


class ReviewError(Exception):
    """Why a proposal cannot be reviewed at all; ``code`` and ``values`` name a message of ``messages/``."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(f"{code}: {values}")


class ConflictError(Exception):
    """The paths of the repository that the main line changed too since the proposal was begun."""

    def __init__(self, paths: Sequence[PurePosixPath]) -> None:
        self.paths = paths
        super().__init__(", ".join(map(str, paths)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One path of the repository and its blob before and after; None where there is none. A rename is two changes."""

    path: PurePosixPath
    old: str | None
    new: str | None


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The data folder ``folder`` of ``repository`` in two trees, ``base`` and what a merge of the head makes of it."""

    repository: Path
    folder: PurePosixPath
    base_commit: str
    base: str
    merged: str
    changes: tuple[Change, ...]

    @classmethod
    def of(cls, data: Path, base: str, head: str) -> "Proposal":
        """Return what merging ``head`` into ``base`` would change in the repository that holds the folder ``data``.

        Both are names of commits. Raises ConflictError where they do not merge, ReviewError where there is nothing to compare.
        """
        try:
            root = Path(os.fsdecode(git(data.parent, "rev-parse", "--show-toplevel")).removesuffix("\n"))
            shallow = git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
        except (OSError, subprocess.CalledProcessError) as error:
            raise ReviewError("review_no_repository", path=data.parent.name or ".") from error
        if shallow:
            raise ReviewError("review_shallow", mend=UNSHALLOW)
        base_commit, head_commit = _commit(root, base), _commit(root, head)
        before = git(root, "rev-parse", f"{base_commit}^{{tree}}").decode("ascii").strip()
        merged = _merged(root, base_commit, head_commit)
        return cls(
            repository=root,
            folder=PurePosixPath(data.resolve().relative_to(root.resolve()).as_posix()),
            base_commit=base_commit,
            base=before,
            merged=merged,
            changes=tuple(_changes(root, before, merged)),
        )

    def write(self, tree: str, folder: Path) -> Tree:
        """Write the data of ``tree`` into the new ``folder`` and return what may be there, and the problems of all else.

        Only plain files whose path data/ knows are written, so no name or mode of a contributor reaches the disk; one that is
        beyond all limits becomes a hole of the same size.
        """
        listed = {each.path: (each, blob) for each, blob in _listed(self.repository, tree, self.folder)}
        found = examined(self.folder.name, (each for each, _ in listed.values()))
        wanted = {str(entry.path): listed[str(entry.path)] for entry in found.entries}
        contents = blobs(self.repository, (blob for each, blob in wanted.values() if each.size <= LARGEST))
        folder.mkdir()
        for path, (each, blob) in wanted.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as written:
                written.write(contents.get(blob, b""))
                written.truncate(each.size)
        return found


def _commit(repository: Path, name: str) -> str:
    try:
        found = git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except (subprocess.CalledProcessError, ValueError) as error:  # a NUL in the name
        raise ReviewError("review_unknown_ref", ref=name) from error
    return found.decode("ascii").strip()


def _merged(repository: Path, base: str, head: str) -> str:
    """Return the tree that merging makes, with Git's own way of merging text; it is written, no branch and no file is touched."""
    try:
        told = git(repository, *MERGE, base, head, codes=(0, CONFLICT)).split(b"\0")
    except subprocess.CalledProcessError as error:
        raise ReviewError("review_unrelated") from error
    tree, *paths = [part for part in told if part]
    if paths:
        raise ConflictError([PurePosixPath(os.fsdecode(path)) for path in dict.fromkeys(paths)])
    return tree.decode("ascii")


def _changes(repository: Path, before: str, after: str) -> Iterator[Change]:
    raw = git(repository, "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", before, after)
    fields = iter(raw.split(b"\0"))
    for head in fields:
        if head:
            _, _, old, new, _ = head.decode("ascii").split(" ")
            path = PurePosixPath(os.fsdecode(next(fields)))
            yield Change(path=path, old=None if old == NOTHING else old, new=None if new == NOTHING else new)


def _listed(repository: Path, tree: str, folder: PurePosixPath) -> Iterator[tuple[Listed, str]]:
    """Return every file of ``folder`` in ``tree`` with its blob; a link to another repository has no size."""
    raw = git(repository, "ls-tree", "-r", "-z", "-l", "--full-tree", tree, "--", f"{folder}/")
    for part in raw.split(b"\0"):
        if part:
            head, path = part.split(b"\t", 1)
            mode, _, blob, size = head.decode("ascii").split()
            below = os.fsdecode(path).removeprefix(f"{folder}/")
            yield Listed(below, int(mode, 8), int(size) if size.isdigit() else 0), blob
