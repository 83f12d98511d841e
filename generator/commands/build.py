"""``thubay build``: the whole site from data/, swapped in only when it is complete."""

import argparse
import gc
import sys
from pathlib import Path, PurePosixPath

from mkdocs.exceptions import MkDocsException

from generator.checks.wording import listed, shown_path
from generator.commands.clock import today_argument, today_of
from generator.problems import InvalidData, messages
from generator.sinks.build import build
from generator.sinks.publish import PublishError

INCOMPLETE = 3
SELDOM = (50_000, 20, 50)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add where the data lies and where the site goes."""
    parser.add_argument("--data", type=Path, default=Path("data"), help=messages()["option_data"].text)
    parser.add_argument("--out", type=Path, default=Path("site"), help=messages()["option_out"].text)
    parser.add_argument("--strict", action="store_true", help=messages()["option_strict"].text)
    today_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Build the site; return 1 with one clear message, and the old site untouched, where it cannot be built.

    Files with errors are told and left out; with ``--strict`` the code is then 3, although the site of the others stands.
    """
    gc.set_threshold(*SELDOM)  # many values and hardly a cycle: looking for some is a tenth of a small build
    try:
        published = build(options.data, options.out, today_of(options, options.data))
    except InvalidData as invalid:
        print(listed(invalid.problems), file=sys.stderr)
        return 1
    except PublishError as error:
        print(messages()[error.code].text.format(**error.values), file=sys.stderr)
        return 1
    except MkDocsException as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(unusable(error), file=sys.stderr)
        return 1
    if published.problems:
        print(listed(published.problems), file=sys.stderr)
        print(messages()["build_left_out"].text, file=sys.stderr)
    print(messages()["build_done"].text.format(out=options.out))
    return INCOMPLETE if options.strict and published.problems else 0


def unusable(error: OSError) -> str:
    """Return in one line which file or folder the system refused, and why."""
    name = shown_path(PurePosixPath(str(error.filename or "?")))
    return messages()["disk_refused"].text.format(path=name, reason=error.strerror or type(error).__name__)
