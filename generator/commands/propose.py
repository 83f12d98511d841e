"""``thubay propose``: the pull request that a submission asks for, and the answer on its issue."""

import argparse
import json
import subprocess
import sys
from pathlib import Path, PurePosixPath

from generator.checks.wording import shown_path
from generator.github.api import ApiError, ask
from generator.github.jobs import SUCCESS
from generator.github.proposing import Draft, commit, request
from generator.problems import messages


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``thubay submit`` wrote, the event, and where the pull request goes."""
    parser.add_argument("--from", dest="folder", type=Path, required=True, metavar="DIR", help=messages()["option_from"].text)
    parser.add_argument("--outcome", required=True, metavar="RESULT", help=messages()["option_outcome"].text)
    parser.add_argument("--event", type=Path, required=True, metavar="FILE", help=messages()["option_event"].text)
    parser.add_argument("--data", type=Path, default=Path("data"), help=messages()["option_review_data"].text)
    parser.add_argument("--repository", required=True, metavar="OWNER/NAME", help=messages()["option_repository"].text)
    parser.add_argument("--base", required=True, metavar="BRANCH", help=messages()["option_propose_base"].text)
    parser.add_argument("--run", required=True, metavar="URL", help=messages()["option_run"].text)


def run(options: argparse.Namespace) -> int:
    """Push the branch, make the pull request and answer on the issue; return 1 where any of it is refused.

    Without an answer the issue was no submission and nothing is done, unless the command that read it broke: then 1 too.
    """
    file = options.folder / "answer.md"
    if not file.is_file():
        return int(options.outcome != SUCCESS)
    try:
        answer = file.read_text(encoding="utf-8").strip()
        number = int(json.loads(options.event.read_bytes())["issue"]["number"])
        draft = Draft.read(options.folder)
        if draft:
            root = options.data.resolve().parent
            sha = commit(root, options.data.resolve().name, draft)
            address = request(options.repository, options.base, draft, sha, options.run)
            answer = f"{answer}\n\n{messages()['propose_made'].text.format(address=address)}"
        ask("POST", f"repos/{options.repository}/issues/{number}/comments", {"body": answer})
    except (ApiError, OSError, ValueError, KeyError, TypeError, subprocess.CalledProcessError) as error:
        told = error.stderr.decode(errors="replace") if isinstance(error, subprocess.CalledProcessError) else str(error)
        print(messages()["propose_refused"].text.format(reason=shown_path(PurePosixPath(told.strip()))), file=sys.stderr)
        return 1
    return 0
