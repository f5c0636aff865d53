"""The text of the EPUB's pages as one string, and where in their trees each character stands."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from terbit.epub.folding import Letters, letters_of
from terbit.epub.kept import Kept, content
from terbit.epub.xhtml import XHTML, Tree

__all__ = ["BookText", "Place", "book_text"]

_APART = frozenset(
    ("noteref", "backlink", "backlinks", "to-index", "box-link", "scroll-hint", "fig-details", "fig-details-line")
)
_WORDS = ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp")
_INLINE = frozenset(f"{{{XHTML}}}{tag}" for tag in (*_WORDS, "small", "span", "strong", "sub", "sup", "u", "var"))


@dataclass(frozen=True)
class Place:
    """A character of a tree: in an element's text, or in the tail behind it, and how far into it."""

    element: Tree
    in_tail: bool
    offset: int


@dataclass(frozen=True)
class _Reading:
    """The text of one tree: pieces by where they begin, each of an element (by its number) and of its text or tail."""

    characters: str
    idents: dict[str, int]
    aside: list[tuple[int, int]]
    starts: array[int]
    pieces: array[int]
    letters: Letters


class BookText:
    """What is read from the first page to the last, without formulas, numbers of notes and the ways back to the text.

    `idents` has where the text of each identified element begins, `aside` from where to where notes and index stand,
    which are in print elsewhere or with other numbers; `letters` are those of what does not stand aside.
    """

    def __init__(self, trees: Sequence[Tree], readings: Sequence[_Reading]) -> None:
        """Put the texts of trees one behind another."""
        self.characters = "".join(one.characters for one in readings)
        self.letters = "".join(one.letters.text for one in readings)
        self._readings = readings
        self._begins = [0, *accumulate(len(one.characters) for one in readings)]
        self._begins_of_letters = [0, *accumulate(len(one.letters.text) for one in readings)]
        # By number, and as they were before anything is put among them.
        self._elements = [list(tree.iter()) for tree in trees]
        pairs = list(zip(self._begins, readings, strict=False))
        self.idents = {ident: begin + at for begin, one in pairs for ident, at in one.idents.items()}
        self.aside = [(begin + first, begin + last) for begin, one in pairs for first, last in one.aside]

    def place(self, at: int) -> Place:
        """Return where a character stands."""
        number = min(bisect_right(self._begins, at), len(self._readings)) - 1
        reading, offset = self._readings[number], at - self._begins[number]
        piece = bisect_right(reading.starts, offset) - 1
        element, in_tail = divmod(reading.pieces[piece], 2)
        return Place(self._elements[number][element], bool(in_tail), offset - reading.starts[piece])

    def place_of_letter(self, number: int) -> int:
        """Return where one of the letters stands in the text."""
        part = bisect_right(self._begins_of_letters, number) - 1
        return self._begins[part] + self._readings[part].letters.places[number - self._begins_of_letters[part]]

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


def book_text(trees: Sequence[Tree], kept: Kept | None = None) -> BookText:
    """Read the trees in their order; white space parts one block from the next."""
    kept = kept or Kept()
    return BookText(trees, [kept.compute(("text", content(tree)), partial(_read, tree)) for tree in trees])


def _read(tree: Tree) -> _Reading:
    reader = _Reader(tree)
    reader.read(tree)
    text = "".join(reader.texts)
    return _Reading(text, reader.idents, reader.aside, reader.starts, reader.pieces, letters_of(text, reader.aside))


class _Reader:
    def __init__(self, tree: Tree) -> None:
        self.texts: list[str] = []
        self.idents: dict[str, int] = {}
        self.aside: list[tuple[int, int]] = []
        self.starts = array("I")
        self.pieces = array("I")
        self.at = 0
        self._numbers = {element: number for number, element in enumerate(tree.iter())}

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
        if "footnotes" in (element.get("class") or "").split() or element.get("role") == "doc-index":
            self.aside.append((begin, self.at))

    def _add(self, element: Tree, *, in_tail: bool, text: str) -> None:
        if text:
            self.starts.append(self.at)
            self.pieces.append(2 * self._numbers[element] + in_tail)
            self.texts.append(text)
            self.at += len(text)


def _stands_apart(element: Tree) -> bool:
    return (
        not isinstance(element.tag, str)
        or not element.tag.startswith(f"{{{XHTML}}}")
        or not _APART.isdisjoint((element.get("class") or "").split())
    )
