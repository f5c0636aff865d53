"""Ways through a finished EPUB: each note, term, index entry and citation leads somewhere, and from there back."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath

from lxml import etree

__all__ = ["Book"]


class Book:
    """The elements of an EPUB by their addresses, `text/a.xhtml#id`."""

    def __init__(self, file: Path) -> None:
        with zipfile.ZipFile(file) as archive:
            names = [n for n in archive.namelist() if n.endswith(".xhtml")]
            self.files = {n.removeprefix("EPUB/"): etree.fromstring(archive.read(n)) for n in names}
        self.at = {f"{path}#{e.get('id')}": e for path, tree in self.files.items() for e in tree.iter() if e.get("id")}
        self.address = {element: address for address, element in self.at.items()}
        self.path = {element: path for path, tree in self.files.items() for element in tree.iter()}
        self.counts: Counter[str] = Counter()

    def faults(self) -> list[str]:
        """Return every way that does not lead there or not back; `counts` has how many were followed."""
        self.counts.clear()
        return [*self._notes(), *self._terms(), *self._index(), *self._cites()]

    def target(self, link) -> etree._Element | None:
        """Return what a link leads to."""
        path, _, ident = link.get("href", "").partition("#")
        own = self.path[link]
        return self.at.get(f"{normpath(join(dirname(own), path)) if path else own}#{ident}")

    def named(self, *names: str) -> Iterator[etree._Element]:
        """Yield the links of a class."""
        for tree in self.files.values():
            for element in tree.iter("{*}a"):
                if set(names) & set((element.get("class") or "").split()):
                    yield element

    def below(self, element, *names: str) -> list[etree._Element]:
        """Return where the links of a class below an element lead."""
        links = [e for e in element.iter("{*}a") if set(names) & set((e.get("class") or "").split())]
        return [self.target(link) for link in links]

    def _notes(self) -> Iterator[str]:
        for reference in self.named("noteref"):
            self.counts["notes"] += 1
            note = self.target(reference)
            if note is None or note.get("role") != "doc-footnote" or reference not in self.below(note, "backlink"):
                yield f"note {reference.get('href')}"

    def _terms(self) -> Iterator[str]:
        for use in self.named("gls"):
            self.counts["terms"] += 1
            term = self.target(use)
            back = [] if term is None else self.below(_definition(term), "backlink")
            if not any(use.get("href").partition("#")[2] == (b.get("href") or "").partition("#")[2] for b in back):
                yield f"term {use.get('href')}"

    def _index(self) -> Iterator[str]:
        for link in self.named("index-page"):
            self.counts["index"] += 1
            mark, item = self.target(link), link.getparent()
            if mark is None or not any(item is found for found in self._from_mark(mark)):
                yield f"index {link.get('href')}"

    def _from_mark(self, mark) -> Iterator[etree._Element]:
        """Yield the entries of the index that a marked word leads to, by way of the glossary if it is a term of it."""
        if mark.get("href"):
            yield self.target(mark)
        for link in [*mark.iter("{*}a"), *mark.iterancestors("{*}a")]:
            term = self.target(link)
            if term is not None and "gls" in (link.get("class") or "").split():
                yield from self.below(_definition(term), "to-index")

    def _cites(self) -> Iterator[str]:
        for cite in self.named("cite"):
            self.counts["citations"] += 1
            entry = self.target(cite)
            is_entry = entry is not None and entry.tag.endswith("}li")
            if not is_entry or cite not in self.below(entry, "backlink"):
                yield f"citation {cite.get('id')} {cite.get('href')}"


def _definition(term) -> etree._Element:
    return next(term.iterancestors("{*}dt")).getnext()
