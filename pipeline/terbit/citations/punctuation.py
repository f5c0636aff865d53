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
}
_YIELDING = {":": "!?", ";": "!?", " ": ",.;"}  # what takes the place of a mark or space
_PAIRS = (*_SWALLOWED.items(), *_YIELDING.items(), (" ", " "))
_DOUBTFUL = re.compile("|".join(f"{re.escape(one)}[{re.escape(other)}]" for one, other in _PAIRS))
_RUNS = re.compile(f"({CODE.pattern}+)|([^{CODE.pattern[1:]}+)")
_QUOTE_END = re.compile(f"{CLOSE['quote']}(?P<codes>{CODE.pattern}*)(?P<mark>[.,!?]+)")


def tidy(text: str, *, in_quote: bool = False) -> str:
    """Mend the seams of a rendered text and leave the inside of its fields alone.

    `in_quote` moves a full stop or comma inside a closing quotation mark (the locale option
    punctuation-in-quote).
    """
    mended = _seams(text)
    if not in_quote:
        return mended
    moved = _QUOTE_END.sub(_move_inside, mended)
    return moved if moved == mended == text else _seams(moved)


def _move_inside(found: re.Match[str]) -> str:
    """Move marks into a quotation, unless an author wrote them behind it."""
    before = found.string[: found.start("mark")]
    if before.count(OPEN["field"]) > before.count(CLOSE["field"]):
        return found[0]
    return f"{found['mark']}{CLOSE['quote']}{found['codes']}"


def _seams(text: str) -> str:
    out = [""]
    last = 0  # where in `out` the last visible character is
    depth = last_depth = 0
    for codes, run in _RUNS.findall(text):
        if codes:
            depth += codes.count(OPEN["field"]) - codes.count(CLOSE["field"])
            out.append(codes)
            continue
        settled = depth or not _DOUBTFUL.search(run)
        for at, char in enumerate(run):
            before = out[last][-1:]
            if char in _SWALLOWED.get(before, "") or before == char == " ":
                continue
            if char in _YIELDING.get(before, "") and not last_depth:
                out[last] = out[last][:-1]
                last = _last_visible(out) if before == " " else last
                if before == " " and char in _SWALLOWED.get(out[last][-1:], ""):
                    continue
            out += [run[at:-1], run[-1]] if settled else [char]
            last, last_depth = len(out) - 1, depth
            if settled:
                break
    return "".join(out)


def _last_visible(out: list[str]) -> int:
    """Return where the last text is that is no code."""
    return next((n for n in range(len(out) - 1, 0, -1) if out[n] and not CODE.match(out[n][-1])), 0)
