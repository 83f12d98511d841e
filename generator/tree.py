"""The files of data/, listed once: what each is by its path, and every file that may not be there."""

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator import layout
from generator.problems import Problem

EXECUTABLE = stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: its path below data/, its kind, and its size in bytes."""

    path: PurePosixPath
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The files that may be there, sorted by path, and the problems of all others."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def tree(data: Path) -> Tree:
    """Return every file below ``data``; nothing is opened, and no symbolic link is followed."""
    folder = PurePosixPath(data.name)
    found = sorted(_walk(str(data), ""))
    taken: dict[str, str] = {}
    for path, _ in sorted(found, key=lambda item: layout.kind_of(item[0]) is None):
        taken.setdefault(_folded(path), path)
    modes = [status.st_mode for _, status in found]
    marked = not all(mode & EXECUTABLE for mode in modes)  # a file system without such marks says yes to all
    entries: list[Entry] = []
    problems: list[Problem] = []
    for path, status in found:
        kind = layout.kind_of(path)
        other = taken[_folded(path)]
        if code := _refusal(status, kind, path, other, marked):
            problems.append(_problem(code, folder / path, other))
        if kind and stat.S_ISREG(status.st_mode):
            entries.append(Entry(PurePosixPath(path), kind, status.st_size))
    return Tree(tuple(entries), tuple(problems))


def _walk(folder: str, below: str) -> Iterator[tuple[str, os.stat_result]]:
    """Return each path below data/, with / between its parts, and what the file system says of it."""
    with os.scandir(folder) as listed:
        for entry in listed:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{below}{entry.name}/")
            else:
                yield f"{below}{entry.name}", entry.stat(follow_symlinks=False)


def _folded(path: str) -> str:
    """Return what file systems that ignore case and composition take the path for; .yaml and .yml are one."""
    folded = path.lower() if path.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
    return f"{folded.removesuffix('.yaml')}.yml" if folded.endswith(".yaml") else folded


def _refusal(status: os.stat_result, kind: str | None, path: str, other: str, marked: bool) -> str | None:
    if not stat.S_ISREG(status.st_mode):
        return "symlink" if stat.S_ISLNK(status.st_mode) else "file_special"
    if path != other:
        return "file_collision"
    if kind is None:
        known = path.endswith(".yaml") and layout.kind_of(f"{path.removesuffix('.yaml')}.yml")
        return "file_extension" if known else "file_stray"
    return "file_executable" if marked and status.st_mode & EXECUTABLE else None


def _problem(code: str, path: PurePosixPath, other: str) -> Problem:
    correction = str(path.with_suffix(".yml")) if code == "file_extension" else None
    return Problem.of(code, path, correction=correction, other=other)
