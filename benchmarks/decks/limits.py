"""What the figures of decks may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

__all__ = ["slow", "wrong"]

_MOST_KB, _MEDIAN_WORDS, _SHARE, _COLD_SECONDS = 2000, 40, 0.95, 10
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


def slow(speed: Mapping[str, Any]) -> Iterator[str]:
    """Yield what takes longer than it may, by the clock of an idle machine."""
    wall = speed["cold"]["wall_s"]
    if wall > _COLD_SECONDS:
        yield f"all decks of the module took {wall} s"
    if strange := [name for name in speed["made again"] if not _is_of(name, speed["edited chapter"])]:
        yield f"made again though nothing in them had changed: {strange}"


def _is_of(deck: str, chapter: str) -> bool:
    """Tell whether a deck is a chapter's, or the whole book's, whose name is a part of the other."""
    stem = Path(deck).stem
    return stem.endswith(chapter) or not any(c.isdigit() for c in stem)
