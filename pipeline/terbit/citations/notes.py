"""Notes that a style makes of citations, set where a typesetter puts their marks."""

from __future__ import annotations

import re

from terbit.ast import Element, Elements, string, stringify

__all__ = ["set_mark"]

_SPACES = ("Space", "SoftBreak")
_STOPS = re.compile(r"[.,;:!?…]+(?![\w])")
_ENDED = (".", "!", "?", "…", ".”", "!”", "?”")


def set_mark(before: Elements, made: Elements, after: Element | None, *, in_quote: bool) -> Element | None:
    """Add what a citation becomes to the text before it; a note's mark stands close to the word, behind the stop.

    `made` may begin with the name of an author, to which the mark then belongs. `in_quote`: where the word before
    ends in a quotation mark, the stop goes inside. Return what is left of the element behind the citation.
    """
    if not made or made[-1]["t"] != "Note":
        before += made
        return after
    *words, mark = made
    while not words and before and before[-1]["t"] in _SPACES:
        before.pop()
    before += words
    stop, left = _stop(after)
    if stop:
        _add_stop(before, stop, in_quote=in_quote)
    before.append(mark)
    return left


def _stop(after: Element | None) -> tuple[str, Element | None]:
    """Part an element into the stop that it begins with and the rest."""
    found = _STOPS.match(after["c"]) if after and after["t"] == "Str" else None
    if after is None or found is None:
        return "", after
    rest = after["c"][found.end() :]
    return found[0], {**after, "c": rest} if rest else None


def _add_stop(inlines: Elements, stop: str, *, in_quote: bool) -> None:
    """Add a stop, but no full stop to what has its own."""
    last: Element = inlines[-1] if inlines else {"t": ""}
    if stop == "." and stringify([last]).endswith(_ENDED):
        return
    if last["t"] == "Quoted" and in_quote and stop in (".", ","):
        kind, inner = last["c"]
        inner = list(inner)
        _add_stop(inner, stop, in_quote=in_quote)
        inlines[-1] = {**last, "c": [kind, inner]}
    elif last["t"] == "Str":
        inlines[-1] = {**last, "c": last["c"] + stop}
    else:
        inlines.append(string(stop))
