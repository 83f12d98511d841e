"""One reader for each type of scalar that the schema knows: from the text as written to a JSON value, or a refusal.

A document stays JSON: dates are ``2024-04-06``, months ``2024-04``, times ``07:30``. What YAML would guess (``no`` as false,
``1.500`` as one and a half, ``7:30`` as 450) is never guessed; a refusal says what was probably meant.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.source import Scalar

LONGEST_NUMBER = 15
MOST_DECIMALS = 3
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
GUESSED = re.compile(r"yes|no|on|off|true|false|y|n|[-+]?\.(?:inf|nan)|=", re.IGNORECASE)
PLAIN_NUMBER = re.compile(r"[-+]?[0-9][0-9_.,:]*(?:e[-+]?[0-9]+)?|0[xob][0-9a-f_]+", re.IGNORECASE)
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.([0-9]+))?")
GROUPED = re.compile(r"-?[0-9]{1,3}(?:([.,_ \u00a0])[0-9]{3})(?:\1[0-9]{3})*")
COMMA = re.compile(r"(-?[0-9]+),([0-9]{1,3})")
WITH_UNIT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\s*[^\W\d_]+[\w²³/]*\.?")
DATE = re.compile(r"(20[0-9]{2})-([0-9]{2})-([0-9]{2})")
DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ](20[0-9]{2})")
LOOSE_DATE = re.compile(r"(20[0-9]{2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ].*)?")
MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")
MONTH_FIRST = re.compile(r"([0-9]{1,2})[-/.](20[0-9]{2})")
LOOSE_MONTH = re.compile(r"(20[0-9]{2})[-/.]([0-9]{1,2})")
TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
LOOSE_TIME = re.compile(r"([0-9]{1,2})(?:\s*(?::|\.|g|h|gi\u1edd)\s*([0-9]{1,2})?)?(?:\s*(?:ph|p|ph\u00fat|'))?(?::00)?", re.IGNORECASE)
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
PORT = r"(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?"
URL_FORM = rf"https?://{HOST}{PORT}(?:[/?#][^\s\"'<>\\^`{{|}}]*)?"
URL = re.compile(URL_FORM)
LONGEST_URL = 500


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a scalar is not of its type; ``suggestion`` is the text that was probably meant, where one can be told."""

    code: str
    suggestion: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)


Reader = Callable[[Scalar], Any]


def integer(scalar: Scalar) -> int | Refusal:
    """Return a whole number; refuses every spelling but plain digits."""
    text = scalar.text
    if not scalar.quoted and len(text) <= LONGEST_NUMBER and INTEGER.fullmatch(text):
        return int(text)
    return _not_a_number(scalar, "not_an_integer", INTEGER)


def decimal(scalar: Scalar) -> int | float | Refusal:
    """Return a number with at most three places after a point; whole ones as int."""
    text = scalar.text
    if not scalar.quoted and len(text) <= LONGEST_NUMBER and (found := DECIMAL.fullmatch(text)):
        places = found[1]
        if places is None:
            return int(text)
        if len(places) == MOST_DECIMALS and GROUPED.fullmatch(text) and not text.startswith(("0", "-0")):
            return Refusal("ambiguous_number", text.replace(".", ""), {"small": text.rstrip("0").rstrip(".")})
        if len(places) > MOST_DECIMALS:
            return Refusal("too_many_decimals", None, {"most": MOST_DECIMALS})
        value = float(text)
        return int(value) if value == int(value) else value
    return _not_a_number(scalar, "not_a_number", DECIMAL)


def _not_a_number(scalar: Scalar, code: str, form: re.Pattern[str]) -> Refusal:
    text = scalar.text.strip()
    if GROUPED.fullmatch(text):
        return Refusal("grouped_number", re.sub(r"[^0-9-]", "", text))
    if form.fullmatch(text) and len(text) <= LONGEST_NUMBER:
        return Refusal("quoted_number", text) if scalar.quoted else Refusal(code)
    if len(text) > LONGEST_NUMBER and text.isdigit():
        return Refusal("number_too_long")
    if form is DECIMAL and (found := COMMA.fullmatch(text)):
        return Refusal("decimal_comma", f"{int(found[1])}.{found[2]}")
    if (found := WITH_UNIT.fullmatch(text)) and form.fullmatch(found[1]) and not text[:2].lower() in {"0x", "0b", "0o"}:
        return Refusal("number_with_unit", found[1])
    if text.isascii() and text.lstrip("+").isdigit() and len(text) <= LONGEST_NUMBER:
        return Refusal("leading_zero", str(int(text)))
    return Refusal(code)


def boolean(scalar: Scalar) -> bool | Refusal:
    """Return true or false; refuses the other words that YAML reads as one of them."""
    if not scalar.quoted and scalar.text in ("true", "false"):
        return scalar.text == "true"
    word = scalar.text.strip().casefold()
    suggestion = "true" if word in {"true", "yes", "on", "y"} else "false" if word in {"false", "no", "off", "n"} else None
    return Refusal("not_a_boolean", suggestion)


