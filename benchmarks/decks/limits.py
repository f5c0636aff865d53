"""What the figures of decks may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["wrong"]

_MOST_KB, _MEDIAN_WORDS, _SHARE = 2000, 40, 0.95
_COUNTED = ("decks", "slides of chapters", "words", "key sentences", "sections", "largest deck, kB")
"""What is told; all else is wanted to be none."""


def wrong(figures_: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is worse than it may be, by the figures of one book."""
    for shape, one in figures_["shapes"].items():
        for name, value in one.items():
            if name not in (*_COUNTED, "sections without a slide") and value:
                yield f"{shape}: {name}: {str(value)[:300]}"
        if one["words"]["median"] > _MEDIAN_WORDS:
            yield f"{shape}: a median of {one['words']['median']} words"
        if len(one["sections without a slide"]) > (1 - _SHARE) * one["sections"]:
            yield f"{shape}: sections without a slide: {one['sections without a slide']}"
        if max(one["largest deck, kB"].values()) > _MOST_KB:
            yield f"{shape}: a deck of {one['largest deck, kB']} kB"
    if figures_["files that differ in a second build"]:
        yield f"not the same twice: {figures_['files that differ in a second build'][:5]}"
    if figures_["leaks"]["in files of students"]:
        yield f"leaks: {figures_['leaks']['in files of students'][:5]}"
