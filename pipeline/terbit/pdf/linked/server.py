"""The process that starts the others: it loads the engine once, and forks one process for each unit to lay out."""

from __future__ import annotations

import gc
import os
import select
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from terbit.pdf.linked.order import Style
from terbit.pdf.linked.workers import Workers
from terbit.pdf.linked.working import load, ready, work

__all__ = ["serving"]

_MOST_WAITING = 4096
_PAUSES = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2)
"""Seconds between attempts to start a process on a machine that is full of them (fork(2), EAGAIN)."""


@contextmanager
def serving(folder: Path, most: int) -> Iterator[Workers]:
    """Yield workers that lay units out, `most` at once; `folder` is for the socket, and the caller's alone.

    To be called early, while the process is small: its size is that of each worker. Where forking is not
    safe, as on Apple's systems, units are laid out in the process that asks for them.
    """
    if not sys.platform.startswith("linux"):
        yield Workers()
        return
    address = str(folder / "layout")
    with socket.socket(socket.AF_UNIX) as listener:
        try:
            listener.bind(address)
        except OSError:  # the path of temporary files is longer than a socket's may be
            yield Workers()
            return
        listener.listen(_MOST_WAITING)
        lifeline, end = os.pipe()
        child = os.fork()
        if not child:
            os.close(end)
            _serve_to_the_end(listener, lifeline, most)
        os.close(lifeline)
    try:
        yield Workers(address)
    finally:
        os.close(end)
        os.waitpid(child, 0)
        Path(address).unlink(missing_ok=True)


def _serve_to_the_end(listener: socket.socket, lifeline: int, most: int) -> None:
    """Serve, and end this process: it has nothing else to do with what it was forked off."""
    try:
        _serve(listener, lifeline, most)
    except BaseException:  # noqa: BLE001 - told as Python would; whoever asked sees the connection end
        import traceback  # noqa: PLC0415 - slow to load, and hardly ever needed

        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _serve(listener: socket.socket, lifeline: int, most: int) -> None:
    """Start processes for those who ask, until the other end of the lifeline is closed."""
    os.dup2(2, 1)
    if lifeline in select.select([lifeline, listener.fileno()], [], [])[0]:
        return
    from multiprocessing.connection import wait  # noqa: PLC0415 - slow to load, and not needed if nobody asks

    gc.disable()
    readied: dict[str, Any] = {}
    running: dict[int, Any] = {}
    while True:
        free = [listener] if len(running) < most else []
        ready = wait([lifeline, *running, *free])
        for sentinel in [one for one in ready if one in running]:
            running.pop(sentinel).join()
        if lifeline in ready:
            break
        if listener in ready:
            process = _begun(listener, readied)
            if process is not None:
                running[process.sentinel] = process
    for process in running.values():
        process.kill()


def _begun(listener: socket.socket, readied: dict[str, Any]) -> Any:
    """Accept whoever asks next, get ready for a style that is new, and begin the process that lays out.

    Who sends a style instead of its key has no order yet; who sends neither wants no more than the engine.
    """
    from multiprocessing import get_context  # noqa: PLC0415 - slow to load, as is what follows
    from multiprocessing.connection import Connection  # noqa: PLC0415

    asked, _ = listener.accept()
    with Connection(asked.detach()) as connection:
        try:
            said = connection.recv()
            if said is None:
                load()
                return None
            key = said.key if isinstance(said, Style) else said
            if key not in readied:
                if key is said:
                    connection.send(("style", None))
                readied[key] = ready(said if key is not said else connection.recv())
            if key is not said:
                return None  # it will be back with an order
        except (EOFError, OSError):
            return None  # whoever asked has gone
        process = get_context("fork").Process(target=work, args=(connection, readied[key]))
        _start(process)
        return process


def _start(process: Any) -> None:
    """Start a process, later if the machine has room for no other now."""
    for pause in _PAUSES:
        try:
            process.start()
        except BlockingIOError:
            time.sleep(pause)
        else:
            return
    process.start()
