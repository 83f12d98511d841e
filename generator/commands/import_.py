"""``thubay import``: takes reports and days from YAML, the form's .zip or a spreadsheet into data/, if they are sound."""

import argparse
import difflib
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.checks.wording import shown_path
from generator.commands.build import unusable
from generator.commands.check import words, written
from generator.commands.clock import today_argument, today_of
from generator.intake.archive import Limits
from generator.intake.examine import Examined, examine
from generator.intake.papers import papers, together
from generator.intake.standing import Standing
from generator.intake.store import store
from generator.loading.layout import kind_of
from generator.problems import InvalidData
from generator.reading.decode import file_bytes

KILOBYTE = 1024


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the files to take, and where the data lies."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=words("option_files").text)
    parser.add_argument("--data", type=Path, default=Path("data"), help=words("option_intake_data").text)
    parser.add_argument("--reason", help=words("option_reason").text)
    parser.add_argument("--dry-run", action="store_true", help=words("option_dry_run").text)
    today_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write what is sound and new and return 0; 1 where anything is wrong and nothing was written, 2 without data."""
    if not (options.data / "programme.yml").is_file():
        print(words("check_no_data").text.format(path=options.data), file=sys.stderr)
        return 2
    try:
        standing = Standing.of(options.data, today_of(options, options.data))
        examined = _examined(options.files, standing, options.reason)
        for line in _differences(examined, standing):
            print(line)
        for line in written(examined.problems, "text", PurePosixPath()):
            print(line)
        if not options.dry_run:
            store(standing.data, examined.files)
    except InvalidData as invalid:
        for line in written(invalid.problems, "text", PurePosixPath()):
            print(line)
        print(words("import_refused").text.format(errors=len(invalid.problems)))
        return 1
    except OSError as error:
        print(unusable(error), file=sys.stderr)
        return 1
    print(_summary(examined, options.dry_run))
    return int(examined.errors > 0)


def _examined(files: list[Path], standing: Standing, reason: str | None) -> Examined:
    named = [(PurePosixPath(file.name), file) for file in files]
    handed = ((shown, papers(file_bytes(file, shown, Limits().packed), shown, standing, reason)) for shown, file in named)
    return examine(together(handed), standing)


def _differences(examined: Examined, standing: Standing) -> Iterator[str]:
    """Return what changes in data/, line by line as ``diff`` shows it."""
    for path, content in examined.files.items():
        shown = shown_path(standing.folder / path)
        if kind_of(path) == "photo":
            yield words("import_photo").text.format(path=shown, size=-(-len(content) // KILOBYTE))
            continue
        before = (standing.bytes_at(path) or b"").decode(errors="replace").splitlines()
        lines = difflib.unified_diff(before, content.decode().splitlines(), shown, shown, lineterm="")
        yield from (shown_path(line) for line in lines)


def _summary(examined: Examined, is_dry: bool) -> str:
    if examined.errors:
        return words("import_refused").text.format(errors=examined.errors)
    if not examined.files:
        return words("import_nothing_new").text
    return words("import_would_write" if is_dry else "import_written").text.format(count=len(examined.files))
