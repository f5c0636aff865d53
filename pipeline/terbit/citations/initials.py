"""Initials of given names (CSL 1.0.2, "Name": initialize, initialize-with, initialize-with-hyphen)."""

from __future__ import annotations

import re

__all__ = ["initialled"]

_HYPHEN = "[-‐‑]"
_DIGRAPH = re.compile(r"[A-Z]{2}[a-z]")  # one letter in another script: TSeren, Ts.


def initialled(given: str, mark: str, *, shorten: bool = True, hyphenated: bool = True) -> str:
    """Write given names as initials with a mark behind each; unless told to `shorten`, reform initials alone."""
    words = re.sub(rf"\.(?!{_HYPHEN})", ". ", given).split()
    return " ".join("".join(_initial(word, mark, shorten=shorten, hyphenated=hyphenated) for word in words).split())


def _initial(word: str, mark: str, *, shorten: bool, hyphenated: bool) -> str:
    bare = word.rstrip(".")
    if not bare[:1].isalpha() or bare[0].islower():
        return f" {word} "
    if word.endswith(".") and not re.search(_HYPHEN, bare):
        return bare + mark
    if not shorten and len(bare) > 1 and not word.endswith("."):
        return f" {word} "
    if _DIGRAPH.match(bare):
        return bare[0] + bare[1].lower() + mark
    parts = [part for part in re.split(_HYPHEN, bare) if part]
    if not hyphenated:
        return "".join(part[0].upper() + mark for part in parts)
    parts = [part for number, part in enumerate(parts) if not number or not part[0].islower()]
    return f"{mark.rstrip()}-".join(part[0] for part in parts) + mark
