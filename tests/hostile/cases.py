"""The cases: one fault in one place of one valid file, and where its problem must stand.

The places are counted by PyYAML's own composer and by the text of the fault, never by the reader that is tested.
"""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import yaml

from generator import schema
from tests.hostile import faults

BASES = Path(__file__).with_name("bases")
PATHS = {
    "report": "reports/2024/da-tong/2024-04.yml",
    "saturday": "campaigns/2024/05-da-tong.yml",
    "campaign": "campaigns/2024/q2.yml",
    "places": "places.yml",
}


@dataclass(frozen=True)
class Place:
    """A value of a valid file: the way to it, its field, where it is written; lines and columns count from 1.

    ``key`` is where its key is written, None of an item; ``group`` where a problem of the group that holds it stands.
    """

    kind: str
    keys: tuple
    line: int
    column: int
    key: tuple | None
    group: tuple

    @property
    def name(self):
        return ".".join(map(str, self.keys))

    @property
    def field(self):
        return schema.field_at(self.kind, self.keys)

    @property
    def label(self):
        return schema.labels(self.kind, self.keys)

    @property
    def type(self):
        """What decides on the answer to a fault: the type, and whether the value is one of a few, of a form or a reference."""
        field = self.field
        if field.type == "line" and "allowed" in field.rules:
            return "choice"
        if field.type == "line" and "regex" in field.rules:
            return "photo" if self.keys[-1] == "file" else "form"
        return "reference" if field.type == "slug" and field.refers else field.type


@dataclass(frozen=True)
class Case:
    """A file with one fault, and the place and field of its problem; ``fault`` and ``type`` lead to what the answer must be."""

    fault: str
    type: str
    kind: str
    name: str
    raw: bytes
    line: int
    column: int
    field: str = ""

    @property
    def path(self):
        return PurePosixPath(PATHS[self.kind])

    @property
    def id(self):
        return f"{self.kind} {self.name}: {self.fault}"


def base(kind):
    return (BASES / f"{kind}.yml").read_bytes()


def places(kind):
    """Return every value of the valid file of ``kind``, groups and lists too, in the order of the file."""
    root = yaml.compose(base(kind).decode(), yaml.SafeLoader)
    return list(_below(kind, root, (), (1, 1)))


def _below(kind, node, keys, group):
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _value(kind, value, (*keys, key.value), _mark(key), group)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _value(kind, item, (*keys, number), None, group)


def _value(kind, node, keys, key, group):
    line, column = _mark(node)
    yield Place(kind, keys, line, column, key, group)
    yield from _below(kind, node, keys, key if key and key[0] < line else (line, column))


def _mark(node):
    return node.start_mark.line + 1, node.start_mark.column + 1


def cases(place):
    """Return every case of one place of a valid file."""
    if place.field.type in ("dict", "list"):
        return [*_of_group(place), *_of_key(place)]
    return [*_of_value(place), *_of_key(place)]


def whole(kind):
    """Return the cases of a whole file: what becomes of its bytes."""
    raw = base(kind)
    last = raw.count(b"\n") + 1
    for name, (change, line, column) in faults.FILES.items():
        field = str(faults.COLLIDING[0]) if name == "colliding keys" else ""
        yield Case(name, "file", kind, "", change(raw), last - line if line < 1 else line, column, field)


def _case(fault, place, lines, at, field):
    return Case(fault, place.type, place.kind, place.name, "\n".join(lines).encode("utf-8", "surrogatepass"), *at, field)


def _lines(kind):
    return base(kind).decode().split("\n")


def _of_value(place):
    """Write each fault in the place of a value; a caret in it says where the problem stands, else that is where it begins."""
    lines = _lines(place.kind)
    line = lines[place.line - 1]
    for fault, text in faults.of(place.field, place.type).items():
        column = place.column + max(text.find(faults.CARET), -1 if text == "" else 0)
        changed = line[: place.column - 1] + text.replace(faults.CARET, "")
        name = f"{fault}, {_need(place)}" if fault in faults.NOTHING else fault
        yield _case(name, place, _with(lines, place.line, changed), (place.line, column), place.label)


