"""Build beside the old site and swap: killed at any moment, the old site is whole."""

import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

NEEDED = ("index.html", "build.json")
OF_THE_DISK = frozenset(
    (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST)
)


class PublishError(Exception):
    """Why no new site stands; ``code`` and ``values`` name a message of ``messages/``, the old site is untouched."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(f"{code}: {values}")


def publish(build: Callable[[Path], None], out: Path) -> None:
    """Let ``build`` fill a new folder beside ``out``, check it, and put it in the place of ``out`` in one step.

    ``out`` becomes a symbolic link to the folder; the site that it replaces stays beside it until the next build, for whoever
    is reading it. Raises PublishError where something else made ``out``, where another build is under way, where the result is
    not whole, or where the disk does not take it; what ``build`` raises for other reasons passes.
    """
    out = out.parent.resolve() / out.name
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _held(out):
            current = _current(out)
            for left in _builds(out):
                if left != current:
                    shutil.rmtree(left)
            _build_and_swap(build, out)
    except OSError as error:
        if error.errno not in OF_THE_DISK:
            raise
        raise PublishError("publish_disk", reason=error.strerror, path=error.filename or out.name) from error


@contextmanager
def _held(out: Path) -> Iterator[None]:
    """Hold the lock of ``out``; the system lets go of it when the last process of the build has ended, however it ended."""
    lock = _beside(out, "lock")
    lock.mkdir(exist_ok=True)
    descriptor = os.open(lock, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise PublishError("publish_busy", out=out.name) from error
    finally:
        os.close(descriptor)


def _beside(out: Path, name: str) -> Path:
    return out.with_name(f".{out.name}-{name}")


def _builds(out: Path) -> list[Path]:
    prefix = _beside(out, "build-").name
    return [path for path in out.parent.iterdir() if path.name.startswith(prefix) and path.is_dir() and not path.is_symlink()]


def _current(out: Path) -> Path | None:
    """Return the folder that ``out`` shows, None where there is no site yet; raises PublishError where something else made it."""
    if out.is_symlink():
        shown = out.parent / out.readlink()
        if shown in _builds(out) or not shown.exists():
            return shown
    elif not out.exists() or (out.is_dir() and (not any(out.iterdir()) or _is_whole(out))):
        return None
    raise PublishError("publish_foreign_folder", out=out.name)


def _is_whole(folder: Path) -> bool:
    return not _missing(folder)


def _missing(folder: Path) -> list[str]:
    return [name for name in NEEDED if not (folder / name).is_file()]


def _build_and_swap(build: Callable[[Path], None], out: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix=_beside(out, "build-").name, dir=out.parent))
    try:
        folder.chmod(0o755)
        build(folder)
        if missing := _missing(folder):
            raise PublishError("publish_incomplete", missing=", ".join(missing))
        _swap(folder, out)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _swap(folder: Path, out: Path) -> None:
    link = _beside(out, "link")
    link.unlink(missing_ok=True)
    link.symlink_to(folder.name)
    if out.is_dir() and not out.is_symlink():  # empty, or left by a plain `mkdocs build`: the one case with a moment between
        out.rename(_beside(out, "build-plain"))
    link.replace(out)
