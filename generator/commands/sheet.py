"""``thubay sheet``: the workbook that a commune fills in for one month."""

import argparse
import sys
from pathlib import Path, PurePosixPath

from generator.commands.build import unusable
from generator.commands.check import words, written
from generator.commands.clock import today_argument, today_of
from generator.commands.commune import commune_argument, facts_of, month_argument
from generator.problems import InvalidData
from generator.sheet.workbook import workbook


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the commune, the month, and where the workbook goes."""
    commune_argument(parser)
    month_argument(parser)
    parser.add_argument("--out", required=True, type=Path, metavar="F.xlsx", help=words("option_sheet_out").text)
    parser.add_argument("--data", type=Path, default=Path("data"), help=words("option_intake_data").text)
    today_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write the workbook and return 0; 1 where there is no such commune or month, 2 without data."""
    if not (options.data / "programme.yml").is_file():
        print(words("check_no_data").text.format(path=options.data), file=sys.stderr)
        return 2
    try:
        facts = facts_of(options, today_of(options, options.data))
        options.out.write_bytes(workbook(facts))
    except InvalidData as invalid:
        for line in written(invalid.problems, "text", PurePosixPath()):
            print(line)
        return 1
    except OSError as error:
        print(unusable(error), file=sys.stderr)
        return 1
    print(words("sheet_written").text.format(path=options.out, commune=facts.commune.name))
    return 0
