"""Making the cover: laid out, dressed and set in inks as the inside is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time

import pikepdf

from terbit.cache import Cache
from terbit.config import Config, Press
from terbit.cover.page import band_height, cover_css, cover_html, cover_pictures
from terbit.cover.words import faces_for, fit_blurb, fit_front, fit_spine, margin_of
from terbit.cover.wrap import Wrap, wrap_of
from terbit.diagnostics import Diagnostic, Location
from terbit.model import Document
from terbit.pdf.finish import dress_page
from terbit.pdf.marks import SLUG, Edges
from terbit.pdf.model import Composition, Layout, Sheet
from terbit.pdf.write import write
from terbit.press import for_press, profile_of
from terbit.theme import read_tokens

__all__ = ["cover_press", "make_cover"]

_PT = 72 / 25.4
_FOOT = 34.0
"""What barcode and imprint take at the foot of the back, and the motif at its head, in mm."""
_HEAD = 16.0


def make_cover(document: Document, pages: int, cache: Cache) -> Layout:
    """Return the cover of a book of so many pages as a PDF of one page, with what was found.

    It is empty if it cannot be made.

    Raises
    ------
    MachineError
        If there is no colour profile, or the engine cannot be loaded.
    """
    config = document.config
    profile = profile_of(document) if config.press.standard != "none" else None
    lacking = profile if isinstance(profile, Diagnostic) else _lacking(config)
    if lacking or isinstance(profile, Diagnostic):
        return Layout(b"", 0, 0, findings=(lacking,) if lacking else ())
    wrap = wrap_of(config, pages)
    composition, sheet = _composed(document, wrap)
    made = write(composition, sheet)
    pressed = for_press(_dressed(made.pdf, wrap, config.press), 0, cover_press(config), profile, cache)
    return Layout(pressed.pdf, 1, 0, findings=(*composition.findings, *made.findings, *pressed.findings))


def cover_press(config: Config) -> Press:
    """Return how the cover goes to the press: as the inside does, but in colours, and as one leaf."""
    profile = config.press.profile
    colours = profile.get("cover-colours", 4) if profile else 4
    return replace(config.press, colours=colours, signature=1, last_blank=False)


def _lacking(config: Config) -> Diagnostic | None:
    if config.press.paper:
        return None
    key = next((key for key in ("print.profile", "print", "targets") if key in config.places), "print")
    message = "the cover needs the paper of the inside: it makes the spine as wide as it is"
    hint = "write `print: {paper: {name: HVS 70 g, thickness: 0.092}}` with the thickness of a leaf in mm"
    known = config.press.profile.get("papers", {}) if config.press.profile else {}
    hint += f", or one of {', '.join(known)}" if known else ""
    return Diagnostic("error", "cover-paper", message, config.places.get(key, Location("terbit.yaml")), hint)


def _composed(document: Document, wrap: Wrap) -> tuple[Composition, Sheet]:
    tokens = read_tokens(document.styles["theme.css"].data.decode())
    faces, margin = faces_for(tokens), margin_of(wrap)
    front = fit_front(document, wrap, faces, wrap.height - band_height(wrap) - 2 * margin)
    room = wrap.height - 2 * margin - _HEAD - _FOOT
    blurb, long_ = fit_blurb(document, faces, wrap.width - 2 * margin, room)
    spine, unlettered = fit_spine(document, wrap, faces)
    theme, own = (document.styles[name].data.decode() for name in ("theme.css", "cover.css"))
    midnight = datetime.combine(document.config.date, time(), UTC)
    composition = Composition(
        html=cover_html(document, front, spine),
        resources=cover_pictures(document, wrap, tokens),
        tokens=tokens,
        hyphenation="",
        epoch=int(midnight.timestamp()),
        findings=(*long_, *unlettered, *_without_isbn(document)),
    )
    return composition, Sheet((theme, cover_css(wrap, blurb), own))


def _without_isbn(document: Document) -> Iterator[Diagnostic]:
    if "print" not in document.config.isbn:
        place = document.config.places.get("isbn", Location("terbit.yaml"))
        message = "the cover has no barcode, for the printed book has no ISBN"
        yield Diagnostic("note", "cover-isbn", message, place, "write `isbn: {print: …}` when you have it")


def _dressed(data: bytes, wrap: Wrap, press: Press) -> bytes:
    """Return the laid-out page with its boxes, and with marks where the spine is folded."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        dress_page(pdf, page, Edges(wrap.bleed, press.marks), recto=True)
        if press.marks:
            page.contents_add(pdf.make_stream(_folds(wrap).encode()))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _folds(wrap: Wrap) -> str:
    """Draw dashed hairlines in the slug, above and below the folds of the spine."""
    left, slug = (SLUG + wrap.bleed) * _PT, SLUG * _PT
    top = (wrap.height + 2 * wrap.bleed) * _PT + slug
    lines = [
        f"{x:.4f} {y:.4f} m {x:.4f} {y + step:.4f} l"
        for x in (left + wrap.width * _PT, left + wrap.front * _PT)
        for y, step in ((slug - 2, -slug * 0.7), (top + 2, slug * 0.7))
    ]
    return f"q 0 G 0.25 w [2 2] 0 d {' '.join(lines)} S Q"
