"""What an issue form's Markdown holds, read as data: nothing a contributor writes into one field can pass for another."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from generator.github.issue_forms import ATTACHMENT, FIELDS, PATH, PROMISE, TEXT, words
from generator.language.text import nfc
from generator.problems import InvalidData, Problem

LONGEST_BODY = 65_536
HEADING, OPENING, CLOSING = "### ", "```yaml", "```"
FENCE = re.compile(r"\s*(?:```|~~~)")
NOTHING = "_No response_"
PROMISED = re.compile(r"- \[[xX]\] ")
ADDRESS = re.compile(r"https?://[^\s)>\]]+")
ATTACHED = re.compile(r"https://github\.com/user-attachments/files/[0-9]{1,12}/(?P<name>[A-Za-z0-9._-]{1,120}\.(?:zip|xlsx))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form as filled in: the path as written, the text of a file, the address of an attachment; None: left empty."""

    path: str | None
    text: str | None
    attachment: str | None


def is_form(body: str) -> bool:
    """Say whether a body begins as our forms do."""
    return _plain(body).lstrip("\n").startswith(f"{HEADING}{_label(FIELDS[0])}\n")


def filled(body: str, shown: PurePosixPath) -> Filled:
    """Return what the body of an issue holds; raises InvalidData, with problems of ``shown``, where it is not one sound form."""
    if len(body) > LONGEST_BODY:
        raise _refused("issue_too_long", shown, most=LONGEST_BODY // 1024)
    lines = _plain(body).split("\n")
    text, rest = _text(lines, shown)
    sections = _sections(rest, shown)
    if not PROMISED.match(sections[PROMISE]):
        raise _refused("issue_no_promise", shown)
    if sections[TEXT]:
        raise _refused("issue_outside_text", shown)
    path = sections[PATH]
    if "\n" in path:
        raise _refused("issue_path", shown, written=path)
    return Filled(path=path or None, text=text, attachment=_attachment(sections[ATTACHMENT], shown))


def _refused(code: str, shown: PurePosixPath, **values: Any) -> InvalidData:
    return InvalidData([Problem.of(code, shown, **values)])


def _label(name: str) -> str:
    label: str = words()["fields"][name]["label"]
    return label


def _plain(body: str) -> str:
    return nfc(body.replace("\r\n", "\n").replace("\r", "\n"))


def _text(lines: Sequence[str], shown: PurePosixPath) -> tuple[str | None, list[str]]:
    """Return the text inside the one block of code, and all other lines.

    The host puts the fence round whatever was written, a fence of the writer's own included: so any third one is refused.
    """
    fences = [number for number, line in enumerate(lines) if FENCE.match(line)]
    if not fences:
        return None, list(lines)
    if len(fences) != 2 or lines[fences[0]] != OPENING or lines[fences[1]] != CLOSING:
        raise _refused("issue_fences", shown)
    first, last = fences
    if next((line for line in reversed(lines[:first]) if line), None) != f"{HEADING}{_label(TEXT)}":
        raise _refused("issue_fences", shown)
    text = "\n".join(lines[first + 1 : last])
    return (f"{text}\n" if text.strip() else None), [*lines[:first], *lines[last + 1 :]]


def _sections(lines: Sequence[str], shown: PurePosixPath) -> Mapping[str, str]:
    """Return what stands below each heading; the headings must be ours, each once, in our order."""
    at = [number for number, line in enumerate(lines) if line.startswith(HEADING)]
    named = [lines[number].removeprefix(HEADING).strip() for number in at]
    if named != [_label(name) for name in FIELDS] or any(line for line in lines[: at[0]]):
        raise _refused("issue_no_form", shown)
    parts = ("\n".join(lines[start + 1 : end]).strip() for start, end in zip(at, [*at[1:], len(lines)], strict=True))
    return {name: "" if part == NOTHING else part for name, part in zip(FIELDS, parts, strict=True)}


def _attachment(section: str, shown: PurePosixPath) -> str | None:
    """Return the address of the one attachment, which only the host's own store may hold."""
    found = list(dict.fromkeys(ADDRESS.findall(section)))
    if not found:
        return None
    if wrong := next((address for address in found if not ATTACHED.fullmatch(address)), None):
        raise _refused("issue_attachment", shown, address=wrong)
    if len(found) > 1:
        raise _refused("issue_attachments", shown)
    address: str = found[0]
    return address


def name_of(attachment: str) -> str:
    """Return the name of an attached file from its address."""
    return attachment.rpartition("/")[2]
