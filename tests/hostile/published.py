"""A whole site whose every free text is hostile, each field's between marks of its own, by which it is known anywhere."""

import functools
import re
import shutil
from pathlib import PurePosixPath

from generator import schema
from generator.loading import layout
from generator.loading.files import limits_of
from generator.reading.source import read
from generator.validation.validate import validate
from generator.validation.yaml_writer import yaml_text
from tests.conftest import TINY

PLAIN = "chữ thường"
# Each meant for another place: element, attribute, title, script data, link, template, style, calendar, feed, sheet, log.
PAYLOADS = (
    "<img src=x onerror=fired()>",
    "<svg onload=fired()>",
    "<script>fired()</script>",
    '" onmouseover=fired() autofocus onfocus=fired() x="',
    "' onfocus=fired() autofocus x='",
    "</title></script></style></textarea><img src=x onerror=fired()>",
    "javascript:fired()",
    "{{ fired() }}{% raw %}${fired()}",
    "<iframe srcdoc='<script>parent.fired()</script>'>",
    "<base href=//evil.example/><meta http-equiv=refresh content=0;url=javascript:fired()>",
    "-->]]><script>fired()</script><!--",
    "&lt;img src=x onerror=fired()&gt;&#60;svg onload=fired()&#62;",
    "]]>&amp;\\nBEGIN:VALARM\\r\\nEND:VEVENT;;:,\\",
)
# What begins a cell of a spreadsheet, or a line of a calendar or a log; the lines reach only the texts that may have several.
STARTS = ("=1+1+cmd|' /C calc'!A0", "-1+1", "+84", "@SUM(1)", "END:VEVENT\nBEGIN:VEVENT\nSUMMARY:x\n::error::x\n=1+1")
# What the tiny site leaves out, so that every free text of every kind of file is written at least once.
MORE = {
    "places.yml": {"communes": [{"spellings": ["x"], "source": "x", "hamlets": [{"source": "x"}]}]},
    "calendar.yml": {"working_saturdays": [{"source": "x"}]},
    "plans/2024.yml": {
        **dict.fromkeys(("issued_at", "approver", "signed_by", "basis", "source"), "x"),
        "settings": {"report_form": "x"},
        "recipients": ["x"],
        "documents": [
            {"type": "notice", "form": "party", "upper_body": "x", "issuing_body": "x", "signer": "x", "recipients": ["x"]},
            {"type": "synthesis", "form": "state", "upper_body": "x", "issuing_body": "x", "signer": "x", "recipients": ["x"]},
        ],
    },
    "campaigns/2024/q2.yml": {
        "sites": [{"works": [{"note": "x"}]}],
        "proposals": [
            {"works": [{"indicator": "duong-ve-sinh", "quantity": 900, "note": "x"}]},
            {"commune": "da-tong", "hamlet": "da-nhinh", "text": "x", "state": "not_taken", "reason": "x"},
        ],
        "translations": [{"language": "x", "code": "kho", "text": "x"}],
    },
    "campaigns/2024/04-da-tong.yml": {
        "notice": {"number": "x", "date": "2024-04-10"},
        "bring": ["x"],
        "sites": [{"meeting_point": "x", "works": [{"note": "x"}]}],
        "translations": [{"language": "x", "code": "kho", "text": "x"}],
    },
    "campaigns/2024/06-da-tong.yml": {
        "commune": "da-tong",
        "month": "2024-06",
        "date": "2024-06-15",
        "start": "07:00",
        "status": "announced",
        "meeting_point": "x",
        "bring": ["x"],
        "sites": [{"hamlet": "n-ton", "works": [{"indicator": "cay-xanh", "quantity": 40, "note": "x"}]}],
    },
    "campaigns/2024/06-ro-men.yml": {
        "commune": "ro-men",
        "month": "2024-06",
        "date": "2024-06-22",
        "start": "07:00",
        "status": "cancelled",
        "status_reason": "x",
    },
    "campaigns/2024/q3.yml": {"quarter": 3, "date": "2024-07-06", "status": "cancelled", "status_reason": "x"},
    "reports/2024/da-tong/2024-04.yml": {
        "days": [
            {"results": [{"note": "x", "works": [{"note": "x"}]}]},
            {"results": [{}, {}, {"deviation": "x"}]},
        ],
    },
    "reports/2024/da-tong/2024-05.yml": {
        "sample": True,
        "published_on": "2024-05-28",
        "corrections": [{"changes": [{"field": "x", "was": "x", "now": "x"}]}],
    },
}


