"""Which characters may stand in a contributor's text, and which would show something else than they hold.

Letters, marks, signs and pictures of every script may; what nobody sees, what turns the reading order, and what only one computer
can show may not. The table is Unicode's own categories, and by name the few letters that hide behind a harmless category.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, islice

MOST_MARKS = 2
# Every one of these is assigned, visible (or a blank), composed and no mark: a text of nothing else needs no second look.
ORDINARY = "\t\n -~\u00a0-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff"
UNUSUAL = re.compile(f"[^{ORDINARY}]+")
MOST_PILED = 30
PILE = re.compile(rf"[^{ORDINARY}\w\s]{{{MOST_PILED + 1},}}")
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Letters, marks and signs by category that show nothing: fillers, joiners, selectors, the empty Braille cell and notehead.
BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U0001d159\U000e0100-\U000e01ef]")
BROKEN = frozenset("\ufffc\ufffd")
JOINER = "\u200d"
VARIANTS = frozenset("\ufe0e\ufe0f")
KEYCAPS = frozenset("0123456789#*")
# Pictures whose category is not that of a sign, and the blocks that grow every year: this Python may not know the newest.
SIGNS = frozenset("\u203c\u2049\u2194\u25aa\u25ab\u25fb\u25fc\u25fd\u25fe\u2195\u2934\u2935\u3030")
PICTURES = range(0x1F000, 0x1FB00)


def offences(text: str) -> Iterator[tuple[str, int]]:
    """Return (code, offset) of every character that may not stand in ``text``, which is NFC; ordinary text costs one search.

    The codes are control_character, broken_character, bidi_character, invisible_character, private_character (nobody's yet, or
    of one font only) and stacked_marks (at the third mark of one letter).
    """
    for run in UNUSUAL.finditer(text):
        marks = 0
        for at in range(run.start(), run.end()):
            category = unicodedata.category(text[at])
            marks = marks + 1 if category in ("Mn", "Me") else 0
            code = _code(text, at, category)
            if code is None and marks == MOST_MARKS + 1:
                code = "stacked_marks"
            if code is not None:
                yield code, at


def _code(text: str, at: int, category: str) -> str | None:
    letter = text[at]
    if letter == JOINER or letter in VARIANTS:
        return None if _in_picture(text, at) else "invisible_character"
    if letter in BIDI:
        return "bidi_character"
    if letter in BROKEN:
        return "broken_character"
    if BLANK.match(letter):
        return "invisible_character"
    match category:
        case "Cc" | "Zl" | "Zp":
            return "control_character"
        case "Cs":
            return "broken_character"
        case "Cf":
            return "invisible_character"
        case "Co":
            return "private_character"
        case "Cn":
            return None if ord(letter) in PICTURES else "private_character"
    return None


def _in_picture(text: str, at: int) -> bool:
    """Say whether the joiner or variant at ``at`` belongs to an emoji."""
    before = text[at - 1] if at else ""
    if text[at] in VARIANTS:
        return _is_picture(before) or before in KEYCAPS
    return (_is_picture(before) or before in VARIANTS) and _is_picture(text[at + 1 : at + 2])


def _is_picture(letter: str) -> bool:
    if letter == "":
        return False
    return letter in SIGNS or ord(letter) in PICTURES or unicodedata.category(letter) == "So"


def seen(text: str) -> str:
    """Return ``text`` without the characters that nobody sees: what a contributor believes to have written."""
    hidden = {at for code, at in offences(text) if code in ("bidi_character", "invisible_character")}
    return "".join(letter for at, letter in enumerate(text) if at not in hidden)


def is_ordinary(text: str) -> bool:
    """Say whether ``text`` holds only letters and signs of every day: it is NFC then, and without offence."""
    return UNUSUAL.search(text) is None


def nfc(text: str) -> str:
    """Return ``text`` composed (NFC), at no cost where it already is.

    Of more than thirty marks on one letter (UAX #15, stream-safe text) only thirty are kept: they are refused all the same, and
    to sort all of them could take hours.
    """
    if text.isascii():
        return text
    text = PILE.sub(_without_piles, text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _without_piles(found: re.Match[str]) -> str:
    groups = groupby(found[0], lambda letter: unicodedata.combining(letter) != 0)
    return "".join("".join(islice(letters, MOST_PILED) if is_mark else letters) for is_mark, letters in groups)
