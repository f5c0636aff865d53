"""Punctuation where two rendered parts meet: doubled marks, spaces, and marks beside a closing quotation mark."""

from __future__ import annotations

import re

from terbit.citations.markup import CLOSE, CODE, OPEN

__all__ = ["tidy"]

# After the first mark the second is dropped; the pairs are those on which citeproc-js and pandoc agree.
_SWALLOWED = {
    ".": ".",
    ",": ",",
    ";": ";.:",
    ":": ":.",
    "!": "!.:",
    "?": "?.:",
    "…": ".",
}
_STRONGER = {":": "!?", ";": "!?"}  # what replaces a mark
_AFTER_SPACE = ",.;"
_QUOTE_END = re.compile(f"{CLOSE['quote']}(?P<codes>{CODE.pattern}*)(?P<mark>[.,!?]+)")


def tidy(text: str, *, in_quote: bool = False) -> str:
    """Mend the seams of a rendered text and leave the inside of its fields alone.

    `in_quote` moves a full stop or comma inside a closing quotation mark (the locale option
    punctuation-in-quote).
    """
    mended = _seams(text)
    return _seams(_QUOTE_END.sub(_move_inside, mended)) if in_quote else mended


def _move_inside(found: re.Match[str]) -> str:
    """Move marks into a quotation, unless an author wrote them behind it."""
    before = found.string[: found.start("mark")]
    if before.count(OPEN["field"]) > before.count(CLOSE["field"]):
        return found[0]
    return f"{found['mark']}{CLOSE['quote']}{found['codes']}"


def _seams(text: str) -> str:
    out: list[str] = []
    last = -1  # where in `out` the last visible character is
    depth = last_depth = 0
    seam = True
    for char in text:
        if CODE.match(char):
            depth += (char == OPEN["field"]) - (char == CLOSE["field"])
            out.append(char)
            seam = True
            continue
        if last >= 0 and (seam or not (depth or last_depth)):
            before = out[last]
            if char in _SWALLOWED.get(before, "") or before == char == " ":
                continue
            if char in _STRONGER.get(before, "") and not last_depth:
                out[last] = ""
            if before == " " and char in _AFTER_SPACE and not last_depth:
                out[last] = ""
        out.append(char)
        last, last_depth, seam = len(out) - 1, depth, False
    return "".join(out)
