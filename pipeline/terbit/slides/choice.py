"""The sentence that stands for a paragraph whose author marked none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from terbit.labels import Labels
from terbit.slides.model import Runs, plain_text
from terbit.slides.prose import LONGEST_BULLET, sentences, words

__all__ = ["chosen_sentence"]

_SHORTEST = 4
_LONGEST_POINTER = 14
"""Words up to which a clause that leads the reader elsewhere says nothing besides."""
_NAMED = ("figure", "table", "equation", "chapter", "section", "subsection", "page", "pages")
_NUMBER = r"(?:\d[\d.,–-]*|[A-Z][.\d]*\b)"
_END = re.compile(r"[.!…][”’»\")\]]*$")


def chosen_sentence(paragraph: Runs, labels: Labels) -> Runs:
    """Return the first sentence that can stand alone on a slide, or nothing.

    It has 4 to 30 words, ends in a full stop or an exclamation mark, has a word in lower case (a name, a place and
    a publisher have none) and does more than point at a figure, a table, a page or another section.
    """
    for sentence in sentences(paragraph):
        text = plain_text(sentence)
        if _SHORTEST <= words(text) <= LONGEST_BULLET and _is_sentence(text) and not _points(text, labels):
            return sentence
    return ()


def _is_sentence(text: str) -> bool:
    initials = [word.lstrip('“‘«"([')[:1] for word in text.split()]
    cased = [initial for initial in initials if initial.lower() != initial.upper()]
    # A script without capitals tells nothing by them.
    return bool(_END.search(text)) and (not cased or any(initial.islower() for initial in cased))


def _points(text: str, labels: Labels) -> bool:
    """Tell whether a sentence names a numbered part of the book, has a word of showing or looking, and little else.

    "Tabel 1 dapat kamu lihat di bawah, yang …" is told by its first clause, "Seperti terlihat dalam Tabel 1, …" is not.
    """
    opening = text.partition(" ")[0].casefold()
    told = text if opening in _listed(labels("slides.pointing-aside")) else re.split(r"[,;](?!\d)", text)[0]
    named = "|".join(_names(labels))
    showing = "|".join(map(re.escape, _listed(labels("slides.pointing")))) or r"\b\B"
    patterns = (rf"(?<!\w)(?:{named})", rf"(?<!\w)(?:{showing})(?!\w)")
    return words(told) <= _LONGEST_POINTER and all(re.search(one, told, re.IGNORECASE) for one in patterns)


def _listed(label: str) -> list[str]:
    return [word.strip() for word in label.split(",") if word.strip()]


def _names(labels: Labels) -> Iterator[str]:
    """Yield patterns of "Gambar 2.1" and its like, from the words that the book's own references are made of."""
    for name in _NAMED:
        before, _, after = labels(name).partition("{number}")
        yield re.escape(before.strip()) + r"\s*" + _NUMBER + re.escape(after.strip())
