"""Pandoc's MathML, finished: its TeX as alternative text, bold letters as they are written."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["finish_math"]

_SLANTED = re.compile(r"\\(?:bm|boldsymbol|pmb|symbf|mathbfit)(?![A-Za-z])")
_BOLD_ITALIC, _BOLD = range(0x1D468, 0x1D49C), 0x1D400  # the Latin letters


def finish_math(math: Any) -> None:
    """Copy the TeX that pandoc annotates a formula with to its alternative text (EPUB 3.3, 5.2.3)."""
    for annotation in math.iter("{*}annotation"):
        math.set("alttext", (annotation.text or "").strip())
    tex = math.get("alttext", "")
    if "\\mathbf" in tex and not _SLANTED.search(tex):
        for letter in math.iterfind(".//{*}mi[@mathvariant='bold-italic']"):
            _set_upright(letter)


def _set_upright(letter: Any) -> None:
    r"""Set a bold letter of \mathbf upright, as LaTeX does; pandoc 3.9 slants it as \boldsymbol does."""
    code = ord(letter.text or " ")
    if code in _BOLD_ITALIC:
        letter.text = chr(code - _BOLD_ITALIC.start + _BOLD)
        letter.set("mathvariant", "bold")
