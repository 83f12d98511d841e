"""The files below ``/nop/``: the scripts as they are kept, what they know, and the lists of each commune."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

from generator.form.facts import commune_files, lists, words
from generator.form.known import known
from generator.model.dataset import Dataset
from generator.output import File


def files(dataset: Dataset, data: Path, today: dt.date, scripts: Path) -> Iterator[File]:
    """Return every file of the form but its page; ``scripts`` is the folder of its scripts and style."""
    for path in sorted((*scripts.glob("*.js"), *scripts.glob("*.css"))):
        yield File(address=f"/nop/{path.name}", content=path)
    told = {**known(scripts), "lists": lists(dataset, today), "say": words()}
    yield File(address="/nop/form.json", content=json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())
    yield from commune_files(dataset, data, today)
