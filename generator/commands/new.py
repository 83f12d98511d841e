"""``thubay new``: a report or a day to be written by hand, with every field explained and the blanks to fill in."""

import argparse
import sys
from pathlib import Path, PurePosixPath

from generator.checks.wording import shown_path
from generator.commands.build import unusable
from generator.commands.check import words, written
from generator.commands.clock import today_argument, today_of
from generator.commands.commune import commune_argument, facts_of, month_argument
from generator.intake.store import store
from generator.loading.layout import path_of
from generator.problems import InvalidData
from generator.sheet.template import template


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what to begin, for which commune and month, and where the data lies."""
    parser.add_argument("kind", choices=("report", "saturday"), help=words("option_new_kind").text)
    commune_argument(parser)
    month_argument(parser)
    parser.add_argument("--data", type=Path, default=Path("data"), help=words("option_intake_data").text)
    parser.add_argument("--stdout", action="store_true", help=words("option_stdout").text)
    today_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write the file at its place in data/, or print it, and return 0; 1 where it stands already, 2 without data."""
    if not (options.data / "programme.yml").is_file():
        print(words("check_no_data").text.format(path=options.data), file=sys.stderr)
        return 2
    try:
        facts = facts_of(options, today_of(options, options.data))
        text = template(options.kind, facts)
        if options.stdout:
            print(text, end="")
            return 0
        path = path_of(options.kind, {"commune": facts.commune.id, "month": str(facts.month)})
        shown = shown_path(PurePosixPath(options.data.name) / path)
        if (options.data / path).exists():
            print(words("new_exists").text.format(path=shown))
            return 1
        store(options.data, {path: text.encode()})
    except InvalidData as invalid:
        for line in written(invalid.problems, "text", PurePosixPath()):
            print(line)
        return 1
    except OSError as error:
        print(unusable(error), file=sys.stderr)
        return 1
    print(words("new_written").text.format(path=shown))
    return 0
