"""Sentences, first clauses and word counts: the rules by which prose becomes bullets."""

from __future__ import annotations

import re
from itertools import pairwise

from terbit.slides.model import Runs
from terbit.slides.runs import slice_runs

__all__ = ["LONGEST_BULLET", "LONGEST_CLAUSE", "clause", "sentences", "words"]

LONGEST_CLAUSE = 16
"""Words up to which a list item is shown whole; a longer one gives its first clause."""
LONGEST_BULLET = 30
"""Words up to which a sentence that nobody marked is taken for a bullet."""

_END = re.compile(r"[.!?…][”’»\")\]]*\s+(?=[“‘«\"(\[]*[^\W_a-z])")
_ABBREVIATIONS = re.compile(
    r"(?:^|[\s(\[“‘])(?:hlm|hal|dkk|dll|dsb|dst|tsb|yth|no|nomor|jl|prof|dr|drs|ir|vol|ed|eds|cet|cf|bdk|lih|"
    r"e\.g|i\.e|etc|vs|mr|mrs|ms|st|pp|p|fig|al|S\.\w+|[A-Z])\.$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?:[.!?;:](?=\s)|\s[—–]\s|—)")
_SHORTEST_CLAUSE = 2


def words(text: str) -> int:
    """Count words: stretches of letters or digits between white space."""
    return sum(1 for word in text.split() if any(c.isalnum() for c in word))


def sentences(runs: Runs) -> tuple[Runs, ...]:
    """Cut runs after each sentence; abbreviations and initials end none."""
    text = "".join(run.text for run in runs)
    cuts = [0]
    for match in _END.finditer(text):
        if not _ABBREVIATIONS.search(text[cuts[-1] : match.start() + 1]):
            cuts.append(match.end())
    cuts.append(len(text))
    parts = (slice_runs(runs, a, b) for a, b in pairwise(cuts))
    return tuple(part for part in parts if part)


def clause(runs: Runs, longest: int = LONGEST_CLAUSE) -> Runs:
    """Return an item's own words if they are few, or else its first clause.

    The first clause ends at the first sentence end, semicolon, colon or dash that leaves at least two words,
    or one that is set bold, as a term is; without one the first sentence stands whole.
    """
    text = "".join(run.text for run in runs)
    if words(text) <= longest:
        return runs
    for match in _CLAUSE.finditer(text):
        head = text[: match.start()]
        term = runs[0].bold and len(head) <= len(runs[0].text)
        if words(head) >= (1 if term else _SHORTEST_CLAUSE) and not _ABBREVIATIONS.search(head + "."):
            return slice_runs(runs, 0, match.start())
    return sentences(runs)[0]
