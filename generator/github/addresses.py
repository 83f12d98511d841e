"""Where GitHub's editor opens a file."""

from pathlib import PurePosixPath
from urllib.parse import quote

HOST = "https://github.com/"


def editor(repository: str | None, branch: str) -> str | None:
    """Return what leads to the editor once a file's path is put behind it; None for a repository that is not on GitHub.

    ``repository`` is its address, with a slash at its end or without.
    """
    if repository is None or not repository.startswith(HOST):
        return None
    return f"{repository.rstrip('/')}/edit/{quote(branch)}/"


def editor_at(repository: str, branch: str, path: PurePosixPath, line: int) -> str:
    """Return the address of the editor of one file at one line; ``repository`` is ``owner/name``. Any text is safe in it."""
    return f"{HOST}{quote(repository)}/edit/{quote(branch)}/{quote(bytes(path))}#L{line}"
