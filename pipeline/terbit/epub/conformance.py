"""Whether the EPUB may say that it conforms to WCAG: only what has been checked, and only with somebody's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from terbit.config import Config
from terbit.diagnostics import Diagnostic
from terbit.epub.accessibility import Facts
from terbit.epub.parts import Page
from terbit.epub.xhtml import Tree, local, plain_text, walk

__all__ = ["claims", "obstacles", "withheld"]

STANDARD = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
_COLOUR = re.compile(r"(?<![-\w])color\s*:(?!\s*(?:inherit|currentcolor))", re.IGNORECASE)


def claims(config: Config, found: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the properties of a conformance claim (EPUB Accessibility 1.1, section 4), if one may be made.

    It rests on the certifier, who must be named, and on the checks of this module, which must find nothing.
    """
    if config.accessibility.certifier and not found:
        yield "dcterms:conformsTo", STANDARD
        yield "a11y:certifiedBy", config.accessibility.certifier
        if config.accessibility.credential:
            yield "a11y:certifierCredential", config.accessibility.credential


def withheld(config: Config, found: Sequence[str]) -> Iterator[Diagnostic]:
    """Tell why a claim that the configuration asks for is not made."""
    if config.accessibility.certifier and found:
        message = f"the EPUB does not claim to conform to WCAG: {'; '.join(found)}"
        place = config.places.get("accessibility.certifier") or config.places.get("accessibility")
        yield Diagnostic("warning", "conformance-withheld", message, place, "mend this, or take the certifier out")


def obstacles(pages: Sequence[Page], facts: Facts, css: str, broken: Sequence[Diagnostic]) -> list[str]:
    """Return what stands against conformance, of what a program can see."""
    trees = [page.tree for page in pages]
    counts = {
        "{} images without a text that says something": facts.undescribed,
        "{} formulas without text": facts.formulas_without_text,
        "{} tables without header cells": sum(_is_headless(t) for tree in trees for t in walk(tree, "table")),
        "{} headings that skip a level or are empty": sum(_skips(tree) for tree in trees),
        "{} links that lead nowhere": len(broken),
        "{} links without words": sum(not _is_named(link) for tree in trees for link in walk(tree, "a")),
        "{} pages without a title": sum(not page.title.strip() for page in pages),
    }
    found = [words.format(number) for words, number in counts.items() if number]
    if not facts.adjustable:
        found.append("a style fixes the size of text")
    if _COLOUR.search(css):
        found.append("a style fixes the colour of text")
    if facts.moving or facts.sound:
        found.append("moving images or sound, which no program judges")
    return found


def _is_headless(table: Tree) -> bool:
    return next(walk(table, "th"), None) is None


def _skips(tree: Tree) -> int:
    """Count headings deeper by more than one than the heading before, and empty ones (WCAG 2.1, 1.3.1, 2.4.6)."""
    count, level = 0, 0
    for heading in walk(tree, "h1", "h2", "h3", "h4", "h5", "h6"):
        own = int(local(heading)[1])
        count += own > level + 1 or not plain_text(heading)
        level = own
    return count


def _is_named(link: Tree) -> bool:
    if "href" not in link.attrib:
        return True
    words = link.get("aria-label") or "".join(link.itertext()).strip()
    return bool(words or link.xpath(".//@alt[normalize-space()]"))
