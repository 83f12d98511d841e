"""The published data as a command asks for it, or the code that the command ends with."""

import datetime as dt
import sys
from pathlib import Path

from generator.checks.wording import listed
from generator.loading.history import history
from generator.loading.quarantine import publishable
from generator.model.dataset import Dataset
from generator.problems import messages


def published(data: Path, today: dt.date) -> Dataset | int:
    """Return what can be published of the folder ``data``; where nothing can, say why and return 2 without a folder, else 1."""
    if not data.is_dir():
        print(messages()["check_no_data"].text.format(path=data), file=sys.stderr)
        return 2
    folder = data.resolve()
    loaded = publishable(folder, today, history(folder.parent, folder.name))
    if loaded.dataset is None:
        print(listed(loaded.problems), file=sys.stderr)
        return 1
    return loaded.dataset
