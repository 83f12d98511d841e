"""A .zip file opened with care: what it says of itself is held against limits before anything is unpacked."""

import io
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Self

from generator.problems import InvalidData, Problem

SIGNATURE, ENTRY = b"PK\x03\x04", b"PK\x01\x02"
ENCRYPTED = 0x1
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large an archive may be: in bytes as it comes, in bytes once unpacked, in files.

    ``about`` says what the archive is, and so which sentences tell what is wrong with it.
    """

    packed: int = 25 * MEGABYTE
    unpacked: int = 64 * MEGABYTE
    files: int = 40
    about: str = "zip"


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive within its limits; ``shown`` is its name as problems tell it."""

    opened: zipfile.ZipFile
    shown: PurePosixPath
    about: str = "zip"

    @classmethod
    def of(cls, raw: bytes, shown: PurePosixPath, limits: Limits) -> Self:
        """Return the archive that ``raw`` holds; raises InvalidData, and nothing else, for one that is damaged or beyond limits.

        Nothing is unpacked yet, and the reader gives no more bytes of a file than its entry states: so a bomb is refused here.
        """
        if len(raw) > limits.packed:
            raise InvalidData([Problem.of(f"{limits.about}_too_large", shown, most=limits.packed // MEGABYTE)])
        if raw.count(ENTRY) > 4 * limits.files:  # the list alone would cost time; the bytes may also stand in a photo
            raise InvalidData([Problem.of(f"{limits.about}_too_many", shown, most=limits.files)])
        try:
            found = cls(zipfile.ZipFile(io.BytesIO(raw)), shown, limits.about)
        except Exception as error:  # hostile bytes raise anything here, and each means the same
            raise InvalidData([Problem.of(f"{limits.about}_damaged", shown)]) from error
        if problems := list(found._problems(limits)):
            raise InvalidData(problems)
        return found

    def _problems(self, limits: Limits) -> Iterator[Problem]:
        listed = self.opened.infolist()
        if len(listed) > limits.files:
            yield Problem.of(f"{self.about}_too_many", self.shown, most=limits.files)
        if sum(each.file_size for each in listed) > limits.unpacked:
            yield Problem.of(f"{self.about}_bomb", self.shown, most=limits.unpacked // MEGABYTE)
        if any(each.flag_bits & ENCRYPTED for each in listed):
            yield Problem.of(f"{self.about}_encrypted", self.shown)
        elif any(each.compress_type not in METHODS for each in listed):
            yield Problem.of(f"{self.about}_method", self.shown)
        names = [each.filename for each in listed]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            yield Problem.of(f"{self.about}_twice", self.shown, name=twice[0])

    @property
    def names(self) -> frozenset[str]:
        """The names of everything in it, as written."""
        return frozenset(self.opened.namelist())

    @property
    def files(self) -> tuple[zipfile.ZipInfo, ...]:
        """The entries that are no folders."""
        return tuple(each for each in self.opened.infolist() if not each.filename.endswith("/"))  # is_dir() wants a name

    def read(self, entry: zipfile.ZipInfo) -> bytes:
        """Return what an entry holds, at most as much as it states; raises InvalidData where it is damaged."""
        try:
            return self.opened.read(entry)
        except Exception as error:  # as above
            raise InvalidData([Problem.of(f"{self.about}_damaged", self.shown)]) from error


def mode(entry: zipfile.ZipInfo) -> int:
    """Return the mode of an entry as ``stat`` has it; a plain file where the archive was made by a system without modes."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return (kind or stat.S_IFREG) | 0o644
