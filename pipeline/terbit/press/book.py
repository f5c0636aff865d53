"""A book for the press: its PDF in inks, in whole signatures, to its standard."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from terbit.cache import Cache
from terbit.config import Press
from terbit.diagnostics import Diagnostic, OnPage
from terbit.digest import digest_bytes
from terbit.press.colours import FourInks, Inks, OneInk
from terbit.press.convert import convert
from terbit.press.profile import Profile
from terbit.press.sheets import fill_signature, label_pages
from terbit.press.standard import STANDARDS, Standard, conform, saved
from terbit.press.transparency import make_opaque, pictures_on_paper

__all__ = ["Pressed", "for_press"]


@dataclass(frozen=True)
class Pressed:
    """A PDF for the press, the count of its pages, and what of it cannot be printed."""

    pdf: bytes
    pages: int
    findings: tuple[Diagnostic, ...]


def for_press(data: bytes, front: int, wanted: Press, profile: Profile | None, cache: Cache) -> Pressed:
    """Return a PDF that has its boxes and marks as the press is to get it.

    `front` is the number of pages before the first that is numbered 1; without a profile colours stay as they are.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fill_signature(pdf, wanted)
        label_pages(pdf, front)
        standard = STANDARDS.get(wanted.standard)
        findings = tuple(_converted(pdf, wanted, standard, profile, cache) if profile else ())
        if standard and profile:
            conform(pdf, standard, profile, digest_bytes(data))
        return Pressed(saved(pdf, standard), len(pdf.pages), findings)


def _converted(
    pdf: pikepdf.Pdf, wanted: Press, standard: Standard | None, profile: Profile, cache: Cache
) -> Iterator[Diagnostic]:
    inks: Inks = OneInk(profile) if wanted.colours == 1 else FourInks(profile, wanted.ink_limit)
    for number, what in convert(pdf, inks, cache):
        hint = "draw it in colours of its own kind: RGB, CMYK or grey"
        yield OnPage("error", "press-colour", f"page {number} has {what}", hint=hint, page=number)
    if standard and not standard.transparency:
        yield from _opaque(pdf)


def _opaque(pdf: pikepdf.Pdf) -> Iterator[Diagnostic]:
    """Take transparency away, and tell where something showed through something else."""
    hint = "where it stands on a ground of another colour, give it that ground in the file itself"
    for number in pictures_on_paper(pdf):
        message = f"page {number} has a picture with transparent parts: they are white, for PDF/X-1a has no others"
        yield OnPage("note", "press-flattened", message, hint=hint, page=number)
    hint = "take opacity out of the style sheets, or write `print: {standard: x-4}`, which allows it"
    for number, what in make_opaque(pdf):
        message = f"page {number} has {what}, which PDF/X-1a forbids"
        yield OnPage("error", "press-transparent", message, hint=hint, page=number)
