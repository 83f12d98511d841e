"""One reader for each type of scalar that the schema knows: from the text as written to a JSON value, or a refusal.

A document stays JSON: dates are ``2024-04-06``, months ``2024-04``, times ``07:30``. What YAML would guess (``no`` as false,
``1.500`` as one and a half, ``7:30`` as 450) is never guessed; a refusal says what was probably meant. A reader gives None for
what is absent: nothing, ``~`` or ``null``, not in quotes. Dates and times may stand in quotes, numbers and booleans may not.
"""

import datetime as dt
import functools
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from generator.language.vietnamese import coded
from generator.reading.slips import in_quotes
from generator.reading.source import Scalar
from generator.validation.numerals import decimal, degrees, integer
from generator.validation.refusal import NULLS, Refusal, absent, nothing, plain_digits, says_nothing, words

LONGEST_URL = 500
# Words and numbers that a YAML reader takes for something else than text. Dates and times stay text for us too, and may be one.
GUESSED = re.compile(r"yes|no|on|off|true|false|y|n|[-+]?\.(?:inf|nan)|=", re.IGNORECASE)
BARE_NUMBER = re.compile(r"[-+]?(?:[0-9][0-9_.,]*|\.[0-9]+)(?:e[-+]?[0-9]+)?|0[xob][0-9a-f_]+", re.IGNORECASE)
DATE = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")
DAY_FIRST = re.compile(r"[^0-9]{0,8}(?P<day>[0-9]{1,2})[^0-9]{1,8}(?P<month>[0-9]{1,2})[^0-9]{1,6}(?P<year>[0-9]{4})")
YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})[^0-9]{1,3}(?P<month>[0-9]{1,2})[^0-9]{1,3}(?P<day>[0-9]{1,2})(?:[T ].*)?")
DIGITS_ONLY = re.compile("(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")
MONTH_FIRST = re.compile(r"[^0-9]{0,8}(?P<month>[0-9]{1,2})[^0-9]{1,6}(?P<year>[0-9]{4})")
LOOSE_MONTH = re.compile(r"(?P<year>[0-9]{4})[^0-9]{1,3}(?P<month>[0-9]{1,2})(?:-[0-9]{1,2})?")
TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
PORT = r"(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?"
URL_FORM = rf"https?://{HOST}{PORT}(?:[/?#][^\s\x00-\x1f\x7f\"'<>\\^`{{|}}]*)?"
URL = re.compile(URL_FORM)


Reader = Callable[[Scalar], Any]


def boolean(scalar: Scalar) -> bool | Refusal | None:
    """Return true or false; refuses the other words that YAML or people use for them."""
    if not scalar.quoted and scalar.text in ("true", "false"):
        return scalar.text == "true"
    if says_nothing(scalar):
        return nothing(scalar)
    word = scalar.text.strip().casefold()
    suggestion = next((answer for answer, list_ in (("true", "agreed"), ("false", "refused")) if word in words()[list_]), None)
    return Refusal("not_a_boolean", suggestion)


def date(scalar: Scalar) -> str | Refusal | None:
    """Return a day of the calendar from 2000 to 2099 as ``2024-04-06``."""
    if DATE.fullmatch(scalar.text) and _is_day(scalar.text):
        return scalar.text
    if says_nothing(scalar):
        return nothing(scalar)
    text = plain_digits(scalar.text)
    found = YEAR_FIRST.fullmatch(text) or DIGITS_ONLY.fullmatch(text) or DAY_FIRST.fullmatch(text)
    if not found:
        return Refusal("not_a_date")
    meant = f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
    if not found["year"].startswith("20"):
        return Refusal("year_out_of_range")
    return Refusal("not_a_date", meant) if _is_day(meant) else Refusal("no_such_day")


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def month(scalar: Scalar) -> str | Refusal | None:
    """Return a month from 2000 to 2099 as ``2024-04``."""
    if MONTH.fullmatch(scalar.text):
        return scalar.text
    if says_nothing(scalar):
        return nothing(scalar)
    text = plain_digits(scalar.text)
    found = LOOSE_MONTH.fullmatch(text) or MONTH_FIRST.fullmatch(text)
    if not found:
        return Refusal("not_a_month")
    meant = f"{found['year']}-{int(found['month']):02}"
    if not found["year"].startswith("20"):
        return Refusal("year_out_of_range")
    return Refusal("not_a_month", meant) if MONTH.fullmatch(meant) else Refusal("no_such_month")


def time(scalar: Scalar) -> str | Refusal | None:
    """Return an hour of the day as ``07:30``."""
    if TIME.fullmatch(scalar.text):
        return scalar.text
    if says_nothing(scalar):
        return nothing(scalar)
    found = _loose_time().fullmatch(plain_digits(scalar.text))
    if not found:
        return Refusal("not_a_time")
    meant = f"{int(found['hour']):02}:{found['minute'] or '00'}"
    return Refusal("not_a_time", in_quotes(meant)) if TIME.fullmatch(meant) else Refusal("no_such_hour")


