"""What the scripts of the form know: schema, sentences and words, taken from where the validator takes them."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from generator.checks import privacy
from generator.intake.paper import keys_in
from generator.problems import messages
from generator.schema import Field, Fields, fields
from generator.validation.json_schema import portable
from generator.validation.refusal import words
from generator.validation.scalars import URL_FORM
from generator.validation.validate import PLAIN

KINDS = ("report", "saturday", "proposals")
CHECKS = ("check", "privacy", "rules", "scalars", "text")
CODE = re.compile(r'"([a-z]+(?:_[a-z]+)*)"')
# Patterns of ours as ECMAScript reads them: a letter of any script is none of \W, \d and _ there.
LETTER, WORD = r"[\p{L}\p{Nl}\p{No}]", r"[\p{L}\p{N}_ /.,'()-]"


def known(scripts: Path) -> dict[str, Any]:
    """Return what the checks in the folder ``scripts`` know: no sentence that none of them names."""
    codes = {code for name in CHECKS for code in CODE.findall((scripts / f"{name}.js").read_text(encoding="utf-8"))}
    told = {code: message for code, message in sorted(messages().items()) if code in codes}
    return {
        "kinds": {kind: _level(fields(kind)) for kind in KINDS},
        "messages": {code: {"severity": message.severity.name.lower(), "text": message.text} for code, message in told.items()},
        "keys": sorted(keys_in(message.text for message in told.values())),
        "url": portable(URL_FORM),
        "plain": PLAIN.pattern.replace(r"[^\W\d_]", LETTER).replace(r"[\w /.,'()-]", WORD),
        "words": words(),
        "privacy": yaml.load(privacy.WORDS.read_text(encoding="utf-8"), yaml.CSafeLoader),
    }


def _level(level: Fields) -> dict[str, Any]:
    return {name: _field(field) for name, field in level.items()}


def _field(field: Field) -> Mapping[str, Any]:
    rules = {name: portable(rule) if name == "regex" else rule for name, rule in field.rules.items()}
    told = {
        "type": field.type,
        "label": field.label,
        "hint": field.hint or None,
        "required": field.required or None,
        "unit": field.unit,
        "refers": field.refers,
        "example": field.example,
        "choices": field.choices or None,
        "rules": {name: rule for name, rule in rules.items() if name not in {"type", "required"}},
        "fields": _level(field.fields) if field.fields is not None else None,
        "item": _field(field.item) if field.item is not None else None,
    }
    return {name: value for name, value in told.items() if value is not None}
