"""From files that a submission left in the work tree to a pull request that a person can approve."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.github.api import ask, pages
from generator.github.issues import BOT, LONGEST_BODY, LONGEST_TITLE
from generator.loading.git import git

BRANCH = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)+")  # never the name of a main line: those are one word
NAME, MAIL = "github-actions[bot]", f"{BOT}+github-actions[bot]@users.noreply.github.com"
CHECK = "Conclusion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A pull request to be made: the name of its branch, its title and body."""

    branch: str
    title: str
    body: str

    @classmethod
    def read(cls, folder: Path) -> "Draft | None":
        """Return the draft in the files ``branch``, ``title`` and ``body.md``, None where there is none; raises ValueError."""
        if not (folder / "branch").is_file():
            return None
        branch, title, body = (_text(folder / name) for name in ("branch", "title", "body.md"))
        if not BRANCH.fullmatch(branch):
            raise ValueError(branch)
        return cls(branch=branch, title=" ".join(title.split())[:LONGEST_TITLE], body=body[:LONGEST_BODY])


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8").strip()


def commit(root: Path, folder: str, draft: Draft) -> str:
    """Commit what changed below ``folder`` of the work tree and push it as the draft's branch; return the commit.

    The branch belongs to the workflow: what an older try pushed there is replaced. Raises CalledProcessError where nothing
    changed, or where the push is refused.
    """
    git(root, "add", "--all", "--", folder)
    names = ("-c", f"user.name={NAME}", "-c", f"user.email={MAIL}", "-c", "commit.gpgSign=false")
    git(root, *names, "commit", "--quiet", "--no-verify", "--file=-", given=draft.title.encode())
    git(root, "push", "--quiet", "--force", "origin", f"HEAD:refs/heads/{draft.branch}")
    return git(root, "rev-parse", "HEAD").decode("ascii").strip()


def request(repository: str, base: str, draft: Draft, sha: str, run: str) -> str:
    """Open the pull request of a pushed draft, or bring the open one up to date, and return its address; raises ApiError.

    A pull request that a workflow's own token makes starts no checks by itself; its commit was validated in this very run, which
    the status says under the name that the ruleset asks for.
    """
    root = f"repos/{repository}"
    status = {"state": "success", "context": CHECK, "target_url": run}
    ask("POST", f"{root}/statuses/{sha}", status)
    owner = repository.partition("/")[0]
    standing = pages(f"{root}/pulls?state=open&per_page=100&head={owner}:{draft.branch}")
    told: Mapping[str, Any] = {"title": draft.title, "body": draft.body}
    if standing:
        answer = ask("PATCH", f"{root}/pulls/{standing[0]['number']}", told)
    else:
        answer = ask("POST", f"{root}/pulls", {**told, "head": draft.branch, "base": base})
    return str(answer["html_url"])
