"""``thubay pages``: the same pages as a folder of documents with its configuration, for another generator than MkDocs."""

import argparse
import sys
from pathlib import Path

from generator.checks.wording import listed
from generator.commands.build import unusable
from generator.commands.clock import today_argument, today_of
from generator.problems import InvalidData, messages
from generator.sinks.build import CONFIGURATION, TEMPLATES
from generator.sinks.disk import write
from generator.site import site


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add where the data lies and where the documents go."""
    parser.add_argument("--data", type=Path, default=Path("data"), help=messages()["option_data"].text)
    parser.add_argument("--out", type=Path, required=True, help=messages()["option_pages_out"].text)
    today_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write the documents; return 1 where the data has errors or the folder exists."""
    if options.out.exists():
        print(messages()["pages_exist"].text.format(out=options.out), file=sys.stderr)
        return 1
    try:
        published = site(options.data.resolve(), today_of(options, options.data), TEMPLATES)
    except InvalidData as invalid:
        print(listed(invalid.problems), file=sys.stderr)
        return 1
    except OSError as error:
        print(unusable(error), file=sys.stderr)
        return 1
    write(published, options.out, CONFIGURATION)
    print(messages()["pages_done"].text.format(out=options.out))
    return 0
