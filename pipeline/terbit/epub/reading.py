"""How long the chapters are: their words, and the time that reading them takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from terbit.epub.kept import Kept, content
from terbit.epub.parts import Page
from terbit.epub.xhtml import E, Tree, plain_text
from terbit.labels import Labels

__all__ = ["Length", "lengths", "reading_table"]

_PACE = 200
"""Words a minute: an unhurried pace for a text that is studied."""
_MOST_ROWS = 40  # of a table that is still looked at


@dataclass(frozen=True)
class Length:
    """A chapter's title, its address, its words and the minutes they take."""

    title: str
    address: str
    words: int

    @property
    def minutes(self) -> int:
        """Return the time in whole minutes, rounded up."""
        return -(-self.words // _PACE)


def lengths(pages: Sequence[Page], kept: Kept | None = None) -> list[Length]:
    """Count the words of each chapter."""
    kept = kept or Kept()
    chapters = [page for page in pages if page.kind == "chapter"]
    words = [kept.compute(("words", content(page.tree)), partial(_words, page.tree)) for page in chapters]
    return [Length(page.title, f"#{page.tree.get('id')}", count) for page, count in zip(chapters, words, strict=True)]


def _words(tree: Tree) -> int:
    return len(plain_text(tree).split())


def reading_table(chapters: Sequence[Length], labels: Labels) -> Tree:
    """Return a table of the chapters' lengths, with the whole book's; of very many chapters, only that."""
    rows = chapters if len(chapters) <= _MOST_ROWS else ()
    words = [labels(f"epub.reading.{name}") for name in ("chapter", "words", "minutes")]
    head = E("thead", {}, E("tr", {}, *(E("th", {"scope": "col"}, word) for word in words)))
    body = E("tbody", {}, *(_row(E("a", {"href": c.address}, c.title), c.words, c.minutes) for c in rows))
    whole = sum(chapter.words for chapter in chapters)
    body.append(_row(labels("epub.reading.whole"), whole, Length("", "", whole).minutes))
    caption = E("caption", {}, labels("epub.reading.title", pace=_PACE))
    return E("table", {"class": "reading"}, caption, head, body)


def _row(name: Tree | str, words: int, minutes: int) -> Tree:
    return E("tr", {}, E("th", {"scope": "row"}, name), E("td", {}, str(words)), E("td", {}, str(minutes)))
