"""``thubay import``: takes reports and days from YAML, the form's .zip or a spreadsheet into data/, if all of them are sound."""

import argparse
import difflib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from generator.checks.wording import shown_path
from generator.commands.build import unusable
from generator.commands.check import words, written
from generator.commands.clock import today_argument, today_of
from generator.intake.archive import Limits
from generator.intake.examine import Examined, examine
from generator.intake.papers import Parcel, parcel, together
from generator.intake.standing import Standing
from generator.intake.store import store
from generator.loading.layout import kind_of
from generator.problems import InvalidData, Problem, Severity
from generator.reading.decode import file_bytes

KILOBYTE = 1024
NO_PAPER = (".", "~$")  # how the names begin of what systems and programs leave beside the files of people


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
        parcels = [*_parcels(options.files, standing, options.reason)]
        examined = _examined(parcels, standing)
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
    for line in _each(parcels, examined, standing, options.dry_run) if len(parcels) > 1 else ():
        print(line)
    print(_summary(examined, options.dry_run))
    return int(examined.errors > 0)


def _parcels(files: Iterable[Path], standing: Standing, reason: str | None) -> Iterator[Parcel]:
    """Return every file handed in, opened; of a folder every file in it, by name."""
    for file in files:
        if not file.is_dir():
            yield _parcel(file, PurePosixPath(file.name), standing, reason)
            continue
        inside = [each for each in sorted(file.rglob("*")) if each.is_file() and _is_paper(each.relative_to(file))]
        for each in inside:
            yield _parcel(each, PurePosixPath(file.resolve().name, each.relative_to(file)), standing, reason)
        if not inside:
            name = PurePosixPath(file.resolve().name)
            yield Parcel(name=name, papers={}, problems=(Problem.of("intake_no_files", name),))


def _is_paper(path: Path) -> bool:
    return not any(part.startswith(NO_PAPER) for part in path.parts)


def _parcel(file: Path, shown: PurePosixPath, standing: Standing, reason: str | None) -> Parcel:
    try:
        raw = file_bytes(file, shown, Limits().packed)
    except InvalidData as invalid:
        return Parcel(name=shown, papers={}, problems=invalid.problems)
    return parcel(raw, shown, standing, reason)


def _examined(parcels: Iterable[Parcel], standing: Standing) -> Examined:
    """Return what is in the parcels, examined together; nothing is to be written while one of them stays closed."""
    parcels = tuple(parcels)
    held = together((each.name, each.papers) for each in parcels)
    found = examine(held, standing) if held else Examined(problems=(), files={})
    closed = [problem for each in parcels for problem in each.problems]
    return Examined(problems=tuple(sorted((*closed, *found.problems))), files={}) if closed else found


def _each(parcels: Iterable[Parcel], examined: Examined, standing: Standing, is_dry: bool) -> Iterator[str]:
    """Return for each file handed in whether it was taken, says what stands already, or is refused."""
    for each in parcels:
        own = {each.name, *(standing.folder / path for path in each.papers)}
        errors = sum(problem.severity is Severity.ERROR for problem in examined.problems if problem.path in own)
        new = [path for path in sorted(each.papers) if path in examined.files]
        if errors:
            code = "import_file_refused"
        elif examined.errors:
            code = "import_file_waits"
        elif new:
            code = "import_file_would_take" if is_dry else "import_file_taken"
        else:
            code = "import_file_same"
        paths = ", ".join(shown_path(standing.folder / path) for path in new)
        yield words(code).text.format(file=shown_path(each.name), errors=errors, paths=paths)


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
