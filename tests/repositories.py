"""Git repositories made by tests."""

import atexit
import functools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path


class Repository:
    """A Git repository whose clock the test sets; authors always claim to have written everything in 2001."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(exist_ok=True)
        if not (folder / ".git").exists():
            self.git("init", "--quiet", "--template=", "--initial-branch=main")

    @classmethod
    def like(cls, folder, make):
        """Return a repository in ``folder`` that is as ``make`` leaves a new one: made once, and copied."""
        shutil.copytree(_pattern(make), folder, dirs_exist_ok=True)
        return cls(folder)

    def git(self, *arguments, when="2024-01-01T00:00:00Z"):
        names = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        dates = {"GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z", "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull}
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env={**os.environ, **names, **dates}, check=True, capture_output=True, text=True
        )
        return done.stdout

    def commit(self, when, message="change"):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message, when=when)


@functools.cache
def _pattern(make):
    folder = tempfile.mkdtemp(prefix="repository-")
    atexit.register(shutil.rmtree, folder)
    make(Repository(Path(folder)))
    return folder
