"""``thubay check``: every problem in data/, or in some of its files, where it stands and how to mend it."""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from generator.checks.wording import shown_path
from generator.commands.clock import today_argument, today_of
from generator.github.annotations import annotation
from generator.loading import layout
from generator.loading.load import load
from generator.photos.check import undecodable
from generator.photos.decoder import Decoder
from generator.problems import Message, Problem, Severity, messages

FORMATS = ("text", "github", "json")
MARKS = {Severity.ERROR: "", Severity.WARNING: "check_mark_warning", Severity.NOTE: "check_mark_note"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes: the data folder, or files in it."""
    parser.add_argument("data", nargs="*", type=Path, default=[Path("data")], metavar="DATA", help=words("option_data").text)
    parser.add_argument("--format", choices=FORMATS, default="text", help=words("option_format").text)
    today_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Print every problem and return 1 where any is an error, 2 where there is no data to check, 0 otherwise."""
    data = data_folder(options.data[0])
    if data is None:
        print(words("check_no_data").text.format(path=options.data[0]))
        return 2
    files = [path.resolve() for path in options.data if path.is_file()]
    loaded = load(data, today_of(options, data), communes=_communes(data, files))
    problems = [problem for problem in loaded.problems if not files or data.parent / problem.path in files]
    problems += _undecodable(data, files)
    for line in written(problems, options.format, _before(data)):
        print(line)
    if options.format == "text":
        print(summary(problems, len(files) or loaded.files))
    return int(any(problem.severity is Severity.ERROR for problem in problems))


def words(code: str) -> Message:
    """Return the sentence of the command line under ``code``."""
    return messages()[code]


def data_folder(given: Path) -> Path | None:
    """Return the data folder that ``given`` is or lies in, absolute; None where there is none."""
    path = given.resolve()
    if path.is_dir():
        return path
    return next((folder for folder in path.parents if (folder / "programme.yml").is_file()), None) if path.is_file() else None


def _communes(data: Path, files: Sequence[Path]) -> set[str] | None:
    """Return the communes whose files alone are asked about; None where the question is wider."""
    below = [PurePosixPath(path.relative_to(data)) for path in files if path.is_relative_to(data)]
    found = {str(layout.stated_by(path).get("commune", "")) for path in below}
    return found if found and "" not in found else None


def _undecodable(data: Path, files: Sequence[Path]) -> Iterator[Problem]:
    """Decode the photos among ``files``: too slow for all there are, and a photo that looks sound mostly is."""
    with Decoder() as decoder:
        for file in files:
            if file.is_relative_to(data) and layout.kind_of(PurePosixPath(file.relative_to(data))) == "photo":
                yield from undecodable(file, PurePosixPath(file.relative_to(data.parent)), decoder)


def _before(data: Path) -> PurePosixPath:
    """Return the way from the working folder to the one that holds data/, so that an editor finds the files."""
    parent, here = data.parent, Path.cwd()
    return PurePosixPath(parent.relative_to(here)) if parent.is_relative_to(here) else PurePosixPath()


def written(problems: Iterable[Problem], form: str, before: PurePosixPath) -> Iterator[str]:
    """Return the lines of one format: for people, for GitHub's annotations, or JSON."""
    match form:
        case "text":
            return (line for problem in problems for line in _text(problem, before))
        case "github":
            return (annotation(problem, before) for problem in problems)
        case "json":
            return iter([json.dumps([_object(problem, before) for problem in problems], ensure_ascii=False, indent=1)])
    raise ValueError(form)


def _text(problem: Problem, before: PurePosixPath) -> Iterator[str]:
    place = f"{shown_path(before / problem.path)}:{problem.line}:{problem.column}"
    mark = MARKS[problem.severity]
    message = f"{problem.message} ({words(mark).text})" if mark else problem.message
    yield ": ".join(part for part in (place, problem.field, message) if part)
    if problem.correction is not None:
        yield f"    {words('check_correction').text} {shown_path(PurePosixPath(problem.correction.strip()))}"


def _object(problem: Problem, before: PurePosixPath) -> dict[str, object]:
    return {
        "path": str(before / problem.path),
        "line": problem.line,
        "column": problem.column,
        "field": problem.field,
        "message": problem.message,
        "code": problem.code,
        "severity": problem.severity.name.lower(),
        "correction": problem.correction,
    }


def summary(problems: Sequence[Problem], files: int) -> str:
    """Return how many problems there are and what happens next."""
    counts = {severity: sum(problem.severity is severity for problem in problems) for severity in Severity}
    errors, warnings, notes = (counts[severity] for severity in Severity)
    told = words("check_counts").text.format(errors=errors, warnings=warnings, notes=notes, files=files)
    return f"{told}\n{words('check_mend' if errors else 'check_sound').text}"
