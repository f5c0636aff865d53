"""The text of the EPUB's pages as one string, and where in their trees each character stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from terbit.epub.xhtml import XHTML, Tree, has_class

__all__ = ["BookText", "Place", "book_text"]

_APART = ("noteref", "backlink", "backlinks", "to-index", "box-link", "scroll-hint", "fig-details", "fig-details-line")
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
    """What is read from the first page to the last, without formulas, numbers of notes and the ways back to the text.

    `idents` has where the text of each identified element begins, `aside` from where to where notes and index stand,
    which are in print elsewhere or with other numbers.
    """

    characters: str
    idents: dict[str, int]
    aside: list[tuple[int, int]]
    starts: list[int]
    pieces: list[tuple[Tree, bool]]

    def place(self, at: int) -> Place:
        """Return where a character stands."""
        number = bisect_right(self.starts, at) - 1
        return Place(*self.pieces[number], at - self.starts[number])

    def word_from(self, at: int) -> int | None:
        """Return where the next word begins, with its opening marks, `at` itself if one begins there.

        Nothing at the end of the book.
        """
        text, end = self.characters, len(self.characters)
        begin = at
        while 0 < begin < end and not text[begin - 1].isalnum() and not text[begin - 1].isspace():
            begin -= 1
        if 0 < begin < end and not text[begin - 1].isspace():
            begin = next((n for n in range(at, end) if text[n].isspace()), end)
        word = next((n for n in range(begin, end) if not text[n].isspace()), None)
        # Notes at the end of a chapter do not follow its last word.
        after = next((last for first, last in self.aside if word is not None and at < first <= word < last), None)
        return word if after is None else self.word_from(after)


def book_text(trees: Sequence[Tree]) -> BookText:
    """Read the trees in their order; white space parts one block from the next."""
    reader = _Reader()
    for tree in trees:
        reader.read(tree)
    return BookText("".join(reader.texts), reader.idents, reader.aside, reader.starts, reader.pieces)


class _Reader:
    def __init__(self) -> None:
        self.texts: list[str] = []
        self.idents: dict[str, int] = {}
        self.aside: list[tuple[int, int]] = []
        self.starts: list[int] = []
        self.pieces: list[tuple[Tree, bool]] = []
        self.at = 0

    def read(self, element: Tree) -> None:
        block, begin = element.tag not in _INLINE, self.at
        self._add(element, in_tail=False, text="\n" if block else "")
        if element.get("id"):
            self.idents[element.get("id")] = self.at
        self._add(element, in_tail=False, text=element.text or "")
        for child in element:
            if not _stands_apart(child):
                self.read(child)
            self._add(child, in_tail=True, text=child.tail or "")
        self._add(element, in_tail=False, text="\n" if block else "")
        if has_class(element, "footnotes") or element.get("role") == "doc-index":
            self.aside.append((begin, self.at))

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
