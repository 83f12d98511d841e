"""The .zip that the form makes: exactly the paths below data/ of reports, days and photos, and nothing else."""

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from generator.intake.archive import Archive, Limits, mode
from generator.loading.tree import Entry, Listed, examined
from generator.problems import InvalidData, Problem

FOLDER = "data"
HANDED_IN = frozenset({"report", "saturday", "campaign", "photo"})
# What other systems put beside the files of a folder that is packed by hand.
IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def unzip(archive: Archive) -> dict[PurePosixPath, bytes]:
    """Return the files of ``archive`` by their paths below data/; raises InvalidData where any may not be there.

    No name of the archive reaches a disk: a path is one that data/ knows, or it is refused.
    """
    entries = [each for each in archive.files if not _is_ignored(each.filename)]
    if problems := list(_escapes(entries)):
        raise InvalidData(problems)
    listed = [Listed(_below(each.filename), mode(each), each.file_size) for each in entries]
    found = examined(FOLDER, listed)
    refused = [*found.problems, *_foreign(found.entries)]
    if refused or not entries:
        raise InvalidData(refused or [Problem.of("zip_empty", archive.shown)])
    return {PurePosixPath(_below(each.filename)): archive.read(each) for each in entries}


def opened(raw: bytes, shown: PurePosixPath) -> Archive:
    """Return the form's archive; raises InvalidData for one that is damaged or beyond its limits."""
    return Archive.of(raw, shown, Limits())


def _is_ignored(name: str) -> bool:
    return name.startswith(IGNORED[0]) or name.rpartition("/")[2] in IGNORED[1:]


def _escapes(entries: list[zipfile.ZipInfo]) -> Iterator[Problem]:
    """Refuse names that lead out of data/, or are not the name they seem to be."""
    for each in entries:
        name = each.filename
        parts = name.replace("\\", "/").split("/")
        if each.orig_filename != name or "\\" in name or ".." in parts or parts[0] != FOLDER:
            yield Problem.of("zip_escape", PurePosixPath(name), name=each.orig_filename)


def _below(name: str) -> str:
    return name.removeprefix(f"{FOLDER}/")


def _foreign(entries: Iterable[Entry]) -> Iterator[Problem]:
    return (Problem.of("intake_not_handed_in", FOLDER / each.path) for each in entries if each.kind not in HANDED_IN)
