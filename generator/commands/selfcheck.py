"""``thubay selfcheck``: whether a built site is fit for readers, looked at before it goes out."""

import argparse
from pathlib import Path

from generator.checks.wording import shown_path
from generator.inspection.site import Inspection
from generator.problems import Severity, messages

MOST_SHOWN = 50


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder of the site."""
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"), help=messages()["option_out"].text)


def run(options: argparse.Namespace) -> int:
    """Print what is wrong and return 1 where anything is an error, else 0."""
    inspection = Inspection(options.site.resolve())
    problems = sorted(inspection.problems(), key=lambda each: (each.severity, each))
    for each in problems[:MOST_SHOWN]:
        print(f"{shown_path(each.path)}:{each.line}: {each.message}")
    errors = sum(each.severity is Severity.ERROR for each in problems)
    counts = {"files": len(inspection.files), "pages": len(inspection.pages), "problems": len(problems), "errors": errors}
    print(messages()["selfcheck_counts"].text.format(**counts))
    return int(errors > 0)
