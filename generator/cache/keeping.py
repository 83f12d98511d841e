"""Files that take long to make are kept from one build to the next, by the digest of everything that they are made from."""

import functools
import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

CODE = Path(__file__).parents[1]


def kept(folder: Path, made_from: str, make: Callable[[], bytes]) -> bytes:
    """Return what ``make`` returns, from ``folder`` where it lies already; ``made_from`` tells all that it depends on but code.

    Raises OSError where the folder cannot be used.
    """
    path = folder / hashlib.sha256(f"{_code()}{made_from}".encode()).hexdigest()
    if not path.is_file():
        made = make()
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(made)
        Path(name).replace(path)
    return path.read_bytes()


@functools.cache
def _code() -> str:
    """Return the digest of all of our code: whatever changes in it, everything is made anew."""
    digest = hashlib.sha256()
    for path in sorted(path for path in CODE.rglob("*") if path.suffix in (".py", ".yml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
