"""The sheets to print and hang up: one A4 page each, as large as its words allow, with a code that leads to the day's page."""

import functools
import importlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from generator.figures.notices import Sheet, sheets
from generator.model.campaign import Campaign
from generator.output import Page
from generator.pages.banners import of_campaign
from generator.pages.edition import Edition
from generator.pictures.typeface import Typeface

SECTION = "/lich/"
SEGNO = "segno"  # loaded only when a code is drawn
FONT = "BeVietnamPro-ExtraBold.ttf"
# The sizes, in points, that `notice.css` has a class for. A letter that is read at three metres is a centimetre high: so are
# those of the hour and the place down to 24.
SIZES = (32, 28, 24, 20, 17, 14, 12, 10, 9, 8)
PAGE_WIDTH, PAGE_HEIGHT = 538.0, 782.0
SPARE = 0.94  # the printer's own font may be wider than the one that is measured
SCALES = {"when": 1.5, "where": 1.25, "others": 0.62, "what": 1.0, "bring": 1.0}
SUMMARY = 0.72  # the works of all hamlets together
SMALLEST = 9.0
LINE, BETWEEN, LABEL = 1.22, 0.12, 27.0
HEADING, PROGRAMME, MARK, ASK, SMALL, CODE = 24.0, 12.0, 14.0, 60.0, 10.5, 90.0
MOST_TASKS = 8
Answers = Mapping[str, tuple[str, ...]]


def pages(edition: Edition) -> Iterator[Page]:
    """Return every sheet of the days to come."""
    for campaign in edition.upcoming:
        for sheet in sheets(campaign, edition.data, edition.today):
            words = edition.words("sheet", sheet=sheet)
            yield edition.page(
                sheet.address,
                "sheet.html",
                SECTION,
                words,
                partial(_values, edition, sheet),
                image=of_campaign(edition, campaign),
            )


def printed(edition: Edition, campaign: Campaign) -> tuple[Sheet, ...]:
    """Return the sheets that the page of a campaign leads to."""
    return tuple(sheets(campaign, edition.data, edition.today))


def _values(edition: Edition, sheet: Sheet) -> Mapping[str, Any]:
    address = _address(edition, sheet.campaign)
    answers, size = _Writer(edition, sheet).fitting()
    return {
        "sheet": sheet,
        "size": size,
        "heading": _lines(edition, "heading", sheet=sheet)[0],
        "day_name": edition.words("campaign", campaign=sheet.campaign)["title"],
        "code": _code(address) if address else None,
        "address": address.partition("://")[2] if address else None,
        **answers,
    }


def _address(edition: Edition, campaign: Campaign) -> str | None:
    site = edition.data.programme.site_url
    return f"{site.rstrip('/')}/dot/{campaign.id}/" if site else None


@functools.lru_cache(maxsize=64)  # all sheets of a day show the same one
def _code(address: str) -> Markup:
    """Return the QR code of an address (ISO/IEC 18004, level M) as SVG, with the white edge that readers need."""
    written = io.BytesIO()
    importlib.import_module(SEGNO).make(address, error="m", micro=False).save(
        written, kind="svg", xmldecl=False, svgns=False, omitsize=True, svgclass=None, lineclass=None, nl=False
    )
    return Markup(written.getvalue().decode())  # noqa: S704 - made by the library from figures alone


def _lines(edition: Edition, name: str, **values: object) -> tuple[str, ...]:
    macros = edition.templates.get_template("sheet.txt").module
    text = str(getattr(macros, name)(**values))
    return tuple(" ".join(line.split()) for line in text.split("\n") if line.strip())


@dataclass(frozen=True, slots=True)
class _Writer:
    """Words the answers of one sheet, and finds the largest letters with which they stay on one page."""

    edition: Edition
    sheet: Sheet

    def fitting(self) -> tuple[Answers, int]:
        """Return the answers and their size in points; a list of places that fits at no size gives way to one sentence."""
        whole = self._answers(self._say("others", groups=self.sheet.others))
        for answers in (whole, self._answers(self._say("elsewhere"))):
            room = PAGE_HEIGHT * SPARE - self._fixed()
            for size in SIZES:
                if self._height(answers, size) <= room:
                    return answers, size
        return answers, SIZES[-1]

    def _answers(self, others: tuple[str, ...]) -> Answers:
        tasks = self.sheet.tasks[:MOST_TASKS]
        return {
            "when": self._say("when"),
            "where": self._say("where"),
            "others": others if self.sheet.others else (),
            "what": self._say("what", tasks=tasks, left=len(self.sheet.tasks) - len(tasks)),
            "bring": self._say("bring"),
        }

    def _say(self, name: str, **values: object) -> tuple[str, ...]:
        return _lines(self.edition, name, sheet=self.sheet, **values)

    def _height(self, answers: Answers, size: float) -> float:
        labels = sum(bool(lines) for name, lines in answers.items() if name != "others")
        scales = SCALES if self.sheet.hamlet else {**SCALES, "what": SUMMARY}
        return LABEL * labels + sum(self._block(lines, max(size * scales[name], SMALLEST)) for name, lines in answers.items())

    def _fixed(self) -> float:
        """Return how high everything but the answers is."""
        programme, names = self.edition.data.programme, (self.sheet.hamlet, self.sheet.commune)
        heading = [*self._say("heading"), ", ".join(each.name for each in names if each)]
        notice = self.sheet.campaign.notice
        small = " ".join((programme.unofficial, programme.contact or "", (notice and notice.number) or "", "x" * 110))
        return (
            self._block([programme.name], PROGRAMME)
            + self._block(heading, HEADING)
            + (2.2 * MARK)
            + ASK
            + max(CODE, self._block([small, programme.site_url or ""], SMALL, PAGE_WIDTH - CODE))
        )

    def _block(self, lines: Iterable[str], size: float, width: float = PAGE_WIDTH) -> float:
        face = Typeface(self.edition.fonts / FONT)
        return sum(len(face.lines(line, size, width)) * size * LINE + size * BETWEEN for line in lines)
