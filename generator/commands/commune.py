"""Which commune and which month a command speaks of, as its arguments name them."""

import argparse
import datetime as dt

from generator.commands.check import words
from generator.figures.reporting import month_due
from generator.intake.standing import Standing
from generator.intake.wording import read
from generator.language.months import Month
from generator.problems import InvalidData, OwnWords, Problem
from generator.sheet.facts import Facts, report_path


def commune_argument(parser: argparse.ArgumentParser) -> None:
    """Give a command the option ``--commune``."""
    parser.add_argument("--commune", required=True, metavar="ID", help=words("option_commune").text)


def month_argument(parser: argparse.ArgumentParser) -> None:
    """Give a command the option ``--month``; without it, the month due."""
    parser.add_argument("--month", type=month, metavar="YYYY-MM", help=words("option_month").text)


def month(text: str) -> Month:
    """Return the month ``2024-04``; raises ArgumentTypeError for other text."""
    try:
        return Month.at(dt.date.fromisoformat(f"{text}-01"))
    except ValueError:
        raise argparse.ArgumentTypeError(words("not_a_month").text.format(value=text)) from None


def facts_of(options: argparse.Namespace, today: dt.date) -> Facts:
    """Return what is known of the commune in the month; raises InvalidData where the commune is not there then.

    ``options`` names the folder of the data, the commune, and the month or none.
    """
    standing = Standing.of(options.data, today)
    data = standing.dataset
    if data is None:
        raise InvalidData(standing.loaded.problems)
    commune = data.places.communes.get(options.commune)
    if commune is None:
        known = ", ".join(each.id for each in data.places.communes_on(today))
        values = {"value": options.commune, "known": OwnWords(known)}
        raise InvalidData([Problem.of("no_such_commune", standing.folder / "places.yml", **values)])
    chosen = options.month or month_due(data, commune.id, today)
    if not commune.validity.meets(chosen.first_day, chosen.last_day):
        raise InvalidData(
            [Problem.of("commune_not_in_month", standing.folder / "places.yml", place=commune.name, month=str(chosen))]
        )
    path = report_path(commune.id, chosen)
    raw = standing.bytes_at(path) or standing.published_at(path)
    return Facts(data=data, commune=commune, month=chosen, report=read(path, raw) if raw else None)
