"""Processes that lay units out: asked for over a socket, as many at once as there are cores, whoever asks."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from typing import Any

from terbit.errors import MachineError
from terbit.pdf.linked.model import ObjectFile
from terbit.pdf.linked.order import Order, Style, Unlinkable
from terbit.pdf.process import load_engine

__all__ = ["Made", "Workers"]

Made = tuple[ObjectFile, Mapping[str, bytes]]
"""An object file, and font files by their digests."""


@dataclass(frozen=True)
class Workers:
    """The processes that can be asked at an address; without one, this process lays out itself."""

    address: str = ""

    def get_ready(self, style: Style) -> None:
        """Have the engine loaded, and a style read, before the first unit is ordered.

        Nothing is wrong with it if nobody is there; whoever lays out will be told.
        """
        if self.address:
            with suppress(OSError), _reached(self.address) as connection:
                connection.send(style)

    def lay_out(
        self, style: Style, orders: Iterator[Order], count: int, known: Callable[[], frozenset[str]]
    ) -> Iterator[tuple[int, Made]]:
        """Lay units out, and yield each one's place among the orders with what was made of it.

        The next of the orders is taken when there is a process for it; `count` is the most that there will be.
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
        asked: dict[Connection, int] = {}
        try:
            yield from _Desk(self.address, style, orders, count, known, asked).results()
        finally:
            for connection in asked:
                connection.close()


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
    asked: dict[Connection, int]
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


def _laid_out_here(
    style: Style, orders: Iterator[Order], known: Callable[[], frozenset[str]]
) -> Iterator[tuple[int, Made]]:
    ready = None
    for number, order in enumerate(orders):
        load_engine()
        from terbit.pdf.linked.layout import lay_out, prepared  # noqa: PLC0415 - only where there is something to do

        ready = ready or prepared(style)
        yield number, lay_out(replace(order, known=known()), ready)


def _reached(address: str) -> Connection:
    with socket.socket(socket.AF_UNIX) as end:
        end.connect(address)
        return Connection(os.dup(end.fileno()))


def _connected(address: str, style: Style) -> Connection:
    try:
        connection = _reached(address)
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
