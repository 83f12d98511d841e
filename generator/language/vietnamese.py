"""How Vietnamese writes numbers, dates and hours, and in which order it sorts names."""

import datetime as dt
import functools
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from generator.language.months import Month, Quarter

WORDS = Path(__file__).with_name("vietnamese.yml")
BREAK = "\u00a0"
APOSTROPHES = "'\u2019\u02bc"
remembered = functools.lru_cache(maxsize=65536)  # a site says the same few thousand numbers and dates a million times


@functools.cache
def words() -> dict[str, Any]:
    """Return the words that ``vietnamese.yml`` holds."""
    found: dict[str, Any] = yaml.load(WORDS.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found


@remembered
def number(value: int | Decimal | float, decimals: int = 3) -> str:
    """Return ``1.234,5``: at most ``decimals`` places, rounded half up, no trailing zeros."""
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{exact:,f}".translate(str.maketrans(",.", ".,"))
    return text.rstrip("0").rstrip(",") if "," in text else text


@remembered
def percent(share: Fraction) -> str:
    """Return ``97,5%``: one place, rounded half up, but never 100% for less than all."""
    value = Decimal(share.numerator) * 100 / share.denominator
    return f"{number(min(value, Decimal('99.9')) if share < 1 else value, 1)}%"


def money(dong: int) -> str:
    """Return an amount of đồng as read aloud: exact below a million, else three significant digits of triệu or tỷ."""
    for size, name in ((10**9, words()["billion"]), (10**6, words()["million"])):
        if abs(dong) >= size:
            amount = Decimal(dong) / size
            places = max(0, 2 - amount.adjusted())
            return f"{number(amount, places)}{BREAK}{name}{BREAK}{words()['dong']}"
    return f"{number(dong)}{BREAK}{words()['dong']}"


@remembered
def quantity(value: int | Decimal | float, unit: str) -> str:
    """Return a number with its unit, in the larger unit where that reads better: ``1,2 km``, ``3,99 tỷ đồng``."""
    if unit == words()["dong"]:
        return money(int(value))
    size, larger = words()["larger_units"].get(unit, (None, None))
    if size is not None and abs(value) >= size:
        return f"{number(Decimal(str(value)) / size, 2)}{BREAK}{larger}"
    return f"{number(value)}{BREAK}{unit}"


@remembered
def exact(value: int | Decimal | float, unit: str) -> str:
    """Return a number as it was counted, with its unit: ``3.987.250.000 đồng``, for papers that somebody signs."""
    return f"{number(value)}{BREAK}{unit}"


@remembered
def short_date(day: dt.date) -> str:
    """Return ``06/01/2024``."""
    return f"{day:%d/%m/%Y}"


@remembered
def long_date(day: dt.date) -> str:
    """Return the date in words; days below 10 and months 1 and 2 take a zero (Decree 30/2020/NĐ-CP, annex I)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    weekday = words()["weekdays"][day.weekday()]
    form: str = words()["long_date"]
    return form.format(weekday=weekday, day=f"{day.day:02}", month=month, year=day.year)


@remembered
def month_name(month: Month) -> str:
    """Return the month in words, with its year."""
    form: str = words()["month"]
    return form.format(month=month.number, year=month.year)


@remembered
def short_month(month: Month) -> str:
    """Return ``04/2024``."""
    return f"{month.number:02}/{month.year}"


def quarter_name(quarter: Quarter) -> str:
    """Return the quarter in words, with a Roman number and its year."""
    form: str = words()["quarter"]
    return form.format(quarter=words()["quarters"][quarter.number - 1], year=quarter.year)


def year_name(year: int) -> str:
    """Return the year in words."""
    form: str = words()["year"]
    return form.format(year=year)


@remembered
def clock(time: str) -> str:
    """Return ``07:30`` in words."""
    hour, minute = (int(part) for part in time.split(":"))
    form: str = words()["hour_minute" if minute else "hour"]
    return form.format(hour=hour, minute=f"{minute:02}")


def lower_first(text: str) -> str:
    """Return ``text`` as it stands inside a sentence: with a small first letter, unless it begins with initials or a name."""
    first, _, rest = text.partition(" ")
    is_name = rest[:1].isupper() and first.lower() not in words()["kinds_of_place"]
    return text if is_name or first[1:] != first[1:].lower() else text[:1].lower() + text[1:]


def fold(text: str) -> str:
    """Return ``text`` small and without marks, U+0110 and the look-alike U+00D0 as d, so that typing without accents finds it."""
    small = unicodedata.normalize("NFD", text.replace("\u00d0", "d").replace("\u00f0", "d").casefold())
    bare = "".join(letter for letter in small if not unicodedata.combining(letter))
    return bare.replace("\u0111", "d").translate({ord(sign): "'" for sign in APOSTROPHES})


def coded(text: str) -> str:
    """Return ``text`` as a code of small letters, digits and hyphens: ``da-tong``; empty where a foreign letter is in it."""
    folded = fold(text)
    is_foreign = any(letter.isalnum() and not letter.isascii() for letter in folded)
    return "" if is_foreign else "-".join(re.findall("[a-z0-9]+", folded))


@remembered
def collation_key(text: str) -> tuple[tuple[Any, ...], ...]:
    """Return a key that sorts names as dictionaries do: letters first, then tones, whole numbers by their value."""
    parts = re.findall(r"[0-9]+|[^\W\d_]+|[^\w\s]|\w", unicodedata.normalize("NFD", text.casefold()).translate(_no_apostrophes()))
    letters = tuple((0, int(part), "") if part.isascii() and part.isdigit() else (1, 0, _ranks(part)) for part in _joined(parts))
    return (*letters, (2, 0, unicodedata.normalize("NFC", text)))


def _joined(parts: list[str]) -> list[str]:
    found: list[str] = []
    for part in parts:
        if found and unicodedata.combining(part[0]):
            found[-1] += part
        else:
            found.append(part)
    return found


def _ranks(part: str) -> str:
    """Return letters in the order of the alphabet, then, after a stop, the tones in the order of dictionaries."""
    tones = words()["tones"]
    tone = "".join(str(tones.index(mark) + 1) for mark in part if mark in tones)
    bare = unicodedata.normalize("NFC", "".join(mark for mark in part if mark not in tones))
    alphabet = words()["alphabet"]
    return "".join(chr(33 + alphabet.index(letter)) if letter in alphabet else "~" + letter for letter in bare) + "\0" + tone


@functools.cache
def _no_apostrophes() -> dict[int, None]:
    return dict.fromkeys(map(ord, APOSTROPHES))
