"""Transparency, which PDF/X-1a does not know: taken away where nothing shows through, named where something does."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from terbit.press.objects import Drawn, drawn
from terbit.press.pictures import is_see_through, lay_on_paper

__all__ = ["make_opaque", "pictures_on_paper", "see_through"]

_OPAQUE_MODES = ("/Normal", "/Compatible")
_SIGNS = ("/ca", "/CA", "/SMask", "/BM", "/AIS")


def pictures_on_paper(pdf: pikepdf.Pdf) -> list[int]:
    """Mix pictures that show through with the white of the paper; return the pages that have one."""
    pages = [(number, image) for number, image in drawn(pdf, used=True).images if is_see_through(image)]
    each = {image.objgen: image for _, image in pages}
    mixed = {name for name, image in each.items() if lay_on_paper(image)}  # type: ignore[arg-type]
    return list(dict.fromkeys(number for number, image in pages if image.objgen in mixed))


def make_opaque(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    """Take away all signs of transparency; return the pages where one had an effect, and what it is.

    A group in which all is opaque paints what it would paint without being one (ISO 32000-1, 11.4.1).
    """
    effects = see_through(pdf)
    everything = drawn(pdf, used=False)
    for _, state in everything.states:
        for name in _SIGNS:
            if name in state:
                del state[name]
    for _, image in everything.images:
        if "/SMask" in image:
            del image["/SMask"]
    for owner in everything.groups:
        del owner["/Group"]
    return effects


def see_through(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    """Return the pages on which something shows through something else, and what that is, each once."""
    return list(dict.fromkeys(_effects(drawn(pdf, used=True))))


def _effects(found: Drawn) -> Iterator[tuple[int, str]]:
    for number, state in found.states:
        for name, what in (("/ca", "a transparent fill"), ("/CA", "a transparent line")):
            if float(state.get(name, 1)) < 1:
                yield number, what
        if str(state.get("/SMask", "/None")) != "/None":
            yield number, "a soft mask"
        if str(state.get("/BM", "/Normal")) not in _OPAQUE_MODES:
            yield number, f"the blend mode {str(state.BM).lstrip('/')}"
    for number, image in found.images:
        if is_see_through(image):
            yield number, "a picture with transparent parts"
