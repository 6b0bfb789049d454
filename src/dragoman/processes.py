"""Processes beside this one: they leave Ctrl-C to it, end with it, and tell plainly when they were ended from outside.

In all of them, and in this one while it works, Python looks for forgotten cycles of objects seldom.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor


SELDOM = 100_000  # new objects between two looks for cycles: records make none, and looking takes a tenth of the time


@contextmanager
def unhurried() -> Iterator[None]:
    """While this lasts, Python looks for cycles of objects seldom."""
    before = _look_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _look_seldom() -> tuple[int, int, int]:
    """From now on look for cycles seldom; what was set before."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])
    return before


def started(number: int) -> ProcessPoolExecutor:
    """So many processes, which leave Ctrl-C to this one from their first moment on."""
    from concurrent.futures import ProcessPoolExecutor

    executor = ProcessPoolExecutor(number, initializer=_stay_with_parent)
    blocked = getattr(signal, "pthread_sigmask", None)  # not on Windows
    before = blocked(signal.SIG_BLOCK, {signal.SIGINT}) if blocked else set()
    try:
        for _ in range(number):
            executor.submit(os.getpid)  # processes are started by what is asked of them, and inherit the mask
    finally:
        if blocked:
            blocked(signal.SIG_SETMASK, before)
    return executor


def _stay_with_parent() -> None:
    """End this process when the one that started it has ended, however that came about; leave Ctrl-C to it."""
    import multiprocessing
    import threading

    def end() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _look_seldom()
    threading.Thread(target=end, daemon=True).start()


@contextmanager
def whole() -> Iterator[None]:
    """Raises DragomanError where one of the processes was ended."""
    from concurrent.futures import BrokenExecutor

    try:
        yield
    except BrokenExecutor:
        raise ended() from None


def ended() -> DragomanError:
    """What to say where a process was ended."""
    do = "What was kept stays. Run the same command again to go on, with --workers 1 if memory is short."
    return DragomanError("a process that Dragoman started was ended from outside", do=do)
