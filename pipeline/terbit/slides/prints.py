"""Shapes that several slides show: made once, and copied from then on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from copy import deepcopy
from typing import Any

__all__ = ["Prints"]


class Prints:
    """Shapes by a name that says all that they are made of."""

    def __init__(self) -> None:
        """Begin with none."""
        self._made: dict[Hashable, Sequence[Any]] = {}

    def copies(self, name: Hashable, make: Callable[[], Sequence[Any]]) -> list[Any]:
        """Return copies of shapes, made now or before, for the caller to finish and to put."""
        if name not in self._made:
            self._made[name] = make()
        return [deepcopy(shape) for shape in self._made[name]]

    def put(self, tree: Any, name: Hashable, make: Callable[[], object]) -> None:
        """Put shapes among those of a slide or its notes: `make` adds them there the first time."""
        before = len(tree)

        def made() -> Sequence[Any]:
            make()
            shapes: Sequence[Any] = tree[before:]
            for shape in shapes:
                tree.remove(shape)
            return shapes

        tree.extend(self.copies(name, made))
