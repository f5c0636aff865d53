"""The order of words as a reader of a language expects it: which letters count as letters of their own, and where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

__all__ = ["collated"]

# Each chain names a letter and those that follow it in the alphabet; what is not named sorts as its base letter
# (Unicode Technical Standard 10, and the alphabets that CLDR describes).
_ROOT: Final = "d<ð и<й i<ı z<þ"
_NORDIC: Final = "z<æ=ä<ø=ö<å=aa"
_ALPHABETS: Final[Mapping[str, str]] = {
    "az": "c<ç e<ə g<ğ h<x<ı k<q o<ö s<ş u<ü",
    "be": "и<й у<ў",
    "bs": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "cs": "c<č h<ch r<ř s<š z<ž",
    "da": _NORDIC,
    "eo": "c<ĉ g<ĝ h<ĥ j<ĵ s<ŝ u<ŭ",
    "es": "n<ñ",
    "et": "s<š<z<ž w<õ<ä<ö<ü",
    "fi": "z<å<ä=æ<ö=ø",
    "hr": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny o<ö=ő s<sz t<ty u<ü=ű z<zs",
    "is": "a<á d<ð e<é i<í o<ó u<ú y<ý z<þ<æ<ö<å",
    "lt": "c<č s<š z<ž",
    "lv": "c<č g<ģ k<ķ l<ļ n<ņ r<ŗ s<š z<ž",
    "nb": _NORDIC,
    "nn": _NORDIC,
    "no": _NORDIC,
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș=ş t<ț=ţ",
    "sk": "a<ä c<č h<ch o<ô s<š z<ž",
    "sl": "c<č<ć d<đ s<š z<ž",
    "sq": "c<ç d<dh e<ë g<gj l<ll n<nj r<rr s<sh t<th x<xh z<zh",
    "sv": "z<å<ä=æ<ö=ø",
    "tr": "c<ç g<ğ h<ı o<ö s<ş u<ü",
    "uk": "г<ґ е<є и<і<ї<й",
    "vi": "a<ă<â d<đ e<ê o<ô<ơ u<ư",
}
_PLAIN: Final = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t"})
_BEHIND: Final = "\uffff"  # a sign behind all that can follow a letter
_DOTLESS: Final = {"tr", "az"}


def collated(text: str, language: str) -> str:
    """Return a text that sorts as a reader expects: letter case and punctuation do not count, numbers do.

    A hyphen within a word stands between a space and letters.
    """
    primary = language.partition("-")[0].lower()
    text = unicodedata.normalize("NFC", text)
    folded = unicodedata.normalize("NFC", (text.replace("I", "ı") if primary in _DOTLESS else text).casefold())
    letters = _letters(primary)
    placed = _pattern(primary).sub(lambda found: letters[found[0]], folded).translate(_PLAIN)
    plain = "".join(c for c in unicodedata.normalize("NFKD", placed) if not unicodedata.combining(c))
    words = re.sub(rf"(?<!\w)-|-(?!\w)|[^\w\s{_BEHIND}-]|_", " ", plain)
    return " ".join(re.sub(r"\d+", lambda found: found[0].zfill(10), word) for word in words.split())


@cache
def _letters(language: str) -> Mapping[str, str]:
    """Return what to write for each letter of a language's own, so that it sorts in its place."""
    out: dict[str, str] = {}
    for chain in f"{_ROOT} {_ALPHABETS.get(language, '')}".split():
        base, *following = chain.split("<")
        for number, same in enumerate(following, start=1):
            out.update(dict.fromkeys(same.split("="), f"{base}{_BEHIND}{number}"))
    return out


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _letters(language)), key=len, reverse=True)))