def _need(place):
    return "item" if place.key is None else "required" if place.field.required else "optional"


def _with(lines, number, *instead):
    return [*lines[: number - 1], *instead, *lines[number:]]


def _end(lines, place):
    """Return the number of the last line of what stands under the key of ``place``."""
    line, column = place.key or (place.line, place.column)
    below = (number for number in range(line + 1, len(lines) + 1) if _indent(lines[number - 1]) < column)
    return next(below, len(lines)) - 1


def _indent(line):
    return len(line) - len(line.lstrip(" "))


def _of_group(place):
    """Write each fault in the place of a list or a group, or into it."""
    lines = _lines(place.kind)
    line, column = place.key or (place.line, place.column)
    end = _end(lines, place)
    if place.key:
        head = f"{lines[line - 1][: column - 1]}{place.keys[-1]}: "
        for fault, text in faults.INSTEAD_OF[place.field.type].items():
            changed = [*lines[: line - 1], head + text, *lines[end:]]
            name = f"{fault}, {_need(place)}" if text in faults.NOTHING.values() else fault
            yield _case(name, place, changed, (line, len(head) + bool(text)), place.label)
    if place.field.type == "dict":
        pad = " " * (place.column - 1)
        for fault, key in faults.KEYS.items():
            label = schema.labels(place.kind, (*place.keys, key.strip('"')))
            changed = [*lines[:end], f"{pad}{key}: 1", *lines[end:]]
            yield _case(fault, place, changed, (end + 1, len(pad) + 1), label)
    else:
        dash = " " * (place.column - 1) + "-"
        count = sum(each.startswith(f"{dash} ") for each in lines[line:end])
        label = schema.labels(place.kind, (*place.keys, count))
        yield _case("empty entry", place, [*lines[:end], dash, *lines[end:]], (end + 1, len(dash) + 1), label)


def _of_key(place):
    """Take a key away, write it twice, misspell it."""
    if place.key is None:
        return
    lines, (line, column), key = _lines(place.kind), place.key, place.keys[-1]
    end = max(_end(lines, place), line)
    written, pad = lines[line - 1 : end], " " * (column - 1)
    first = written[0]
    after = [*lines[:end], f"{pad}{key}: x", *lines[end:]]
    yield _case("key twice", place, after, (end + 1, column), place.label)
    escaped = f'{pad}"\\x{ord(key[0]):02x}{key[1:]}": x'
    above = schema.labels(place.kind, place.keys[:-1])
    yield _case("key twice, once escaped", place, [*lines[:end], escaped, *lines[end:]], (end + 1, column), above)
    rest = first[column - 1 + len(key) :]
    for fault, misspelt in {"misspelt key": f"{key}s", "capital key": key.capitalize()}.items():
        label = schema.labels(place.kind, (*place.keys[:-1], misspelt))
        changed = _with(lines, line, f"{first[: column - 1]}{misspelt}{rest}")
        yield _case(fault, place, changed, (line, column), label)
    if not rest.endswith(":"):
        changed = _with(lines, line, f"{first[: column - 1]}{key}:{rest[2:]}")
        yield _case("no blank behind the colon", place, changed, (line, column + len(key) + 1), place.label)
    if place.field.required and len(written) < len(lines) - 1:
        left = lines[end] if end < len(lines) else ""
        if first[: column - 1].strip() == "-" and _indent(left) == column - 1:  # the dash goes to the next key
            changed = [*lines[: line - 1], f"{first[: column - 1]}{left.lstrip()}", *lines[end + 1 :]]
        elif first[: column - 1].strip() == "-":
            changed = [*lines[: line - 1], f"{first[: column - 1]}{{}}", *lines[end:]]
        else:
            changed = [*lines[: line - 1], *lines[end:]]
        yield _case("required key left out", place, changed, place.group, place.label)
