"""One name: the order of its parts, its particles and its initials (CSL 1.0.2, "Name-part Order")."""

from __future__ import annotations

import re
from dataclasses import replace

from terbit.citations.initials import initialled
from terbit.citations.markup import wrap
from terbit.citations.name_style import FULL, INITIALS_ALONE, NameStyle
from terbit.citations.people import particle, spaced
from terbit.citations.record import Name

__all__ = ["format_name"]

# Chinese, Japanese and Korean writing, in which nothing stands between the family name and the given one.
_EAST_ASIAN = re.compile(
    r"[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)


def format_name(name: Name, style: NameStyle, number: int) -> str:
    """Write a name, the one of that number in its list, counted from 0."""
    if "literal" in name:
        return wrap("field", style.family_form(name["literal"]))
    style = _levelled(style, number, name)
    unspaced = _EAST_ASIAN.search(name.get("family", "") + name.get("given", ""))
    if unspaced or "static-ordering" in name:
        return _fixed(name, style, "" if unspaced else " ")
    if style.form == "short":
        family = name.get("family") or name.get("given", "")
        return style.family_form(family, [style.family_form.bare(particle(name, "non-dropping"))])
    if style.for_sorting or style.inverts(number):
        return _inverted(name, style)
    return _straight(name, style)


def _levelled(style: NameStyle, number: int, name: Name) -> NameStyle:
    """Return the style with as much of the given name as disambiguation asks for."""
    level = style.level(number, name) if style.level else 0
    if not level or (level == INITIALS_ALONE and (style.initialize_with is None or not style.initialize)):
        return style
    if style.form == "short":
        return replace(style, form="long", initialize_with=None if level == FULL else style.initialize_with)
    return replace(style, initialize_with=None) if level == FULL else style


def _straight(name: Name, style: NameStyle) -> str:
    particles = (
        style.given_form.bare(particle(name, "dropping")),
        style.family_form.bare(particle(name, "non-dropping")),
    )
    full = spaced(style.given_form(_given(name, style)), style.family_form(name.get("family", ""), particles))
    comma = ", " if name.get("comma-suffix") else " "
    return full + (comma + name["suffix"] if name.get("suffix") else "")


def _inverted(name: Name, style: NameStyle) -> str:
    own = particle(name, "non-dropping")
    demoted = style.demote == "display-and-sort" or (style.for_sorting and style.demote == "sort-only")
    family = style.family_form(name.get("family", ""), ["" if demoted else style.family_form.bare(own)])
    look = style.given_form.bare
    behind = (look(particle(name, "dropping")), look(own) if demoted else "")
    parts = (family, style.given_form(_given(name, style), after=behind), name.get("suffix", ""))
    return style.sort_separator.join(part for part in parts if part)


def _fixed(name: Name, style: NameStyle, gap: str) -> str:
    """Write a name whose family part comes first in any case; there are no initials."""
    family = style.family_form(name.get("family", ""), [style.family_form.bare(particle(name, "non-dropping"))])
    given = style.given_form(name.get("given", ""), after=[style.given_form.bare(particle(name, "dropping"))])
    parts = (family, given, name.get("suffix", ""))
    return family if style.form == "short" and family else gap.join(part for part in parts if part)


def _given(name: Name, style: NameStyle) -> str:
    given = name.get("given", "")
    if style.initialize_with is None or not name.get("family"):  # somebody's only name is kept whole
        return given
    return initialled(given, style.initialize_with, shorten=style.initialize, hyphenated=style.hyphenated)
