"""What day it is: asked once, at the door, and handed down as a value."""

import argparse
import datetime as dt
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.problems import InvalidData, messages
from generator.reading.source import REGISTER, Scalar, read

ZONE = "Asia/Ho_Chi_Minh"


def today_argument(parser: argparse.ArgumentParser) -> None:
    """Give a command the option ``--today``."""
    parser.add_argument("--today", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help=messages()["option_today"].text)


def today_of(options: argparse.Namespace, data: Path) -> dt.date:
    """Return the day that ``--today`` names, or else the date now in the programme's time zone."""
    named: dt.date | None = options.today
    return named or dt.datetime.now(zone_of(data)).date()


def zone_of(data: Path) -> ZoneInfo:
    """Return the time zone that data/programme.yml names, Vietnam's where it names none that exists."""
    try:
        node = read(data / "programme.yml", PurePosixPath("programme.yml"), REGISTER).node(("time_zone",))
        return ZoneInfo(node.text if isinstance(node, Scalar) else ZONE)
    except (InvalidData, ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(ZONE)
