"""Which characters may stand in a contributor's text, and which would show something else than they hold."""

import re
import unicodedata
from collections.abc import Iterator

MOST_MARKS = 2
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff"
SURROGATE = "\ud800-\udfff"
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010fffd"
SUSPECT = re.compile(f"[{CONTROL}{SURROGATE}{BIDI}{INVISIBLE}{PRIVATE}]|[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
KINDS = tuple(
    (code, re.compile(f"[{letters}]"))
    for code, letters in (
        ("control_character", CONTROL),
        ("broken_character", SURROGATE),
        ("bidi_character", BIDI),
        ("invisible_character", INVISIBLE),
        ("private_character", PRIVATE),
    )
)
JOINER = "\u200d"
PICTURE_VARIANT = "\ufe0f"


def offences(text: str) -> Iterator[tuple[str, int]]:
    """Return (code, offset) of every character that may not stand in ``text``, which is NFC; ordinary text costs one search."""
    for found in SUSPECT.finditer(text):
        start = found.start()
        code = next((code for code, letters in KINDS if letters.match(text, start)), None)
        if code is None:
            if found.end() - start > MOST_MARKS:
                yield "stacked_marks", start
        elif not _in_picture(text, start):
            yield code, start


def _in_picture(text: str, at: int) -> bool:
    """Say whether the joiner or variant at ``at`` holds an emoji together."""
    before = text[at - 1] if at else ""
    if text[at] == PICTURE_VARIANT:
        return _is_picture(before) or before in "0123456789#*" and before != ""
    after = text[at + 1] if at + 1 < len(text) else ""
    return text[at] == JOINER and (_is_picture(before) or before == PICTURE_VARIANT) and _is_picture(after)


def _is_picture(letter: str) -> bool:
    return letter != "" and (unicodedata.category(letter) in {"So", "Sk"} or letter in "\u2194\u2195\u2640\u2642")


def nfc(text: str) -> str:
    """Return ``text`` composed (NFC), at no cost where it already is."""
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
