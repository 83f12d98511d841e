"""Whether a file is what its name says: a calendar, a feed, a table, a document, JSON."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
LONGEST_LINE = 75


def atom(raw: bytes) -> None:
    """Raise ValueError for what is not an Atom feed whose entries have their three parts (RFC 4287, 4.1)."""
    try:
        root = ElementTree.fromstring(raw)  # noqa: S314 - the site's own file
    except ElementTree.ParseError as error:
        raise ValueError(error) from error
    if root.tag != f"{ATOM}feed":
        raise ValueError(root.tag)
    for each in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            if each.find(f"{ATOM}{name}") is None:
                raise ValueError(f"{each.tag.removeprefix(ATOM)} without {name}")


def calendar(raw: bytes) -> None:
    """Raise ValueError for what is not a calendar with lines of at most 75 bytes, each ended by CR LF (RFC 5545, 3.1)."""
    lines = raw.decode("utf-8").split("\r\n")
    if lines[0] != "BEGIN:VCALENDAR" or lines[-2:] != ["END:VCALENDAR", ""] or any("\n" in line for line in lines):
        raise ValueError("BEGIN:VCALENDAR … END:VCALENDAR, CR LF")
    if long := [line for line in lines if len(line.encode()) > LONGEST_LINE]:
        raise ValueError(f"{long[0][:LONGEST_LINE]}…")
    if lines.count("BEGIN:VEVENT") != sum(line.startswith("UID:") for line in lines):
        raise ValueError("VEVENT, UID")


def table(raw: bytes) -> None:
    """Raise ValueError for a table whose rows differ in length (RFC 4180, 2)."""
    widths = {len(row) for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)}
    if len(widths) != 1:
        raise ValueError(f"{len(widths)} widths")


def archive(raw: bytes) -> None:
    """Raise ValueError for a document or an archive that cannot be unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as opened:
            broken = opened.testzip()
    except zipfile.BadZipFile as error:
        raise ValueError(error) from error
    if broken:
        raise ValueError(broken)


CHECKS: Mapping[str, Callable[[bytes], object]] = {
    ".atom": atom,
    ".csv": table,
    ".docx": archive,
    ".ics": calendar,
    ".json": json.loads,
    ".xlsx": archive,
    ".zip": archive,
}
