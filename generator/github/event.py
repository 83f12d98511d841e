"""What GitHub says of a pull request, read as data: a file of JSON whose texts a stranger may have chosen."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from generator.github.issues import BOT

COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class EventError(Exception):
    """The file is not what GitHub writes for this kind of event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequest:
    """Two commits, who answers for the change, and where its files can be edited: None once the fork is gone.

    ``actor`` is the author. What the workflows' own token has opened was checked against its sender then; afterwards whoever
    touches it answers for it.
    """

    base: str
    head: str
    actor: int
    repository: str | None
    branch: str

    @classmethod
    def of(cls, event: Any) -> Self:
        """Return the pull request of an event ``pull_request``; raises KeyError, TypeError or ValueError for anything else."""
        found = event["pull_request"]
        head, base = found["head"], found["base"]
        if not all(COMMIT.fullmatch(each["sha"]) for each in (head, base)):
            raise ValueError("no commits")
        repository = head["repo"] and str(head["repo"]["full_name"])
        author = event["sender"] if found["user"]["id"] == BOT and repository == base["repo"]["full_name"] else found["user"]
        return cls(
            base=base["sha"],
            head=head["sha"],
            actor=int(author["id"]),
            repository=repository,
            branch=str(head["ref"]),
        )


def pull_request(path: Path) -> PullRequest:
    """Return the pull request that the file at ``path`` tells of; raises EventError, OSError where it cannot be read."""
    try:
        return PullRequest.of(json.loads(path.read_bytes()))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise EventError(path.name) from error
