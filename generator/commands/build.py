"""``thubay build``: the whole site from data/, swapped in only when it is complete."""

import argparse
import sys
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from generator.build import build
from generator.checks.wording import listed
from generator.commands.clock import today_argument, today_of
from generator.problems import InvalidData, messages
from generator.publish import PublishError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add where the data lies and where the site goes."""
    parser.add_argument("--data", type=Path, default=Path("data"), help=messages()["option_data"].text)
    parser.add_argument("--out", type=Path, default=Path("site"), help=messages()["option_out"].text)
    today_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Build the site; return 1 with one clear message, and the old site untouched, where it cannot be built."""
    try:
        build(options.data, options.out, today_of(options, options.data))
    except InvalidData as invalid:
        print(listed(invalid.problems), file=sys.stderr)
        return 1
    except PublishError as error:
        print(messages()[error.code].text.format(**error.values), file=sys.stderr)
        return 1
    except MkDocsException as error:
        print(error, file=sys.stderr)
        return 1
    print(messages()["build_done"].text.format(out=options.out))
    return 0
