"""What is written in figures and signs as a loudspeaker says it: numbers, dates, hours, and any text that holds them."""

import datetime as dt
import functools
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from generator.language.vietnamese import words as written_words

WORDS = Path(__file__).with_name("speech.yml")
LONGEST = 12  # digits of a number that is said as one; a longer one is a code, said digit by digit
SYLLABLE = re.compile(r"[^\W\d_]+|\d")
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12}
LETTER = r"[^\W\d_]"
NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"


@functools.cache
def words() -> dict[str, Any]:
    """Return the words that ``speech.yml`` holds."""
    found: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return found


def syllables(text: str) -> int:
    """Return how many syllables a spoken text has: Vietnamese writes each as a word of its own."""
    return len(SYLLABLE.findall(text))


def spoken_number(value: int) -> str:
    """Return a whole number as it is read aloud: 21 ends in another word than 1, 105 has a word for its missing ten."""
    if value < 0:
        return f"{words()['minus']} {spoken_number(-value)}"
    if value < 1000:
        return _below_thousand(value)
    *smaller, largest = words()["scales"]
    size, name = next(
        (1000**power, name) for power, name in [(3, largest), (2, smaller[1]), (1, smaller[0])] if value >= 1000**power
    )
    head, rest = divmod(value, size)
    said = f"{spoken_number(head)} {name}"
    return f"{said} {_after(rest, size // 1000)}" if rest else said


def _after(rest: int, group: int) -> str:
    """Return what follows a larger group; a hundred that is missing is named, so that nobody hears another number."""
    while rest < group:
        group //= 1000
    head, left = divmod(rest, group)
    said = _below_thousand(head, whole=True)
    if group > 1:
        said = f"{said} {words()['scales'][0 if group == 1000 else 1]}"
    return f"{said} {_after(left, group // 1000)}" if left else said


def _below_thousand(value: int, *, whole: bool = False) -> str:
    digits = words()["digits"]
    hundreds, rest = divmod(value, 100)
    if not hundreds and not whole:
        return _below_hundred(rest)
    said = str(words()["hundreds"]).format(digit=digits[hundreds])
    if not rest:
        return said
    return f"{said} {words()['gap']} {digits[rest]}" if rest < 10 else f"{said} {_below_hundred(rest)}"


def _below_hundred(value: int) -> str:
    tens, unit = divmod(value, 10)
    digits, special = words()["digits"], words()["after_tens"]
    if tens == 0:
        return str(digits[unit])
    ten = words()["ten"] if tens == 1 else words()["tens"].format(digit=digits[tens])
    if unit == 0:
        return str(ten)
    return f"{ten} {special.get(unit, digits[unit]) if tens > 1 or unit == 5 else digits[unit]}"


def spoken_decimal(value: int | Decimal | float) -> str:
    """Return a number with what stands behind its point; up to three places, of which the last is no zero."""
    whole, _, places = f"{Decimal(str(value)).normalize():f}".partition(".")
    said = spoken_number(abs(int(whole)))
    said = f"{words()['minus']} {said}" if whole.startswith("-") else said
    if not places:
        return said
    by_digit = places.startswith("0") or len(places) > 2
    behind = " ".join(words()["digits"][int(each)] for each in places) if by_digit else spoken_number(int(places))
    return f"{said} {words()['point']} {behind}"


def spoken_quantity(value: int | Decimal | float, unit: str) -> str:
    """Return a number and its unit; units without a longer name are said as they are written."""
    return f"{spoken_decimal(value)} {words()['units'].get(unit, unit)}"


def spoken_day(day: dt.date) -> str:
    """Return the day and month of a date, without the weekday."""
    return str(words()["date_in_text"]).format(**_parts(day.day, day.month))


def spoken_date(day: dt.date, today: dt.date | None = None) -> str:
    """Return a date with its weekday; with its year where ``today`` lies in another one."""
    said = str(words()["date"]).format(weekday=written_words()["weekdays"][day.weekday()], **_parts(day.day, day.month))
    if today is None or today.year == day.year:
        return said
    return f"{said} {words()['year'].format(year=spoken_number(day.year))}"


def _parts(day: int, month: int) -> Mapping[str, str]:
    said = spoken_number(day)
    return {
        "day": words()["early_day"].format(day=said) if day <= 10 else said,
        "month": words()["months"].get(month) or spoken_number(month),
    }


