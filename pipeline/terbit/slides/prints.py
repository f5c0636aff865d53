"""Shapes that several slides show, of one deck or of decks of one template: made once, and copied from then on."""

from __future__ import annotations

import io
from collections.abc import Callable, Hashable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from terbit.slides.holders import shape_tree

__all__ = ["Prints"]


@dataclass(frozen=True)
class _Print:
    """Shapes, and what they lead to or show: kinds of relationship with their goals, in the order of their numbers."""

    shapes: Sequence[Any]
    goals: Sequence[tuple[str, str | bytes]]


class Prints:
    """Shapes by a name that says all that they are made of."""

    def __init__(self) -> None:
        """Begin with none."""
        self._made: dict[Hashable, _Print] = {}

    def copies(self, name: Hashable, make: Callable[[], Sequence[Any]]) -> list[Any]:
        """Return copies of shapes, made now or before, for the caller to finish and to put."""
        if name not in self._made:
            self._made[name] = _Print(make(), ())
        return [deepcopy(shape) for shape in self._made[name].shapes]

    def put(self, made: Any, name: Hashable, make: Callable[[], object]) -> None:
        """Put shapes on a slide or its notes: `make` adds them there the first time, and then they are copied."""
        tree, part = shape_tree(made), made.part
        if kept := self._made.get(name):
            for kind, goal in kept.goals:
                _relate(part, kind, goal)
            tree.extend([deepcopy(shape) for shape in kept.shapes])
            return
        before = len(tree), len(part.rels)
        make()
        shapes, relations = tree[before[0] :], list(part.rels.values())[before[1] :]
        self._made[name] = _Print([deepcopy(shape) for shape in shapes], [_goal(one) for one in relations])


def _goal(relation: Any) -> tuple[str, str | bytes]:
    """Return the kind of a relationship, and an address or a picture."""
    return relation.reltype, relation.target_ref if relation.is_external else relation.target_part.blob


def _relate(part: Any, kind: str, goal: str | bytes) -> None:
    if isinstance(goal, bytes):
        part.get_or_add_image_part(io.BytesIO(goal))
    else:
        part.relate_to(goal, kind, is_external=True)
