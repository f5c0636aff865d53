"""What a chapter of the front or back matter is: foreword, glossary, bibliography and so on."""

from __future__ import annotations

from collections.abc import Iterator

from terbit.ast import Elements, classes, elements, stringify
from terbit.labels import Labels
from terbit.model import Chapter
from terbit.names import slug

__all__ = ["kind_of"]

_GENERATED = ("contents", "list-of-figures", "list-of-tables", "index")
"""Chapters that `add_matter` makes; they bear these as identifiers and come from no file."""
_CONTENTS = {"references": "bibliography", "glossary": "glossary", "index": "index"}
_NAMES = "matter."
"""The labels that say how each kind is usually headed, in the book's language."""


def kind_of(chapter: Chapter, labels: Labels) -> str:
    """Return what a chapter is, or an empty string where that cannot be told.

    The chapter's own metadata (``epub-type``) comes first, then what it holds, then its title.
    """
    if chapter.role in ("chapter", "part"):
        return chapter.role
    if not chapter.file and chapter.ident in _GENERATED:
        return chapter.ident
    stated = str(chapter.meta.get("epub-type", ""))
    known = {*_CONTENTS.values(), *(kind for kind, _ in _titles(labels))}
    return stated if stated in known else _by_content(chapter.blocks) or _by_title(chapter.title, labels)


def _by_content(blocks: Elements) -> str:
    divs = [classes(element) for element in elements(blocks) if element["t"] == "Div"]
    # A chapter that ends with the references of its own is no bibliography for that.
    held = {name for names in divs if "chapter-references" not in names for name in names}
    return next((kind for name, kind in _CONTENTS.items() if name in held), "")


def _by_title(title: Elements, labels: Labels) -> str:
    name = slug(stringify(title))
    titles = list(_titles(labels))
    exact = next((kind for kind, one in titles if name == one), "")
    return exact or next((kind for kind, one in titles if name.startswith(f"{one}-")), "")


def _titles(labels: Labels) -> Iterator[tuple[str, str]]:
    for label, words in labels.words.items():
        if label.startswith(_NAMES):
            yield from ((label.removeprefix(_NAMES), slug(word)) for word in words.split(","))
