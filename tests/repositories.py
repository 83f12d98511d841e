"""Git repositories made by tests."""

import os
import subprocess


class Repository:
    """A Git repository whose clock the test sets; authors always claim to have written everything in 2001."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

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
