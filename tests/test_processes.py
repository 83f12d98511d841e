"""Two processes make what one would make, whatever becomes of the second."""

import os
import signal
import threading
import time
from contextlib import suppress

import pytest

from generator import processes
from generator.processes import by_halves

pytestmark = pytest.mark.usefixtures("forking")
ITEMS = range(9)
MANY = processes.FORK_FROM


def with_process(items):
    return [(item, os.getpid()) for item in items]


def test_every_second_thing_is_made_in_another_process_where_it_is_worth_it():
    shared, by_one = (by_halves(with_process, ITEMS, files=files) for files in (MANY, MANY - 1))

    assert sorted(item for item, _ in shared) == [item for item, _ in by_one] == list(ITEMS)
    assert len({process for _, process in shared}) == 2
    assert {process for _, process in by_one} == {os.getpid()}


def test_without_a_safe_fork_one_process_makes_all(monkeypatch):
    monkeypatch.setattr(threading, "active_count", lambda: 2)

    assert {process for _, process in by_halves(with_process, ITEMS, files=MANY)} == {os.getpid()}


def test_where_the_second_process_is_killed_the_first_makes_all():
    here = os.getpid()

    def killed(items):
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return list(items)

    assert sorted(by_halves(killed, ITEMS, files=MANY)) == list(ITEMS)


def test_where_it_is_killed_while_it_hands_over_the_first_makes_all(tmp_path):
    here, told = os.getpid(), tmp_path / "process"

    def large(items):
        if os.getpid() != here:
            told.write_text(str(os.getpid()))
            return ["x" * 10_000_000 for _ in items]
        while not told.exists() or not told.read_text():
            time.sleep(0.01)
        time.sleep(0.3)  # it waits for somebody to take the first of it
        with suppress(ProcessLookupError):
            os.kill(int(told.read_text()), signal.SIGKILL)
        return list(items)

    assert sorted(by_halves(large, ITEMS, files=MANY)) == list(ITEMS)


@pytest.mark.parametrize("wrong", [2, 3])
def test_what_is_raised_in_either_process_reaches_the_caller(wrong):
    def raising(items):
        if wrong in items:
            raise KeyError(wrong)
        return list(items)

    with pytest.raises(KeyError, match=str(wrong)):
        by_halves(raising, ITEMS, files=MANY)
