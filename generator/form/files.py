"""The files below ``/nop/``: the scripts as they are kept, what they know, and the lists of each commune."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path

from generator.form.facts import commune_files, lists, words
from generator.form.known import known
from generator.model.dataset import Dataset
from generator.output import File

COMMENT = re.compile(r"^ *(?:/\*\*(?:(?!\*/).)*(?:\*/)?|\*(?: .*|/)?|//.*)\n", re.MULTILINE)


def spoken(script: str) -> str:
    """Return a script without the lines that hold nothing but a comment: a fifth of what a phone would load."""
    return COMMENT.sub("", script)


def files(dataset: Dataset, data: Path, today: dt.date, scripts: Path, guide: Path) -> Iterator[File]:
    """Return every file of the form and its guide but the pages, from the folders of their scripts, styles and pictures."""
    for path in sorted(scripts.glob("*.js")):
        yield File(address=f"/nop/{path.name}", content=spoken(path.read_text(encoding="utf-8")).encode())
    yield File(address="/nop/form.css", content=scripts / "form.css")
    told = {**known(scripts), "lists": lists(dataset, today), "say": words()}
    yield File(address="/nop/form.json", content=json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())
    yield from commune_files(dataset, data, today)
    for path in sorted((*guide.glob("*.css"), *guide.glob("*.webp"))):
        yield File(address=f"/huong-dan/{path.name}", content=path)
