"""The citations of a book in reading order, and the same book with something else in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from terbit.asides import parted
from terbit.ast import Element, Elements
from terbit.citations.locators import Locator, split
from terbit.citations.markup import encode
from terbit.diagnostics import Location
from terbit.model import Chapter

__all__ = ["Cite", "Cluster", "Mode", "count_notes", "gather", "nocite", "replace_cites"]

Mode = Literal["normal", "author-in-text", "suppress-author"]
_TREES = (list, dict)
_MODES: dict[str, Mode] = {
    "NormalCitation": "normal", "AuthorInText": "author-in-text", "SuppressAuthor": "suppress-author",
}  # fmt: skip


Join = Callable[[Elements, Elements, Element | None], Element | None]
"""Adds what a citation becomes to what stands before it; returns what is left of the element behind it."""


def _put(before: Elements, made: Elements, after: Element | None) -> Element | None:
    before += made
    return after


@dataclass(frozen=True)
class Cite:
    """One source in a cluster; prefix and suffix carry the mark-up of `markup`."""

    key: str
    mode: Mode = "normal"
    prefix: str = ""
    suffix: str = ""
    locator: Locator | None = None
    where: Location | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Cluster:
    """The sources cited in one place.

    `in_note` says that the place is a footnote of the author's; `note` is the number that the footnote bears, or would
    bear in a style that cites in notes, and `serial` counts those of the whole book. What is cited in one `section` is
    cited for the first time in the next: nobody is to look for a work in the notes of another chapter. `aside` is the
    number of the aside in the chapter that the place is part of, 0 for the text that all readers have; notes in an
    aside count on from those before it, and those after it do not count them.
    """

    cites: tuple[Cite, ...]
    in_note: bool = False
    note: int = 0
    serial: int = 0
    chapter: str = ""
    section: str = ""
    aside: int = 0


def gather(
    chapters: Iterable[Chapter], *, notes: bool, before: Mapping[str, int] | None = None
) -> tuple[Cluster, ...]:
    """Return the clusters of all chapters in order.

    `notes`: the style puts those of running text in notes. Where notes are numbered through the book, `before` has how
    many stand before each chapter, by its identifier.
    """
    out: list[Cluster] = []
    serial = 0
    for chapter in chapters:
        found = list(_clusters(chapter, notes, serial))
        first = (before or {}).get(chapter.ident, 0)
        out += [replace(cluster, note=cluster.note + first) if cluster.note and first else cluster for cluster in found]
        serial += max((cluster.note for cluster in found if not cluster.aside), default=0)
    return tuple(out)


def count_notes(chapter: Chapter, *, notes: bool) -> int:
    """Return how many notes all readers of a chapter have; `notes` as with `gather`."""
    found = _found(chapter)
    return sum(aside is None and note is None and (notes or one["t"] == "Note") for one, note, aside in found)


def nocite(chapters: Iterable[Chapter]) -> Iterator[tuple[str, str]]:
    """Yield the keys to list without citing them, each with the file that says so; "*" stands for all."""
    for chapter in chapters:
        keys = chapter.meta.get("nocite")
        for key in keys if isinstance(keys, list | tuple) else ():
            yield str(key).lstrip("@"), chapter.file


def _clusters(chapter: Chapter, notes: bool, serial: int) -> Iterator[Cluster]:
    """Yield the clusters of a chapter, before which so many notes stand in the book."""
    section = chapter.ident if notes else ""
    counts = [0]  # of the notes of the text, then of each aside
    last: Element | None = None
    within: Element | None = None
    for element, note, aside in _found(chapter):
        if aside is not None and aside is not within:
            counts.append(counts[0])
        within = aside
        number = 0 if aside is None else len(counts) - 1
        if element["t"] == "Note":
            counts[number] += 1
            last = element
            continue
        assert note is None or note is last, "a note in a note"  # noqa: S101 - pandoc makes none
        if note is None:
            counts[number] += notes
        count = counts[number] if notes or note else 0
        cites = tuple(_cite(citation, element.get("p")) for citation in element["c"][0])
        yield Cluster(cites, note is not None, count, serial + count, chapter.ident, section, number)


def _found(chapter: Chapter) -> Iterator[tuple[Element, Element | None, Element | None]]:
    """Yield the notes and citations of a chapter in order, with the note and the aside around them."""
    for (block, aside), part in zip(parted(chapter.blocks), chapter.parts, strict=True):
        if part.survey.has_kind("Cite", "Note"):
            yield from _walk(block, aside=aside)


def _walk(
    node: Any, note: Element | None = None, aside: Element | None = None
) -> Iterator[tuple[Element, Element | None, Element | None]]:
    """Yield notes and citations in order, with the note and the aside around them; nothing below a citation."""
    if type(node) is list:
        for item, part in parted(node):
            # Most elements are words and spaces.
            if type(item) is list or (type(item) is dict and type(item.get("c", item)) in _TREES):
                yield from _walk(item, note, aside or part)
    elif type(node) is dict:
        tag = node.get("t")
        if tag in ("Cite", "Note"):
            yield node, note, aside
        if tag != "Cite":
            inner = node if tag == "Note" else note
            for key, value in node.items():
                if key not in ("t", "p") and type(value) in _TREES:
                    yield from _walk(value, inner, aside)


def _cite(citation: dict[str, Any], around: str | None) -> Cite:
    place = citation.get("p", around)
    locator, rest = split(encode(citation["citationSuffix"]))
    return Cite(
        key=citation["citationId"],
        mode=_MODES[citation["citationMode"]["t"]],
        prefix=encode(citation["citationPrefix"]),
        suffix=rest,
        locator=locator,
        where=Location.parse(place) if place else None,
    )


def replace_cites(node: Any, change: Callable[[Element], Elements], join: Join = _put) -> Any:
    """Rebuild a tree with other inlines for each citation, in order; `join` puts them among their neighbours."""
    if type(node) is list:
        return _replaced_list(node, change, join)
    if type(node) is not dict:
        return node
    return {
        key: replace_cites(value, change, join) if type(value) in _TREES else value for key, value in node.items()
    }


def _replaced_list(node: list[Any], change: Callable[[Element], Elements], join: Join) -> list[Any]:
    out: list[Any] = []
    pending = node[::-1]
    while pending:
        item = pending.pop()
        if type(item) is dict and item.get("t") == "Cite":
            left = join(out, change(item), pending.pop() if pending else None)
            pending += [] if left is None else [left]
        elif type(item) is list or (type(item) is dict and type(item.get("c", item)) in _TREES):
            out.append(replace_cites(item, change, join))
        else:
            out.append(item)
    return out
