"""``thubay review``: what a proposed change may and may not do, on top of ``thubay check``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from generator.commands.check import FORMATS, words, written
from generator.commands.clock import today_argument, today_of
from generator.problems import Severity
from generator.review.proposal import ReviewError
from generator.review.review import Reviewed, review


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the two commits, the account, and where the data lies."""
    parser.add_argument("--base", required=True, metavar="REF", help=words("option_base").text)
    parser.add_argument("--head", required=True, metavar="REF", help=words("option_head").text)
    parser.add_argument("--actor-id", required=True, type=int, metavar="N", help=words("option_actor").text)
    parser.add_argument("--data", type=Path, default=Path("data"), help=words("option_review_data").text)
    parser.add_argument("--format", choices=FORMATS, default="text", help=words("option_format").text)
    today_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Print every problem and return 1 where any is an error, 2 where there is nothing to compare, 0 otherwise."""
    if not options.data.is_dir():
        print(words("check_no_data").text.format(path=options.data), file=sys.stderr)
        return 2
    data = options.data.resolve()
    try:
        reviewed = review(data, options.base, options.head, options.actor_id, today_of(options, data))
    except ReviewError as error:
        print(words(error.code).text.format(**error.values), file=sys.stderr)
        return 2
    for line in written(reviewed.problems, options.format, PurePosixPath()):
        print(line)
    if options.format == "text":
        print("\n".join(summary(reviewed)))
    return int(any(problem.severity is Severity.ERROR for problem in reviewed.problems))


def summary(reviewed: Reviewed) -> Sequence[str]:
    """Return in one or two sentences what was found and what happens next."""
    if not reviewed.data_files:
        return [words("review_only_code" if reviewed.other_files else "review_nothing").text]
    counts = {severity: sum(problem.severity is severity for problem in reviewed.problems) for severity in Severity}
    errors, warnings, notes = (counts[severity] for severity in Severity)
    told = words("review_counts").text.format(files=reviewed.data_files, errors=errors, warnings=warnings, notes=notes)
    return [told, words("review_mend" if errors else "review_sound").text]
