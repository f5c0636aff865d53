"""The desk at which processes are asked for that lay units out, and orders are handed to them."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from typing import Any

from terbit.errors import MachineError
from terbit.pdf.linked.order import Order, Style, Unlinkable
from terbit.pdf.linked.placed import Made

__all__ = ["laid_out_there", "reached"]


def laid_out_there(
    address: str, style: Style, orders: Iterator[Order], count: int, known: Callable[[], frozenset[str]]
) -> Iterator[tuple[int, Made]]:
    """Do what `Workers.lay_out` promises, in the processes at an address."""
    desk = _Desk(address, style, orders, count, known)
    try:
        yield from desk.results()
    finally:
        for connection in desk.asked:
            connection.close()


def reached(address: str) -> Connection:
    """Return a connection to an address.

    Raises
    ------
    OSError
        If nobody is there.
    """
    with socket.socket(socket.AF_UNIX) as end:
        end.connect(address)
        return Connection(os.dup(end.fileno()))


@dataclass
class _Desk:
    """Where processes are asked for, one after the other as they become free, and orders handed to them.

    `asked` are the connections to them, each with the place of its order; -1 while it has none.
    """

    address: str
    style: Style
    orders: Iterator[Order]
    count: int
    known: Callable[[], frozenset[str]]
    asked: dict[Connection, int] = field(default_factory=dict)
    begun: int = 0

    def results(self) -> Iterator[tuple[int, Made]]:
        self.ask()
        while self.asked:
            for connection in wait(list(self.asked)):
                if isinstance(connection, Connection):  # always: nothing else is waited for
                    yield from self.answered(connection)

    def ask(self) -> None:
        """Ask for one more process if there may be an order for it."""
        if self.begun < self.count:
            self.asked[_connected(self.address, self.style)] = -1

    def answered(self, connection: Connection) -> Iterator[tuple[int, Made]]:
        kind, value = _received(connection)
        if kind == "style":
            connection.send(self.style)
        elif kind == "order":
            self.hand_out(connection)
        else:
            place = self.asked.pop(connection)
            connection.close()
            yield place, _made(kind, value)

    def hand_out(self, connection: Connection) -> None:
        order = next(self.orders, None)
        if order is None:
            self.count = self.begun
            del self.asked[connection]
            connection.close()
            return
        connection.send(replace(order, known=self.known()))
        self.asked[connection] = self.begun
        self.begun += 1
        self.ask()


def _connected(address: str, style: Style) -> Connection:
    try:
        connection = reached(address)
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
