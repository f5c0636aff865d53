"""How lines are filled: spaces that are stretched too far, and lines longer than their measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from terbit.checks.press.lines import Line
from terbit.checks.press.model import Proof, on_page
from terbit.checks.press.setting import SetBlock
from terbit.diagnostics import OnPage

__all__ = ["LOOSEST", "check_spaces", "is_loose"]

LOOSEST = 2.5
"""The looseness that a line may have: how many times as wide as the face's own space those between its words are."""
_FEWEST = 3
"""Words that a line has at least if its spaces are to tell anything."""
_SLACK = 2.2
"""What may stand over the measure, in pt: a hyphen, the overhang of an italic f, a fifth of the type size."""
_ENOUGH = 3
"""As many lines must end at one place for it to be the edge of the measure."""


def check_spaces(proof: Proof) -> Iterator[OnPage]:
    """Find loose lines and overfull ones: in the manuscript's text, or, of any PDF, in all lines."""
    edges = _edges(proof.setting)
    places = {line: (one.block.kind, one.block.where) for one in proof.setting for line in one.lines}
    for line in places or proof.lines:
        kind, place = places.get(line, ("text", None))
        if kind in ("text", "note") and is_loose(line):
            what = f"has a line with spaces {line.looseness:.1f} times as wide as its face's: '{line.start}'"
            hint = "let a word be broken, or change one in the paragraph"
            yield replace(on_page("note", "line-loose", line.page, what, hint, line.box), where=place)
        over = line.box[2] - edges.get(line.page % 2, line.box[2])
        if over > _SLACK:
            what = f"has a line that stands {over:.1f} pt over the measure: '{line.start}'"
            hint = "break a long word or address in it"
            yield replace(on_page("warning", "line-overfull", line.page, what, hint, line.box), where=place)


def is_loose(line: Line) -> bool:
    """Say whether a line's spaces are stretched beyond `LOOSEST`."""
    return len(line.words) >= _FEWEST and line.looseness > LOOSEST


def _edges(setting: Sequence[SetBlock]) -> Mapping[int, float]:
    """Return the right edge of the measure on left-hand and right-hand pages: where most lines of text end."""
    ends: Counter[tuple[int, float]] = Counter(
        (line.page % 2, round(line.box[2], 1)) for one in setting if one.block.kind == "text" for line in one.lines[:-1]
    )
    return {side: edge for (side, edge), count in reversed(ends.most_common()) if count >= _ENOUGH}
