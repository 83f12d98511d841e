"""The issue forms through which a commune hands in a report or a day without knowing Git, written from the schema."""

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from generator.loading.layout import path_of
from generator.model.dataset import Dataset
from generator.schema import Field, Fields, fields
from generator.validation.yaml_writer import yaml_text

WORDS = Path(__file__).with_name("issue_forms.yml")
FOLDER = "ISSUE_TEMPLATE"
PATH, TEXT, ATTACHMENT, PROMISE = FIELDS = ("tep", "noi-dung", "dinh-kem", "cam-ket")
WIDE = 4096


@functools.cache
def words() -> Mapping[str, Any]:
    """Return the words that ``issue_forms.yml`` holds."""
    found: dict[str, Any] = yaml.load(WORDS.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found


def issue_forms(data: Dataset) -> Mapping[str, bytes]:
    """Return each form and their configuration by their paths below .github/.

    The ids of the fields are part of the addresses that prefill them: ``issues/new?template=bao-cao.yml&tep=…&noi-dung=…``.
    """
    forms = {f"{name}.yml": _form(form) for name, form in words()["forms"].items()}
    return {f"{FOLDER}/{name}": _written(content) for name, content in (*forms.items(), ("config.yml", _configuration(data)))}


class _Dumper(yaml.SafeDumper):
    """Writes a text of several lines as one: line below line."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def _written(content: Mapping[str, Any]) -> bytes:
    text: str = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDE)
    return text.encode()


def _configuration(data: Dataset) -> dict[str, Any]:
    site = data.programme.site_url
    link = {"name": words()["address"], "url": f"{(site or '').rstrip('/')}/nop/", "about": words()["address_about"]}
    return {"blank_issues_enabled": True, **({"contact_links": [link]} if site else {})}


def _form(form: Mapping[str, Any]) -> dict[str, Any]:
    kinds = form["kinds"]
    examples = {kind: example(fields(kind)) for kind in kinds}
    paths = [f"data/{path_of(kind, document)}" for kind, document in examples.items()]
    return {
        **{name: form[name] for name in ("name", "description", "title")},
        "labels": [words()["label"]],
        "body": [
            {"type": "markdown", "attributes": {"value": words()["intro"].format(required=_required(kinds[0]))}},
            _field("input", PATH, placeholder=paths[0]),
            _field("textarea", TEXT, render="yaml", placeholder=yaml_text(kinds[0], examples[kinds[0]])),
            _field("textarea", ATTACHMENT),
            {
                "type": "checkboxes",
                "id": PROMISE,
                "attributes": {
                    "label": _words(PROMISE)["label"],
                    "options": [{"label": _words(PROMISE)["option"], "required": True}],
                },
            },
        ],
    }


def _words(name: str) -> Mapping[str, str]:
    found: Mapping[str, str] = words()["fields"][name]
    return found


def _field(type: str, name: str, **attributes: str) -> dict[str, Any]:
    told = {"label": _words(name)["label"], "description": _words(name)["description"]}
    return {"type": type, "id": name, "attributes": {**told, **attributes}, "validations": {"required": False}}


def _required(kind: str) -> str:
    """Return what a file must hold: the label and the key of each required field."""
    return ", ".join(f"{field.label} (`{name}`)" for name, field in fields(kind).items() if field.required)


def example(level: Fields) -> dict[str, Any]:
    """Return the smallest document that shows every required field by its example."""
    return dict(_examples(level))


def _examples(level: Fields) -> Iterator[tuple[str, Any]]:
    for name, field in level.items():
        if field.required:
            yield name, _example(field)


def _example(field: Field) -> Any:
    if field.fields is not None:
        return example(field.fields)
    if field.item is not None:
        return [_example(field.item)]
    return field.example or ""
