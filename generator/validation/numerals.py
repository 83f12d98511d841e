"""Numbers as people write them: read where there is one meaning, else refused with the number that was meant."""

import re

from generator.reading.source import Scalar
from generator.validation.refusal import Refusal, nothing, plain_digits, says_nothing, words

LONGEST_NUMBER = 15
MOST_DECIMALS = 3
INTEGER = re.compile(r"0|-?[1-9][0-9]*")
DECIMAL = re.compile(r"(?!-0(?:\.0*)?\Z)-?(?:0|[1-9][0-9]*)(?:\.(?P<places>[0-9]+))?")
DEGREES = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,6})?")
CODED = re.compile(r"0[xob][0-9a-f_]+|[-+]?[0-9.,]+e[-+]?[0-9]+", re.IGNORECASE)
THOUSANDS = r"-?[1-9][0-9]{0,2}(?:(?P<sign>[.,_' \u00a0\u2009\u202f])[0-9]{3})(?:(?P=sign)[0-9]{3})*"
GROUPED = re.compile(THOUSANDS)
ONE_GROUP = re.compile(r"(-?[1-9][0-9]{0,2})[.,]([0-9]{3})")
COMMA = re.compile(r"(?P<whole>-?[0-9]+),(?P<places>[0-9]{1,3})")
GROUPED_COMMA = re.compile(rf"(?P<whole>{THOUSANDS})(?!(?P=sign))[.,](?P<places>[0-9]{{1,3}})")
THREE_PLACES = re.compile(r"\.[0-9]{3}\Z")
LOOSE_NUMBER = re.compile(r"(?P<minus>-?)\+?0*(?P<whole>[0-9]*)(?:\.(?P<places>[0-9]*?)0*)?")
DASHES = frozenset("-–—")
WITH_UNIT = re.compile(r"(?P<number>[-+]?[0-9](?:[0-9.,_' \u00a0]*[0-9])?)\s*(?P<unit>[^\W\d_].*|%)")


def integer(scalar: Scalar) -> int | Refusal | None:
    """Return a whole number of at most 15 digits; refuses every spelling but plain digits."""
    text = scalar.text
    if not scalar.quoted and len(text) <= LONGEST_NUMBER and INTEGER.fullmatch(text):
        return int(text)
    return nothing(scalar) if says_nothing(scalar) else _no_number(text, scalar.quoted, "not_an_integer", INTEGER)


def decimal(scalar: Scalar) -> int | float | Refusal | None:
    """Return a number with at most three places after a point; whole ones as int. Refuses ``1.500``: it has two meanings."""
    text = scalar.text
    if not scalar.quoted and len(text) <= LONGEST_NUMBER and (found := DECIMAL.fullmatch(text)):
        places = found["places"]
        if places is None:
            return int(text)
        if len(places) <= MOST_DECIMALS and not ONE_GROUP.fullmatch(text):
            value = float(text)
            return int(value) if value.is_integer() else value
    return nothing(scalar) if says_nothing(scalar) else _no_number(text, scalar.quoted, "not_a_number", DECIMAL)


def degrees(scalar: Scalar) -> float | Refusal | None:
    """Return a longitude or latitude in decimal degrees with at most six places."""
    if not scalar.quoted and DEGREES.fullmatch(scalar.text):
        return float(scalar.text)
    meant = plain_digits(scalar.text).replace(",", ".", 1)
    return nothing(scalar) if says_nothing(scalar) else Refusal("not_degrees", meant if DEGREES.fullmatch(meant) else None)


def _no_number(written: str, quoted: bool, code: str, form: re.Pattern[str]) -> Refusal:
    """Return why ``written`` is not a number of ``form``; a suggestion is always of that form."""
    text = plain_digits(written)
    fits = form.fullmatch(text) is not None
    if (group := ONE_GROUP.fullmatch(text)) and form is DECIMAL:
        return Refusal("ambiguous_number", None, {"suggestion": group[1] + group[2], "small": _rounded(group[1] + group[2])})
    if sum(map(str.isdigit, text)) > LONGEST_NUMBER or (fits and len(text) > LONGEST_NUMBER):
        return Refusal("number_too_long")
    if GROUPED.fullmatch(text):
        return Refusal("grouped_number", re.sub("[^0-9-]", "", text))
    if fits and (places := text.partition(".")[2]) and len(places) > MOST_DECIMALS:
        return Refusal("too_many_decimals", None, {"most": MOST_DECIMALS})
    if fits:
        return Refusal("quoted_number" if quoted else code, text)
    if CODED.fullmatch(text):
        return Refusal(code)
    if form is DECIMAL and (found := COMMA.fullmatch(text) or GROUPED_COMMA.fullmatch(text)):
        return Refusal("decimal_comma", f"{int(re.sub('[^0-9-]', '', found['whole']))}.{found['places']}")
    if text in DASHES:
        return Refusal("dash_for_number")
    if (found := LOOSE_NUMBER.fullmatch(text)) and any(map(str.isdigit, text)):
        if form is INTEGER and THREE_PLACES.search(text):  # thousands, or a number that is not whole: nobody knows
            return Refusal(code)
        places = f".{found['places']}" if found["places"] else ""
        minus = found["minus"] if found["whole"] or places else ""
        meant = f"{minus}{found['whole'] or 0}{places}"
        reason = "leading_zero" if text[:1] in "+0" and text[:2] not in ("0.", "+.") else code
        return Refusal(reason, meant) if form.fullmatch(meant) and len(found["places"] or "") <= MOST_DECIMALS else Refusal(code)
    if found := WITH_UNIT.fullmatch(text):
        return _with_unit(found["number"], found["unit"], code, form)
    return Refusal(code)


def _rounded(thousandths: str) -> str:
    """Return a number of thousandths with two places, which nobody takes for thousands; a half away from zero."""
    minus, digits = ("-", thousandths[1:]) if thousandths.startswith("-") else ("", thousandths)
    hundredths = (int(digits) + 5) // 10
    return f"{minus}{hundredths // 100}.{hundredths % 100:02}".rstrip("0").rstrip(".")


def _with_unit(number: str, unit: str, code: str, form: re.Pattern[str]) -> Refusal:
    inner = _no_number(number, False, code, form)
    if inner.code == "ambiguous_number":
        return inner
    if unit.strip(" .").casefold() in words()["plain_units"] and inner.suggestion:
        return Refusal("number_with_unit", inner.suggestion)
    return Refusal("number_with_other_unit")
