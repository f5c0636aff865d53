"""Checks of single values: language tags, ISBNs, dates, slugs, addresses."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from terbit.config.kinds import BadValue
from terbit.config.vocabulary import LANGUAGE_NAMES, LANGUAGES

__all__ = [
    "COLOUR", "DATE", "ISBN", "LANGUAGE", "SLUG", "URL",
    "check_colour", "check_date", "check_digit", "check_isbn", "check_language", "check_slug", "check_url",
    "first_day", "shown", "slug_of",
]  # fmt: skip

# RFC 5646, section 2.1, without the grandfathered tags and the reserved primary subtags of four letters and more.
LANGUAGE = (
    r"^[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
    r"(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[0-9A-WY-Za-wy-z](-[A-Za-z0-9]{2,8})+)*"
    r"(-[xX](-[A-Za-z0-9]{1,8})+)?$"
)
ISBN = r"^\s*(ISBN[- :]*)?(97[89][- ]?)?([0-9][- ]?){9}[0-9Xx]\s*$"
DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
COLOUR = r"^#?[0-9A-Fa-f]{6}$"
URL = r"^https?://[^\s/]+\S*$"
_SLUG_LENGTH = 80


def shown(text: str) -> str:
    """Write a value on one line of bearable length."""
    visible = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)
    return visible if len(visible) <= 60 else f"{visible[:59]}…"


def check_language(text: str) -> str:
    """Return a BCP 47 tag in its canonical case (RFC 5646, section 2.1.1)."""
    meant = LANGUAGE_NAMES.get(text.casefold())
    primary, *rest = text.replace("_", "-").split("-")
    if not meant and primary.casefold() in LANGUAGE_NAMES:
        meant = "-".join([LANGUAGE_NAMES[primary.casefold()], *rest])
    if not meant and "_" in text and re.match(LANGUAGE, text.replace("_", "-")):
        meant = _cased(text.replace("_", "-"))
    if meant or not re.match(LANGUAGE, text):
        hint = f"did you mean '{meant}'?" if meant else "write a code such as id, en or en-GB"
        raise BadValue(f"is '{shown(text)}', which is no BCP 47 language tag", hint)
    if len(primary) == 2 and primary.lower() not in LANGUAGES:
        raise BadValue(f"is '{shown(text)}', but there is no language '{primary}'", "see ISO 639 for the codes")
    return _cased(text)


def check_isbn(text: str) -> str:
    """Return an ISBN with its hyphens as written, once its check digit fits (ISO 2108)."""
    bare = re.sub(r"(?i)^\s*isbn[- :]*", "", text).strip()
    digits = re.sub(r"[- ]", "", bare).upper()
    if not re.match(ISBN, text):
        raise BadValue(f"is '{shown(text)}', which is no ISBN", "write 13 digits that begin with 978 or 979")
    expected = check_digit(digits[:-1])
    if digits[-1] != expected:
        hint = "compare it with the one you were given: one of its digits is wrong"
        raise BadValue(f"is '{shown(text)}', whose check digit should be {expected}", hint)
    return re.sub(r"[- ]+", "-", bare).upper()


def check_date(text: str) -> str:
    """Return an ISO 8601 date: year, year and month, or a whole date."""
    if not re.match(DATE, text):
        raise BadValue(f"is '{shown(text)}', which is no ISO date", "write 2026, 2026-11 or 2026-11-24")
    try:
        first_day(text)
    except ValueError:
        raise BadValue(f"is '{shown(text)}', but there is no such day", "mend the month or the day") from None
    return text


def first_day(text: str) -> date:
    """Return the first day of the year, month or day that a checked date names."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def check_slug(text: str) -> str:
    """Return a file name's stem of lower-case ASCII words and hyphens."""
    if not re.match(SLUG, text) or len(text) > _SLUG_LENGTH:
        better = slug_of(text)
        hint = f"write '{better}'" if better else "write small letters, digits and hyphens"
        raise BadValue(f"is '{shown(text)}', which cannot name a file everywhere", hint)
    return text


def slug_of(title: str) -> str:
    """Return a title as a slug, empty where no ASCII letter is left."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    ascii_ = plain.encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_.replace("'", ""))
    return "-".join(words)[:_SLUG_LENGTH].rstrip("-")


def check_url(text: str) -> str:
    """Return a web address."""
    if not re.match(URL, text):
        raise BadValue(f"is '{shown(text)}', which is no web address", "begin it with https://")
    return text


def _cased(tag: str) -> str:
    first, *rest = tag.split("-")
    out = [first.lower()]
    for part in rest:
        inside_extension = any(len(earlier) == 1 for earlier in out)
        if len(part) == 2 and not inside_extension:
            out.append(part.upper())
        elif len(part) == 4 and part.isalpha() and not inside_extension:
            out.append(part.title())
        else:
            out.append(part.lower())
    return "-".join(out)


def check_digit(digits: str) -> str:
    """Return the figure that ends an ISBN after its other 9 or 12 (ISO 2108; that of 13 is EAN-13's)."""
    if len(digits) == 9:
        rest = -sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
        return "X" if rest == 10 else str(rest)
    return str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10)


def check_colour(text: str) -> str:
    """Return an sRGB colour as "#rrggbb"; the sign may lack, for YAML takes what follows it for a comment."""
    if not re.match(COLOUR, text):
        message = f"is '{shown(text)}', which is not a colour"
        raise BadValue(message, 'write six hexadecimal digits in quotes, as "#0f5c6e"')
    return f"#{text.removeprefix('#').lower()}"
