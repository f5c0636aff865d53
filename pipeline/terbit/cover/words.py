"""What stands on a cover: words, fitted to front, back and spine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from terbit.assets import FontFile
from terbit.cover.fit import Fitted, fitted, length
from terbit.cover.wrap import Wrap
from terbit.diagnostics import Diagnostic, Location
from terbit.epub.matter import byline, edition_name
from terbit.faces import faces_of
from terbit.model import Document

__all__ = ["Faces", "Front", "Spine", "blurb_of", "faces_for", "fit_blurb", "fit_front", "fit_spine", "margin_of"]

MM = 72 / 25.4
_LEADING = 1.14
_BLURB_LEADING = 1.42
_BLURB_SIZES = tuple(size / 2 for size in range(26, 15, -1))
_SPINE_SIZES = tuple(size / 2 for size in range(36, 12, -1))
_SPINE_FILLED = 0.62
"""How much of the spine's safe width letters take, with their descenders."""
_GAP = 9.0
"""Between what stands on the spine, in mm."""


@dataclass(frozen=True)
class Faces:
    """The faces of a cover: for the title, for what is beside it, and for names."""

    title: FontFile
    light: FontFile
    strong: FontFile


@dataclass(frozen=True)
class Front:
    """The front's texts at their sizes."""

    title: Fitted
    subtitle: Fitted
    authors: Fitted
    imprint: str
    edition: str


@dataclass(frozen=True)
class Spine:
    """The spine's texts, from head to foot, and their size in pt; without type they are empty."""

    title: str = ""
    authors: str = ""
    publisher: str = ""
    size: float = 0.0


def faces_for(tokens: Mapping[str, str]) -> Faces:
    """Return the theme's faces for a cover."""
    text, interface = (list(faces_of([tokens[name]])) for name in ("face-text", "face-interface"))
    return Faces(_nearest(text, 600), _nearest(interface, 400), _nearest(interface, 600))


def margin_of(wrap: Wrap) -> float:
    """Return how far type stands from the edges, in mm."""
    return max(wrap.width * 0.085, wrap.safety + 2)


def fit_front(document: Document, wrap: Wrap, faces: Faces, room: float) -> Front:
    """Return the front's texts as large as a height in mm has room for."""
    config = document.config
    width, whole = (wrap.width - 2 * margin_of(wrap)) * MM, wrap.width * MM
    authors = byline(config.authors, document.labels)
    for step in range(10):
        scale = whole * (1 - step / 13)
        title = fitted(config.title, faces.title, width, _sizes(scale, 0.125, 0.05), 3)
        subtitle = fitted(config.subtitle, faces.light, width, _sizes(scale, 0.044, 0.026), 3)
        names = fitted(authors, faces.strong, width, _sizes(scale, 0.036, 0.024), 2)
        taken = sum(len(text.lines) * text.size * _LEADING for text in (title, subtitle, names))
        if taken + whole * 0.16 <= room * MM:
            break
    return Front(title, subtitle, names, config.publisher.name, edition_name(document))


def blurb_of(document: Document) -> tuple[str, ...]:
    """Return the paragraphs of the back's text."""
    text = document.config.blurb or document.config.description
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def fit_blurb(document: Document, faces: Faces, width: float, room: float) -> tuple[float, tuple[Diagnostic, ...]]:
    """Return the size at which the back's text fills no more than a width and a height in mm."""
    paragraphs = blurb_of(document)
    for size in _BLURB_SIZES:
        lines = sum(len(fitted(one, faces.title, width * MM, (size,), 99).lines) for one in paragraphs)
        if (lines + (len(paragraphs) - 1) * 0.5) * size * _BLURB_LEADING <= room * MM:
            return size, ()
    key = "blurb" if document.config.blurb else "description"
    message = f"{key} is too long for the back of the cover: {sum(map(len, paragraphs))} letters"
    hint = "shorten it, or give the cover a text of its own: `blurb: …`"
    return _BLURB_SIZES[-1], (Diagnostic("error", "cover-blurb", message, _place(document, key), hint),)


def fit_spine(document: Document, wrap: Wrap, faces: Faces) -> tuple[Spine, tuple[Diagnostic, ...]]:
    """Return the spine's texts, with as many of them as there is room for: the title first."""
    if not wrap.is_lettered:
        return Spine(), ()
    config = document.config
    within = (wrap.spine - 2 * wrap.spine_safety) * MM * _SPINE_FILLED
    room = (wrap.height - 2 * margin_of(wrap)) * MM
    sizes = tuple(size for size in _SPINE_SIZES if size <= within)
    names = byline(config.authors, document.labels)
    for title, authors, publisher in _choices(config.title, names, config.publisher.name):
        texts = [text for text in (title, authors, publisher) if text]
        for size in sizes:
            if sum(length(text, faces.strong, size) for text in texts) + (len(texts) - 1) * _GAP * MM <= room:
                return Spine(title, authors, publisher, size), ()
    reason = "longer than the spine" if sizes else f"too large for a spine of {wrap.spine:.1f} mm"
    message = f"the spine stays without type: the title is {reason}"
    hint = "shorten the title, or take a thicker paper" if sizes else "nothing is wrong with it: thin books have none"
    severity: Any = "warning" if sizes else "note"
    return Spine(), (Diagnostic(severity, "cover-spine", message, _place(document, "title"), hint),)


def _choices(title: str, authors: str, publisher: str) -> Iterator[tuple[str, str, str]]:
    yield title, authors, publisher
    yield title, "", publisher
    yield title, "", ""


def _sizes(scale: float, largest: float, smallest: float) -> tuple[float, ...]:
    low, high = round(scale * smallest), round(scale * largest)
    return tuple(float(size) for size in range(high, low - 1, -1))


def _nearest(faces: Sequence[FontFile], weight: int) -> FontFile:
    upright = [face for face in faces if face.style == "normal"]
    return min(upright, key=lambda face: (abs(face.weight - weight), face.weight))


def _place(document: Document, key: str) -> Location:
    return document.config.places.get(key, Location("terbit.yaml"))
