"""What the parts of a page are: roles for assistive technology, epub:type for reading systems."""

from __future__ import annotations

import re

from terbit.epub.formulas import let_scroll
from terbit.epub.languages import is_rightward
from terbit.epub.xhtml import XHTML, E, Tree, by_class, has_class, local, plain_text, set_type, walk
from terbit.labels import Labels

__all__ = ["BACK_ARROW", "add_backlink", "mark_parts"]

# ↩ is in no book face that Terbit ships; this arrow is, and no reader turns it into an emoji.
BACK_ARROW = "↑"

# Element, epub:type and role of each learning box. All stand beside the text, bear their title as their name, and are
# no landmarks: a chapter has a dozen of them. ARIA in HTML allows an aside neither a group nor a doc-notice.
_BOXES = {
    "tip": ("aside", "tip", "doc-tip"),
    "important": ("section", "notice", "doc-notice"),
    "warning": ("section", "notice", "doc-notice"),
    "caution": ("section", "notice", "doc-notice"),
    "objectives": ("aside", "learning-objective", "note"),
    "exercise": ("aside", "assessment", "note"),
    "answer": ("aside", "", "note"),
}
_PLAIN_BOX = ("aside", "", "note")
_WIDE_TABLE = 5  # columns that a phone cannot hold side by side
_WIDE_WORDS = 34
"""Letters that a phone holds in a line of a table: the longest words of its columns, with 2 for the gap behind each."""


def mark_parts(tree: Tree, labels: Labels) -> None:
    """Mark footnotes, citations, boxes, glossary references, tables and formulas of a page, in place."""
    _mark_notes(tree, labels)
    _mark_references(tree, labels)
    _mark_boxes(tree)
    _mark_tables(tree, labels)
    let_scroll(tree, labels)
    _thin_index(tree)
    _set_directions(tree)


def _set_directions(tree: Tree) -> None:
    """Say of each foreign phrase that it runs the other way, where its author has not."""
    for element in walk(tree):
        if element.get("lang") and not element.get("dir") and not is_rightward(element.get("lang")):
            element.set("dir", "rtl")


def _mark_notes(tree: Tree, labels: Labels) -> None:
    numbers: dict[str, str] = {}
    for reference in by_class(tree, "noteref"):
        set_type(reference, "noteref", "doc-noteref")
        numbers[(reference.get("href") or "").removeprefix("#")] = plain_text(reference)
    for notes in by_class(tree, "footnotes"):
        set_type(notes, "footnotes")
        notes.set("aria-label", labels("footnotes"))
    # An author may have boxes of that class.
    for note in [one for one in by_class(tree, "footnote") if one.get("id") in numbers]:
        note.tag = f"{{{XHTML}}}aside"
        set_type(note, "footnote", "doc-footnote")
        _number_note(note, numbers[note.get("id")], labels)


def _number_note(note: Tree, number: str, labels: Labels) -> None:
    """Begin a footnote with its number and end it with the way back to its reference."""
    note.set("aria-label", labels("footnote", number=number))
    first, last = _edges(note)
    mark = E("span", {"class": "footnote-number"}, number)
    mark.tail = "\u00a0" + (first.text or "")
    first.text = None
    first.insert(0, mark)
    add_backlink(last, f"fnref-{note.get('id').removeprefix('fn-')}", labels("back-to-text"))


def _edges(note: Tree) -> tuple[Tree, Tree]:
    """Return the first and the last paragraph of a note, made where it has none."""
    paragraphs = [child for child in note if local(child) == "p"]
    if not paragraphs:
        paragraphs = [E("p")]
        note.append(paragraphs[0])
    return paragraphs[0], paragraphs[-1]


def add_backlink(parent: Tree, ident: str, label: str) -> None:
    """End a note or an entry with an arrow back to the place that it was reached from."""
    back = E("a", {"class": "backlink", "href": f"#{ident}", "aria-label": label}, BACK_ARROW)
    set_type(back, "backlink", "doc-backlink")
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + "\u00a0"
    else:
        parent.text = (parent.text or "") + "\u00a0"
    parent.append(back)


def _mark_references(tree: Tree, labels: Labels) -> None:
    for cite in by_class(tree, "cite"):
        set_type(cite, "biblioref", "doc-biblioref")
    for reference in by_class(tree, "gls"):
        set_type(reference, "glossref", "doc-glossref")
    for back in by_class(tree, "backlink"):
        set_type(back, "backlink", "doc-backlink")
        if "aria-label" not in back.attrib:
            back.set("aria-label", labels("back-to-text"))
        _name_by_number(back)
    for entries in by_class(tree, "references"):
        _list_entries(entries)


