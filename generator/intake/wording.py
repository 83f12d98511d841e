"""How a sound file is written down: a new one as the house writes it, one that stands with every line that was not touched."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from generator.intake.paper import Paper
from generator.loading import layout
from generator.loading.files import limits_of
from generator.problems import InvalidData, Severity
from generator.reading.decode import decoded
from generator.reading.source import parse
from generator.validation.validate import validate
from generator.validation.yaml_writer import yaml_text


def worded(path: PurePosixPath, paper: Paper, stands: bytes | None) -> bytes:
    """Return the bytes to write at ``path`` below data/ for a sound file, where ``stands`` is there now.

    What says the same as what stands leaves it as it is. A new file, and one that came from a spreadsheet, is written in the
    order of the schema. Any other text over one that stands is taken letter for letter, only as UTF-8, NFC, with plain newlines:
    so a line that nobody touched stays, its comments too.
    """
    kind = layout.kind_of(path) or ""
    if kind == "photo":
        return paper.raw
    document = read(path, paper.raw)
    if stands is not None and document == read(path, stands):
        return stands
    if stands is None or paper.cells is not None:
        return yaml_text(kind, said(document)).encode()
    text, _ = decoded(paper.raw, path, limits_of(kind).bytes)
    return f"{text.rstrip()}\n".encode()


def read(path: PurePosixPath, raw: bytes) -> dict[str, Any] | None:
    """Return the document of a file that fits its schema, None for any other."""
    kind = layout.kind_of(path) or ""
    try:
        validated = validate(parse(raw, path, limits_of(kind)), kind)
    except InvalidData:
        return None
    return None if any(each.severity is Severity.ERROR for each in validated.problems) else validated.document


def said(value: Any) -> Any:
    """Return a document without the groups and lists that say nothing: those that a template offered and nobody filled."""
    if isinstance(value, Mapping):
        kept = {name: said(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if each not in ({}, [])}
    if isinstance(value, list):
        return [said(each) for each in value]
    return value
