"""``thubay remind``: what is missing today, by group and commune, with the words to copy into Zalo."""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generator.commands.clock import today_argument, today_of
from generator.commands.published import published
from generator.figures.reminders import Reminders, Unannounced, reminders
from generator.github.issues import Issue, dumped
from generator.github.markdown import fenced
from generator.language.vietnamese import short_date
from generator.letters import Letter, letters
from generator.problems import messages

FORMATS = ("text", "json", "issue")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add where the data lies and what is written."""
    parser.add_argument("--data", type=Path, default=Path("data"), help=messages()["option_data"].text)
    parser.add_argument("--format", choices=FORMATS, default="text", help=messages()["option_remind_format"].text)
    parser.add_argument("--site", metavar="URL", help=messages()["option_remind_site"].text)
    parser.add_argument("--out", type=Path, metavar="FILE", help=messages()["option_remind_out"].text)
    today_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write the reminders; return 1 where a register has never been sound, 2 where there is no data, 0 otherwise."""
    today = today_of(options, options.data)
    data = published(options.data, today)
    if isinstance(data, int):
        return data
    found = reminders(data, today)
    written = letters(data, found, today, options.site or data.programme.site_url)
    match options.format:
        case "text":
            text = "\n".join(_text(written, short_date(today)))
        case "json":
            text = json.dumps(_object(found), ensure_ascii=False, indent=1, default=str)
        case "issue":
            text = dumped(issues(written, short_date(today)))
    if options.out:
        options.out.write_text(f"{text}\n", encoding="utf-8")
    else:
        print(text)
    return 0


def _text(written: Iterable[Letter], today: str) -> Iterator[str]:
    found = tuple(written)
    if not found:
        yield messages()["remind_nothing"].text.format(today=today)
        return
    yield messages()["remind_heading"].text.format(today=today)
    for letter in found:
        yield f"\n{letter.title}\n{'=' * len(letter.title)}"
        for whose, text in letter.texts:
            yield f"\n{whose}\n\n{text}"


def issues(written: Iterable[Letter], today: str) -> Iterator[Issue]:
    """Return one issue for each letter; its texts stand in blocks that the host gives a button to copy."""
    intro = messages()["remind_issue_intro"].text.format(today=today)
    for letter in written:
        texts = (f"{whose}\n\n{fenced(text)}" for whose, text in letter.texts)
        title = messages()["remind_issue_title"].text.format(group=letter.title)
        yield Issue(key=letter.key, title=title, body="\n\n".join((intro, *texts)))


def _object(found: Reminders) -> dict[str, Any]:
    """Return what is missing by ids: the same for machines."""
    return {
        "groups": [
            {
                "group": group.id if group else None,
                "communes": [
                    {
                        "commune": each.commune,
                        "reports": [str(month) for month in each.reports],
                        "days": [_day(day) for day in each.days],
                    }
                    for each in wanted
                ],
            }
            for group, wanted in found.groups
        ],
        "committee": [_day(day) for day in found.committee],
    }


def _day(day: Unannounced) -> dict[str, Any]:
    return {"date": day.day, "campaign": day.campaign.id if day.campaign else None}
