"""Straight quotation marks and apostrophes in fields, read as what a typesetter would set for them."""

from __future__ import annotations

from collections.abc import Iterator

from terbit.citations.markup import CLOSE, CODE, OPEN

__all__ = ["curl", "quoted"]

_OPENER = {'"': '"', "'": "'", "”": "“"}
_OPENS = frozenset("\"'“")
_BEFORE = frozenset("([{—–-/“‘\"'")
_OPENINGS = {code: kind for kind, code in OPEN.items()}
_CLOSINGS = {code: kind for kind, code in CLOSE.items()}


def curl(text: str) -> str:
    """Make apostrophes of straight ones."""
    return text.replace("'", "’")


def quoted(text: str) -> str:
    """Mark quotations, and make apostrophes of what closes none; a lone double mark stays as it is.

    Two marks pair up if they are inside the same formats.
    """
    if not any(mark in text for mark in _OPENER):
        return text
    pairs = _pairs(text)
    ends = {end: start for start, end in pairs.items()}
    out = []
    for at, char in enumerate(text):
        if at in pairs:
            out.append(OPEN["quote"])
        elif at in ends:
            out.append(CLOSE["quote"])
        else:
            out.append("’" if char == "'" else char)
    return "".join(out)


def _pairs(text: str) -> dict[int, int]:
    found: dict[int, int] = {}
    waiting: list[tuple[int, str, tuple[str, ...]]] = []
    for at, char, path in _marks(text):
        before, after = _visible(text, at - 1, -1), _visible(text, at + 1, 1)
        opener = _closes(char, before, after) and _last(waiting, _OPENER.get(char, ""), path)
        if opener and waiting[opener - 1][0] < at - 1:
            found[waiting[opener - 1][0]] = at
            del waiting[opener - 1 :]
        elif char in _OPENS and after and not after.isspace() and (not before or before.isspace() or before in _BEFORE):
            waiting.append((at, char, path))
    return found


def _closes(char: str, before: str, after: str) -> bool:
    return char in _OPENER and bool(before) and not before.isspace() and (char == '"' or not after.isalnum())


def _last(waiting: list[tuple[int, str, tuple[str, ...]]], char: str, path: tuple[str, ...]) -> int:
    """Return the number of the last opening mark that fits, counted from 1, or 0."""
    fits = (n for n in range(len(waiting), 0, -1) if waiting[n - 1][1] == char and waiting[n - 1][2] == path)
    return next(fits, 0)


def _marks(text: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    path: tuple[str, ...] = ()
    for at, char in enumerate(text):
        if char in _OPENINGS:
            path = (*path, f"{char}{at}")
        elif char in _CLOSINGS:
            path = path[:-1]
        elif char in _OPENER or char in _OPENS:
            yield at, char, path


def _visible(text: str, at: int, step: int) -> str:
    while 0 <= at < len(text):
        if not CODE.match(text[at]):
            return text[at]
        at += step
    return ""