@functools.cache
def _loose_time() -> re.Pattern[str]:
    hours, minutes = ("|".join(words()[name]) for name in ("hour_words", "minute_words"))
    return re.compile(
        rf"(?P<hour>[0-9]{{1,2}})\s*(?:(?:{hours}|[:.])\s*(?:(?P<minute>[0-9]{{2}})\s*(?:{minutes})?)?(?::00)?)?", re.IGNORECASE
    )


def line(scalar: Scalar) -> str | Refusal | None:
    """Return a text of one line, without blanks around it."""
    if "\n" in scalar.text:
        return (
            Refusal("several_lines", in_quotes(" ".join(scalar.text.split()))) if scalar.text.strip() else Refusal("blank_text")
        )
    return text(scalar)


def text(scalar: Scalar) -> str | Refusal | None:
    """Return a text, without blanks around it; refuses a bare number or a bare ``no``, which YAML would not leave a text."""
    written = scalar.text
    if not scalar.quoted:
        if written in NULLS:
            return None
        if GUESSED.fullmatch(written) or BARE_NUMBER.fullmatch(written):
            return Refusal("bare_value", in_quotes(written))
    return written.strip() or Refusal("blank_text")


def slug(scalar: Scalar) -> str | Refusal | None:
    """Return a code of small ASCII letters, digits and hyphens; a bare ``no`` or ``on`` must stand in quotes."""
    if absent(scalar):
        return None
    if SLUG.fullmatch(scalar.text):
        guessed = not scalar.quoted and GUESSED.fullmatch(scalar.text)
        return Refusal("bare_value", in_quotes(scalar.text)) if guessed else scalar.text
    if says_nothing(scalar):
        return nothing(scalar)
    meant = coded(scalar.text)
    return Refusal("not_a_slug", meant if meant and not GUESSED.fullmatch(meant) else None)


def url(scalar: Scalar) -> str | Refusal | None:
    """Return a web address of at most 500 letters: a host name with a dot, no credentials, no blanks; warns where it is http."""
    written = scalar.text
    if len(written) <= LONGEST_URL and URL.fullmatch(written):
        safe = written.startswith("https:")
        return written if safe else Refusal("url_not_encrypted", f"https{written[4:]}", kept=written)
    if says_nothing(scalar):
        return nothing(scalar)
    if len(written) > LONGEST_URL:
        return Refusal("url_too_long", None, {"most": LONGEST_URL})
    scheme, separator, rest = written.strip().rpartition("://")
    meant = f"{scheme.lower() or 'https'}://{rest}"
    return Refusal("not_a_url", meant if URL.fullmatch(meant) and len(meant) <= LONGEST_URL and (separator or rest) else None)


READERS: Mapping[str, Reader] = {
    "integer": integer,
    "decimal": decimal,
    "degrees": degrees,
    "boolean": boolean,
    "date": date,
    "month": month,
    "time": time,
    "line": line,
    "text": text,
    "slug": slug,
    "url": url,
}


def holds(kind: str, value: object) -> bool:
    """Say whether a JSON value is of the type ``kind``, exactly: true is no integer, NaN no number, a line has no newline.

    The validator, the JSON Schema and the readers above agree on it; so 1.0 is the integer 1, which JSON does not tell apart,
    though no reader writes it so. Raises KeyError for a type nobody knows.
    """
    return HOLDS[kind](value)


def _is_number(value: object) -> bool:
    return type(value) is int or (type(value) is float and math.isfinite(value))


def _of_form(form: re.Pattern[str], longest: int | None = None) -> Callable[[object], bool]:
    return lambda value: (
        isinstance(value, str) and (longest is None or len(value) <= longest) and form.fullmatch(value) is not None
    )


HOLDS: Mapping[str, Callable[[object], bool]] = {
    "integer": lambda value: type(value) is int or (type(value) is float and value.is_integer()),
    "decimal": _is_number,
    "degrees": _is_number,
    "boolean": lambda value: type(value) is bool,
    "date": lambda value: isinstance(value, str) and DATE.fullmatch(value) is not None and _is_day(value),
    "month": _of_form(MONTH),
    "time": _of_form(TIME),
    "line": lambda value: isinstance(value, str) and value.strip() != "" and "\n" not in value,
    "text": lambda value: isinstance(value, str) and value.strip() != "",
    "slug": _of_form(SLUG),
    "url": _of_form(URL, LONGEST_URL),
    "dict": lambda value: isinstance(value, dict),
    "list": lambda value: isinstance(value, list),
}
