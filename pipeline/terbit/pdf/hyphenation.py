"""Indonesian hyphenation: pyphen's patterns with their wrong breaks mended (EYD V, I.E, pemenggalan kata)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyphen

__all__ = ["MendedPatterns", "after_the_first", "hyphenate_with", "mend_hyphenation", "mended", "read_exceptions"]

_VOWEL = re.compile(r"[aeiouéèêáíóúyAEIOUÉÈÊÁÍÓÚY]")
_LANGUAGE = "id_ID"
_WEIGHED = re.compile(r"(\d?)(\D?)")
_NO_WEIGHTS = str.maketrans("", "", "0123456789")
_SOUND = re.compile(r"ng|ny|kh|sy|[^aeiouéèêáíóúy]", re.IGNORECASE)
_CLUSTER = re.compile(r"(?<=[aeiouéèê])[^aeiouéèê]+(?=[aeiouéèê])", re.IGNORECASE)
_ONSET = re.compile(r"(?:[bcdfgkpt][rl]|s[klmnpqtw]r?|spl|skl)[aeiouéèê]", re.IGNORECASE)
_ELEMENT = re.compile(r"(?:eks|trans)$", re.IGNORECASE)  # elements of compounds stay whole: eks-por, trans-por (rule 3)
_SUFFIX = re.compile(r"(?:lah|kan|kah|mu|ku|nya|pun)$", re.IGNORECASE)


class _Patterns:
    """Patterns by their letters, as pyphen keeps them: the first odd or even weight and those up to the last."""

    def __init__(self, path: Path) -> None:
        encoding, _, text = path.read_bytes().partition(b"\n")
        lines = text.decode(encoding.decode()).split()
        self._lines = dict(zip("\n".join(lines).translate(_NO_WEIGHTS).split("\n"), lines, strict=True))
        self.longest = max(map(len, self._lines))

    def get(self, letters: str) -> tuple[int, tuple[int, ...]] | None:
        """Return the place of the first weight of a pattern, and its weights from there to the last; None without."""
        line = self._lines.get(letters)
        if line is None:
            return None
        weights = [int(weight or 0) for weight, _ in _WEIGHED.findall(line)]
        given = [place for place, weight in enumerate(weights) if weight]
        return (given[0], tuple(weights[given[0] : given[-1] + 1])) if given else None


class MendedPatterns(pyphen.HyphDict):  # type: ignore[misc]
    """Pyphen's patterns, with exceptions looked up first and breaks that leave no syllable taken back."""

    def __init__(self, path: Path, exceptions: Mapping[str, tuple[int, ...]]) -> None:
        """Read the patterns, and keep the exceptions as break positions by word.

        Pyphen would take twelve thousand patterns apart, which takes longer than to read a book's style sheets.
        """
        self.patterns = _Patterns(path)
        self.maxlen, self.cache = self.patterns.longest, dict[str, list[pyphen.DataInt]]()
        self._exceptions = exceptions

    def positions(self, word: str) -> list[pyphen.DataInt]:
        """Return the places where a word may be broken."""
        if word.isupper() and len(word) > 1:
            return []  # an abbreviation is not divided (rule 5)
        known = self._exceptions.get(word.lower())
        if known is None:
            known = after_the_first(word, mended(word, super().positions(word)))
        return [pyphen.DataInt(place) for place in known]


def mend_hyphenation(exceptions: str) -> MendedPatterns:
    """Make pyphen, and so the engine of this process, hyphenate Indonesian with the mended patterns; return them."""
    patterns = MendedPatterns(pyphen.LANGUAGES[_LANGUAGE], read_exceptions(exceptions.splitlines()))
    hyphenate_with(patterns)
    return patterns


def hyphenate_with(patterns: MendedPatterns) -> None:
    """Take up patterns again, where others may have been made since.

    pyphen 0.18 keeps its dictionaries in `hdcache` by path, and looks there first: that is the hook.
    """
    pyphen.hdcache[pyphen.LANGUAGES[_LANGUAGE]] = patterns


def read_exceptions(lines: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
    """Read words with their breaks as hyphens, one a line; `#` begins a comment."""
    found: dict[str, tuple[int, ...]] = {}
    for line in lines:
        pieces = line.partition("#")[0].strip().lower().split("-")
        lengths = [len(piece) for piece in pieces]
        if pieces != [""]:
            found["".join(pieces)] = tuple(sum(lengths[: n + 1]) for n in range(len(lengths) - 1))
    return found


def mended(word: str, breaks: Iterable[int]) -> tuple[int, ...]:
    """Take back the breaks beside a piece without a vowel: it is the onset or the coda of a neighbour.

    The patterns give *ma-sya-ra-k-at* and *me-nge-r-ja-kan*; what they mean is *ra-kat* and *nger-ja*.
    """
    kept: list[int] = []
    start = 0
    inner = [place for place in breaks if 0 < place < len(word)]
    for number, place in enumerate(inner):
        following = word[place : inner[number + 1] if number + 1 < len(inner) else len(word)]
        if _VOWEL.search(word[start:place]):
            if not _VOWEL.search(following) and not _opens_with_vowel(word, place + len(following)):
                continue  # the bare consonant closes this syllable
            kept.append(place)
            start = place
    return tuple(kept)


def after_the_first(word: str, breaks: Iterable[int]) -> tuple[int, ...]:
    """Divide three consonants and more after the first, where those that follow can begin a syllable (rule 1f).

    The patterns give *ins-pi-ra-si* and *kons-ti-tu-si*. What ends an element or precedes a suffix stays (*trans-por*).
    """
    moved = dict(_late(word))
    return tuple(moved.get(place, place) for place in breaks)


def _late(word: str) -> Iterator[tuple[int, int]]:
    """Yield the places inside each cluster of consonants, with that after its first sound, where the break belongs."""
    for cluster in _CLUSTER.finditer(word):
        sounds = [cluster.start() + sound.end() for sound in _SOUND.finditer(cluster[0])]
        if len(sounds) > 2 and _ONSET.match(word, sounds[0]):
            for place in sounds[1:-1]:
                if not _ELEMENT.search(word[:place]) and not _SUFFIX.match(word, place):
                    yield place, sounds[0]


def _opens_with_vowel(word: str, place: int) -> bool:
    return bool(_VOWEL.match(word, place))
