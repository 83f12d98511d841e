"""Personal data in the text of a file, comments and all: numbers refused, names near poverty or illness held up.

Law 91/2025/QH15. The text is searched as written, for YAML reads 001066012345 as another number. A number found is never
repeated in full: what the check prints goes into public logs.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml

WORDS = Path(__file__).with_name("privacy.yml")
GAP = r"(?: ?[.\-\u2010-\u2015\u00b7] ?|[ \u00a0\u2000-\u200a\u202f])?"
CITIZEN = re.compile(rf"0(?<![\w.]0)(?:{GAP}[0-9]){{11}}(?![0-9])")
PHONE = re.compile(rf"0(?<![\w.]0)(?:{GAP}[35789])(?:{GAP}[0-9]){{8}}(?![0-9])")
ABROAD = re.compile(rf"84(?<![^\W0]84)\)?{GAP}(?:\(0\))?{GAP}[35789](?:{GAP}[0-9]){{8}}(?![0-9])")
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@((?:[\w-]+\.)+[A-Za-z]{2,})")
DAY_FIRST = r"(?:0?[1-9]|[12][0-9]|3[01])([./\- ])(?:0?[1-9]|1[0-2])\1(?:19|20)[0-9]{2}"
YEAR_FIRST = r"(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]"
DATE = re.compile(rf"(?<![0-9])(?:{DAY_FIRST}|{YEAR_FIRST})(?![0-9])")
LINK = re.compile(r"https?://[^\s\"'<>\]]+")
# Scripts and signs that may hold other digits; no letter of Vietnamese is among them, so that the search ends at once.
OTHER_DIGITS = re.compile("[\u00b2\u00b3\u00b9\u0660-\u1cff\u2070-\u2089\u2460-\u24ff\u3000-\U0010ffff]")
LOGIN = re.compile(r"://[^\s/?#@]+:[^\s/?#@]*\Z")
LETTER = r"[^\W\d_]"
REACH = 40
NAME_REACH = 120


class Hit(NamedTuple):
    """Something personal: the code of its sentence, its place in the text, counted from 1, and what may be shown of it."""

    line: int
    column: int
    code: str
    shown: str


def hits(text: str) -> Iterator[Hit]:
    """Return what looks personal in the text of one file, in the order of the kinds; ordinary text costs a few searches."""
    plain, small = _plain(text), text.lower()
    for code, start, end in (*_numbers(plain, small), *_names(text, small)):
        line_start = text.rfind("\n", 0, start) + 1
        yield Hit(text.count("\n", 0, start) + 1, start - line_start + 1, code, _masked(code, text[start:end]))


def _masked(code: str, found: str) -> str:
    match code:
        case "personal_mail":
            return f"{found[:2]}…@{found.partition('@')[2]}"
        case "personal_household" | "personal_health":
            return found.split()[0] + " …"
        case _:
            return f"{found[:3]}…"


def _plain(text: str) -> str:
    """Return ``text`` with digits of other scripts and widths as 0 to 9, each letter still at its place (NFKC)."""
    if text.isascii() or not OTHER_DIGITS.search(text):
        return text
    return "".join(_simple(letter) for letter in text)


def _simple(letter: str) -> str:
    if letter.isascii():
        return letter
    plain = unicodedata.normalize("NFKC", letter)
    digit = unicodedata.digit(letter, None)
    return str(digit) if digit is not None else plain if len(plain) == 1 else letter


Span = tuple[str, int, int]


def _numbers(text: str, small: str) -> Iterator[Span]:
    words = _words()
    if "@" in text:
        for found in MAIL.finditer(text):
            if not found[1].lower().endswith(words.office_domains) and not _is_login(text, found.start()):
                yield "personal_mail", *found.span()
    said = any(word in small for word in words.number_words)
    if not said and not any(pattern.search(text) for pattern in (CITIZEN, PHONE, ABROAD)):
        return
    rest = _blanked(LINK, _blanked(DATE, text)) if "://" in text else _blanked(DATE, text)
    for code, pattern in (("personal_citizen_id", CITIZEN), ("personal_phone", PHONE), ("personal_phone", ABROAD)):
        for found in pattern.finditer(rest):
            if not _is_money(rest, found):
                yield code, *found.span()
        rest = _blanked(pattern, rest)
    for code, pattern in (("personal_citizen_id", words.identity), ("personal_account", words.account)):
        for found in pattern.finditer(rest):
            start, end = found.span("number")
            if not words.money.match(rest, end):
                yield code, start, end


def _is_login(text: str, start: int) -> bool:
    """Say whether what stands there is the password of ``https://user:password@host``, which is no address of mail."""
    return LOGIN.search(text, max(start - NAME_REACH, 0), start) is not None


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: "_" * len(found[0]), text)


