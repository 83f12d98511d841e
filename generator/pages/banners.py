"""The pictures that shared addresses show: one for the site, one for each commune of today, one for each day near or to come."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from generator.model.campaign import Campaign
from generator.output import STANDARD_IMAGE, File
from generator.pages.edition import Edition
from generator.pictures.drawing import Banner, Line

PAST, AHEAD = dt.timedelta(days=30), dt.timedelta(days=100)


def of_campaign(edition: Edition, campaign: Campaign) -> str | None:
    """Return the address of a day's picture; that of its commune where the day is too far off to have one of its own."""
    day = campaign.day or campaign.date
    if edition.today - PAST <= day <= edition.today + AHEAD:
        return f"/anh/dot/{campaign.id}.png"
    return of_commune(edition, campaign.commune) if campaign.commune else None


def of_commune(edition: Edition, commune: str) -> str | None:
    """Return the address of the picture of a commune; None where it no longer exists."""
    return f"/anh/xa/{commune}.png" if edition.data.commune(commune).validity.holds(edition.today) else None


def files(edition: Edition, cache: Path) -> Iterator[File]:
    """Return the pictures, each drawn when it is written unless the folder ``cache`` holds it already."""
    say = partial(_say, edition)

    def made(address: str, *lines: Line) -> File:
        first = Line(say("who"), 34, 1, False)
        banner = Banner((first, *(line for line in lines if line.text)), say("foot"))
        return File(address=address, content=partial(banner.png, edition.fonts, cache))

    yield made(STANDARD_IMAGE, Line(edition.data.programme.name, 76, 3, True), Line(say("site"), 40, 2, False))
    for commune in edition.present_communes:
        lines = Line(commune.name, 110, 2, True), Line(say("commune", commune=commune), 44, 2, False)
        yield made(f"/anh/xa/{commune.id}.png", *lines)
    for campaign in edition.data.campaigns.values():
        address = of_campaign(edition, campaign)
        if address and address.startswith("/anh/dot/"):
            yield made(
                address,
                Line(say("name", campaign=campaign), 64, 1, True),
                Line(say("when", campaign=campaign), 84, 2, True),
                Line(say("where", campaign=campaign), 44, 2, False),
            )


def _say(edition: Edition, name: str, **values: object) -> str:
    macro = getattr(edition.templates.get_template("banner.txt").module, name)
    given = {**values, "data": edition.data}
    return " ".join(str(macro(**{each: given[each] for each in macro.arguments})).split())
