"""The slip of the pen behind a line that YAML cannot read, and that line mended.

libyaml says what it expected, in English and often lines later; a contributor needs to hear what to change. Each rule looks at
the lines themselves; the first that fits words the problem.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import yaml

KEY = r"[^\s:#'\"{}\[\],]+"
ENTRY = re.compile(rf"(?P<head>\s*(?:- +)*(?:{KEY}:\s+)?)(?P<value>\S.*)")
QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
UNCLOSED = re.compile(r"\"(?:[^\"\\]|\\.)*\\?|'(?:[^']|'')*")
AFTER_CLOSED = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|\[[^\]]*\]|\{[^}]*\})\s*[^\s#,:\]}].*")
BLOCK = re.compile(r"[|>][-+0-9]{0,2}\s*(?:#.*)?")
STARTS = re.compile(r"[@`%!&*|>\]},]|[-?:](?:\s|$)")
NO_BLANK = re.compile(r"(?P<head>\s*(?:- +)*(?P<key>[a-z][a-z0-9_]*):)(?P<value>[^\s:/].*)")
NO_COLON = re.compile(r"(?P<head>\s*(?:- +)*)(?P<key>[a-z]+(?:_[a-z]+)+|[a-z]+(?=\s+[^\sa-z]))\s+(?P<value>\S.*)")
NO_DASH_BLANK = re.compile(r"(?P<head>\s*-)(?P<value>[^\s-].*)")
OTHER_DASH = re.compile(r"(?P<head>\s*)(?P<dash>[\u2010-\u2015\u2022\u2212])\s*(?P<value>\S.*)")
HAS_KEY = re.compile(rf"\s*(?:- +)*(?:{KEY}|\"[^\"]*\"|'[^']*'):(?:\s.*)?")
ONE_WORD = re.compile("[!-~]+")
COMMENT = re.compile(r"\s+(?P<sign>#)(?P<rest>.*)")
CUT = re.compile(r"(?P<kept>.*\S)\s+(?P<cut>#.*)")
ESCAPES = re.compile("escape|hexa?decimal")
NO_ESCAPE = re.compile(r'\\(?=[^"\\])')
SKIPPED = re.compile(r"\s*(?:#.*)?")
CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What libyaml says: what it missed and where, and what it was reading since where; lines and columns count from 1."""

    problem: str
    line: int
    column: int
    context: str
    opened: tuple[int, int] | None

    @classmethod
    def of(cls, error: yaml.YAMLError) -> Self:
        """Return what ``error`` says; at the first letter where it names no place."""
        mark, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        return cls(
            problem=getattr(error, "problem", None) or "",
            line=mark.line + 1 if mark else 1,
            column=mark.column + 1 if mark else 1,
            context=getattr(error, "context", None) or "",
            opened=(opened.line + 1, opened.column + 1) if opened else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What to tell a contributor: the code of the sentence, where, about which text, and the line as it should be."""

    code: str
    line: int
    column: int
    value: str = ""
    correction: str | None = None


def slip(lines: Sequence[str], complaint: Complaint) -> Slip:
    """Return the slip that most likely stands behind ``complaint`` about ``lines``; raises nothing."""
    for rule in (_escape, _conflict, _directive, _tab, _open_quote, _line_slip, _flow, _entry):
        if found := rule(lines, complaint):
            return found
    return Slip(code="yaml_syntax", line=min(complaint.line, len(lines)), column=complaint.column)


def in_quotes(text: str) -> str:
    """Return ``text`` as one double-quoted YAML scalar."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def as_text(lines: Sequence[str], line: int, column: int) -> tuple[str, str | None]:
    """Return what stands from that place on, and the line with it in quotes; None for that where more than a text may stand."""
    written = _line(lines, line)
    head, rest = written[: column - 1], written[column - 1 :]
    return rest, None if "{" in head or "[" in head else head + in_quotes(rest)


def mended(line: str, column: int, text: str | None, written: str) -> str | None:
    """Return ``line`` with ``written`` for the plain ``text``, or for what stands in quotes, at ``column``; else None."""
    before, rest = line[: column - 1], line[column - 1 :]
    if text is None:
        found = QUOTED.match(rest)
        text = found[0] if found else ""
    return f"{before}{written}{rest[len(text) :]}" if text and rest.startswith(text) else None


def missing_blanks(lines: Sequence[str]) -> list[Slip]:
    """Return every line that has no blank after its colon, ``total:120``, which makes the whole line one word."""
    found = ((number, NO_BLANK.fullmatch(line)) for number, line in enumerate(lines, 1))
    return [_no_blank(number, match) for number, match in found if match]


def cut(lines: Sequence[str], text: str, start: tuple[int, int], end: tuple[int, int]) -> Slip | None:
    """Return the warning that `` #`` cut the rest off the plain ``text`` that stands from ``start`` to ``end``.

    None after a number, a date, a code or another single word of ASCII, and after nothing where a blank follows the ``#``: those
    are comments.
    """
    written = _line(lines, end[0])
    found = COMMENT.fullmatch(written, end[1] - 1)
    if not found or (ONE_WORD.fullmatch(text) if text else found["rest"][:1] in ("", " ", "#")):
        return None
    head = written[: start[1] - 1] if text else written[: found.start("sign")]
    one_line = start[0] == end[0] and "{" not in head and "[" not in head
    correction = head + in_quotes(written[len(head) :].rstrip()) if one_line else None
    value = written[found.start("sign") :].rstrip()
    return Slip(code="yaml_cut", line=end[0], column=found.start("sign") + 1, value=value, correction=correction)


def _line(lines: Sequence[str], number: int) -> str:
    """Return a line without the blanks at its end; an empty one past the end of the file."""
    return lines[number - 1].rstrip() if 0 < number <= len(lines) else ""


def _above(lines: Sequence[str], number: int) -> int:
    """Return the last line before ``number`` that is neither empty nor a comment; 0 where there is none."""
    return next((other for other in range(min(number - 1, len(lines)), 0, -1) if not SKIPPED.fullmatch(lines[other - 1])), 0)


def _candidates(lines: Sequence[str], complaint: Complaint) -> list[int]:
    """Return the lines to look at: where libyaml was reading something short, where it stopped, and the written line before."""
    opened = complaint.opened
    near = [opened[0]] if opened and "block" not in complaint.context and "flow" not in complaint.context else []
    return [
        number for number in dict.fromkeys((*near, complaint.line, _above(lines, complaint.line))) if _line(lines, number).strip()
    ]


def _escape(lines: Sequence[str], complaint: Complaint) -> Slip | None:
    if "quoted" not in complaint.context or not ESCAPES.search(complaint.problem):
        return None
    written = _line(lines, complaint.line)
    correction = NO_ESCAPE.sub(r"\\\\", written) if written.count("\\") == len(NO_ESCAPE.findall(written)) else None
    column = max(written.rfind("\\", 0, complaint.column), 0) + 1
    return Slip(code="broken_escape", line=complaint.line, column=column, correction=correction)


def _conflict(lines: Sequence[str], _complaint: Complaint) -> Slip | None:
    """Find the first mark that Git leaves where two versions of a file could not be merged."""
    found = next((number for number, line in enumerate(lines, 1) if CONFLICT.fullmatch(line)), None)
    return Slip(code="yaml_conflict", line=found, column=1, value=lines[found - 1]) if found else None


def _directive(lines: Sequence[str], complaint: Complaint) -> Slip | None:
    return Slip(code="yaml_directive", line=complaint.line, column=1) if _line(lines, complaint.line).startswith("%") else None


def _tab(lines: Sequence[str], complaint: Complaint) -> Slip | None:
    written = _line(lines, complaint.line)
    lead = written[: len(written) - len(written.lstrip(" \t-"))]
    if "\t" not in lead:
        return None
    indent = _expected_indent(lines, complaint.line) if not lead.strip() else None
    correction = (lead.replace("\t", "  ") if indent is None else " " * indent) + written[len(lead) :]
    return Slip(code="yaml_tab", line=complaint.line, column=lead.index("\t") + 1, correction=correction)


def _expected_indent(lines: Sequence[str], number: int) -> int | None:
    """Return how far a line that begins no item is to be moved in, as the line above it tells; None where there is none."""
    if not (above := _line(lines, _above(lines, number))):
        return None
    return _indent(above) + 2 * above.lstrip().startswith("- ") + 2 * above.endswith(":")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _open_quote(lines: Sequence[str], complaint: Complaint) -> Slip | None:
    """Find the quote that was opened and not closed on its line, which then runs on to where libyaml stopped or to the end."""
    inside = complaint.opened[0] if complaint.opened and "quoted" in complaint.context else None
    for number in range(min(complaint.line, len(lines)), 0, -1):
        entry = ENTRY.fullmatch(_line(lines, number))
        if not entry or not UNCLOSED.fullmatch(entry["value"]):
            continue
        quote = entry["value"][0]
        if inside is None and any(quote in line for line in lines[number : complaint.line - 1]):
            return None
        correction = f"{entry['head']}{entry['value']}{quote}" if len(entry["value"]) > 1 else None
        return Slip(code="yaml_quote", line=number, column=len(entry["head"]) + 1, value=quote, correction=correction)
    if inside is None or complaint.opened is None:
        return None
    line, column = complaint.opened
    return Slip(code="yaml_quote", line=line, column=column, value=_line(lines, line)[column - 1 : column])


def _line_slip(lines: Sequence[str], complaint: Complaint) -> Slip | None:
    """Find a value that only needs quotes, or a blank after its colon."""
    if "flow" in complaint.context:
        return None
    for number in _candidates(lines, complaint):
        written = _line(lines, number)
        if match := NO_BLANK.fullmatch(written):
            return _no_blank(number, match)
        if (entry := ENTRY.fullmatch(written)) and (code := _needs_quotes(entry)):
            value = entry["value"]
            inner = value[1:-1] if value[0] in "'\"" and value[-1] == value[0] else value
            correction = entry["head"] + in_quotes(inner) if _balanced(value) else None
            return Slip(code=code, line=number, column=len(entry["head"]) + 1, value=value, correction=correction)
    return None


def _balanced(value: str) -> bool:
    """Say whether no bracket closes in ``value`` that was opened before it."""
    return all(value.count(closing) <= value.count(opening) for opening, closing in ("[]", "{}") if not value.startswith(closing))


def _needs_quotes(entry: re.Match[str]) -> str | None:
    value = entry["value"]
    if not entry["head"].strip():
        return None
    if AFTER_CLOSED.fullmatch(value):
        return "yaml_after_quote" if value[0] in "'\"" else "yaml_start"
    if STARTS.match(value) and not BLOCK.fullmatch(value):
        return "yaml_start"
    has_key = entry["head"].rstrip().endswith(":")
    return "yaml_colon" if has_key and value[0] not in "'\"[{" and re.search(r":(?:\s|$)", value) else None


def _no_blank(number: int, match: re.Match[str]) -> Slip:
    correction = f"{match['head']} {match['value']}"
    return Slip(code="yaml_no_blank", line=number, column=len(match["head"]) + 1, value=match["key"], correction=correction)


def _flow(lines: Sequence[str], complaint: Complaint) -> Slip | None:
    """Find the bracket that was opened and not closed: libyaml names it, or only where it missed what should follow."""
    if "flow" not in complaint.context or complaint.opened is None:
        return None
    line, column = complaint.opened
    for number in range(min(line, len(lines)), 0, -1):
        head = QUOTED.sub(lambda found: "_" * len(found[0]), lines[number - 1][: column if number == line else None])
        if any(head.count(opening) > head.count(closing) for opening, closing in ("[]", "{}")):
            return Slip(code="yaml_flow", line=number, column=max(head.rfind("["), head.rfind("{")) + 1)
    return Slip(code="yaml_flow", line=min(line, len(lines)), column=column)


def _entry(lines: Sequence[str], complaint: Complaint) -> Slip | None:
    """Tell apart a text that a ``#`` cut, a colon or a key that is missing, and a line that is not in line with its group."""
    candidates = _candidates(lines, complaint)
    number = candidates[0] if candidates else min(complaint.line, len(lines))
    written = _line(lines, number)
    column = len(written) - len(written.lstrip()) + 1
    here = Slip(code="yaml_indent", line=number, column=column)
    if "document start" in complaint.problem:
        return replace(here, code="yaml_documents")
    if lost := _lost_dash(lines, number):
        return lost
    if HAS_KEY.fullmatch(written) or not written.strip():
        return here if "key" in complaint.problem or "mapping" in complaint.problem or "indicator" in complaint.problem else None
    before = next((other for other in range(number - 1, 0, -1) if _line(lines, other).strip()), 0)
    if cut := CUT.fullmatch(_line(lines, before)):
        return Slip(code="yaml_cut_off", line=before, column=cut.start("cut") + 1, value=cut["cut"])
    if match := OTHER_DASH.fullmatch(written):
        return replace(here, code="yaml_other_dash", value=match["dash"], correction=f"{match['head']}- {match['value']}")
    if match := NO_COLON.fullmatch(written):
        correction = f"{match['head']}{match['key']}: {match['value']}"
        return replace(here, code="yaml_no_colon", value=match["key"], correction=correction)
    if match := NO_DASH_BLANK.fullmatch(written):
        return replace(here, code="yaml_dash", correction=f"{match['head']} {match['value']}")
    if written.lstrip().startswith(("- ", "}", "]")):
        return here
    return replace(here, code="yaml_no_key", value=written.strip(), correction=f"  {written.rstrip()}")


def _lost_dash(lines: Sequence[str], number: int) -> Slip | None:
    """Find above a line the first line of an item that has lost its dash: the rest of the item stands two blanks further in."""
    if not (above := _above(lines, number)):
        return None
    first, second, after = (_line(lines, each) for each in (above, number, _below(lines, number)))
    indent = _indent(first)
    around = next((line for line in map(str.rstrip, lines[above - 1 :: -1]) if line and _indent(line) < indent), "")
    if not around.endswith(":") or first.lstrip().startswith("-"):
        return None
    goes_on = HAS_KEY.fullmatch(first) and not first.endswith(":") and _indent(second) == indent + 2
    goes_back = after and _indent(after) == indent and not after.lstrip().startswith("-")
    next_item = first.lstrip().startswith("{") and second.lstrip().startswith("- ") and _indent(second) == indent
    if not next_item and (goes_back or not goes_on):
        return None
    correction = f"{first[:indent]}- {first[indent:]}"
    return Slip(code="yaml_no_dash", line=above, column=indent + 1, value=first.strip(), correction=correction)


def _below(lines: Sequence[str], number: int) -> int:
    """Return the first line after ``number`` that is neither empty nor a comment; 0 where there is none."""
    return next((other for other in range(number + 1, len(lines) + 1) if not SKIPPED.fullmatch(lines[other - 1])), 0)
