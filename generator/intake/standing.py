"""What stands published before anything is taken in: the data as far as it is sound, and what Git remembers of it."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Self

from generator.loading import layout
from generator.loading.history import History, history
from generator.loading.load import Loaded
from generator.loading.quarantine import publishable
from generator.model.dataset import Dataset


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The folder ``data`` on ``today``: what can be published of it, and its history."""

    data: Path
    today: dt.date
    loaded: Loaded
    past: History

    @classmethod
    def of(cls, data: Path, today: dt.date) -> Self:
        """Return what stands in the folder ``data``; raises OSError where it cannot be listed."""
        data = data.resolve()
        past = history(data.parent, data.name)
        return cls(data=data, today=today, loaded=publishable(data, today, past), past=past)

    @property
    def dataset(self) -> Dataset | None:
        """The data as far as it is sound; None where a register never was."""
        return self.loaded.dataset

    @property
    def folder(self) -> PurePosixPath:
        """The name of the folder, as problems show it."""
        return PurePosixPath(self.data.name)

    @property
    def put_aside(self) -> tuple[PurePosixPath, ...]:
        """The paths below data/ of the days and reports that have errors of their own."""
        dataset = self.dataset
        broken = [path.relative_to(self.folder) for path in dataset.quarantine] if dataset else []
        return tuple(path for path in broken if layout.kind_of(path) not in layout.REGISTERS)

    def bytes_at(self, path: PurePosixPath) -> bytes | None:
        """Return what the file at ``path`` below data/ holds now; None where there is no such file."""
        file = self.data / path
        return file.read_bytes() if file.is_file() and not file.is_symlink() else None

    def published_at(self, path: PurePosixPath) -> bytes | None:
        """Return what stands published at ``path``: the newest version on the main line, or what lies there without a Git."""
        if self.past.unknown:
            return self.bytes_at(path)
        return next(self.past.contents(path), None)
