"""The Jinja environment: text is escaped here, once, and an unknown name is an error."""

from pathlib import Path
from typing import Any

import jinja2

from generator.cache.bytecode import Bytecode
from generator.documents.wording import Outlines
from generator.language import speech, vietnamese
from generator.language.months import Month


class _Environment(jinja2.Environment):
    """Looks into the values of a page, which are dicts, before it looks for an attribute: the other order costs an exception."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the entry or the attribute of that name, or what stands for an unknown one."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)


def environment(folder: Path) -> jinja2.Environment:
    """Return the environment over ``folder``: strict names, Vietnamese filters, every file but plain text escapes."""
    found = _Environment(
        loader=jinja2.FileSystemLoader(folder),
        extensions=[Outlines],
        autoescape=is_markup,  # on for every file that makes markup
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=Bytecode(Path(__file__).read_text(encoding="utf-8")),
    )
    found.filters.update(
        clock=vietnamese.clock,
        long_date=vietnamese.long_date,
        lower_first=vietnamese.lower_first,
        month_name=vietnamese.month_name,
        month_number=month_number,
        number=vietnamese.number,
        one_line=one_line,
        percent=vietnamese.percent,
        exact=vietnamese.exact,
        quantity=vietnamese.quantity,
        quarter_name=vietnamese.quarter_name,
        sentence=sentence,
        short_date=vietnamese.short_date,
        spoken=speech.spoken,
        spoken_clock=speech.spoken_clock,
        spoken_date=speech.spoken_date,
        spoken_quantity=speech.spoken_quantity,
        short_month=vietnamese.short_month,
    )
    found.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return found


def is_markup(name: str | None) -> bool:
    """Say whether a template makes markup, so that text in it is escaped; ``.txt`` makes plain text, escaped where it is used."""
    return name is None or not name.endswith(".txt")


def sentence(text: str) -> str:
    """Return ``text`` with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def one_line(text: str) -> str:
    """Return ``text`` without line breaks and without its last full stop, to stand within a sentence."""
    return " ".join(text.split()).removesuffix(".")


def month_number(month: Month) -> str:
    """Return the month's two digits, as addresses hold them."""
    return f"{month.number:02}"
