"""The files of data/, listed once: what each is by its path, and every file that may not be there."""

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.loading import layout
from generator.problems import Problem

EXECUTABLE = stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH


class Listed(NamedTuple):
    """One file as it is listed: its path below data/ with / between its parts, its mode as ``stat`` has it, its size in bytes."""

    path: str
    mode: int
    size: int


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
    return examined(data.name, _walk(str(data), ""))


def examined(name: str, listed: Iterable[Listed]) -> Tree:
    """Return what may be there of the files ``listed`` below the folder called ``name``, wherever they are kept."""
    folder, found = PurePosixPath(name), sorted(listed)
    taken: dict[str, str] = {}
    for path, *_ in sorted(found, key=lambda item: layout.kind_of(item[0]) is None):
        taken.setdefault(folded(path), path)
    marked = not all(each.mode & EXECUTABLE for each in found)  # a file system without such marks says yes to all
    entries: list[Entry] = []
    problems: list[Problem] = []
    for path, mode, size in found:
        kind = layout.kind_of(path)
        other = taken[folded(path)]
        if code := _refusal(mode, kind, path, other, marked):
            problems.append(_problem(code, folder / path, other))
        if kind and stat.S_ISREG(mode):
            entries.append(Entry(PurePosixPath(path), kind, size))
    return Tree(tuple(entries), tuple(problems))


def _walk(folder: str, below: str) -> Iterator[Listed]:
    """Return each file below data/ as the file system has it."""
    with os.scandir(folder) as listed:
        for entry in listed:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{below}{entry.name}/")
            else:
                status = entry.stat(follow_symlinks=False)
                yield Listed(f"{below}{entry.name}", status.st_mode, status.st_size)


def folded(path: str) -> str:
    """Return what file systems that ignore case and composition take the path for; .yaml and .yml are one."""
    folded = path.lower() if path.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
    return f"{folded.removesuffix('.yaml')}.yml" if folded.endswith(".yaml") else folded


def _refusal(mode: int, kind: str | None, path: str, other: str, marked: bool) -> str | None:
    if not stat.S_ISREG(mode):
        return "symlink" if stat.S_ISLNK(mode) else "file_special"
    if path != other:
        return "file_collision"
    if kind is None:
        known = path.endswith(".yaml") and layout.kind_of(f"{path.removesuffix('.yaml')}.yml")
        return "file_extension" if known else "file_stray"
    return "file_executable" if marked and mode & EXECUTABLE else None


def _problem(code: str, path: PurePosixPath, other: str) -> Problem:
    correction = str(path.with_suffix(".yml")) if code == "file_extension" else None
    return Problem.of(code, path, correction=correction, other=other)
