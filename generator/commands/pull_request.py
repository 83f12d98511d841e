"""``thubay pull-request``: all that a check says of a pull request, by the code of its base on the bytes of its head."""

import argparse
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from mkdocs.exceptions import MkDocsException

from generator.checks.wording import listed
from generator.commands.build import unusable
from generator.commands.clock import today_argument, today_of
from generator.commands.review import summary
from generator.github.annotations import annotation
from generator.github.event import EventError, PullRequest, pull_request
from generator.github.markdown import plain
from generator.github.summary import pages_summary, problems_summary
from generator.problems import InvalidData, Severity, messages
from generator.review.proposal import ConflictError, ReviewError
from generator.review.review import Reviewed, review
from generator.sinks.preview import Shown, preview


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the event, where the data lies, and the files that are written."""
    parser.add_argument("--event", type=Path, required=True, metavar="FILE", help=messages()["option_event"].text)
    parser.add_argument("--data", type=Path, default=Path("data"), help=messages()["option_review_data"].text)
    parser.add_argument("--preview", type=Path, required=True, metavar="DIR", help=messages()["option_preview"].text)
    parser.add_argument("--summary", type=Path, required=True, metavar="FILE", help=messages()["option_summary"].text)
    parser.add_argument("--output", type=Path, required=True, metavar="FILE", help=messages()["option_output"].text)
    today_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Annotate, build the preview, write summary and outputs; return 1 where an error was found, 2 where nothing can be compared.

    The outputs are ``tests``, whether files outside data/ changed so that the tests have to run, and ``preview``, whether there
    is one: ``true`` or ``false``.
    """
    data, today = options.data.resolve(), today_of(options, options.data)
    try:
        proposal = pull_request(options.event)
        reviewed = review(data, proposal.base, proposal.head, proposal.actor, today)
    except (EventError, ReviewError) as error:
        reason = _reason(error)
        print(reason)
        _append(options.summary, (messages()["summary_refused"].text, plain(reason)))
        return 2
    for problem in reviewed.problems:
        print(annotation(problem, PurePosixPath()))
    wrong = any(problem.severity is Severity.ERROR for problem in reviewed.problems)
    _append(options.summary, problems_summary(_told(reviewed), reviewed.problems, proposal))
    if reviewed.data_files:
        shown = [*_previewed(data, proposal, today, options.preview)]
        has_preview = (options.preview / "index.html").is_file()
        _append(options.summary, (messages()["summary_pages_later"].text,) if wrong and has_preview else shown)
    print(messages()["summary_where"].text)
    with options.output.open("a", encoding="utf-8") as file:
        file.write(f"tests={_yes(reviewed.other_files > 0)}\npreview={_yes((options.preview / 'index.html').is_file())}\n")
    return int(wrong)


def _told(reviewed: Reviewed) -> Sequence[str]:
    """Return the heading of the summary and the paragraph below it."""
    errors = sum(problem.severity is Severity.ERROR for problem in reviewed.problems)
    code = "summary_bad" if errors else "summary_good"
    if not reviewed.data_files:
        return [messages()[code].text, *summary(reviewed)]
    return [messages()[code].text, messages()[f"{code}_told"].text.format(files=reviewed.data_files, errors=errors)]


def _previewed(data: Path, proposal: PullRequest, today: dt.date, out: Path) -> Iterator[str]:
    """Build the preview and return the paragraphs on it; where it cannot be built, why."""
    try:
        found = preview(data, proposal.base, proposal.head, today, out)
    except (ConflictError, InvalidData, MkDocsException, OSError, ReviewError) as error:
        yield messages()["summary_no_preview"].text.format(reason=plain(_reason(error)))
        return
    yield from pages_summary(_pages(found.new), _pages(found.changed), _pages(found.gone))


def _pages(pages: Iterable[Shown]) -> list[tuple[str, str]]:
    return [(page.address, page.title) for page in pages]


def _reason(error: Exception) -> str:
    match error:
        case EventError():
            return messages()["event_unreadable"].text.format(path=error)
        case ReviewError():
            return messages()[error.code].text.format(**error.values)
        case InvalidData():
            return listed(error.problems)
        case OSError():
            return unusable(error)
        case _:
            return str(error)


def _append(file: Path, paragraphs: Iterable[str]) -> None:
    with file.open("a", encoding="utf-8", errors="backslashreplace") as opened:
        opened.writelines(f"{paragraph}\n\n" for paragraph in paragraphs)


def _yes(value: bool) -> str:
    return "true" if value else "false"