def _name_by_number(back: Tree) -> None:
    """Leave a numbered way back its number alone, behind one arrow for all: what is seen must be in the name.

    WCAG 2.1, 2.5.3, word by word: neither ``↑1`` nor ``(1)`` is ``1``.
    """
    if not len(back):
        return
    number = "".join(back[0].itertext())
    back[:] = []
    back.text = number
    back.set("aria-label", back.get("aria-label").replace(f"({number})", number))
    before = back.getprevious()
    if before is None or not has_class(before, "backlink"):
        arrow = E("span", {"class": "backlinks"}, BACK_ARROW)
        back.addprevious(arrow)
        arrow.tail = "\u00a0"


def _list_entries(entries: Tree) -> None:
    """Make a bibliography a list, whose length is announced; doc-biblioentry is deprecated (DPUB-ARIA 1.1)."""
    entries.attrib.pop("role", None)
    if all(local(child) == "div" for child in entries):
        entries.tag = f"{{{XHTML}}}ul"
        for child in entries:
            child.tag = f"{{{XHTML}}}li"
            child.attrib.pop("role", None)


def _mark_boxes(tree: Tree) -> None:
    for box in by_class(tree, "box"):
        names = [name.removeprefix("box-") for name in box.get("class").split() if name.startswith("box-")]
        tag, kind, role = next((_BOXES[name] for name in names if name in _BOXES), _PLAIN_BOX)
        box.tag = f"{{{XHTML}}}{tag}"
        set_type(box, kind, role)


def _mark_tables(tree: Tree, labels: Labels) -> None:
    """Give header cells their scope, columns the width of their words, and wide tables room to be scrolled."""
    for header in walk(tree, "th"):
        if "scope" not in header.attrib:
            header.set("scope", "col" if header.xpath("ancestor::*[local-name()='thead']") else "row")
    for number, table in enumerate(walk(tree, "table"), start=1):
        for columns in walk(table, "colgroup"):
            table.remove(columns)  # widths measured on paper break words on a phone
        for cell in walk(table, "th", "td"):
            if (cell.get("style") or "").replace(" ", "").rstrip(";") == "text-align:left":
                del cell.attrib["style"]  # which is so anyhow, and wrong where the text runs the other way
        if _columns(table) >= _WIDE_TABLE or _width(table) > _WIDE_WORDS:
            _let_scroll_table(table, f"{tree.get('id', 'page')}-table-{number}", labels("epub.scroll"))


def _let_scroll_table(table: Tree, ident: str, hint: str) -> None:
    """Put a table into a region that the keyboard can scroll and that bears the caption as its name.

    A line above tells those who see that there may be more of it.
    """
    region = E("div", {"class": "wide scrolls", "role": "region", "tabindex": "0"})
    caption = next(walk(table, "caption"), None)
    if caption is not None:
        caption.set("id", caption.get("id") or f"{ident}-caption")
        region.set("aria-labelledby", caption.get("id"))
    else:
        region.set("aria-label", " ".join(plain_text(cell) for cell in walk(table, "th")) or ident)
    table.getparent().replace(table, region)
    region.tail, table.tail = table.tail, None
    region.append(table)
    region.addprevious(E("p", {"class": "scroll-hint", "aria-hidden": "true"}, hint))


def _columns(table: Tree) -> int:
    rows = (sum(int(cell.get("colspan", "1")) for cell in row) for row in walk(table, "tr"))
    return max(rows, default=0)


def _width(table: Tree) -> int:
    """Return the letters that a table needs in a line at least; cells over several columns may break."""
    longest: dict[int, int] = {}
    for row in walk(table, "tr"):
        for number, cell in enumerate(walk(row, "th", "td")):
            if cell.get("colspan", "1") == "1":
                words = re.split(r"[\s\u00ad\u2010-]+", "".join(cell.itertext()))
                longest[number] = max(longest.get(number, 0), *map(len, words))
    return sum(length + 2 for length in longest.values())


def _thin_index(tree: Tree) -> None:
    """Take away a link of the index that reads like the one before it: both would name the same section."""
    for index in by_class(tree, "index"):
        for item in walk(index, "li"):
            seen: set[str] = set()
            for link in [child for child in item if has_class(child, "index-page")]:
                words = plain_text(link)
                if words in seen:
                    _drop_link(link)
                seen.add(words)


def _drop_link(link: Tree) -> None:
    """Remove a link and the comma before it."""
    before, tail = link.getprevious(), link.tail or ""
    if before is not None:
        before.tail = tail
    else:
        link.getparent().text = tail
    link.getparent().remove(link)
