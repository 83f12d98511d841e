"""``thubay document``: one document as a Word file, a draft to be read, numbered and signed."""

import argparse
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from generator.commands.build import unusable
from generator.commands.clock import today_argument, today_of
from generator.commands.published import published
from generator.documents.campaign_papers import assignment, notice
from generator.documents.commune_report import COMMUNE_REPORT, commune_report
from generator.documents.paper import Paper
from generator.documents.reminder import reminder
from generator.documents.synthesis import synthesis
from generator.documents.word import WordFiles
from generator.documents.wording import STATE, Desk
from generator.figures.periods import periods
from generator.figures.reminders import reminders
from generator.figures.totals import Totals
from generator.letters import letters
from generator.pages.templates import environment
from generator.problems import messages

SOURCES = Path(__file__).parents[2] / "site_src"
FORMS = ("party", STATE)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add which document, of what, and where it goes."""
    parser.add_argument("kind", choices=KINDS, help=messages()["option_document_kind"].text)
    parser.add_argument("of", metavar="OF", help=messages()["option_document_of"].text)
    parser.add_argument("--form", choices=FORMS, default=STATE, help=messages()["option_document_form"].text)
    parser.add_argument("--out", type=Path, required=True, metavar="F.docx", help=messages()["option_document_out"].text)
    parser.add_argument("--data", type=Path, default=Path("data"), help=messages()["option_data"].text)
    today_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write the document; return 1 where there is nothing of that name or data cannot be read, 2 where there is no data."""
    today = today_of(options, options.data)
    data = published(options.data, today)
    if isinstance(data, int):
        return data
    desk = Desk(Totals(data), today, environment(SOURCES / "templates"))
    found = KINDS[options.kind](desk, options.form)
    if options.of not in found:
        print(messages()["document_unknown"].text.format(of=options.of, known=", ".join(found) or "-"), file=sys.stderr)
        return 1
    try:
        options.out.write_bytes(WordFiles(SOURCES / "documents").filled(found[options.of](), today))
    except OSError as error:
        print(unusable(error), file=sys.stderr)
        return 1
    print(messages()["document_done"].text.format(out=options.out))
    return 0


Drafts = dict[str, Callable[[], Paper]]


def _syntheses(desk: Desk, _: str) -> Drafts:
    return {each.address: partial(synthesis, desk, each) for each in periods(desk.data)}


def _commune_reports(desk: Desk, form: str) -> Drafts:
    reports = desk.data.reports.values()
    return {f"{each.commune}/{each.month}": partial(commune_report, desk, each, form) for each in reports}


def _notices(desk: Desk, _: str) -> Drafts:
    return {each.id: partial(notice, desk, each) for each in desk.data.campaigns.values()}


def _assignments(desk: Desk, _: str) -> Drafts:
    return {each.id: partial(assignment, desk, each) for each in desk.data.campaigns.values() if each.is_district}


def _reminders(desk: Desk, _: str) -> Drafts:
    found = letters(desk.data, reminders(desk.data, desk.today), desk.today, desk.data.programme.site_url)
    return {each.key: partial(reminder, desk, each) for each in found}


KINDS: Mapping[str, Callable[[Desk, str], Drafts]] = {
    "synthesis": _syntheses,
    COMMUNE_REPORT: _commune_reports,
    "notice": _notices,
    "assignment": _assignments,
    "reminder": _reminders,
}