def _is_money(text: str, found: re.Match[str]) -> bool:
    """Say whether 84 with no plus before it opens an amount: its unit follows, or it stands after a key for money."""
    near = max(found.start() - NAME_REACH, 0)
    line = text[max(text.rfind("\n", near, found.start()), near) : found.start()]
    if found[0][0] == "0" or line.endswith(("+", "0")):
        return False
    bare = found[0].isdigit() and line.rstrip().endswith(":")
    return bare or _words().money.match(text, found.end()) is not None


def _names(text: str, small: str) -> Iterator[Span]:
    words = _words()
    for code, needles, direct in (
        ("personal_household", words.household, words.household_name),
        ("personal_health", words.health, None),
    ):
        if not any(needle in small for needle in needles):
            continue
        told: set[int] = set()
        for pattern in (direct, words.titled_name):
            for found in pattern.finditer(text) if pattern else ():
                start, end = found.span("name")
                if start not in told and (pattern is direct or _near(small, start, end, needles)):
                    told.add(start)
                    yield code, start, end


def _near(text: str, start: int, end: int, needles: tuple[str, ...]) -> bool:
    before, after = text[max(start - NAME_REACH, 0) : start], text[end : end + NAME_REACH]
    around = before.rpartition("\n")[2] + text[start:end] + after.partition("\n")[0]
    return any(re.search(rf"\b{re.escape(needle)}\b", around) for needle in needles)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    identity: re.Pattern[str]
    account: re.Pattern[str]
    money: re.Pattern[str]
    number_words: tuple[str, ...]
    office_domains: tuple[str, ...]
    household: tuple[str, ...]
    health: tuple[str, ...]
    household_name: re.Pattern[str]
    titled_name: re.Pattern[str]


@functools.cache
def _words() -> _Words:
    lists: dict[str, list[str]] = yaml.load(WORDS.read_text(encoding="utf-8"), yaml.CSafeLoader)
    choices = {name: "|".join(map(re.escape, sorted(listed, key=len, reverse=True))) for name, listed in lists.items()}
    word = rf"[{_capitals()}](?:{LETTER}|['\u2019])*"
    name = rf"(?P<name>{{first}}(?: {word}){{{{1,3}}}})(?!{LETTER})"
    surname = rf"(?:{choices['surnames']})(?:{LETTER}|['\u2019])*"
    titles, between, household = choices["titles"], choices["between"], choices["household"]
    anyone = rf"(?!(?:{choices['not_names']})\b){word}"
    return _Words(
        identity=_near_number(choices["identity"], 9, 9),
        account=_near_number(choices["account"], 6, 19),
        money=re.compile(rf"\s*(?:{choices['money']})(?!\w)", re.IGNORECASE),
        number_words=_shortest(lists["identity"] + lists["account"]),
        office_domains=tuple(lists["office_domains"]),
        household=_shortest(lists["household"]),
        health=_shortest(lists["health"]),
        household_name=re.compile(rf"(?i:\b(?:{household})[:,]?\s+(?:(?:{between}|{titles})\s+)*){name.format(first=surname)}"),
        titled_name=re.compile(rf"(?i:\b(?:{titles})[:]?\s+){name.format(first=anyone)}"),
    )


def _shortest(words: list[str]) -> tuple[str, ...]:
    """Return the words without those that hold another of them: a text with the longer one has the shorter too."""
    return tuple(word for word in words if not any(other != word and other in word for other in words))


def _near_number(words: str, least: int, most: int) -> re.Pattern[str]:
    number = rf"(?P<number>(?<![\w.])[0-9](?:{GAP}[0-9]){{{least - 1},{most - 1}}})(?![0-9])"
    return re.compile(rf"(?i:\b(?:{words})\b)[^\n0-9]{{0,{REACH}}}{number}")


def _capitals() -> str:
    """Return every capital letter that Vietnamese and its neighbours write."""
    blocks = (range(0x41, 0x5B), range(0xC0, 0x180), range(0x1A0, 0x1B1), range(0x1EA0, 0x1F00))
    return "".join(letter for block in blocks for letter in map(chr, block) if letter.isupper())
