"""The published data as a command asks for it, or the code that the command ends with."""

import argparse
import sys

from generator.checks.wording import listed
from generator.commands.clock import today_of
from generator.loading.history import history
from generator.loading.quarantine import publishable
from generator.model.dataset import Dataset
from generator.problems import messages


def published(options: argparse.Namespace) -> Dataset | int:
    """Return what can be published of ``--data`` on ``--today``; where nothing can, say why and return 2 without data, else 1."""
    if not options.data.is_dir():
        print(messages()["check_no_data"].text.format(path=options.data), file=sys.stderr)
        return 2
    folder = options.data.resolve()
    loaded = publishable(folder, today_of(options, folder), history(folder.parent, folder.name))
    if loaded.dataset is None:
        print(listed(loaded.problems), file=sys.stderr)
        return 1
    return loaded.dataset
