"""Locators: the place in a source that an author writes behind a key, told apart from the words after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from terbit.citations.locator_terms import TERMS

__all__ = ["Locator", "split"]

_GAP = r"[ \u00a0\u202f]"
_DASH = r"[-–—‑]"
# A number as sources have them: 12, 12a, A-3, IV, xii, (2), 4.1.2, 12:30 — never a plain word.
_NUMBER = (
    r"(?:\(\w{1,4}\)|[A-Za-z]{0,2}\d[\w.:/*]*\w|[A-Za-z]{0,2}\d[a-z]?|[ivxlcdm]{1,7}|[IVXLCDM]{1,7}|[a-z]\b(?!\.))"
)
_ONE = rf"(?:{_NUMBER}(?:\({_GAP}?\w+\))?)"
_RANGE = rf"(?:{_ONE}(?:{_GAP}?{_DASH}{{1,3}}{_GAP}?{_ONE})?(?:{_GAP}?(?:f|ff|dst|dstrs)\.)?)"
_WORDS = "|".join(
    re.escape(term).replace(r"\ ", _GAP).removesuffix(r"\.") + (r"\.?" if term.endswith(".") else "")
    for term in sorted(TERMS, key=len, reverse=True)
)
_INNER = rf"(?:{_GAP}(?:{_WORDS}){_GAP}?(?={_NUMBER}))"  # Pasal 4 ayat (2)
_LIST = rf"{_RANGE}(?:(?:{_INNER}|{_GAP}?[,&]{_GAP}?|{_GAP}(?:dan|and|serta){_GAP}){_RANGE})*"
_EDGE = r"(?=$|[\s,;.:!?)\]]|[^\w\s])"
_BRACED = re.compile(r"\s*,?\s*\{(?P<inner>[^{}]*)\}")
_ROMAN_WORDS = {"i", "mi", "di", "vi", "mix", "civil", "dim", "mild", "vivid", "lid", "mid", "dill", "mill", "ill"}


@dataclass(frozen=True)
class Locator:
    """A place in a source: CSL's label for its kind, and the value as the author wrote it."""

    label: str
    value: str

    @property
    def term(self) -> str:
        """Return the name of the term for the label; CSL 1.0.1 wrote "sub verbo"."""
        return self.label.replace(" ", "-")


def split(suffix: str) -> tuple[Locator | None, str]:
    """Split what follows a key into its locator and the rest.

    Indonesian and English words are both known, whatever the language of the book; a bare number is a page;
    braces hold a locator that looks like none, or none at all where they are empty (pandoc's manual,
    "Citations in note styles").
    """
    if not suffix:
        return None, ""
    braced = _BRACED.match(suffix)
    if braced:
        return _in_braces(braced["inner"]), suffix[braced.end() :]
    labelled = _labelled().match(suffix)
    if labelled:
        return Locator(_label(labelled["word"]), labelled["value"]), suffix[labelled.end() :]
    bare = _bare().match(suffix)
    if bare and bare["value"] not in _ROMAN_WORDS:
        return Locator("page", bare["value"]), suffix[bare.end() :]
    return None, suffix


# Both take a while to compile, and many books cite whole works alone.
@cache
def _labelled() -> re.Pattern[str]:
    pattern = rf"{_GAP}*,?{_GAP}*(?P<word>{_WORDS})(?:{_GAP}*(?<=[.§¶]){_GAP}*|{_GAP}+)(?P<value>{_LIST}){_EDGE}"
    return re.compile(pattern, re.IGNORECASE)


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"{_GAP}*,?{_GAP}*(?P<value>(?=[A-Za-z]{{0,2}}\d|[ivxlcdm]+\b){_LIST}){_EDGE}")


def _in_braces(inner: str) -> Locator | None:
    if not inner.strip():
        return None
    labelled = re.match(rf"\s*(?P<word>{_WORDS})(?=[\s\d.])\.?\s*(?P<value>.+)", inner, re.IGNORECASE)
    if labelled:
        return Locator(_label(labelled["word"]), labelled["value"].strip())
    return Locator("page", inner.strip())


def _label(word: str) -> str:
    folded = re.sub(_GAP, " ", word.lower())
    for candidate in (folded, folded + ".", folded.rstrip(".")):
        if candidate in TERMS:
            return TERMS[candidate]
    return "page"
