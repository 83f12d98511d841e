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


def may_fork() -> bool:
    """Return whether a fork is safe: a live preview has threads, and their locks would stay held in the child."""
    return "fork" in get_all_start_methods() and threading.active_count() == 1


def by_halves(work: Work[Item, Made], items: Sequence[Item], *, worth: bool) -> list[Made]:
    """Return what ``work`` makes of ``items``, in no order: where it is ``worth`` it, of every second one in another process.

    What is made must be fit for pickle. Where the process fails, ``work`` is done here, so that here is raised what it raises.
    """
    if not worth or not may_fork():
        return work(items)
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_hand_over, args=(theirs, work, items[1::2]), daemon=True)
    process.start()
    theirs.close()
    try:
        made = work(items[::2])
        try:
            others: list[Made] = pickle.loads(ours.recv_bytes())  # noqa: S301 - made by our own child a moment ago
        except EOFError:
            others = work(items[1::2])
        return made + others
    finally:
        ours.close()
        process.kill()
        process.join()


def _hand_over(theirs: Connection, work: Work[Item, Made], items: Sequence[Item]) -> None:
    with suppress(Exception):  # without an answer the first process does the work, and raises the same
        theirs.send_bytes(pickle.dumps(work(items)))
    theirs.close()
