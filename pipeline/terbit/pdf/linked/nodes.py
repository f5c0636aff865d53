"""Structure elements of a unit, and the marked content that is theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["Content", "Node"]


@dataclass(frozen=True)
class Content:
    """Marked content: the page of the unit, and its number among those of the page that are kept."""

    page: int
    mcid: int


@dataclass(eq=False)
class Node:
    """A structure element; `kids` are elements, content, and link annotations by number and page.

    A `loose` paragraph is made for text that stands in no element of its own.
    """

    kind: str
    above: Node | None = None
    kids: list[Node | Content | tuple[int, int]] = field(default_factory=list)
    attributes: bytes = b""
    lang: str = ""
    alt: str = ""
    refers: Node | None = None
    number: int = 0
    loose: bool = False

    def prune(self) -> bool:
        """Take elements that hold nothing from below this one; say whether it holds anything itself."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Node) or kid.prune()]
        return bool(self.kids) or self.kind in ("TD", "TH")

    def nodes(self) -> Iterator[Node]:
        """Yield this element and all below it."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.nodes()

    def below(self, kind: str) -> Node:
        """Add an element at the end."""
        node = Node(kind, self)
        self.kids.append(node)
        return node
