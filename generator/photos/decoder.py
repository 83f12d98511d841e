"""Decodes photos in a child process that may die: hostile bytes meet the decoder there, with little memory and little time.

The child is this module run as a program: it reads one job a line as JSON and answers each with one line. A job names a file, its
format, and the copies to write; the copies are drawn from the pixels alone, so nothing else of the file gets into them.
"""

import json
import select
import subprocess
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

SECONDS = 20.0
MEMORY = 1024 * 1024 * 1024
QUALITY, METHOD = 74, 4
SETTINGS = f"webp-{QUALITY}-{METHOD}"


class Decoder:
    """A child process at work; use it in a ``with`` statement. One that dies or dawdles is replaced for the next photo."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()

    def copies(self, file: Path, format: str, out: Path, widths: Sequence[int]) -> list[tuple[int, int]] | None:
        """Write a WebP copy of each width that the photo at ``file`` reaches as ``out/<width>.webp``, and return their sizes.

        The narrowest is written even of a photo that is narrower still, in its own size. With no ``widths`` the photo is only
        decoded. None where it cannot be: the bytes are wrong, or they cost too much time or memory.
        """
        job = {"file": str(file), "format": format, "out": str(out), "widths": list(widths)}
        child = self._running()
        assert child.stdin is not None  # noqa: S101 - a pipe
        assert child.stdout is not None  # noqa: S101 - a pipe
        try:
            child.stdin.write(json.dumps(job).encode() + b"\n")
            child.stdin.flush()
            ready, _, _ = select.select([child.stdout], [], [], self._seconds)
            answer = child.stdout.readline() if ready else b""
        except BrokenPipeError:
            answer = b""
        if not answer.endswith(b"\n"):
            self._end()
            return None
        found: list[list[int]] | None = json.loads(answer)
        return None if found is None else [(width, height) for width, height in found]

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            command = [sys.executable, "-I", __file__]
            self._child = subprocess.Popen(  # noqa: S603 - our own program
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._child

    def _end(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None


def _serve(jobs: IO[str], answers: IO[str]) -> None:
    import resource  # noqa: PLC0415 - not every system has it, and the parent does without

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("error")
    for line in jobs:
        job = json.loads(line)
        try:
            answer = _drawn(**job)
        except Exception:  # a decoder raises anything on hostile bytes, and each means the same
            answer = None
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _drawn(file: str, format: str, out: str, widths: list[int]) -> list[tuple[int, int]]:
    from PIL import Image, ImageOps  # noqa: PLC0415 - only the child loads the decoder

    with Image.open(file, formats=(format,)) as opened:
        if widths:
            opened.draft("RGB", (2 * max(widths), 2 * max(widths)))
        opened.load()
        turned = ImageOps.exif_transpose(opened)
    transparent = "A" in turned.getbands() or "transparency" in turned.info
    if transparent:
        turned = Image.alpha_composite(Image.new("RGBA", turned.size, "white"), turned.convert("RGBA"))
    plain = Image.new("RGB", turned.size)
    plain.paste(turned.convert("RGB"))
    sizes = []
    for width in [each for each in widths if each <= plain.width] or widths[:1]:
        size = (width, max(1, round(plain.height * width / plain.width))) if width < plain.width else plain.size
        copy = plain.resize(size, Image.Resampling.LANCZOS) if size != plain.size else plain
        copy.info.clear()
        copy.save(Path(out, f"{width}.webp"), "WEBP", quality=QUALITY, method=METHOD)
        sizes.append(size)
    return sizes


if __name__ == "__main__":
    _serve(sys.stdin, sys.stdout)
