"""``thubay sample``: invented data of any size, the same bytes for the same seed on every machine."""

import argparse
import sys
from pathlib import Path

from generator.commands.clock import today_argument, today_of
from generator.problems import messages
from generator.sample.write import write_days, write_district


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the size, the seed, and either a new folder or data whose registers and plans stand already."""
    parser.add_argument("--communes", type=int, default=8, metavar="N", help=messages()["option_communes"].text)
    parser.add_argument("--years", type=int, default=1, metavar="N", help=messages()["option_years"].text)
    parser.add_argument("--seed", type=int, default=502, metavar="N", help=messages()["option_seed"].text)
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--out", type=Path, metavar="DIR", help=messages()["option_sample_out"].text)
    target.add_argument("--onto", type=Path, metavar="DATA", help=messages()["option_onto"].text)
    today_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write the files; return 1 where the new folder is not empty."""
    if options.onto:
        count = write_days(options.onto, options.seed, today_of(options, options.onto))
    elif options.out.exists() and any(options.out.iterdir()):
        print(messages()["sample_not_empty"].text.format(out=options.out), file=sys.stderr)
        return 1
    else:
        count = write_district(options.out, options.communes, options.years, options.seed)
    print(messages()["sample_done"].text.format(count=count))
    return 0
