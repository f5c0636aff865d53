"""Phrases: words with nothing but spaces between them become one text, so that later stages walk a short tree.

Of pandoc's elements nineteen in twenty are words and spaces, and a book is walked some fifty times in a build.
Every writer sets a Str of several words as it sets the words.
"""

from __future__ import annotations

import re
from typing import Any

from terbit.ast import Element, Elements

__all__ = ["join_words"]

_SPACES = ("Space", "SoftBreak")
# What stands alone: `{#eq-x}` behind a formula is read by a transform, a box before a task by pandoc's writers.
_APART = ("{", "☐", "☒")
_ELLIPSIS = ("…", "...")
_BEFORE_ELLIPSIS = re.compile(r" (?=…|\.\.\.)")


def join_words(node: Any) -> Any:
    """Return a tree with its words joined to phrases; citations keep theirs, which are read for locators.

    A phrase neither begins nor ends in a space: those before and after it stay elements of their own. An ellipsis stays
    with the word before it, as in the questions of an exercise: it begins no line.
    """
    if type(node) is list:
        return _joined(node)
    if type(node) is not dict:
        return node
    if node.get("t") == "Cite":
        citations, shown = node["c"]
        return {**node, "c": [citations, join_words(shown)]}
    return {key: join_words(value) for key, value in node.items()}


def _joined(items: list[Any]) -> list[Any]:
    out: list[Any] = []
    words: Elements = []
    for item in items:
        tag = item.get("t") if type(item) is dict else ""
        if tag in _SPACES or (tag == "Str" and not item["c"].startswith(_APART)):
            words.append(item)
            continue
        out += _phrase(words)
        words = []
        out.append(join_words(item))
    return out + _phrase(words)


def _phrase(words: Elements) -> Elements:
    """Join words and the spaces between them; those at the ends stay."""
    inner = [at for at, word in enumerate(words) if word["t"] == "Str"]
    if not inner:
        return words
    first, last = inner[0], inner[-1] + 1
    text = "".join(word["c"] if word["t"] == "Str" else " " for word in words[first:last])
    bound = _BEFORE_ELLIPSIS.sub("\u00a0", text)
    before = words[:first]
    if before and bound.startswith(_ELLIPSIS):
        before, bound = [], f"\u00a0{bound}"
    phrase: Element = {"t": "Str", "c": bound}
    return [*before, phrase, *words[last:]]
