"""Ways back: from the glossary and the index to the text, from marked words to the index, from answers to exercises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from terbit.epub.parts import Page
from terbit.epub.semantics import add_backlink
from terbit.epub.xhtml import XHTML, E, Tree, by_class, has_class, local, plain_text, set_type, walk
from terbit.labels import Labels

__all__ = ["tie"]


def tie(pages: Sequence[Page], labels: Labels) -> None:
    """Lead from each entry to the text and from the text to each entry, in place."""
    definitions = dict(_tie_glossary(pages, labels))
    _tie_index(pages, definitions, labels)
    for page in pages:
        _tie_answers(page.tree, labels)
        _tie_details(page.tree, labels)


def _tie_glossary(pages: Sequence[Page], labels: Labels) -> Iterator[tuple[str, Tree]]:
    """Lead from each term back to the place where the book first uses it; yield addresses and definitions."""
    first: dict[str, Tree] = {}
    for reference in (r for page in pages for r in by_class(page.tree, "gls")):
        first.setdefault(reference.get("href", ""), reference)
    for term in (t for page in pages for t in by_class(page.tree, "glossary-term")):
        address, definition = f"#{term.get('id')}", _definition(term)
        if definition is None:
            continue
        if address in first:
            use = first[address]
            use.set("id", use.get("id") or f"use-{term.get('id')}")
            add_backlink(_last_line(definition), use.get("id"), labels("back-to-text"))
        yield address, definition


def _definition(term: Tree) -> Tree | None:
    """Return what a term is explained by; both are marked as what they are."""
    entry = next((above for above in term.iterancestors() if local(above) == "dt"), None)
    following = entry.getnext() if entry is not None else None
    if following is None or local(following) != "dd":
        return None
    set_type(entry, "glossterm")
    set_type(following, "glossdef")
    return following


def _last_line(definition: Tree) -> Tree:
    paragraphs = list(walk(definition, "p"))
    return paragraphs[-1] if paragraphs else definition


def _tie_index(pages: Sequence[Page], definitions: dict[str, Tree], labels: Labels) -> None:
    """Make the marked words lead to their entry; words that lead to the glossary do so by way of it."""
    marks = {mark.get("id"): mark for page in pages for mark in by_class(page.tree, "index-mark")}
    items = [item for page in pages if page.kind == "index" for item in walk(page.tree, "li")]
    told: set[tuple[str, str]] = set()
    for number, item in enumerate(items, start=1):
        for link in [child for child in item if has_class(child, "index-page")]:
            mark = marks.get(link.get("href", "").removeprefix("#"))
            if mark is not None:
                item.set("id", f"index-{number}")
                _lead_to_entry(mark, item, definitions, told, labels)


def _lead_to_entry(
    mark: Tree, item: Tree, definitions: dict[str, Tree], told: set[tuple[str, str]], labels: Labels
) -> None:
    links = [*walk(mark, "a"), *(above for above in mark.iterancestors() if local(above) == "a")]
    if not links:
        mark.tag = f"{{{XHTML}}}a"
        mark.set("href", f"#{item.get('id')}")
        return
    for address in (link.get("href", "") for link in links):
        pair = (address, item.get("id"))
        if address in definitions and pair not in told:
            told.add(pair)
            _add_index_link(_last_line(definitions[address]), item, labels("index"))


def _add_index_link(line: Tree, item: Tree, name: str) -> None:
    term = next((plain_text(e) for e in by_class(item, "index-term")), "")
    link = E("a", {"class": "to-index", "href": f"#{item.get('id')}", "aria-label": f"{name}: {term}"}, name)
    if len(line):
        line[-1].tail = (line[-1].tail or "").rstrip() + "\u00a0· "
    line.append(link)


def _tie_answers(tree: Tree, labels: Labels) -> None:
    """Lead from each exercise to its answers and back; students' books have no answers."""
    exercise: Tree | None = None
    for box in list(by_class(tree, "box")):
        if has_class(box, "box-exercise"):
            exercise = box
        elif has_class(box, "box-answer") and exercise is not None and exercise.get("id") and box.get("id"):
            _add_line(exercise, box, labels("box.answer"))
            _add_line(box, exercise, _label(exercise))


def _tie_details(tree: Tree, labels: Labels) -> None:
    """Lead from a picture to what describes it at length (EPUB Accessibility 1.1, longDescription)."""
    here = {element.get("id") for element in walk(tree)}
    for image in list(walk(tree, "img")):
        ident = image.attrib.pop("data-fig-details", "").removeprefix("#")
        if not ident:
            continue
        if ident in here:
            image.set("aria-details", ident)
        link = E("a", {"class": "fig-details", "href": f"#{ident}"}, labels("epub.details"))
        figure = next((above for above in image.iterancestors() if local(above) == "figure"), None)
        caption = next(walk(figure, "figcaption"), None) if figure is not None else None
        if caption is None:
            image.addnext(link)
            image.tail, link.tail = "\u00a0", image.tail
        else:
            caption.append(E("span", {"class": "fig-details-line"}, "\u00a0", link))


def _label(box: Tree) -> str:
    return next((plain_text(e) for e in by_class(box, "box-label")), "") or plain_text(box)[:40]


def _add_line(box: Tree, target: Tree, words: str) -> None:
    """Put a link below the title of a box."""
    line = E("p", {"class": "box-link"}, E("a", {"href": f"#{target.get('id')}"}, words))
    at = next((n for n, child in enumerate(box, start=1) if has_class(child, "box-title")), 0)
    box.insert(at, line)
