"""The text of the EPUB's pages as one string, and where in their trees each character stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from terbit.epub.xhtml import XHTML, Tree, has_class

__all__ = ["BookText", "Place", "book_text"]

_APART = ("noteref", "footnotes", "backlink", "backlinks", "to-index", "box-link")
_WORDS = ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp")
_INLINE = frozenset(f"{{{XHTML}}}{tag}" for tag in (*_WORDS, "small", "span", "strong", "sub", "sup", "u", "var"))


@dataclass(frozen=True)
class Place:
    """A character of a tree: in an element's text, or in the tail behind it, and how far into it."""

    element: Tree
    in_tail: bool
    offset: int


@dataclass(frozen=True)
class BookText:
    """What is read from the first page to the last; notes, the ways back to the text and formulas stand apart.

    `idents` has where the text of each identified element begins.
    """

    characters: str
    idents: dict[str, int]
    starts: list[int]
    pieces: list[tuple[Tree, bool]]

    def place(self, at: int) -> Place:
        """Return where a character stands."""
        number = bisect_right(self.starts, at) - 1
        return Place(*self.pieces[number], at - self.starts[number])

    def word_from(self, at: int) -> int | None:
        """Return where the next word begins, `at` itself if one begins there; nothing at the end of the book."""
        text, end = self.characters, len(self.characters)
        if 0 < at < end and not text[at - 1].isspace():
            at = next((n for n in range(at, end) if text[n].isspace()), end)
        return next((n for n in range(at, end) if not text[n].isspace()), None)


def book_text(trees: Sequence[Tree]) -> BookText:
    """Read the trees in their order; white space parts one block from the next."""
    reader = _Reader()
    for tree in trees:
        reader.read(tree)
    return BookText("".join(reader.texts), reader.idents, reader.starts, reader.pieces)


class _Reader:
    def __init__(self) -> None:
        self.texts: list[str] = []
        self.idents: dict[str, int] = {}
        self.starts: list[int] = []
        self.pieces: list[tuple[Tree, bool]] = []
        self.at = 0

    def read(self, element: Tree) -> None:
        block = element.tag not in _INLINE
        self._add(element, in_tail=False, text="\n" if block else "")
        if element.get("id"):
            self.idents[element.get("id")] = self.at
        self._add(element, in_tail=False, text=element.text or "")
        for child in element:
            if not _stands_apart(child):
                self.read(child)
            self._add(child, in_tail=True, text=child.tail or "")
        self._add(element, in_tail=False, text="\n" if block else "")

    def _add(self, element: Tree, *, in_tail: bool, text: str) -> None:
        if text:
            self.starts.append(self.at)
            self.pieces.append((element, in_tail))
            self.texts.append(text)
            self.at += len(text)


def _stands_apart(element: Tree) -> bool:
    return (
        not isinstance(element.tag, str)
        or not element.tag.startswith(f"{{{XHTML}}}")
        or any(has_class(element, name) for name in _APART)
    )
