"""``thubay issues``: makes the open issues with a label be those that another command wrote, through ``gh``."""

import argparse
import sys
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from generator.checks.wording import shown_path
from generator.github.api import ApiError, ask, pages
from generator.github.issues import calls, read
from generator.problems import messages


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the repository, the label and the file of the issues."""
    parser.add_argument("--repository", required=True, metavar="OWNER/NAME", help=messages()["option_repository"].text)
    parser.add_argument("--label", required=True, metavar="NAME", help=messages()["option_label"].text)
    parser.add_argument("--wanted", type=Path, required=True, metavar="FILE", help=messages()["option_wanted"].text)


def run(options: argparse.Namespace) -> int:
    """Open, bring up to date and close issues, and print each call; return 1 where GitHub refuses one."""
    root = f"repos/{options.repository}"
    wanted = read(options.wanted.read_text(encoding="utf-8"))
    try:
        standing = pages(f"{root}/issues?state=open&per_page=100&labels={quote(options.label)}")
        for call in calls(wanted, standing, options.label, messages()["issue_done"].text):
            ask(call.method, f"{root}/{call.path}", call.content)
            print(call.method, call.path)
    except ApiError as error:
        print(messages()["github_refused"].text.format(reason=shown_path(PurePosixPath(str(error)))), file=sys.stderr)
        return 1
    return 0
