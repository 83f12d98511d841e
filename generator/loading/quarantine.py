"""Broken data does not stop the site: a file with an error is left out, and its last good version from Git is shown instead."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from generator.language.months import Month
from generator.loading import layout
from generator.loading.history import History, Version
from generator.loading.load import Loaded, load
from generator.model.dataset import Quarantined
from generator.problems import Severity

MOST_TRIED = 10


def publishable(data: Path, today: dt.date, history: History, worded: Severity = Severity.NOTE) -> Loaded:
    """Return what can be published of the folder ``data`` on ``today``, with every problem of what stands there.

    As with ``load``, what rules between files find and weighs less than ``worded`` is only counted.

    Each file with an error is replaced by its newest version in ``history`` that is sound together with all others, and left
    out where none is; ``dataset.quarantine`` names them. The dataset is None only where a register was never sound.
    """
    first = loaded = load(data, today, history=history, worded=worded)
    shelf = _Shelf(data, history)
    while loaded.dataset is None:
        if not shelf.put_aside(loaded.wrong) and loaded.wrong:
            break
        loaded = load(data, today, history=shelf.history, instead=shelf.instead, worded=worded)
    dataset = loaded.dataset
    if dataset is None or not shelf.instead:
        return replace(loaded, problems=first.problems, unworded=first.unworded)
    folder, zone = PurePosixPath(data.resolve().name), dataset.programme.time_zone
    quarantine = {folder / path: _quarantined(folder, path, shelf.shown.get(path), zone) for path in sorted(shelf.instead)}
    shown = replace(dataset, quarantine=quarantine)
    return replace(loaded, dataset=shown, problems=first.problems, unworded=first.unworded)


@dataclass
class _Shelf:
    """The files put aside, with what is taken instead: the bytes of an older version, None where none is left to try."""

    data: Path
    past: History
    instead: dict[PurePosixPath, bytes | None] = field(default_factory=dict)
    shown: dict[PurePosixPath, Version] = field(default_factory=dict)
    _older: dict[PurePosixPath, Iterator[tuple[Version, bytes]]] = field(default_factory=dict)

    def put_aside(self, wrong: tuple[PurePosixPath, ...]) -> bool:
        """Take the next older version of each wrong file, and say whether anything changed."""
        changed = [path for path in wrong if layout.kind_of(path) and self.instead.get(path, b"") is not None]
        for path in changed:
            self._put_aside(path)
        return bool(changed)

    def _put_aside(self, path: PurePosixPath) -> None:
        if path not in self._older:
            self._older[path] = self._others(path)
        self.shown.pop(path, None)
        self.instead[path] = None
        for version, raw in self._older[path]:
            self.shown[path], self.instead[path] = version, raw
            break

    def _others(self, path: PurePosixPath) -> Iterator[tuple[Version, bytes]]:
        """Return the versions of a file and their bytes, the newest first, without what stands there now."""
        if layout.kind_of(path) in layout.MEDIA:  # there is always something else to show, so none needs an old one
            return
        versions = [version for version in self.past.versions.get(path, ()) if version.blob][-MOST_TRIED:]
        found = self.past.blobs(version.blob for version in versions if version.blob)
        file = self.data / path
        stands = file.read_bytes() if file.is_file() and not file.is_symlink() else None
        for version in reversed(versions):
            raw = found.get(version.blob or "")
            if raw is not None and raw != stands:
                yield version, raw

    @property
    def history(self) -> History:
        """What Git remembers, without the versions of a file that came after the one shown."""
        versions: Mapping[PurePosixPath, tuple[Version, ...]] = {
            path: found[: found.index(self.shown[path]) + 1] if path in self.shown else found
            for path, found in self.past.versions.items()
        }
        return replace(self.past, versions=versions)


def _quarantined(folder: PurePosixPath, path: PurePosixPath, version: Version | None, zone: str) -> Quarantined:
    stated = layout.stated_by(path)
    commune, month = stated.get("commune"), stated.get("month")
    return Quarantined(
        path=folder / path,
        kind=layout.kind_of(path) or "",
        shown_from=version.day(zone) if version else None,
        commune=str(commune) if commune else None,
        month=Month.of(str(month)) if month else None,
    )
