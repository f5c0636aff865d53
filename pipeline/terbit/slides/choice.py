"""The sentences that stand for a section whose author marked none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from terbit.labels import Labels
from terbit.slides.cues import found, has, names_part, opens, points
from terbit.slides.model import Runs, plain_text
from terbit.slides.prose import LONGEST_BULLET, sentences, words

__all__ = ["TELLING", "chosen_sentences"]

_SHORTEST = 4
TELLING = 2.0
"""Points from which a paragraph's best sentence is shown beside the section's best."""
_TITLE, _DEFINING, _SUBJECT = 2.0, 1.0, 1.0
_LEANING, _BACKWARD, _ADDRESSING = -3.0, -2.0, -2.0
_EXAMPLE, _PART, _BRIEF = -1.0, -2.0, -2.0
_BRIEFEST = 7
"""Words below which a sentence mostly announces what follows it."""
_SUBJECT_WITHIN = 8
"""Words that a defined term has at most, before the word that defines it."""
_CONTENT = 4
"""Letters from which a word of a title says what its section is about."""
_END = re.compile(r"[.!…][”’»\")\]]*$")


@dataclass(frozen=True)
class _Candidate:
    sentence: Runs
    score: float


def chosen_sentences(paragraphs: Sequence[Runs], title: str, labels: Labels, least: float) -> tuple[Runs, ...]:
    """Return for each paragraph of a section the sentence that is shown of it, or nothing.

    A sentence can stand alone if it has 4 to 30 words, begins with a capital, ends in a full stop or an exclamation
    mark, has a word in lower case (a name, a place and a publisher have none) and does more than point at a figure,
    a table, a page or another section. Of those the section's best is shown if it has the least points wanted, the
    earlier of equals, and from other paragraphs the best that has points enough to tell something by itself.
    """
    best = [max(_candidates(one, title, labels), key=lambda c: c.score, default=None) for one in paragraphs]
    first = max((c for c in best if c and c.score >= least), key=lambda c: c.score, default=None)
    return tuple(c.sentence if c and (c is first or c.score >= TELLING) else () for c in best)


def _candidates(paragraph: Runs, title: str, labels: Labels) -> Iterator[_Candidate]:
    for sentence in sentences(paragraph):
        text = plain_text(sentence)
        if _SHORTEST <= words(text) <= LONGEST_BULLET and _is_sentence(text) and not points(text, labels):
            yield _Candidate(sentence, _score(text, title, labels))


def _is_sentence(text: str) -> bool:
    initials = [word.lstrip('“‘«"([')[:1] for word in text.split()]
    cased = [initial for initial in initials if initial.lower() != initial.upper()]
    # A script without capitals tells nothing by them.
    mixed = not cased or any(initial.islower() for initial in cased)
    return bool(_END.search(text)) and mixed and not initials[0].islower()


def _score(text: str, title: str, labels: Labels) -> float:
    """Add up what speaks for a sentence and against it."""
    names = {name for name in re.findall(r"\w+", title.casefold()) if len(name) >= _CONTENT}
    said = text.casefold()
    score = _TITLE * sum(name in said for name in names) / max(len(names), 1)
    at = found("defining", said, labels)
    if at is not None:
        subject = said[:at] if words(said[:at]) <= _SUBJECT_WITHIN else ""
        score += _DEFINING + _SUBJECT * any(name in subject for name in names)
    against = (
        (_LEANING, opens("leaning", text, labels)),
        (_BACKWARD, has("backward", text, labels)),
        (_ADDRESSING, has("addressing", text, labels)),
        (_EXAMPLE, has("exemplifying", text, labels)),
        (_PART, names_part(text, labels) is not None),
        (_BRIEF, at is None and words(text) < _BRIEFEST),
    )
    return score + sum(cost for cost, true in against if true)
