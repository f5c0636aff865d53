"""Processes that lay units out: asked for over a socket, as many at once as there are cores, whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from terbit.pdf.linked.order import Order, Style
from terbit.pdf.process import load_engine

if TYPE_CHECKING:
    from terbit.pdf.linked.placed import Made

__all__ = ["Workers"]


@dataclass(frozen=True)
class Workers:
    """The processes that can be asked at an address; without one, this process lays out itself."""

    address: str = ""

    def get_ready(self, style: Style | None = None) -> None:
        """Have the engine loaded, and a style read if it is known yet, before the first unit is ordered.

        Nothing is wrong with it if nobody is there; whoever lays out will be told.
        """
        if self.address:
            from terbit.pdf.linked.desk import reached  # noqa: PLC0415 - slow to load, and not if nothing has changed

            with suppress(OSError), reached(self.address) as connection:
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
        from terbit.pdf.linked.desk import laid_out_there  # noqa: PLC0415 - slow to load, and not if nothing has changed

        yield from laid_out_there(self.address, style, orders, count, known)


def _laid_out_here(
    style: Style, orders: Iterator[Order], known: Callable[[], frozenset[str]]
) -> Iterator[tuple[int, Made]]:
    ready = None
    for number, order in enumerate(orders):
        load_engine()
        from terbit.pdf.linked.layout import prepared  # noqa: PLC0415 - only where there is something to do
        from terbit.pdf.linked.make import make  # noqa: PLC0415

        ready = ready or prepared(style)
        yield number, make(replace(order, known=known()), ready)
