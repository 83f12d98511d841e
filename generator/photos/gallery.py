"""The copies of photos that are published: a few widths in WebP, drawn once and kept by what the photo holds."""

import contextlib
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from queue import SimpleQueue

from generator.photos.decoder import SETTINGS, Decoder
from generator.photos.header import MOST_BYTES, header
from generator.problems import InvalidData
from generator.reading.decode import file_bytes

WIDTHS = (480, 960, 1600)
WORKERS = 2
SIZES = "sizes.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One WebP copy of a photo, its size in pixels and where its bytes lie."""

    width: int
    height: int
    file: Path


Gallery = Mapping[PurePosixPath, tuple[Copy, ...]]


def gallery(data: Path, photos: Iterable[PurePosixPath], cache: Path) -> Gallery:
    """Return the copies of each of ``photos``, narrowest first; the photos are named as reports do, ``data/…``.

    What cannot be decoded has no copies. Copies are kept in the folder ``cache`` from one build to the next, under the digest
    of the photo; raises OSError where that cannot be written.
    """
    paths = sorted(set(photos))
    decoders: SimpleQueue[Decoder] = SimpleQueue()

    def copies(path: PurePosixPath) -> tuple[Copy, ...]:
        decoder = decoders.get()
        try:
            return _copies(data.parent / path, path, cache, decoder)
        finally:
            decoders.put(decoder)

    if not paths:
        return {}
    with ThreadPoolExecutor(WORKERS) as workers, Decoder() as first, Decoder() as second:
        decoders.put(first)
        decoders.put(second)
        return dict(zip(paths, workers.map(copies, paths), strict=True))


def _copies(file: Path, shown: PurePosixPath, cache: Path, decoder: Decoder) -> tuple[Copy, ...]:
    try:
        raw = file_bytes(file, shown, MOST_BYTES)
    except InvalidData:
        return ()
    found = header(raw)
    if found.codes or found.format is None:
        return ()
    kept = cache / f"{SETTINGS}-{version('pillow')}" / hashlib.sha256(raw).hexdigest()
    if not (kept / SIZES).is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        if not _drawn(file, found.format, kept, decoder):
            return ()
    sizes = json.loads((kept / SIZES).read_text(encoding="ascii"))
    return tuple(Copy(width=width, height=height, file=kept / f"{name}.webp") for name, width, height in sizes)


def _drawn(file: Path, format: str, kept: Path, decoder: Decoder) -> bool:
    """Draw the copies of a photo into the new folder ``kept``, which appears whole or not at all; say whether it could be."""
    place = Path(tempfile.mkdtemp(dir=kept.parent, prefix=".new-"))
    try:
        sizes = decoder.copies(file, format, place, WIDTHS)
        if sizes is None:
            return False
        named = [[name, *size] for name, size in zip(WIDTHS, sizes, strict=False)]
        (place / SIZES).write_text(json.dumps(named), encoding="ascii")
        with contextlib.suppress(OSError):  # another build drew it meanwhile, the very same bytes
            place.rename(kept)
        return True
    finally:
        shutil.rmtree(place, ignore_errors=True)
