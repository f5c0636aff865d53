"""Where slides are in the book: the printed page of their section, and its address in the screen PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from terbit.model import Document
from terbit.slides.model import Slide

__all__ = ["Places", "places_of"]


@dataclass(frozen=True)
class Places:
    """`pages` say where sections begin in print, by their identifiers; `book` is the screen PDF's address, or empty."""

    pages: Mapping[str, str]
    book: str = ""

    def told(self, slide: Slide) -> Slide:
        """Return a slide that knows its page and its section's address.

        One of references has no page: the list is behind all chapters, and whatever moves them would change every deck.
        """
        address = f"{self.book}#nameddest={quote(slide.section)}" if self.book and slide.section else ""
        page = "" if slide.kind == "references" else self.pages.get(slide.section, "")
        told = (page, address) == (slide.page, slide.address)
        return slide if told else replace(slide, page=page, address=address)


def places_of(document: Document) -> Places:
    """Return the places of an edition's sections; where no edition is printed no page is known.

    An edition that is not printed itself names the pages of the pupils' book, and says so: sections have the same
    identifiers in all editions, and one that pupils do not have has no page there.
    """
    config, labels = document.config, document.labels
    folios = next((artifact.folios for artifact in document.made.get("print", ()) if artifact.folios), {})
    name = "slides.page" if "print" in config.targets_of(document.edition) else "slides.page-of-pupils"
    return Places({ident: labels(name, number=folio) for ident, folio in folios.items()}, _address(document))


def _address(document: Document) -> str:
    """Return the screen PDF's address as seen from a deck: below the book's own where there is one."""
    config = document.config
    if "screen" not in config.targets_of(document.edition):
        return ""
    name = quote(f"{config.slug}.pdf")
    return config.address_of(name, document.edition) or f"../{name}"
