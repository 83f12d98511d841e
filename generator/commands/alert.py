"""``thubay alert``: what somebody has to look at, as issues: jobs that failed, and files that are not published as they stand."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from generator.commands.clock import today_argument, today_of
from generator.github.issues import Issue, dumped
from generator.github.jobs import told
from generator.github.markdown import fenced
from generator.loading.history import history
from generator.loading.quarantine import publishable
from generator.problems import Severity, messages

PUBLICATION, QUARANTINE = "publication", "quarantine"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add how the jobs ended, the run's address, the data if it is to be looked at, and where the issues go."""
    parser.add_argument("--needs", required=True, metavar="JSON", help=messages()["option_needs"].text)
    parser.add_argument("--workflow", type=Path, required=True, metavar="FILE", help=messages()["option_workflow"].text)
    parser.add_argument("--run", required=True, metavar="URL", help=messages()["option_run"].text)
    parser.add_argument("--data", type=Path, help=messages()["option_alert_data"].text)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=messages()["option_remind_out"].text)
    today_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write the issues that should be open, none where all is well, and return 0."""
    found = [*_failures(options)]
    if options.data:
        found += _quarantined(options.data.resolve(), options)
    options.out.write_text(f"{dumped(found)}\n", encoding="utf-8")
    for issue in found:
        print(issue.title)
    return 0


def _failures(options: argparse.Namespace) -> Iterator[Issue]:
    jobs = told(options.needs, options.workflow)
    if jobs:
        lines = "\n".join(
            f"- {messages()['job_line'].text.format(job=f'**{job}**', result=result)}" for job, result in jobs.items()
        )
        body = messages()["alert_failed_body"].text.format(jobs=lines, run=options.run)
        yield Issue(key=PUBLICATION, title=messages()["alert_failed_title"].text.format(job=next(iter(jobs))), body=body)


def _quarantined(data: Path, options: argparse.Namespace) -> Iterator[Issue]:
    """Return one issue that names every error of the data that stands, with its line."""
    loaded = publishable(data, today_of(options, data), history(data.parent, data.name))
    errors = [problem for problem in loaded.problems if problem.severity is Severity.ERROR]
    if errors:
        lines = "\n".join(f"{each.path}:{each.line}: {each.field}: {each.message}" for each in errors)
        code = "alert_quarantine_body" if loaded.dataset else "alert_nothing_body"
        body = f"{messages()[code].text}\n\n{fenced(lines)}"
        yield Issue(key=QUARANTINE, title=messages()["alert_quarantine_title"].text.format(count=len(errors)), body=body)
