"""The process between a measurement and what it measures: starts a command, reaps every process of it, tells the cost.

It is small, because Linux counts the memory of the process that starts another one to the peak of the other. It
adopts the orphans of the command, so that a browser's helpers are counted although nobody waits for them.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

__all__: list[str] = []

_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of Linux's prctl(2)."""
_GRACE = 5.0
"""Seconds that orphans may live on after the command has ended."""
_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in one of `ru_maxrss`."""


class _Watch(threading.Thread):
    """Adds up the proportional memory (PSS) of all descendants from time to time, and keeps the largest sum."""

    def __init__(self, interval: float) -> None:
        super().__init__(daemon=True)
        self.interval, self.peak, self.over = interval, 0, threading.Event()

    def run(self) -> None:
        while not self.over.wait(self.interval):
            self.peak = max(self.peak, sum(map(_pss, _descendants(os.getpid()))))


def _descendants(root: int) -> Iterator[int]:
    children: dict[int, list[int]] = {}
    for name in filter(str.isdigit, os.listdir("/proc")):  # noqa: PTH208 - pathlib would double the launcher's memory
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as stat:  # noqa: PTH123
                parent = int(stat.read().rpartition(")")[2].split()[1])
        except (OSError, IndexError, ValueError):
            continue  # it has ended meanwhile
        children.setdefault(parent, []).append(int(name))
    todo = list(children.get(root, ()))
    while todo:
        yield (process := todo.pop())
        todo += children.get(process, ())


def _pss(process: int) -> int:
    """Return the bytes of a process, what it shares with others divided among them; 0 if it has ended."""
    try:
        with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as rollup:  # noqa: PTH123
            return next((int(line.split()[1]) * 1024 for line in rollup if line.startswith("Pss:")), 0)
    except (OSError, ValueError):
        return 0


def _adopt_orphans() -> None:
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def _reap() -> Iterator[tuple[float, int]]:
    """Yield CPU seconds and peak memory in bytes of the orphans, until none is left; the late ones are killed."""
    deadline = time.monotonic() + _GRACE
    while True:
        try:
            process, _, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if process:
            yield usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _UNIT
        elif time.monotonic() > deadline:
            _kill_all()
        else:
            time.sleep(0.01)


def _kill_all() -> None:
    for process in _descendants(os.getpid()):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def main() -> None:
    """Take a file descriptor to answer to, seconds between samples, seconds after which to stop it, and the command."""
    answer, interval, limit, command = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]), sys.argv[4:]
    _adopt_orphans()
    watch = _Watch(interval) if interval and os.path.exists("/proc/self/smaps_rollup") else None  # noqa: PTH110
    began = time.perf_counter()
    process = subprocess.Popen(command, close_fds=True)
    if watch:
        watch.start()
    timer = threading.Timer(limit, _kill_all)
    timer.daemon = True
    if limit < threading.TIMEOUT_MAX:
        timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    costs = [(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _UNIT), *_reap()]
    if watch:
        watch.over.set()
        watch.join()
    told = {
        "wall": wall,
        "cpu": sum(cpu for cpu, _ in costs),
        "largest": max(peak for _, peak in costs),
        "together": watch.peak if watch else 0,
        "exit_code": process.returncode,
        "stopped": wall >= limit,
    }
    with os.fdopen(answer, "w", encoding="ascii") as out:
        json.dump(told, out)


if __name__ == "__main__":
    main()
