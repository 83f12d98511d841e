"""What Git remembers: when each file first stood on the main line and every version since, in one pass over the log."""

import datetime as dt
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator.loading.git import blobs, git

LOG = ("log", "--first-parent", "-m", "--no-renames", "--raw", "-z", "--no-abbrev", "--no-color", "--format=%x02%ct")
COMMIT = b"\x02"
GONE = "0" * 40
UNSHALLOW = "git fetch --unshallow"


class Version(NamedTuple):
    """One state of a file on the main line: when the commit was made, in seconds since 1970, and the blob; None once deleted."""

    time: int
    blob: str | None

    def day(self, zone: str) -> dt.date:
        """Return the date of the commit in that time zone."""
        return dt.datetime.fromtimestamp(self.time, ZoneInfo(zone)).date()


@dataclass(frozen=True, kw_only=True)
class History:
    """Every version of every file below data/, oldest first, on the first-parent line of the commit checked out.

    Where Git cannot tell, ``versions`` is empty and ``unknown`` says why: ``shallow`` (``mend`` is the command that helps),
    or ``no_repository``. Dates are the commits': with squash merges the host's clock sets them; an author's are free to forge.
    """

    repository: Path
    versions: Mapping[PurePosixPath, tuple[Version, ...]] = field(default_factory=dict)
    unknown: str | None = None
    mend: str | None = None

    def published_on(self, path: PurePosixPath, zone: str) -> dt.date | None:
        """Return the day on which the file at ``path`` below data/ first stood on the main line; None where that is not known."""
        versions = self.versions.get(path)
        return versions[0].day(zone) if versions else None

    def contents(self, path: PurePosixPath) -> Iterator[bytes]:
        """Return what every version of the file at ``path`` below data/ holds, the newest first, without its deletions."""
        ids = [version.blob for version in reversed(self.versions.get(path, ())) if version.blob]
        found = self.blobs(ids)
        return (found[blob] for blob in ids if blob in found)

    def blobs(self, ids: Iterable[str]) -> Mapping[str, bytes]:
        """Return the bytes of every blob by its id."""
        return blobs(self.repository, ids)


def history(repository: Path, data_folder: str, at: str = "HEAD") -> History:
    """Return the history of the folder ``data_folder`` (relative, with /) of ``repository`` up to the commit ``at``.

    It is one that says it is unknown where Git cannot tell. Files that are not committed have no versions.
    """
    try:
        shallow = git(repository, "rev-parse", "--is-shallow-repository").strip()
        if shallow == b"true":
            return History(repository=repository, unknown="shallow", mend=UNSHALLOW)
        prefix = git(repository, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").strip("\n")
        raw = git(repository, *LOG, at, "--", data_folder)
    except (OSError, subprocess.CalledProcessError):
        return History(repository=repository, unknown="no_repository")
    return History(repository=repository, versions=_versions(raw, PurePosixPath(prefix) / data_folder))


def _versions(raw: bytes, folder: PurePosixPath) -> dict[PurePosixPath, tuple[Version, ...]]:
    """Return the versions of each path below ``folder``, oldest first, from a log that tells the newest first."""
    found: dict[bytes, list[Version]] = {}
    before = os.fsencode(f"{folder}/") if str(folder) != "." else b""
    time = 0
    fields = iter(raw.split(b"\0"))
    for part in fields:
        part = part.lstrip(b"\n")
        if part.startswith(COMMIT):
            time = int(part[1:])
        elif part.startswith(b":"):
            blob = part.split(b" ")[3].decode("ascii")
            path = next(fields)
            if path.startswith(before):
                found.setdefault(path[len(before) :], []).append(Version(time, None if blob == GONE else blob))
    return {PurePosixPath(os.fsdecode(path)): tuple(reversed(versions)) for path, versions in found.items()}
