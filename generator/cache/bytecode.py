"""Templates compiled once: their bytecode is kept where Python keeps that of the module here, and trusted no further.

Nothing is unpickled. What is kept counts only for the very same source, compiled by the same Python, Jinja and settings.
"""

import hashlib
import importlib.util
import marshal
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

FOLDER = Path(__file__).with_name("__pycache__")


class Bytecode(jinja2.BytecodeCache):
    """The compiled templates of one environment; ``settings`` is what else their code depends on."""

    def __init__(self, settings: str) -> None:
        self.settings = settings

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill ``bucket`` where what it asks for is kept."""
        with suppress(OSError, ValueError, EOFError, TypeError):
            raw = self._path(bucket).read_bytes()
            mark = self._mark(bucket)
            if raw.startswith(mark):
                bucket.code = marshal.loads(raw[len(mark) :])  # noqa: S302 - as Python does with its own, from the same folder

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what ``bucket`` holds, unless Python is told to write none, or may not."""
        if sys.dont_write_bytecode or bucket.code is None:
            return
        with suppress(OSError):
            FOLDER.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(dir=FOLDER, prefix=".template-")
            with os.fdopen(handle, "wb") as file:
                file.write(self._mark(bucket) + marshal.dumps(bucket.code))
            Path(name).replace(self._path(bucket))

    def _path(self, bucket: Bucket) -> Path:
        return FOLDER / f"template-{bucket.key}.bin"

    def _mark(self, bucket: Bucket) -> bytes:
        told = (importlib.util.MAGIC_NUMBER, jinja2.__version__, self.settings, bucket.key, bucket.checksum)
        return hashlib.sha256(repr(told).encode()).digest()
