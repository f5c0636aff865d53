"""Personal and corporate names in the order, form and number that a style asks for (CSL 1.0.2, "Names")."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from terbit.citations.markup import strip, wrap

__all__ = [
    "FULL", "INITIALS", "INITIALS_ALONE", "Name", "NameKey", "NamePart", "NameStyle", "format_names", "initials_of",
    "key_of", "plain_name", "shown_count",
]  # fmt: skip

Name = Mapping[str, str]
NameKey = tuple[str, str]
_ROMANESQUE = re.compile(r"^[\u0000-\u052f\u1d00-\u1dff\u1e00-\u1fff\u2000-\u206f\U0010f000-\U0010fdff]*$")
_IDEOGRAPHS = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")
_DIGRAPH = re.compile(r"[A-Z]{2}[a-z]")  # one letter in another script: TSeren, Ts.
INITIALS, FULL, INITIALS_ALONE = 1, 2, 3  # how much of a given name tells somebody apart
_ELIDED = ("’", "'", "-", "‑")


@dataclass(frozen=True)
class NamePart:
    """How cs:name-part wants the given or the family name: its look, and its affixes round all of it."""

    look: Callable[[str], str] = str
    prefix: str = ""
    suffix: str = ""

    def __call__(self, text: str, before: Sequence[str] = (), after: Sequence[str] = ()) -> str:
        """Set a part with the particles that belong to it, which are set already."""
        own = self.look(text) if text else ""
        whole = _spaced(*before, own, *after)
        return f"{self.prefix}{whole}{self.suffix}" if whole else ""

    def bare(self, text: str) -> str:
        """Set a particle in the look of the part."""
        return self.look(text) if text else ""


@dataclass(frozen=True)
class NameStyle:
    """A style's name options, by their CSL names.

    Disambiguation asks for `shown` names, and `level` tells how much of a given name: initials (in full where
    the style has none), all of it, or initials if the style has them.
    `given_form` and `family_form` set the two parts of a name as cs:name-part wants them.
    """

    form: str = "long"
    joiner: str = ""  # the word or sign between the last two, empty for none
    delimiter: str = ", "
    precedes_et_al: str = "contextual"
    precedes_last: str = "contextual"
    et_al_min: int = 0
    et_al_use_first: int = 1
    et_al_use_last: bool = False
    et_al: str = "et al."
    initialize: bool = True
    initialize_with: str | None = None
    hyphenated: bool = True
    sort_order: str = ""
    sort_separator: str = ", "
    demote: str = "display-and-sort"
    for_sorting: bool = False
    shown: int = 0
    level: Callable[[int, Name], int] | None = None
    given_form: NamePart = NamePart()
    family_form: NamePart = NamePart()


def format_names(names: Sequence[Name], style: NameStyle) -> str:
    """Write a list of names; `{"others": "true"}` at its end is an et al. of the author's own."""
    listed = [name for name in names if "others" not in name]
    others = len(listed) < len(names)
    kept, tail = _shortened(listed, len(listed) + others, style)
    written = [
        wrap("person", _one(name, _levelled(style, number, name), first=number == 0))
        for number, name in enumerate(kept)
    ]
    if tail is not None:
        return style.delimiter.join(written) + f"{style.delimiter}… " + _one(tail, style, first=False)
    if len(kept) < len(listed) or others:
        return _with_et_al(written, style, kept[-1] if kept else {})
    return _joined(written, style, kept[-2] if len(kept) > 1 else {})


def _levelled(style: NameStyle, at: int, name: Name) -> NameStyle:
    level = style.level(at, name) if style.level else 0
    if not level or (level == INITIALS_ALONE and (style.initialize_with is None or not style.initialize)):
        return style
    if style.form == "short":
        return replace(style, form="long", initialize_with=None if level == FULL else style.initialize_with)
    return replace(style, initialize_with=None) if level == FULL else style


def shown_count(names: Sequence[Name], style: NameStyle) -> int:
    """Return how many names of a list are written before "et al."."""
    return len(_shortened([name for name in names if "others" not in name], len(names), style)[0])


def key_of(name: Name) -> NameKey:
    """Return what tells people apart: the family name with its particles, and the rest."""
    family = _spaced(_particle(name, "non-dropping"), name.get("family", "")) or name.get("literal", "")
    rest = " ".join(name.get(part, "") for part in ("given", "dropping-particle", "suffix"))
    return family, " ".join(rest.replace(".", ". ").split())


def initials_of(name: Name) -> str:
    """Return the initials of the given names."""
    return _given(name, NameStyle(initialize_with="."))


def _shortened(names: list[Name], count: int, style: NameStyle) -> tuple[list[Name], Name | None]:
    """Return the names to write, and the last name where it is written after an ellipsis."""
    if not style.et_al_min or count < max(style.et_al_min, 2):
        return names, None
    first = max(style.et_al_use_first, style.shown)
    if first >= len(names):
        return names, None
    if style.et_al_use_last and first <= len(names) - 2:
        return names[:first], names[-1]
    return names[:first], None


