"""``thubay conclude``: one answer from many jobs, so that a job left out by mistake is not taken for a success."""

import argparse
from pathlib import Path

from generator.github.jobs import told
from generator.problems import messages


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add how the jobs ended, and the file that names them."""
    parser.add_argument("--needs", required=True, metavar="JSON", help=messages()["option_needs"].text)
    parser.add_argument("--workflow", type=Path, required=True, metavar="FILE", help=messages()["option_workflow"].text)


def run(options: argparse.Namespace) -> int:
    """Print which jobs are no success; return 0 where all that were needed are one, else 1."""
    try:
        bad = told(options.needs, options.workflow)
    except ValueError as error:
        bad = {str(error): ""}
    for job, result in bad.items():
        print(messages()["job_line"].text.format(job=job, result=result))
    print(messages()["conclude_bad" if bad else "conclude_good"].text)
    return int(bool(bad))