def is_free(field):
    """Say whether anything may be written into a field."""
    return field.type in ("line", "text") and not field.refers and not {"regex", "allowed"} & set(field.rules)


@functools.cache
def numbers():
    """Return the number of every free text, by its kind and the names that lead to it."""
    free = [(kind, way) for kind in schema.KINDS for way, field in schema.walk(kind) if is_free(field)]
    return {each: number for number, each in enumerate(free)}


def text_of(number, payload, field):
    """Return what is written into the field with ``number``: the payload between its marks, or before the one mark.

    A payload that works only at the very start of a text stands there.
    """
    start, end = ("" if payload in STARTS else f"ZQ{number:02}("), f")QZ{number:02}"
    kept = payload if field.type == "text" else payload.split("\n")[0]
    return f"{start}{kept[: field.rules['maxlength'] - len(start) - len(end)]}{end}"


def texts(payload):
    """Return number -> text for every free text of every kind."""
    found = {}
    for (kind, way), number in numbers().items():
        field = dict(schema.walk(kind))[way]
        found[number] = text_of(number, payload, field)
    return found


def hostile_data(folder, payload):
    """Return the tiny site's data in ``folder``, with every field that it leaves out, and every free text made of ``payload``."""
    data = shutil.copytree(TINY, folder / "data")
    paths = {path.relative_to(data).as_posix() for path in data.rglob("*.yml")}
    for name in sorted(paths | MORE.keys()):
        way, path = PurePosixPath(name), data / name
        kind = layout.kind_of(way)
        document = validate(read(path, way, limits_of(kind)), kind).document if name in paths else {}
        merged = _merged(document, MORE.get(name, {}))
        changed = {key: _hostile(value, schema.fields(kind)[key], kind, (key,), payload) for key, value in merged.items()}
        path.write_text(yaml_text(kind, changed), encoding="utf-8")
    return data


def _merged(value, more):
    """Return a document with ``more`` written over it, entry by entry."""
    if isinstance(more, dict) and isinstance(value, dict):
        return value | {key: _merged(value[key], each) if key in value else each for key, each in more.items()}
    if isinstance(more, list) and isinstance(value, list):
        both = [_merged(old, new) for old, new in zip(value, more, strict=False)]
        return [*both, *value[len(both) :], *more[len(both) :]]
    return more


def _hostile(value, field, kind, way, payload):
    if field.fields is not None:
        return {key: _hostile(each, field.fields[key], kind, (*way, key), payload) for key, each in value.items()}
    if field.item is not None:
        return [_hostile(each, field.item, kind, (*way, "[]"), payload) for each in value]
    return text_of(numbers()[kind, way], payload, field) if is_free(field) else value


def _written(text):
    """Return the ways to write a text: as it is, and in official documents in capitals or its lines on one."""
    return text, text.upper(), " ".join(text.split("\n"))


START, END = re.compile(r"ZQ([0-9]{2})\("), re.compile(r"\)QZ([0-9]{2})")


def shown(strings, told):
    """Return the numbers of the texts that ``strings`` show exactly as ``told`` has them, and what stands for an altered one."""
    whole, altered = set(), []
    for string in strings:
        for mark in START.finditer(string):
            text = told[int(mark[1])]
            if not string.startswith(_written(text), mark.start()):
                altered.append(string[mark.start() : mark.start() + len(text) + 20])
        for mark in END.finditer(string):
            text = told[int(mark[1])]
            if string.endswith(_written(text), 0, mark.end()):
                whole.add(int(mark[1]))
            else:
                altered.append(string[max(0, mark.end() - len(text) - 20) : mark.end()])
    return whole, altered
