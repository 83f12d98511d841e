"""What is new as an Atom feed (RFC 4287): days announced, reports published and corrected, the newest first."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from generator.figures.corrections import corrections
from generator.months import Month
from generator.output import File
from generator.pages.edition import Edition

ATOM = "http://www.w3.org/2005/Atom"
MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that happened: its day, a name that stays, the page it is on, and what to say of it."""

    day: dt.date
    id: str
    address: str
    title: str
    text: str


def files(edition: Edition) -> Iterator[File]:
    """Return ``/tin.atom``."""
    programme, zone = edition.data.programme, ZoneInfo(edition.data.programme.time_zone)
    newest = sorted(_news(edition), key=lambda each: (each.day, each.id), reverse=True)[:MOST]
    began = programme.started_on.isoformat()
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "vi"})
    last = newest[0].day if newest else programme.started_on
    _add(feed, "id", f"tag:thubay,{began}:tin")
    _add(feed, "title", _words(edition, "title"))
    _add(feed, "subtitle", _words(edition, "subtitle"))
    _add(feed, "updated", _moment(last, zone))
    ElementTree.SubElement(ElementTree.SubElement(feed, "author"), "name").text = edition.data.bodies.bodies[
        programme.committee
    ].name
    base = f"{programme.site_url.rstrip('/')}/" if programme.site_url else ""
    ElementTree.SubElement(feed, "link", {"rel": "self", "href": f"{base}tin.atom"})
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "href": base or "./"})
    for news in newest:
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "id", f"tag:thubay,{began}:{news.id}")
        _add(entry, "title", news.title)
        _add(entry, "updated", _moment(news.day, zone))
        ElementTree.SubElement(entry, "link", {"rel": "alternate", "href": f"{base}{news.address}"})
        _add(entry, "summary", news.text)
    yield File(address="/tin.atom", content=ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _moment(day: dt.date, zone: ZoneInfo) -> str:
    return dt.datetime.combine(day, dt.time(), zone).isoformat()


def _words(edition: Edition, name: str, **values: object) -> str:
    macros = edition.templates.get_template("news.txt").module
    return " ".join(str(getattr(macros, name)(data=edition.data, **values)).split())


def _news(edition: Edition) -> Iterator[News]:
    """Return what happened up to today, in no order."""
    data, today = edition.data, edition.today
    for campaign in data.campaigns.values():
        if campaign.notice and campaign.notice.date <= today:
            words = [_words(edition, name, campaign=campaign) for name in ("announced", "announced_text")]
            address = f"dot/{campaign.id}/"
            yield News(day=campaign.notice.date, id=address, address=address, title=words[0], text=words[1])
    for report in data.reports.values():
        published = data.publications[report.key].published_on
        if published and published <= today:
            words = [_words(edition, name, report=report) for name in ("published", "published_text")]
            address = _report(report.commune, report.month)
            yield News(day=published, id=address, address=address, title=words[0], text=words[1])
    for number, each in enumerate(reversed(corrections(data))):
        if each.correction.date <= today:
            words = [_words(edition, name, corrected=each) for name in ("corrected", "corrected_text")]
            address = _report(each.commune, each.month)
            name = f"{address}sua/{each.correction.date.isoformat()}/{number}"
            yield News(day=each.correction.date, id=name, address=f"{address}#sua", title=words[0], text=words[1])


def _report(commune: str, month: Month) -> str:
    return f"bao-cao/{month.year}/{commune}/{month.number:02}/"
