"""An invented language: words made of syllables, as long and as frequent as those of a real text."""

from __future__ import annotations

from itertools import accumulate
from random import Random

__all__ = ["Speaker"]

_ONSETS = "b c d g h j k l m n p r s t w y ng ny".split()
_VOWELS = "a a a i i u u e e o".split()
_CODAS = ["", "", "", "n", "ng", "r", "s", "t", "k", "h", "m", "l"]
_LENGTHS = [1, 2, 2, 2, 3, 3, 4]
_COUNT = 2400


def _vocabulary() -> list[str]:
    chance = Random(1)
    words: dict[str, None] = {}
    while len(words) < _COUNT:
        syllables = range(chance.choice(_LENGTHS))
        parts = (chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS) for _ in syllables)
        words.setdefault("".join(parts))
    # The frequent words of a language are its short ones.
    return sorted(words, key=lambda word: (len(word) + chance.random() * 4, word))


_WORDS = _vocabulary()
_WEIGHTS = list(accumulate(1 / (rank + 12) for rank in range(_COUNT)))


class Speaker:
    """Says words, sentences and names; of the same seed always the same."""

    def __init__(self, *seed: int) -> None:
        self.chance = Random(repr(seed))

    def words(self, count: int) -> list[str]:
        """Return some words, frequent ones often."""
        return self.chance.choices(_WORDS, cum_weights=_WEIGHTS, k=count)

    def phrase(self, least: int, most: int) -> str:
        """Return a few words, the first with a capital: a heading, a caption, a title."""
        return " ".join(self.words(self.chance.randint(least, most))).capitalize()

    def sentence(self, least: int = 7, most: int = 22) -> str:
        """Return a sentence, a long one with a comma, with its full stop."""
        words = self.words(self.chance.randint(least, most))
        if len(words) > 10:
            words[len(words) // 2] += ","
        return " ".join(words).capitalize() + "."

    def name(self) -> tuple[str, str]:
        """Return a family name and a given name."""
        return self.chance.choice(_WORDS[200:]).capitalize(), self.chance.choice(_WORDS[200:]).capitalize()
