"""Letter case as CSL 1.0.2 defines it, blind to mark-up and to passages that keep their case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from terbit.citations.markup import CLOSE, CODE, OPEN, Kind

__all__ = ["recase"]

_STOP_WORDS = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "down", "for", "from", "in", "into", "nor", "of", "on", "onto",
    "or", "over", "so", "the", "till", "to", "up", "via", "with", "yet",
    # Beyond the specification, as the reference implementation: more prepositions, and particles of names.
    "about", "under", "per", "vs", "v", "et", "al", "de", "van", "von",
})  # fmt: skip
_WORD = re.compile(r"[^\s\-–—/\U0010F000-\U0010FDFF]+")
_TOKENS = re.compile(f"{CODE.pattern}|{_WORD.pattern}")
_ENDS_CLAUSE = re.compile(r"[:?!.]\W*$")


# Small capitals, superiors and inferiors keep their case too, as in the reference implementation.
_KEEPING: tuple[Kind, ...] = ("nocase", "nodecor", "smallcaps", "sup", "sub")
_FIXING = frozenset(OPEN[kind] for kind in _KEEPING)
_FIXED = frozenset(CLOSE[kind] for kind in _KEEPING)


@dataclass(frozen=True)
class _Word:
    """A word, where it is, whether it keeps its case, and whether it opens or ends a clause."""

    text: str
    start: int
    fixed: bool
    first: bool
    last: bool
    opening: bool = False  # the first of all


@lru_cache(4096)  # a title comes in a cite, an entry and two sort keys
def recase(text: str, case: str, language: str) -> str:
    """Return text in a CSL text-case; "title" is for English alone (CSL 1.0.2, "Text-case")."""
    change = _CHANGES.get(case)
    if change is None or (case == "title" and not language.lower().startswith("en")):
        return text
    # Words in capitals stay so in titles: the reference implementation and pandoc depart from CSL 1.0.2 alike.
    shouted = case == "sentence" and _is_shouted(text)
    out, at = [], 0
    for word in _words(text):
        new = word.text if word.fixed else change(word, shouted)
        out += [text[at : word.start], new]
        at = word.start + len(word.text)
    return "".join([*out, text[at:]])


def _is_shouted(text: str) -> bool:
    letters = CODE.sub("", text)
    return letters.isupper() and sum(word.isalpha() for word in letters.split()) > 1


def _words(text: str) -> Iterator[_Word]:
    found = list(_TOKENS.finditer(text))
    words = [token for token in found if not CODE.match(token[0])]
    final = words[-1].start() if words else -1
    fixed = 0
    end = 0
    first = True
    for token in found:
        if CODE.match(token[0]):
            fixed += (token[0] in _FIXING) - (token[0] in _FIXED)
            continue
        opens = first or bool(_ENDS_CLAUSE.search(CODE.sub("", text[:end]).rstrip()[-2:]))
        yield _Word(token[0], token.start(), bool(fixed), opens, token.start() == final, first)
        first, end = False, token.end()


def _capital(word: str) -> str:
    for at, char in enumerate(word):
        if char.isalnum():
            return word[:at] + char.upper() + word[at + 1 :]
    return word


def _title(word: _Word, _: bool) -> str:
    text = word.text
    if not text.islower():
        return text
    bare = text.strip("“”‘’\"'(),;:.!?")
    if (bare in _STOP_WORDS or bare.startswith("d’")) and not word.first and not word.last:
        return text
    if not unicodedata.name(bare[:1] or " ", "").startswith("LATIN"):
        return text
    return _capital(text)


def _sentence(word: _Word, shouted: bool) -> str:
    """Capitalise the first word alone; a word with capitals inside it keeps them (CSL 1.0.2 and citeproc-js)."""
    text = word.text
    if shouted or (text[:1].isupper() and text[1:].islower() and not word.first):
        text = text.lower()
    return _capital(text) if word.first and text.islower() else text


_CHANGES: dict[str, Callable[[_Word, bool], str]] = {
    "lowercase": lambda word, _: word.text.lower(),
    "uppercase": lambda word, _: word.text.upper(),
    "capitalize-first": lambda word, _: _capital(word.text) if word.opening and word.text.islower() else word.text,
    "capitalize-all": lambda word, _: _capital(word.text) if word.text.islower() else word.text,
    "title": _title,
    "sentence": _sentence,
}
