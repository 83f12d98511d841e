"""What is said over loudspeakers and sent on before a day of work, one set of texts for each commune (plan, IV.1c)."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.figures.notices import Sheet, common_sheet, has_sheets
from generator.language.speech import spoken, syllables
from generator.model.campaign import Campaign
from generator.model.places import Commune
from generator.pages.edition import Edition

PACE = 3  # syllables a second of one who reads slowly over a loudspeaker
SHORTEST, LONGEST = 60 * PACE, 90 * PACE
FULL = 1000
# How much is said, the fullest first: what can be left out, whether the place is said twice, and how many of each list.
MEASURES = (
    {"extra": 2, "again": True, "places": FULL, "tasks": FULL, "things": FULL},
    {"extra": 1, "again": True, "places": FULL, "tasks": FULL, "things": FULL},
    {"extra": 0, "again": True, "places": FULL, "tasks": FULL, "things": FULL},
    {"extra": 0, "again": True, "places": 3, "tasks": 6, "things": 8},
    {"extra": 0, "again": True, "places": 0, "tasks": 4, "things": 5},
    {"extra": 1, "again": False, "places": 0, "tasks": 2, "things": 2},
    {"extra": 0, "again": False, "places": 0, "tasks": 1, "things": 1},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """The texts of one commune: to be read aloud, to be sent to people, to be sent to the heads of hamlets."""

    commune: Commune
    loudspeaker: str
    message: str
    reminder: str

    @property
    def seconds(self) -> int:
        """How long the reading takes, near enough."""
        return round(syllables(self.loudspeaker) / PACE)


def announcements(edition: Edition, campaign: Campaign) -> tuple[Announcement, ...]:
    """Return the texts for each commune of a day that has sheets to hang up; nothing for any other."""
    if not has_sheets(campaign, edition.data, edition.today):
        return ()
    macros = edition.templates.get_template("announce.txt").module
    site = edition.data.programme.site_url
    address = f"{site.rstrip('/')}/dot/{campaign.id}/" if site else None
    found = []
    for card in edition.cards([campaign]):
        sheet = common_sheet(campaign, card.sites, edition.data)
        values = {"card": card, "others": sheet.others, "data": edition.data, "address": address, "today": edition.today}
        texts = {name: "\n".join(_lines(str(getattr(macros, name)(**values)))) for name in ("message", "reminder")}
        found.append(Announcement(commune=card.commune, loudspeaker=_said(macros, values, sheet), **texts))
    return tuple(found)


def _said(macros: object, values: Mapping[str, object], sheet: Sheet) -> str:
    """Return the fullest text that can be read aloud in ninety seconds; the shortest there is where none can."""
    text = ""
    for measure in MEASURES:
        text = spoken(str(macros.loudspeaker(**values, **measure)))  # type: ignore[attr-defined]
        if syllables(text) <= LONGEST:
            break
    return text


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]
