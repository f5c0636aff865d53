"""A chapter's opening: its heading in parts that can be set each in its own way, its tabs, and its running head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from terbit.pdf.footnotes import words_without_notes
from terbit.pdf.markup import by_class, make

__all__ = ["Opening", "open_section"]

_TABS = 8


@dataclass(frozen=True)
class Opening:
    """What a chapter's opening shows beside its heading.

    `book` is the title for running heads, `tab` the number that its tabs bear, empty where it has none; `shown` says
    whether they bear it, `begins` whether the pages numbered from 1 begin with it.
    """

    book: str
    tab: str
    shown: bool
    begins: bool


def open_section(section: Any, opening: Opening) -> None:
    """Shape a chapter's opening."""
    heading, opener = section.find("h1"), section
    if heading is not None:
        opener = make("header", class_="opener")
        section.replace(heading, opener)
        opener.append(heading)
        _split_label(heading)
        if opening.tab:
            section[:0] = _tabs(opening.tab, shown=opening.shown)
    # The running head of left-hand pages is read off every section, so that a section can be set on its own; off its
    # opening, for a page that has one bears no head.
    opener.set("data-book", opening.book)
    if opening.begins:
        section.set("class", f"{section.get('class')} first")


def _tabs(number: str, *, shown: bool) -> list[Any]:
    """Make the thumb tabs of a chapter, for either side; the step down the edge repeats after `_TABS` chapters."""
    step = (int(number) - 1) % _TABS if number.isdigit() else 0
    style = f"margin-top: {step * 100 / _TABS:.3f}%"
    text = number if shown else None
    narrow = " narrow" if len(number) > 2 else ""
    return [make("div", text, class_=f"tab tab-{side}{narrow}", style=style) for side in ("left", "right")]


def _split_label(heading: Any) -> None:
    """Part "Bab 1" into its word and its number, and wrap the title, so that each can be set in its own way."""
    label = next(by_class(heading, "heading-label"), None)
    title = make("span", class_="heading-title")
    if label is None:
        title.text, heading.text = heading.text, None
        moved = list(heading)
    else:
        word, _, number = "".join(label.itertext()).replace("\u00a0", " ").rpartition(" ")
        title.text, label.tail = (label.tail or "").lstrip(), " "
        holder = next(by_class(label, "to-slides"), label)
        holder.text = label.text = None
        holder[:] = [make("span", word, class_="label-word"), make("span", number, class_="label-number")]
        holder[0].tail = " "
        moved = list(heading)[1:]
    title.extend(moved)
    heading.append(title)
    if heading.get("data-title"):
        title.set("data-title", words_without_notes(title).strip())