def date(scalar: Scalar) -> str | Refusal:
    """Return a day of the calendar from 2000 to 2099 as ``2024-04-06``."""
    text = scalar.text
    if DATE.fullmatch(text):
        return text if _is_day(text) else Refusal("no_such_day")
    if found := DAY_FIRST.fullmatch(text.strip()):
        meant = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    elif found := LOOSE_DATE.fullmatch(text.strip()):
        meant = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    else:
        return Refusal("not_a_date")
    return Refusal("not_a_date", meant if _is_day(meant) else None)


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def month(scalar: Scalar) -> str | Refusal:
    """Return a month from 2000 to 2099 as ``2024-04``."""
    text = scalar.text
    if MONTH.fullmatch(text):
        return text
    if found := MONTH_FIRST.fullmatch(text.strip()):
        meant = f"{found[2]}-{int(found[1]):02}"
    elif found := LOOSE_MONTH.fullmatch(text.strip()):
        meant = f"{found[1]}-{int(found[2]):02}"
    else:
        return Refusal("not_a_month")
    return Refusal("not_a_month", meant if MONTH.fullmatch(meant) else None)


def time(scalar: Scalar) -> str | Refusal:
    """Return an hour of the day as ``07:30``."""
    if TIME.fullmatch(scalar.text):
        return scalar.text
    found = LOOSE_TIME.fullmatch(scalar.text.strip())
    meant = f"{int(found[1]):02}:{int(found[2] or 0):02}" if found else ""
    return Refusal("not_a_time", f'"{meant}"' if TIME.fullmatch(meant) else None)


def line(scalar: Scalar) -> str | Refusal:
    """Return a text of one line, without blanks around it."""
    if "\n" in scalar.text:
        return Refusal("several_lines", _in_quotes(" ".join(scalar.text.split())))
    return text(scalar)


def text(scalar: Scalar) -> str | Refusal:
    """Return a text, without blanks around it; refuses a bare number or a bare ``no``, which YAML would not leave a text."""
    if not scalar.quoted and (GUESSED.fullmatch(scalar.text) or PLAIN_NUMBER.fullmatch(scalar.text)):
        return Refusal("bare_value", _in_quotes(scalar.text))
    found = scalar.text.strip()
    return found or Refusal("blank_text")


def _in_quotes(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def slug(scalar: Scalar) -> str | Refusal:
    """Return a code of small ASCII letters, digits and hyphens."""
    if SLUG.fullmatch(scalar.text):
        if not scalar.quoted and GUESSED.fullmatch(scalar.text):
            return Refusal("not_a_slug")
        return scalar.text
    meant = re.sub(r"[^a-z0-9]+", "-", scalar.text.strip().lower()).strip("-")
    return Refusal("not_a_slug", meant if scalar.text.isascii() and SLUG.fullmatch(meant) else None)


def url(scalar: Scalar) -> str | Refusal:
    """Return a web address with a host name that has a dot, no credentials and no blanks."""
    if len(scalar.text) <= LONGEST_URL and URL.fullmatch(scalar.text):
        return scalar.text
    bare = f"https://{scalar.text}"
    return Refusal("not_a_url", bare if "://" not in scalar.text and URL.fullmatch(bare) else None)


READERS: Mapping[str, Reader] = {
    "integer": integer,
    "decimal": decimal,
    "boolean": boolean,
    "date": date,
    "month": month,
    "time": time,
    "line": line,
    "text": text,
    "slug": slug,
    "url": url,
}


def absent(scalar: Scalar) -> bool:
    """Say whether the scalar says nothing: no text, ``~`` or ``null``, not in quotes."""
    return not scalar.quoted and scalar.text in NULLS


def holds(kind: str, value: object) -> bool:
    """Say whether a JSON value is of the type ``kind``; the validator, the JSON Schema and the readers above agree on it."""
    match kind:
        case "integer":
            return type(value) is int
        case "decimal":
            return type(value) is int or (type(value) is float and math.isfinite(value))
        case "boolean":
            return type(value) is bool
        case "dict":
            return isinstance(value, dict)
        case "list":
            return isinstance(value, list)
    return isinstance(value, str) and FORMS[kind](value)


FORMS: Mapping[str, Callable[[str], bool]] = {
    "date": lambda value: DATE.fullmatch(value) is not None and _is_day(value),
    "month": lambda value: MONTH.fullmatch(value) is not None,
    "time": lambda value: TIME.fullmatch(value) is not None,
    "line": lambda value: value.strip() != "" and "\n" not in value,
    "text": lambda value: value.strip() != "",
    "slug": lambda value: SLUG.fullmatch(value) is not None,
    "url": lambda value: len(value) <= LONGEST_URL and URL.fullmatch(value) is not None,
}
