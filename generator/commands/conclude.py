"""``thubay conclude``: one answer from many jobs, so that a job left out by mistake is not taken for a success."""

import argparse

from generator.github.jobs import SUCCESS, results
from generator.problems import messages


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add how the jobs ended."""
    parser.add_argument("--needs", required=True, metavar="JSON", help=messages()["option_needs"].text)


def run(options: argparse.Namespace) -> int:
    """Print how each job ended; return 0 where all that were needed are a success, else 1."""
    try:
        found = results(options.needs)
    except ValueError as error:
        found = {str(error): ""}
    for job, result in found.items():
        print(messages()["conclude_line"].text.format(job=job, result=result))
    bad = [job for job, result in found.items() if result != SUCCESS]
    print(messages()["conclude_bad"].text.format(jobs=", ".join(bad)) if bad else messages()["conclude_good"].text)
    return int(bool(bad))
