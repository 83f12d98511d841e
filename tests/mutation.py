"""`make mutation`: changes the reader, the validator and the rules one operator at a time, and counts what the tests notice.

A sample, drawn the same for the same seed, of all mutants that cosmic-ray makes; every survivor is printed with its line.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkResult

ROOT = Path(__file__).parent.parent
LEAST = 0.9
# `A | None` in an annotation is never run, and a class or None is equal to nothing but itself: no test can tell these.
EQUAL = (
    "core/ReplaceBinaryOperator_BitOr_.*",
    "core/ReplaceComparisonOperator_Is_Eq",
    "core/ReplaceComparisonOperator_IsNot_NotEq",
)
ROOMS = {
    "generator/reading/source.py": ("test_source.py", "test_validate.py", "test_checks_cases.py", "test_cli_check.py"),
    "generator/validation/validate.py": ("test_validate.py", "test_checks_cases.py", "test_cli_check.py"),
    "generator/checks": (
        "test_checks_small.py",
        "test_checks_limits.py",
        "test_checks_figures.py",
        "test_checks_one_file.py",
        "test_checks_one_report.py",
        "test_checks.py",
        "test_privacy.py",
        "test_checks_cases.py",
    ),
}
CONFIG = """[cosmic-ray]
module-path = "{module}"
timeout = 60.0
excluded-modules = ["generator/checks/__init__.py"]
test-command = "{command}"
[cosmic-ray.distributor]
name = "local"
[cosmic-ray.filters.operators-filter]
exclude-operators = {equal}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=100, help="how many of each room; 0 for all")
    parser.add_argument("--seed", type=int, default=502)
    parser.add_argument("--room", choices=ROOMS, action="append")
    options = parser.parse_args()
    scores = [_score(room, options.mutants, options.seed) for room in options.room or ROOMS]
    killed, tried = (sum(each) for each in zip(*scores, strict=True))
    print(f"all: {killed} of {tried} noticed, {killed / tried:.1%}")
    return int(killed < LEAST * tried)


def _score(room, mutants, seed):
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        for name in ("generator", "tests", "site_src", "pyproject.toml", "data", "mkdocs.yml"):
            source = ROOT / name
            shutil.copytree(source, copy / name) if source.is_dir() else shutil.copy(source, copy / name)
        tests = " ".join(f"tests/{name}" for name in ROOMS[room])
        command = f"{sys.executable} -m pytest -x -q -n 0 -p no:cacheprovider -m 'not slow and not browser' {tests}"
        config, session = copy / "mutation.toml", copy / "mutation.sqlite"
        config.write_text(CONFIG.format(module=room, command=command, equal=list(EQUAL)), encoding="utf-8")
        _run(copy, "cosmic_ray.cli", "baseline", config.name)  # tests that fail anyway would notice every mutant
        _run(copy, "cosmic_ray.cli", "init", config.name, session.name)
        _run(copy, "cosmic_ray.tools.filters.operators_filter", session.name, config.name)
        _sample(session, mutants, seed)
        _run(copy, "cosmic_ray.cli", "exec", config.name, session.name)
        return _told(room, session, copy)


def _run(copy, *command):
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(copy),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HYPOTHESIS_STORAGE_DIRECTORY": str(copy / "h"),
    }
    subprocess.run([sys.executable, "-m", *command], cwd=copy, env=surroundings, check=True)


def _sample(session, mutants, seed):
    with use_db(str(session), mode=WorkDB.Mode.open) as database:
        jobs = [item.job_id for item in sorted(database.pending_work_items, key=_place)]  # the ids themselves are random
        random.Random(seed).shuffle(jobs)
        for job in jobs[mutants:] if mutants else ():
            database.set_result(job, WorkResult(worker_outcome=WorkerOutcome.SKIPPED))


def _place(item):
    mutation = item.mutations[0]
    return mutation.module_path.as_posix(), mutation.start_pos, mutation.operator_name, mutation.occurrence


def _told(room, session, copy):
    killed = tried = 0
    with use_db(str(session), mode=WorkDB.Mode.open) as database:
        items = {item.job_id: item for item in database.work_items}
        for job, result in sorted(database.results, key=lambda found: _place(items[found[0]])):
            if result.worker_outcome is WorkerOutcome.SKIPPED:
                continue
            tried += 1
            if result.test_outcome is TestOutcome.SURVIVED:
                place = items[job].mutations[0]
                line = (ROOT / place.module_path).read_text(encoding="utf-8").splitlines()[place.start_pos[0] - 1]
                print(f"  {place.module_path}:{place.start_pos[0]}: {place.operator_name.rpartition('/')[2]}: {line.strip()}")
            else:
                killed += 1
    print(f"{room}: {killed} of {tried} noticed, {killed / tried:.1%}", flush=True)
    return killed, tried


if __name__ == "__main__":
    sys.exit(main())
