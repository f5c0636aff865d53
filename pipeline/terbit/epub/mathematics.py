"""The face that formulas are set in, the one that they have in print, and the characters that it must hold."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from terbit.assets import FontFile
from terbit.epub.xhtml import MATHML, Tree

__all__ = ["drawn", "math_faces"]

_FILE = "fonts/STIXTwoMath-Regular.ttf"
_HIDDEN = f"{{{MATHML}}}annotation"
_IDENTIFIER = f"{{{MATHML}}}mi"
_ROOTS = frozenset({f"{{{MATHML}}}msqrt", f"{{{MATHML}}}mroot"})
# Latin, dotless i and j, Greek; the italic h is an older character of its own.
_ITALICS = (*range(0x1D434, 0x1D468), 0x1D6A4, 0x1D6A5, *range(0x1D6E2, 0x1D71C), 0x210E)


@cache
def math_faces() -> tuple[FontFile, ...]:
    """Return STIX Two Math, which comes with ziamath 0.13: without an OpenType MATH table readers misplace scripts."""
    package = find_spec("ziamath")  # found, not loaded: that would take longer than the rest of an EPUB
    places = [Path(place) / _FILE for place in (package.submodule_search_locations if package else None) or ()]
    return tuple(FontFile("STIX Two Math", 400, "normal", path, path) for path in places if path.is_file())


def drawn(element: Tree) -> str:
    """Return the characters that an element draws of its own text, in formulas and elsewhere.

    A single letter in a formula is drawn italic, which is another character (MathML Core, section 4.2, math-auto);
    a root has its sign.
    """
    text = element.text or ""
    if element.tag == _IDENTIFIER and len(text) == 1:
        return text + _italics().get(text, "")
    if element.tag in _ROOTS:
        return f"√{text}"
    return "" if element.tag == _HIDDEN else text


@cache
def _italics() -> dict[str, str]:
    """Return the italic of each letter that has one: Unicode says which letter each of these stands for."""
    plain = {code: unicodedata.decomposition(chr(code)).removeprefix("<font> ") for code in _ITALICS}
    return {chr(int(letter, 16)): chr(code) for code, letter in plain.items() if letter}
