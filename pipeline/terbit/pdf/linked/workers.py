"""Processes that lay units out: asked for over a socket, as many at once as there are cores, whoever asks."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from typing import Any

from terbit.errors import MachineError
from terbit.pdf.linked.model import ObjectFile, Order, Style, Unlinkable
from terbit.pdf.process import load_engine

__all__ = ["Made", "Workers"]

Made = tuple[ObjectFile, Mapping[str, bytes]]
"""An object file, and font files by their digests."""


@dataclass(frozen=True)
class Workers:
    """The processes that can be asked at an address; without one, this process lays out itself."""

    address: str = ""

    def lay_out(
        self, style: Style, orders: Sequence[Order], known: Callable[[], frozenset[str]]
    ) -> Iterator[tuple[int, Made]]:
        """Lay units out, the first begun first, and yield each one's place among the orders with what was made of it.

        `known` gives the digests of the font files that are known by now.

        Raises
        ------
        Unlinkable
            If a unit cannot be laid out alone.
        MachineError
            If the engine cannot be loaded, or a process of it dies.
        """
        if not self.address:
            yield from _laid_out_here(style, orders, known)
            return
        with ExitStack() as stack:
            asked = {stack.enter_context(_connected(self.address, style)): n for n in range(len(orders))}
            while asked:
                for connection in wait(list(asked)):
                    if not isinstance(connection, Connection):  # never: nothing else is waited for
                        continue
                    kind, value = _received(connection)
                    if kind == "style":
                        connection.send(style)
                    elif kind == "order":
                        connection.send(replace(orders[asked[connection]], known=known()))
                    else:
                        yield asked.pop(connection), _made(kind, value)


def _laid_out_here(
    style: Style, orders: Sequence[Order], known: Callable[[], frozenset[str]]
) -> Iterator[tuple[int, Made]]:
    if not orders:
        return
    load_engine()
    from terbit.pdf.linked.layout import lay_out, prepared  # noqa: PLC0415 - only where there is something to lay out

    ready = prepared(style)
    for number, order in enumerate(orders):
        yield number, lay_out(replace(order, known=known()), ready)


def _connected(address: str, style: Style) -> Connection:
    try:
        with socket.socket(socket.AF_UNIX) as end:
            end.connect(address)
            connection = Connection(os.dup(end.fileno()))
        connection.send(style.key)
    except OSError:
        raise _killed() from None
    return connection


def _received(connection: Connection) -> tuple[str, Any]:
    try:
        kind, value = connection.recv()
    except (EOFError, OSError):
        raise _killed() from None
    return kind, value


def _killed() -> MachineError:
    hint = "perhaps the machine has too little memory"
    return MachineError.lacking("a process of the PDF engine was killed", hint)


def _made(kind: str, value: Any) -> Made:
    if kind == "unlinkable":
        raise Unlinkable(value)
    if kind == "machine":
        raise MachineError(value)
    if kind == "failed":
        raise RuntimeError(value)
    made: Made = value
    return made
