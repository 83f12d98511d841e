"""Git as a store of bytes: our own options only, nothing of the user's settings, no program that a repository could name."""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

# No signature program, no file-system monitor, no hook: what a repository's settings name is not run.
OPTIONS = ("-c", "log.showSignature=false", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")


def git(repository: Path, *arguments: str, given: bytes | None = None, codes: Iterable[int] = (0,)) -> bytes:
    """Return what Git answers to ``arguments`` in ``repository``; raises CalledProcessError for an exit code not in ``codes``.

    OSError where there is no Git at all.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    command = ["git", "-C", str(repository), *OPTIONS, *arguments]
    done = subprocess.run(command, input=given, capture_output=True, check=False, env=environment)  # noqa: S603
    if done.returncode not in codes:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return done.stdout


def blobs(repository: Path, ids: Iterable[str]) -> Mapping[str, bytes]:
    """Return the bytes of every blob by its id, through one process for all of them; those that are not there are left out."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return {}
    asked = "".join(f"{blob}\n" for blob in wanted).encode("ascii")
    return dict(_batch(git(repository, "cat-file", "--batch", given=asked), wanted))


def _batch(raw: bytes, wanted: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Return each wanted blob from the answer of ``git cat-file --batch``: a line ``id type size``, the bytes, a line break."""
    start = 0
    for blob in wanted:
        end = raw.index(b"\n", start)
        header = raw[start:end].split()
        start = end + 1
        if header[-1] == b"missing":
            continue
        size = int(header[2])
        yield blob, raw[start : start + size]
        start += size + 1
