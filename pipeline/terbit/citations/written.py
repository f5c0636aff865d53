"""What a style has written: clusters and entries, to be set in the text; plain data, to be kept."""

from __future__ import annotations

from dataclasses import dataclass

from terbit.citations.inlines import Node

__all__ = ["Entry", "Written"]


@dataclass(frozen=True)
class Written:
    """A rendered cluster: the words for the running text, and those in brackets or in the note.

    `order` has, for each part of kind "cite" in `body`, the index of its cite in the cluster.
    """

    author: Node | None
    body: Node | None
    order: tuple[int, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A rendered entry of the bibliography."""

    key: str
    body: Node
