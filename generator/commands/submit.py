"""``thubay submit``: an issue of the host as a proposal, written into the work tree, and the answer to it."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from generator.commands.build import unusable
from generator.commands.check import words
from generator.commands.clock import today_argument, today_of
from generator.github.fetch import fetch
from generator.github.submission import Event, Fetch, Submission, submission
from generator.intake.standing import Standing
from generator.intake.store import store

DONE, ANSWERED, BROKEN = 0, 1, 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the event, and where the data and the words go."""
    parser.add_argument("--event", type=Path, required=True, metavar="FILE", help=words("option_event").text)
    parser.add_argument("--data", type=Path, default=Path("data"), help=words("option_intake_data").text)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=words("option_submit_out").text)
    today_argument(parser)


def run(options: argparse.Namespace, fetch: Fetch = fetch) -> int:
    """Write what becomes of the issue and return 0 where a proposal shall be made, 1 where only the answer is to be given.

    Of an issue that is none of ours nothing is written, and the code is 0 too; it is 2 where the event or the disk fails.
    """
    try:
        event = Event.of(json.loads(options.event.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        print(words("submit_no_event").text.format(path=options.event), file=sys.stderr)
        return BROKEN
    try:
        standing = Standing.of(options.data, today_of(options, options.data))
        found = submission(event, standing, fetch)
        if found is None:
            print(words("submit_not_ours").text)
            return DONE
        store(standing.data, found.files)
        _write(options.out, _words(found))
    except OSError as error:
        print(unusable(error), file=sys.stderr)
        return BROKEN
    print(words("submit_proposed" if found.files else "submit_answered").text)  # nothing of the issue's: this goes to a log
    return DONE if found.files else ANSWERED


def _words(found: Submission) -> Mapping[str, str]:
    """Return the texts by the names of their files."""
    answer = {"answer.md": f"{found.answer}\n"}
    return answer | {"branch": found.branch, "title": found.title, "body.md": f"{found.body}\n"} if found.files else answer


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