def _with_et_al(written: list[str], style: NameStyle, last: Name) -> str:
    if not style.et_al or not written or style.for_sorting:
        return style.delimiter.join(written)
    inverted = _inverted(len(written) - 1, style) and "literal" not in last
    comma = style.precedes_et_al == "always" or (
        style.precedes_et_al == "contextual" and len(written) > 1
    ) or (style.precedes_et_al == "after-inverted-name" and inverted)  # fmt: skip
    gap = "" if _IDEOGRAPHS.match(style.et_al) else " "
    return style.delimiter.join(written) + (style.delimiter if comma else gap) + style.et_al


def _joined(written: list[str], style: NameStyle, before_last: Name) -> str:
    if not style.joiner or len(written) < 2:
        return style.delimiter.join(written)
    comma = style.precedes_last == "always" or (
        style.precedes_last == "contextual" and len(written) > 2
    ) or (
        style.precedes_last == "after-inverted-name"
        and _inverted(len(written) - 2, style)
        and "literal" not in before_last
    )  # fmt: skip
    before = style.delimiter.join(written[:-1])
    gap = style.delimiter if comma else " "
    return f"{before}{gap}{style.joiner} {written[-1]}"


def _inverted(number: int, style: NameStyle) -> bool:
    return style.sort_order == "all" or (style.sort_order == "first" and number == 0)


def _one(name: Name, style: NameStyle, *, first: bool) -> str:
    if "literal" in name:
        return wrap("field", style.family_form(name["literal"]))
    if not _ROMANESQUE.match(name.get("family", "") + name.get("given", "")):
        return _foreign(name, style)
    if style.form == "short":
        family = name.get("family") or name.get("given", "")
        return style.family_form(family, [style.family_form.bare(_particle(name, "non-dropping"))])
    given = _given(name, style)
    if style.for_sorting or _inverted(0 if first else 1, style):
        return _sorted_name(name, given, style)
    particles = (
        style.given_form.bare(_particle(name, "dropping")),
        style.family_form.bare(_particle(name, "non-dropping")),
    )
    family = style.family_form(name.get("family", ""), particles)
    comma = ", " if name.get("comma-suffix") else " "
    full = _spaced(style.given_form(given), family)
    return full + (comma + name["suffix"] if name.get("suffix") else "")


def _sorted_name(name: Name, given: str, style: NameStyle) -> str:
    particle = _particle(name, "non-dropping")
    demoted = style.demote == "display-and-sort" or (style.for_sorting and style.demote == "sort-only")
    family = style.family_form(name.get("family", ""), ["" if demoted else style.family_form.bare(particle)])
    look = style.given_form.bare
    behind = (look(_particle(name, "dropping")), look(particle) if demoted else "")
    given = style.given_form(given, after=behind)
    parts = (family, given, name.get("suffix", ""))
    return style.sort_separator.join(part for part in parts if part)


def _foreign(name: Name, style: NameStyle) -> str:
    """Write a name in a script without inversion and initials: family name first, nothing between."""
    family = style.family_form(name.get("family", ""))
    return family if style.form == "short" and family else family + style.given_form(name.get("given", ""))


def _particle(name: Name, kind: str) -> str:
    return name.get(f"{kind}-particle", "")


def _spaced(*parts: str) -> str:
    out = ""
    for part in parts:
        if part:
            bare = strip(out)
            out += ("" if not bare or bare.endswith(_ELIDED) or bare[-1].isspace() else " ") + part
    return out


def _given(name: Name, style: NameStyle) -> str:
    given = name.get("given", "")
    if style.initialize_with is None or not name.get("family"):  # somebody's only name is kept whole
        return given
    words = given.replace(".", ". ").split()
    out = "".join(_initial(word, style) for word in words)
    return " ".join(out.split())


def _initial(word: str, style: NameStyle) -> str:
    mark = style.initialize_with or ""
    bare = word.rstrip(".")
    if not bare or bare[0].islower():
        return f" {word} "
    if word.endswith(".") and "-" not in bare:
        return bare + mark
    if not style.initialize and len(bare) > 1 and not word.endswith("."):
        return f" {word} "
    if _DIGRAPH.match(bare):
        return bare[0] + bare[1].lower() + mark
    parts = [part for part in bare.split("-") if part]
    if not style.hyphenated:
        return "".join(part[0].upper() + mark for part in parts)
    parts = [part for number, part in enumerate(parts) if not number or not part[0].islower()]
    return f"{mark.rstrip()}-".join(part[0] for part in parts) + mark


def plain_name(name: Name) -> str:
    """Return the shortest form that names somebody: a family name with its particle, or a literal name."""
    family = _spaced(_particle(name, "non-dropping"), name.get("family") or name.get("given", ""))
    return unicodedata.normalize("NFC", name.get("literal") or family)
