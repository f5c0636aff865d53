"""Sheaves: objects of a unit that are no streams, written together, so that linking them is one step for many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from terbit.pdf.linked.model import Piece, Pieces, Sheaf
from terbit.pdf.linked.writer import MOST_IN_A_STREAM

__all__ = ["sheaves", "untied"]

_BETWEEN = b"\0"


def sheaves(objects: Mapping[int, Pieces]) -> tuple[Sheaf, ...]:
    """Bind objects by number into sheaves; one that holds what stands between others is bound by itself."""
    alone = {number for number, pieces in objects.items() if any(_BETWEEN in p for p in pieces if isinstance(p, bytes))}
    many = sorted(objects.keys() - alone)
    runs = [many[at : at + MOST_IN_A_STREAM] for at in range(0, len(many), MOST_IN_A_STREAM)]
    return tuple(_sheaf(numbers, objects) for numbers in (*runs, *([number] for number in sorted(alone))))


def untied(sheaf: Sheaf, numbers: Mapping[int, int], named: Mapping[Piece, bytes]) -> Sequence[bytes]:
    """Return the objects of a sheaf in their order, with the references of the book."""
    refers = sheaf.refers
    text = sheaf.text % tuple([numbers[piece] if type(piece) is int else named[piece] for piece in refers])
    return text.split(_BETWEEN) if len(sheaf.numbers) > 1 else [text]


def _sheaf(numbers: Sequence[int], objects: Mapping[int, Pieces]) -> Sheaf:
    text = _BETWEEN.join([b"".join(map(_written, objects[number])) for number in numbers])
    refers = tuple(piece for number in numbers for piece in objects[number] if not isinstance(piece, bytes))
    return Sheaf(tuple(numbers), text, refers)


def _written(piece: Piece) -> bytes:
    """Write a piece as a part of a format of Python's."""
    if isinstance(piece, bytes):
        return piece.replace(b"%", b"%%")
    return b"%d 0 R" if isinstance(piece, int) else b"%b"
