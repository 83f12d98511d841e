"""Issues that the programme itself keeps: opened when there is something to tell, kept up to date, closed when it is mended."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

BOT = 41898282  # the account of every workflow's own token, github-actions[bot]; its number cannot be taken by anybody else
LONGEST_TITLE, LONGEST_BODY = 256, 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue that should be open: ``key`` names it for good among those of its label, ``body`` is GitHub's Markdown."""

    key: str
    title: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of GitHub's REST interface, below the repository: ``issues/7``; ``content`` is its JSON body."""

    method: str
    path: str
    content: Mapping[str, Any]


def calls(wanted: Iterable[Issue], standing: Iterable[Mapping[str, Any]], label: str, done: str) -> Iterator[Call]:
    """Return what makes the open issues with ``label`` be those ``wanted``; our others are closed with the comment ``done``.

    ``standing`` are the open issues with the label, as GitHub lists them. Only those that a workflow's own token opened are ours:
    anybody can write our mark into an issue of his own.
    """
    ours: dict[str, Mapping[str, Any]] = {}
    over: list[Mapping[str, Any]] = []
    for each in standing:
        key = _key(each["body"] or "", label)
        if each["user"]["id"] == BOT and "pull_request" not in each and key is not None:
            if key in ours:
                over.append(each)
            ours.setdefault(key, each)
    for issue in wanted:
        content = {"title": issue.title[:LONGEST_TITLE], "body": _marked(issue, label)}
        open_one = ours.pop(issue.key, None)
        if open_one is None:
            yield Call(method="POST", path="issues", content={**content, "labels": [label]})
        elif (open_one["title"], _lines(open_one["body"])) != (content["title"], _lines(content["body"])):
            yield Call(method="PATCH", path=f"issues/{open_one['number']}", content=content)
    for each in (*ours.values(), *over):
        yield Call(method="POST", path=f"issues/{each['number']}/comments", content={"body": done})
        yield Call(method="PATCH", path=f"issues/{each['number']}", content={"state": "closed", "state_reason": "completed"})


def _lines(text: str) -> list[str]:
    """Return the lines of a body, which GitHub may end in its own way."""
    return text.splitlines()


def _mark(key: str, label: str) -> str:
    return f"<!-- thubay {label} {key} -->"


def _marked(issue: Issue, label: str) -> str:
    return f"{issue.body[:LONGEST_BODY]}\n\n{_mark(issue.key, label)}"


def _key(body: str, label: str) -> str | None:
    """Return the key in the mark on the last line of a body; None where there is none."""
    last = body.rstrip().rpartition("\n")[2].strip()
    before, after = _mark("\0", label).split("\0")
    return last[len(before) : -len(after)] if last.startswith(before) and last.endswith(after) else None


def dumped(issues: Iterable[Issue]) -> str:
    """Return issues as a file that ``read`` reads."""
    found = [{"key": each.key, "title": each.title, "body": each.body} for each in issues]
    return json.dumps(found, ensure_ascii=False, indent=1)


def read(text: str) -> tuple[Issue, ...]:
    """Return the issues that ``dumped`` wrote."""
    return tuple(Issue(**each) for each in json.loads(text))