def spoken_clock(time: str) -> str:
    """Return ``07:30`` with the part of the day that it is in, the hours of the afternoon counted anew as people do."""
    hour, minute = (int(part) for part in time.split(":"))
    _, less, name = next(entry for entry in reversed(words()["parts_of_day"]) if hour >= entry[0])
    form = "half" if minute == 30 else "hour_minute" if minute else "hour"
    said = str(words()[form]).format(hour=spoken_number(hour - less), minute=spoken_number(minute))
    return f"{said} {name}"


def spoken(text: str) -> str:
    """Return any text with its figures, units, dates, hours and common short forms in words; no figure is left in it."""
    for pattern, said in _rules():
        text = pattern.sub(said, text)
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())


def _date(found: re.Match[str]) -> str:
    day, month = int(found["day"]), int(found["month"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return found[0]
    said = words()["date_in_text"].format(**_parts(day, month))
    return f"{said} {words()['year'].format(year=spoken_number(int(found['year'])))}" if found["year"] else str(said)


def _time(found: re.Match[str]) -> str:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    return spoken_clock(f"{hour}:{minute:02}") if hour < 24 and minute < 60 else found[0]


def _measured(found: re.Match[str]) -> str:
    return f"{_figure(found['number'])} {words()['units'][found['unit']]}"


def _range(found: re.Match[str]) -> str:
    return f"{found['first']} {words()['to']} {found['last']}"


def _figure(text: str) -> str:
    plain = text.replace(".", "").replace(",", ".")
    if len(plain) > LONGEST or (plain.startswith("0") and plain.isdigit() and len(plain) > 1):
        return " ".join(words()["digits"][int(each)] for each in plain if each.isdigit())
    return spoken_decimal(Decimal(plain))


def _number(found: re.Match[str]) -> str:
    return _apart(found, _figure(found[0]))


def _any_digit(found: re.Match[str]) -> str:
    return _apart(found, words()["digits"][int(found[0])])


def _apart(found: re.Match[str], said: str) -> str:
    """Return the words with a blank on each side where a letter or a figure stands right beside them."""
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return f"{' ' * before.isalnum()}{said}{' ' * after.isalnum()}"


def _roman(found: re.Match[str]) -> str:
    return f"{found['before']} {spoken_number(ROMAN[found['number']])}"


@functools.cache
def _rules() -> tuple[tuple[re.Pattern[str], Any], ...]:
    short, signs, units, written = words()["short"], words()["signs"], words()["units"], words()["written"]
    day, hour, minute = written["day"], written["hour"], written["minute"]
    measures = "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))
    romans = "|".join(sorted(ROMAN, key=len, reverse=True))
    return (
        (re.compile(rf"(?<!\w)(?:{'|'.join(short)})(?!\w)"), lambda found: short[found[0]]),
        (re.compile(rf"(?P<before>\b(?i:{'|'.join(written['before_roman'])})) (?P<number>{romans})(?!\w)"), _roman),
        (re.compile(rf"(?P<before>{LETTER}) (?P<number>II|III|IV|VI|VII|VIII|IX|XI|XII)(?!\w)"), _roman),
        (
            re.compile(rf"(?:{day} )?(?<![\d/])(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?:/(?P<year>\d{{4}}))?(?![\d/])"),
            _date,
        ),
        (re.compile(rf"(?<![\d.,])(?P<hour>\d{{1,2}})(?:[hg:]| {hour} )(?P<minute>\d{{2}})(?: {minute})?(?!\w)"), _time),
        (re.compile(r"(?<![\d.,])(?P<hour>\d{1,2})[hg](?P<minute>)(?!\w)"), _time),
        (re.compile(rf"(?P<first>{NUMBER}) ?[-–] ?(?P<last>{NUMBER})"), _range),
        (re.compile(rf"(?<![\w.,])(?P<number>{NUMBER}) ?(?P<unit>{measures})(?!\w)"), _measured),
        (re.compile(NUMBER), _number),
        (re.compile(r"\d"), _any_digit),
        (re.compile("|".join(re.escape(sign) for sign in signs)), lambda found: f" {signs[found[0]]} "),
        (re.compile(r"[^\S\n]+(?=[,.;:!?)])"), ""),
    )
