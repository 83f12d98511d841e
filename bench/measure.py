"""Runs a program and says what it cost."""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Self

Command = Sequence[str | os.PathLike[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one program cost, its own processes included.

    ``wall`` and ``cpu`` (user and system) are seconds; ``memory`` is the resident MB of the largest single process.
    """

    wall: float
    cpu: float
    memory: float

    @classmethod
    def median(cls, costs: Sequence[Self]) -> Self:
        """Return the median of each part."""
        return cls(
            wall=median(cost.wall for cost in costs),
            cpu=median(cost.cpu for cost in costs),
            memory=median(cost.memory for cost in costs),
        )


@dataclass(frozen=True, slots=True)
class Output:
    """What a program wrote: how many pages, and their MB."""

    pages: int
    size: float

    @classmethod
    def of(cls, site: Path) -> Self:
        """Return what lies in the folder ``site``."""
        pages = [path.stat().st_size for path in site.rglob("index.html")]
        return cls(len(pages), sum(pages) / 1e6)


def measured(command: Command) -> Cost:
    """Run ``command`` to its end and return its cost; raises CalledProcessError with what it said where it fails.

    The kernel hands a new process the peak of the one that starts it, so the process that calls this must stay small.
    """
    # Every program may keep its bytecode, as it does where nobody forbids it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment)
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.stdout.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, said)
    return Cost(wall=wall, cpu=usage.ru_utime + usage.ru_stime, memory=usage.ru_maxrss / 1024)
