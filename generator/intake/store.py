"""Puts files into data/, each whole or not at all."""

import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from generator.loading import layout


def store(data: Path, files: Mapping[PurePosixPath, bytes]) -> None:
    """Write ``files``, by paths that data/ knows, into the folder ``data``; no link is followed out of it.

    Raises ValueError for a path that data/ does not know or that leaves it, OSError where the disk refuses.
    """
    root = data.resolve()
    for path, content in files.items():
        file = root / path
        if layout.kind_of(path) is None or not file.parent.resolve().is_relative_to(root):
            raise ValueError(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}-", delete=False) as written:
            written.write(content)
        Path(written.name).chmod(0o644)
        Path(written.name).replace(file)
