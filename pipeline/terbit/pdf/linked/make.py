"""Making a unit: it is laid out and compiled, and put at its spot where that is known; runs where the engine is."""

from __future__ import annotations

from dataclasses import replace

from terbit.pdf.linked.layout import Prepared, lay_out
from terbit.pdf.linked.order import Order
from terbit.pdf.linked.placed import Made
from terbit.pdf.linked.placing import place

__all__ = ["make"]


def make(order: Order, ready: Prepared) -> Made:
    """Return what is ordered.

    Raises
    ------
    Unlinkable
        If the unit cannot be laid out alone.
    """
    file, fonts = lay_out(order, ready)
    placed = place(file, order.spot)
    return Made(replace(file, objects=placed.stretch.count), fonts, placed)
