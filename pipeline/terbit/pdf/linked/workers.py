"""Processes that lay units out: asked for over a socket, as many at once as there are cores, whoever asks."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait

from terbit.errors import MachineError
from terbit.pdf.linked.model import ObjectFile, Order, Unlinkable

__all__ = ["Made", "Workers"]

Made = tuple[ObjectFile, Mapping[str, bytes]]
"""An object file, and font files by their digests."""


@dataclass(frozen=True)
class Workers:
    """The processes that can be asked at an address; without one, this process lays out itself."""

    address: str = ""

    def lay_out(self, orders: Sequence[Order], known: Callable[[], frozenset[str]]) -> Iterator[tuple[int, Made]]:
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
            from terbit.pdf.process import load_engine  # noqa: PLC0415 - only where there is something to lay out

            load_engine()
            from terbit.pdf.linked.layout import lay_out  # noqa: PLC0415

            yield from ((n, lay_out(replace(order, known=known()))) for n, order in enumerate(orders))
            return
        with ExitStack() as stack:
            asked = {stack.enter_context(_connected(self.address)): n for n in range(len(orders))}
            begun: set[Connection] = set()
            while asked:
                for connection in wait(list(asked)):
                    if not isinstance(connection, Connection):  # never: nothing else is waited for
                        continue
                    if connection in begun:
                        yield asked.pop(connection), _received(connection)
                    else:
                        begun.add(connection)
                        _received_ready(connection)
                        connection.send(replace(orders[asked[connection]], known=known()))


def _connected(address: str) -> Connection:
    end = socket.socket(socket.AF_UNIX)
    end.connect(address)
    return Connection(end.detach())


def _received_ready(connection: Connection) -> None:
    try:
        connection.recv()
    except EOFError:
        raise _dead() from None


def _received(connection: Connection) -> Made:
    try:
        kind, value = connection.recv()
    except EOFError:
        raise _dead() from None
    if kind == "unlinkable":
        raise Unlinkable(value)
    if kind == "machine":
        raise MachineError(value)
    if kind == "failed":
        raise RuntimeError(value)
    made: Made = value
    return made


def _dead() -> MachineError:
    hint = "perhaps the machine has too little memory"
    return MachineError.lacking("a process of the PDF engine was killed", hint)
