"""What is new as an Atom feed (RFC 4287): days announced, reports published and corrected, the newest first."""

import datetime as dt
import uuid
from collections.abc import Iterator
from functools import partial
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from generator.model.registers import Programme
from generator.output import File
from generator.pages.edition import Edition
from generator.pages.news import newest, words

ATOM = "http://www.w3.org/2005/Atom"


def files(edition: Edition) -> Iterator[File]:
    """Return ``/tin.atom``, worked out when it is written."""
    yield File(address="/tin.atom", content=partial(_feed, edition))


def _feed(edition: Edition) -> bytes:
    programme, zone = edition.data.programme, ZoneInfo(edition.data.programme.time_zone)
    found = newest(edition)
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "vi"})
    last = found[0].day if found else programme.started_on
    _add(feed, "id", _lasting(programme, "tin"))
    _add(feed, "title", words(edition, "title"))
    _add(feed, "subtitle", words(edition, "subtitle"))
    _add(feed, "updated", _moment(last, zone))
    ElementTree.SubElement(ElementTree.SubElement(feed, "author"), "name").text = edition.data.bodies.bodies[
        programme.committee
    ].name
    base = f"{programme.site_url.rstrip('/')}/" if programme.site_url else ""
    ElementTree.SubElement(feed, "link", {"rel": "self", "href": f"{base}tin.atom"})
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "href": base or "./"})
    for news in found:
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "id", _lasting(programme, news.id))
        _add(entry, "title", news.title)
        _add(entry, "updated", _moment(news.day, zone))
        ElementTree.SubElement(entry, "link", {"rel": "alternate", "href": f"{base}{news.address}"})
        _add(entry, "summary", news.text)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _lasting(programme: Programme, name: str) -> str:
    """Return an id for good, in all the world (RFC 4287, 4.2.6), that stays when the site moves to another host."""
    return uuid.uuid5(uuid.NAMESPACE_DNS, programme.lasting(name)).urn


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _moment(day: dt.date, zone: ZoneInfo) -> str:
    return dt.datetime.combine(day, dt.time(), zone).isoformat()
