"""The cases of ``cases/invalid``: a patch on the tiny site, and above it the answer, one line for each problem.

``cases/sentences.tsv`` holds what is said of each, word for word, and the line that is shown mended: ``python -m tests.faults``
writes it anew; read the difference.
"""

import datetime as dt
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.loading.load import load

TESTS = Path(__file__).parent
SITE = TESTS / "site" / "data"
INVALID = TESTS / "cases" / "invalid"
SENTENCES = TESTS / "cases" / "sentences.tsv"
TODAY = dt.date(2024, 6, 15)
EXPECT = "# expect: "


@dataclass(frozen=True)
class Case:
    """One fault: ``expected`` is ``path:line:column: code`` of every problem, in any order."""

    name: str
    expected: tuple[str, ...]
    patch: tuple[dict, ...]
    today: dt.date

    @classmethod
    def of(cls, path):
        text = path.read_text(encoding="utf-8")
        document = yaml.safe_load(text)
        expected = tuple(line.removeprefix(EXPECT) for line in text.splitlines() if line.startswith(EXPECT))
        return cls(path.stem, expected, tuple(document["patch"]), document.get("today", TODAY))


def cases():
    return [Case.of(path) for path in sorted(INVALID.glob("*.yml"))]


def site(folder):
    """Return a copy of the tiny site's data below ``folder``."""
    return Path(shutil.copytree(SITE, folder / "data"))


def patched(data, patch):
    """Change files of ``data`` as the entries of ``patch`` say: replace once, append, write, copy or remove."""
    for entry in patch:
        path = data / entry["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        match sorted(entry):
            case ["file", "replace", "with"]:
                text = path.read_text(encoding="utf-8")
                assert text.count(entry["replace"]) == 1, entry
                path.write_text(text.replace(entry["replace"], entry["with"]), encoding="utf-8")
            case ["append", "file"]:
                path.write_text(path.read_text(encoding="utf-8") + entry["append"], encoding="utf-8")
            case ["file", "write"]:
                path.write_text(entry["write"], encoding="utf-8")
            case ["copy", "file"]:
                shutil.copyfile(data / entry["copy"], path)
            case ["file", "remove"]:
                path.unlink()
            case _:
                raise ValueError(entry)


def answers(problems):
    """Return problems as cases write them."""
    return [f"{problem.path}:{problem.line}:{problem.column}: {problem.code}" for problem in problems]


def found(case, folder):
    """Return the problems of a case, its data made in ``folder``."""
    data = site(folder)
    patched(data, case.patch)
    return load(data, case.today).problems


def said(case, problems):
    """Return what is said of a case: for each problem its severity, its field, its sentence, and the line shown mended."""
    told = [(each.severity.name.lower(), each.field, each.message, (each.correction or "").strip()) for each in problems]
    return sorted("\t".join((case.name, *each)) for each in told)


def main():
    lines = []
    for case in cases():
        with tempfile.TemporaryDirectory() as folder:
            lines += said(case, found(case, Path(folder)))
    SENTENCES.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
