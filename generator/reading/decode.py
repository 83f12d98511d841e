"""From a file to its text: a regular file, small enough, UTF-8, NFC, lines that end in a newline, no character that hides."""

import codecs
import errno
import os
import re
import stat
from itertools import islice
from pathlib import Path, PurePosixPath

from generator.language.text import is_ordinary, nfc, offences, seen
from generator.problems import InvalidData, Problem

MOST_PROBLEMS = 20
LONGEST_CORRECTION = 1000
LINE_BREAKS = re.compile("\r\n?")
# No link is followed and no pipe waited for; systems that have neither flag have neither danger.
SAFELY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
STAND_IN = "\ufffd"


def file_bytes(path: Path, shown: PurePosixPath, most: int) -> bytes:
    """Return the bytes of a regular file, at most ``most``; raises InvalidData, and nothing else, for every other file."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise InvalidData([Problem.of("not_a_file", shown)])
        with open(path, "rb", buffering=0, opener=_opener) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise InvalidData([Problem.of("not_a_file", shown)])
            return file.read(most + 1) or b""
    except FileNotFoundError as error:
        raise InvalidData([Problem.of("file_missing", shown)]) from error
    except OSError as error:
        reason = errno.errorcode.get(error.errno or 0, "?")
        raise InvalidData([Problem.of("not_a_file" if reason == "ELOOP" else "unreadable", shown, reason=reason)]) from error
    except ValueError as error:  # a NUL in the name
        raise InvalidData([Problem.of("file_missing", shown)]) from error


def _opener(path: str, flags: int) -> int:
    return os.open(path, flags | SAFELY)


def decoded(raw: bytes, shown: PurePosixPath, most: int) -> tuple[str, list[Problem]]:
    """Return the text of ``raw`` and a problem for each character that may not stand in it.

    The text is NFC with plain newlines, and a stand-in for each such character, so that places stay right and the rest can be
    read on. Raises InvalidData for what is no text: empty, over ``most`` bytes, another encoding than UTF-8.
    """
    if len(raw) > most:
        raise InvalidData([Problem.of("file_too_large", shown, most=most // 1024)])
    if raw[:2] in WIDE_MARKS or (raw[:2] != b"\0\0" and b"\0" in raw[:2]):
        raise InvalidData([Problem.of("utf16", shown)])
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        before = _with_newlines(error.object[: error.start].decode())
        line, column = _place(before, len(before))
        raise InvalidData([Problem.of("not_utf8", shown, line=line, column=column)]) from error
    text = _with_newlines(text)
    if not text or text.isspace():
        raise InvalidData([Problem.of("file_empty", shown)])
    if is_ordinary(text):
        return text, []
    text = nfc(text)
    found = list(islice(offences(text), MOST_PROBLEMS))
    if not found:
        return text, []
    return _stood_in(text), [_problem(shown, text, code, at) for code, at in found]


def _with_newlines(text: str) -> str:
    return LINE_BREAKS.sub("\n", text) if "\r" in text else text


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _problem(shown: PurePosixPath, text: str, code: str, at: int) -> Problem:
    line, column = _place(text, at)
    correction = None
    end = text.find("\n", at)
    written = text[at - column + 1 : end if end >= 0 else len(text)]
    if code in ("bidi_character", "invisible_character") and len(written) <= LONGEST_CORRECTION:
        correction = seen(written)
        correction = None if next(offences(correction), None) else correction
    return Problem.of(code, shown, line=line, column=column, correction=correction, letter=code_point(text[at]))


def _stood_in(text: str) -> str:
    letters = list(text)
    for _code, at in offences(text):
        letters[at] = STAND_IN
    return "".join(letters)


def code_point(letter: str) -> str:
    """Return ``U+200B``: how a letter that nobody sees is named."""
    return f"U+{ord(letter):04X}"
