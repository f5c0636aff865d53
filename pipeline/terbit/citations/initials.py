"""Initials of given names (CSL 1.0.2, "Name": initialize, initialize-with, initialize-with-hyphen)."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["initialled"]

_HYPHEN = "[-‐‑]"
_DIGRAPH = re.compile(r"[A-Z]{2}[a-z]")  # one letter in another script: TSeren, Ts.
_LETTERS = ("Lu", "Ll", "Lt", "Lo")


def initialled(given: str, mark: str, *, shorten: bool = True, hyphenated: bool = True) -> str:
    """Write given names as initials with a mark behind each; unless told to `shorten`, reform initials alone."""
    words = re.sub(rf"\.(?!{_HYPHEN})", ". ", given).split()
    return " ".join("".join(_initial(word, mark, shorten=shorten, hyphenated=hyphenated) for word in words).split())


def _initial(word: str, mark: str, *, shorten: bool, hyphenated: bool) -> str:
    bare = word.rstrip(".")
    if not bare[:1].isalpha() or bare[0].islower():
        return (shorten and _behind_article(bare, mark)) or f" {word} "
    if word.endswith(".") and not re.search(_HYPHEN, bare):
        return bare + mark
    parts = [part for part in re.split(_HYPHEN, bare) if part]
    if not shorten and any(len(part.rstrip(".")) > 1 for part in parts):
        return f" {word} "
    if _DIGRAPH.match(bare):
        return bare[0] + bare[1].lower() + mark
    if not hyphenated:
        return "".join(_letter(part).upper() + mark for part in parts)
    parts = [part for number, part in enumerate(parts) if not number or not part[0].islower()]
    return f"{mark.rstrip()}-".join(map(_letter, parts)) + mark


def _behind_article(word: str, mark: str) -> str:
    """Return al-R. for al-Raḥmān, an empty string for a word of another kind."""
    article, _, name = word.partition("-")
    return f" {article}-{_letter(name)}{mark}" if name[:1].isupper() else ""


def _letter(part: str) -> str:
    """Return the first letter with the sign before it that belongs to it, as in ʿAlī."""
    end = next((n for n, char in enumerate(part, start=1) if unicodedata.category(char) in _LETTERS), 1)
    return part[:end]
