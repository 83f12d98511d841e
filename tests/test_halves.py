"""Two processes make what one would make, whatever becomes of the second."""

import os
import signal
import threading

import pytest

from generator.loading.halves import by_halves

ITEMS = range(9)


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    """Fork although a browser or a server of other tests may be open: neither holds a lock that is waited for."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def with_process(items):
    return [(item, os.getpid()) for item in items]


def test_every_second_thing_is_made_in_another_process_where_it_is_worth_it():
    shared, by_one = (by_halves(with_process, ITEMS, worth=worth) for worth in (True, False))

    assert sorted(item for item, _ in shared) == [item for item, _ in by_one] == list(ITEMS)
    assert len({process for _, process in shared}) == 2
    assert {process for _, process in by_one} == {os.getpid()}


def test_without_a_safe_fork_one_process_makes_all(monkeypatch):
    monkeypatch.setattr(threading, "active_count", lambda: 2)

    assert {process for _, process in by_halves(with_process, ITEMS, worth=True)} == {os.getpid()}


def test_where_the_second_process_is_killed_the_first_makes_all():
    here = os.getpid()

    def killed(items):
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return list(items)

    assert sorted(by_halves(killed, ITEMS, worth=True)) == list(ITEMS)


@pytest.mark.parametrize("wrong", [2, 3])
def test_what_is_raised_in_either_process_reaches_the_caller(wrong):
    def raising(items):
        if wrong in items:
            raise KeyError(wrong)
        return list(items)

    with pytest.raises(KeyError, match=str(wrong)):
        by_halves(raising, ITEMS, worth=True)
