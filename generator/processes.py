"""Work that two processes share: what is made of many things is made of every second one in each."""

import pickle
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")
Work = Callable[[Sequence[Item]], list[Made]]


FORK_FROM = 400  # files; for fewer a second process costs more than it saves


def may_fork() -> bool:
    """Return whether a fork is safe: a live preview has threads, and their locks would stay held in the child."""
    return "fork" in get_all_start_methods() and threading.active_count() == 1


def pays(files: int) -> bool:
    """Return whether a second process is safe, and worth it for so many files."""
    return files >= FORK_FROM and may_fork()


def by_halves(work: Work[Item, Made], items: Sequence[Item], *, files: int) -> list[Made]:
    """Return what ``work`` makes of ``items``, in no order: where there are many ``files``, half of it in another process.

    What is made must be fit for pickle. Where the process fails, ``work`` is done here, so that here is raised what it raises.
    """
    if not pays(files):
        return work(items)
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_hand_over, args=((ours, theirs), work, items[1::2]), daemon=True)
    process.start()
    theirs.close()
    try:
        made = work(items[::2])
        answer = _answer(ours)
        others: list[Made] = work(items[1::2]) if answer is None else pickle.loads(answer)  # noqa: S301 - made by our own child
        return made + others
    finally:
        ours.close()
        process.kill()
        process.join()


def _answer(ours: Connection) -> bytes | None:
    """Return what the process hands over; None where it ended before all of it was there."""
    try:
        return ours.recv_bytes()
    except (EOFError, OSError):
        return None


def _hand_over(ends: tuple[Connection, Connection], work: Work[Item, Made], items: Sequence[Item]) -> None:
    ours, theirs = ends
    ours.close()  # so that the process ends where the first one does
    with suppress(Exception):  # without an answer the first process does the work, and raises the same
        theirs.send_bytes(pickle.dumps(work(items)))
    theirs.close()
