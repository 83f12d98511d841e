"""What a published file holds, by its form: its skeleton, which no text may change, and the strings that it shows."""

import csv
import io
import json
import re
import zipfile
from pathlib import PurePosixPath
from xml.etree import ElementTree

import icalendar

BOM = "\ufeff"
FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
# Drawn, or ours alone: nothing that a contributor writes is in them as text.
NO_TEXT = frozenset((".png", ".webp", ".jpg", ".woff2", ".ico", ".pdf", ".css", ".js", ".map"))


def read(name, raw):
    """Return the skeleton and the strings of a file; KeyError for a form nobody looks into, ValueError for a live formula."""
    suffix = PurePosixPath(name).suffix
    return ([], []) if suffix in NO_TEXT else FORMS[suffix](raw)


def _csv(raw):
    rows = list(csv.reader(io.StringIO(raw.decode().removeprefix(BOM), newline="")))
    cells = [cell for row in rows for cell in row]
    for line in raw.decode().removeprefix(BOM).split("\r\n"):
        for part in re.split(r'[",;\t\n]', line):  # however a spreadsheet parts it
            if FORMULA.match(part) and not NUMBER.fullmatch(part):
                raise ValueError(part)
    return [len(row) for row in rows], [re.sub(r"(^|[;\t\r\n])'", r"\1", cell) for cell in cells]


def _json(raw):
    skeleton, strings = [], []
    _walk(json.loads(raw), skeleton, strings)
    return skeleton, strings


def _walk(value, skeleton, strings):
    skeleton.append(type(value).__name__)
    if isinstance(value, dict):
        skeleton.append(sorted(value))
        for each in value.values():
            _walk(each, skeleton, strings)
    elif isinstance(value, list):
        for each in value:
            _walk(each, skeleton, strings)
    elif isinstance(value, str):
        strings.append(value)


def _xml(raw):
    elements = list(ElementTree.fromstring(raw).iter())
    strings = [each for element in elements for each in (element.text, element.tail, *element.attrib.values()) if each]
    return [(element.tag, sorted(element.attrib)) for element in elements], strings


def _calendar(raw):
    calendar = icalendar.Calendar.from_ical(raw)
    found = [(name, value) for name, value in calendar.property_items() if name not in ("BEGIN", "END")]
    if any(len(line) > 75 for line in raw.split(b"\r\n")) or b"\n" in raw.replace(b"\r\n", b""):
        raise ValueError("a line that no calendar has")
    skeleton = [component.name for component in calendar.walk()] + sorted(name for name, _ in found)
    return skeleton, [str(value) for _, value in found]


def _zip(raw):
    skeleton, strings = [], []
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            inside, said = read(name, archive.read(name))
            skeleton.append((name, inside))
            strings += said
    return skeleton, strings


def _office(raw):
    """A document or a workbook: its parts are XML, a paragraph's text may be parted into runs, and a formula is an element."""
    skeleton, strings = [], []
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            root = ElementTree.fromstring(archive.read(name))
            tags = [element.tag.rpartition("}")[2] for element in root.iter()]
            if name.startswith("xl/worksheets/") and "f" in tags:
                raise ValueError(name)
            skeleton.append((name, tags))
            for foot in (each for each in root.iter() if each.tag.endswith("}oddFooter")):
                strings.append(foot.text.replace("&&", "&"))  # there an & of the text is written twice
                foot.clear()
            blocks = [each for each in root.iter() if each.tag.endswith(("}p", "}si", "}is"))] or [root]
            strings += ["".join(block.itertext()) for block in blocks]
    return skeleton, strings


FORMS = {
    ".csv": _csv,
    ".json": _json,
    ".jsonld": _json,
    ".webmanifest": _json,
    ".xml": _xml,
    ".atom": _xml,
    ".svg": _xml,
    ".ics": _calendar,
    ".zip": _zip,
    ".docx": _office,
    ".xlsx": _office,
    ".txt": lambda raw: ([], [raw.decode()]),
}
