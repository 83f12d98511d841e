"""``python -m bench``: measures every program in turn, prints the table, and keeps it where all sizes were measured."""

import argparse
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path

from bench.inputs import SIZES, Size, hugo_program, write_data, write_empty_site, write_hugo_input
from bench.measure import Command, Cost, Output, measured
from bench.table import BODIES, BUILD, CHECK, EMPTY, ONE, PEER, Row, document

RESULTS = Path(__file__).with_name("results.md")
MEMORY = Path("/dev/shm")  # noqa: S108 - a new folder in it is made with tempfile
CHECK_PROGRAM = (sys.executable, "-m", "generator.cli", "check")
BUILD_PROGRAM = (sys.executable, "-m", "generator.cli", "build")
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")


def main() -> None:
    """Measure the sizes asked for; the table is kept in ``bench/results.md`` only when it is whole."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=main.__doc__)
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES), help="S, M, L; all by default")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each program, interleaved")
    parser.add_argument("--work", type=Path, default=MEMORY if MEMORY.is_dir() else None, metavar="DIR", help="where all write")
    options = parser.parse_args()
    busy = os.getloadavg()[1]
    with tempfile.TemporaryDirectory(prefix="thubay-bench-", dir=options.work) as folder:
        rows = [row(SIZES[name], Path(folder, name), options.runs) for name in options.sizes]
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, load {busy:.1f} before the first run"
    text = document(rows, machine, options.runs)
    print(text)
    if {*options.sizes} == {*SIZES}:
        RESULTS.write_text(text, encoding="utf-8")


def row(size: Size, folder: Path, runs: int) -> Row:
    """Return what every program costs for ``size``, each in its turn, ``runs`` times."""
    data = write_data(size, folder)
    write_hugo_input(data, size.today, folder / "hugo")
    commands = programs(data, size.today, write_empty_site(folder / "empty"), folder)
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    made: dict[str, Output] = {}
    for _ in range(runs):
        for name, command in commands.items():
            shutil.rmtree(folder / "out", ignore_errors=True)
            (folder / "out").mkdir()
            costs[name].append(measured(command))
            if name in (BUILD, PEER, BODIES):
                made[name] = Output.of(Path(folder / "out" / "site").resolve())
    found = Row(
        size=size,
        files=sum(1 for path in data.rglob("*.yml")),
        reports=sum(1 for path in (data / "reports").rglob("*.yml")),
        made=made,
        costs={name: Cost.median(each) for name, each in costs.items()},
    )
    shutil.rmtree(folder)
    return found


def programs(data: Path, today: str, empty: Path, folder: Path) -> dict[str, Command]:
    """Return the commands by their names in the table; whatever they write goes into a new folder on the same disk."""
    out = folder / "out" / "site"
    hugo = (hugo_program(), "--quiet", "--noBuildLock", "--destination", out, "--source")
    one = min((data / "reports").rglob("*.yml"))
    return {
        ONE: (*CHECK_PROGRAM, one, "--today", today),
        CHECK: (*CHECK_PROGRAM, data, "--today", today),
        BUILD: (*BUILD_PROGRAM, "--data", data, "--out", out, "--today", today),
        EMPTY: (*MKDOCS, "--config-file", empty, "--site-dir", out),
        PEER: (*hugo, folder / "hugo" / "yaml"),
        BODIES: (*hugo, folder / "hugo" / "bodies"),
    }


if __name__ == "__main__":
    main()
