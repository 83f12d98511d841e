"""``thubay github-files``: the files below .github/ that follow from data/ and the schema, written or compared."""

import argparse
import sys
from pathlib import Path

from generator.checks.wording import listed
from generator.commands.clock import today_argument, today_of
from generator.github.files import files
from generator.loading.load import load
from generator.problems import messages


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add where the data lies, where the files go, and whether they are only compared."""
    parser.add_argument("--data", type=Path, default=Path("data"), help=messages()["option_data"].text)
    parser.add_argument("--into", type=Path, default=Path(".github"), metavar="DIR", help=messages()["option_into"].text)
    parser.add_argument("--check", action="store_true", help=messages()["option_files_check"].text)
    today_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write the files and return 0; with ``--check`` return 1 where one differs. 1 also where the data has errors."""
    loaded = load(options.data, today_of(options, options.data))
    if loaded.dataset is None:
        print(listed(loaded.problems), file=sys.stderr)
        return 1
    differing = [(options.into / path, content) for path, content in files(loaded.dataset).items()]
    differing = [(path, content) for path, content in differing if not path.is_file() or path.read_bytes() != content]
    for path, content in differing:
        print(messages()["github_file_differs" if options.check else "github_file_written"].text.format(path=path))
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return int(options.check and bool(differing))
