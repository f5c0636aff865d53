"""The cover of a printed book: as wide as its pages make it, its type away from edges and folds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

import pypdfium2

from terbit.checks.model import Verdict
from terbit.checks.press.bleeds import check_bleeds
from terbit.checks.press.colours import check_colours
from terbit.checks.press.inks import check_inks
from terbit.checks.press.model import MM, Proof, Wanted, box_of
from terbit.checks.press.opening import opened
from terbit.checks.press.pictures import check_pictures
from terbit.checks.press.reading import Box, read_page
from terbit.checks.press.standard import check_standard
from terbit.config import Config, Trim
from terbit.cover.make import cover_press
from terbit.cover.wrap import Wrap, wrap_of
from terbit.diagnostics import Diagnostic, OnPage
from terbit.model import Document
from terbit.pdf.preflight import Expected, preflight

__all__ = ["check_cover", "check_wrap"]

_Measured: TypeAlias = tuple[str, str, str, tuple[Diagnostic, ...]]
"""What is measured on a cover: its name, the rule of a profile that asks it, what was found, and findings."""

_NEAR = 0.2
"""How exactly the widths of a cover and its distances are compared, in mm."""


def check_cover(file: Path, document: Document) -> Iterator[Verdict]:
    """Yield each check's verdict on the cover of a document; its pages are counted in the print PDF beside it."""
    config = document.config
    inside = file.with_name(f"{config.slug}-print.pdf")
    if not inside.is_file():
        message = f"there is no {inside.name} beside the cover, whose pages make the spine"
        found = Diagnostic("error", "cover-held", message, hint="run `terbit build print cover`")
        yield Verdict("cover", "failed", "no print PDF", (found,))
        return
    book = opened(inside.read_bytes())
    if isinstance(book, Verdict):
        yield book
        return
    with book:
        count = len(book.pages)
    yield from check_wrap(file.read_bytes(), config, count)


def check_wrap(data: bytes, config: Config, pages: int) -> Iterator[Verdict]:
    """Yield each check's verdict on a cover for so many pages."""
    pdf = opened(data)
    if isinstance(pdf, Verdict):
        yield pdf
        return
    wrap, press = wrap_of(config, pages), cover_press(config)
    size = Trim("the cover", round(wrap.whole, 3), wrap.height)
    expected = Expected(size, wrap.bleed, None, press=True, leaves=False)
    wanted = Wanted(expected, press.standard, press.colours, 1, press.ink_limit)
    with pdf, closing(pypdfium2.PdfDocument(data)) as shown:
        proof = Proof(data, pdf, shown, wanted, [read_page(page) for page in pdf.pages])
        yield _verdict("boxes and faces", preflight(data, expected))
        for name, check in _CHECKS.items():
            yield _verdict(name, tuple(check(proof)))
        for name, rule, said, found in _measured(proof, wrap, config, pages):
            source = config.press.profile.rule(rule) if config.press.profile else None
            cited = source.cited if source else "unconfirmed"
            yield _verdict(name, found, f"{said}; {cited}")


_CHECKS: dict[str, Any] = {
    "standard": check_standard,
    "colours": check_colours,
    "inks": check_inks,
    "pictures": check_pictures,
    "bleed": check_bleeds,
}


def _measured(proof: Proof, wrap: Wrap, config: Config, pages: int) -> Iterator[_Measured]:
    trim = box_of(proof.pdf.pages[0], "/TrimBox")
    boxes = list(_texts(proof.shown[0]))
    folds = trim[0] + wrap.width * MM, trim[0] + wrap.front * MM
    lettering = [box for box in boxes if box[2] > folds[0] and box[0] < folds[1]]
    yield _spine((trim[2] - trim[0]) / MM - 2 * wrap.width, wrap, config, pages)
    yield _lettering(lettering, wrap, pages)
    near = [box for box in lettering if min(box[0] - folds[0], folds[1] - box[2]) / MM < wrap.spine_safety - _NEAR]
    said = f"type on the spine keeps {wrap.spine_safety:.2f} mm from the folds"
    yield "spine safety", "spine-safety", said, _unsafe(near, f"not all {said}")
    said = f"type keeps {wrap.safety:.2f} mm from the edges"
    near = [box for box in boxes if _to_edge(box, trim) < wrap.safety - _NEAR]
    yield "safe area", "cover-safety", said, _unsafe(near, f"not all {said}")


def _spine(spine: float, wrap: Wrap, config: Config, pages: int) -> _Measured:
    paper = config.press.paper.name if config.press.paper else "no paper"
    said = f"the spine is {spine:.2f} mm; {pages} pages of {paper} make {wrap.spine:.2f} mm"
    if abs(spine - wrap.spine) <= _NEAR:
        return "spine", "papers", said, ()
    hint = "build it again: the number of pages has changed"
    return "spine", "papers", said, (OnPage("error", "cover-width", said, hint=hint, page=1),)


def _lettering(boxes: list[Box], wrap: Wrap, pages: int) -> _Measured:
    said = f"the spine of {pages} pages has {'type' if boxes else 'no type'}"
    if wrap.is_lettered or not boxes:
        return "spine type", "spine-text-pages", said, ()
    found = OnPage("error", "cover-lettering", said, hint="so thin a book has none", page=1, box=boxes[0])
    return "spine type", "spine-text-pages", said, (found,)


def _unsafe(near: list[Box], said: str) -> tuple[Diagnostic, ...]:
    hint = "set it smaller, or move it inwards"
    return (OnPage("error", "cover-unsafe", said, hint=hint, page=1, box=near[0]),) if near else ()


def _texts(page: Any) -> Iterator[Box]:
    text = page.get_textpage()
    yield from (text.get_rect(index) for index in range(text.count_rects()))


def _to_edge(box: Box, trim: Box) -> float:
    return min(box[0] - trim[0], box[1] - trim[1], trim[2] - box[2], trim[3] - box[3]) / MM


def _verdict(name: str, found: tuple[Diagnostic, ...], said: str = "") -> Verdict:
    return Verdict(name, "failed" if found else "passed", said or f"{len(found)} found", found)
