"""The rules of a profile: each compared with the finished PDF, and reported with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from terbit.checks.model import Verdict
from terbit.checks.press.colours import is_coloured, kinds_of
from terbit.checks.press.inks import most_ink
from terbit.checks.press.measure import Distance, Measures
from terbit.checks.press.model import Proof
from terbit.checks.press.standard import claimed
from terbit.config import Config
from terbit.diagnostics import Diagnostic, Location, OnPage, Severity
from terbit.profiles import PrintProfile, Rule

__all__ = ["CHECKED_RULES", "check_rules"]

_NEAR = 0.15
"""How exactly lengths are compared, in mm: trimming is no more exact."""
_NEAR_SIZE = 0.5
_SLUG = 1.0
"""Room around the bleed that is too narrow for marks, in mm."""


@dataclass(frozen=True)
class _Found:
    """What was found of a rule: whether it is kept, what was measured, the page and place of what breaks it."""

    kept: bool
    said: str
    at: Distance | None = None


@dataclass(frozen=True)
class _Book:
    """What rules are compared with."""

    proof: Proof
    measures: Measures
    profile: PrintProfile

    @property
    def bleed(self) -> float:
        """The bleed at head and foot, in mm."""
        return min(lengthwise for *_, lengthwise in self.measures.bleeds.values())


def check_rules(proof: Proof, profile: PrintProfile, config: Config | None) -> Iterator[Verdict]:
    """Yield a verdict on each rule of a profile that speaks of the inside.

    What is broken is an error where a page of the service's own says so, and a warning where the rule is second hand or
    unconfirmed; it is told at the line of `terbit.yaml` that sets it, if any does.
    """
    book = _Book(proof, Measures(proof), profile)
    for rule in profile.rules:
        if rule.name in _CHECKS:
            found = _CHECKS[rule.name](book, rule)
            findings = () if found.kept else (_finding(profile, rule, found, config),)
            said = f"{found.said}; {rule.cited}" + (f"; {rule.note}" if rule.note else "")
            yield Verdict(f"{profile.name}: {rule.name}", "passed" if found.kept else "failed", said, findings)


def _finding(profile: PrintProfile, rule: Rule, found: _Found, config: Config | None) -> Diagnostic:
    severity: Severity = "error" if rule.is_confirmed else "warning"
    message = f"{profile.title}, {rule.name}: {found.said} ({rule.cited})"
    at = found.at
    where = _place(rule.name, config)
    hint = _HINTS.get(rule.name, "")
    if at is None:
        return OnPage(severity, "profile-rule", message, where, hint)
    message = f"{message}: '{at.words}' on page {at.page}"
    return OnPage(severity, "profile-rule", message, where, hint, at.page, at.box)


def _place(name: str, config: Config | None) -> Location | None:
    """Return where `terbit.yaml` sets what a rule speaks of, or else where it names the profile."""
    if config is None:
        return None
    keys = (*_KEYS.get(name, (f"print.{name}",)), "print.profile")
    return next((config.places[key] for key in keys if key in config.places), None)


def _trim(book: _Book, rule: Rule) -> _Found:
    width, height = book.measures.trim
    sizes, ranges = book.profile.get("trims", ()), book.profile.get("trim-range", ((0, 0), (0, 0)))
    named = any(abs(width - w) <= _NEAR_SIZE and abs(height - h) <= _NEAR_SIZE for w, h in sizes)
    free = all(low <= side <= high for side, (low, high) in zip((width, height), ranges, strict=True))
    kept = named or free or (rule.name == "trim-range" and bool(sizes))
    said = f"{width:.1f} × {height:.1f} mm"
    return _Found(kept, f"the trim is {said}" + ("" if kept else ", which is not offered"))


def _pages(book: _Book, rule: Rule) -> _Found:
    least, most = rule.value
    pages = book.measures.pages
    return _Found(least <= pages <= most, f"{pages} pages; from {least:g} to {most:g} are taken")


def _signature(book: _Book, rule: Rule) -> _Found:
    pages = book.measures.pages
    return _Found(pages % rule.value == 0, f"{pages} pages in signatures of {rule.value}")


def _last_blank(book: _Book, rule: Rule) -> _Found:
    blank = book.measures.ends_blank
    return _Found(blank or not rule.value, "the last page is blank" if blank else "the last page is not blank")


def _gutter(book: _Book, _: Rule) -> _Found:
    wanted, nearest = book.profile.gutter(book.measures.pages), book.measures.nearest_to_spine
    asked = f"{book.measures.pages} pages need {wanted:.2f} mm at the spine"
    return _distance(nearest, wanted, asked)


def _margin(book: _Book, rule: Rule) -> _Found:
    bleeding = book.bleed > _NEAR and book.profile.rule("margin-bleed") is not None
    if bleeding != (rule.name == "margin-bleed"):
        return _Found(kept=True, said="pages bleed: another rule counts" if bleeding else "pages do not bleed")
    return _distance(book.measures.nearest_to_edge, rule.value, f"type keeps {rule.value:.2f} mm from the other edges")


def _distance(nearest: Distance | None, wanted: float, asked: str) -> _Found:
    if nearest is None:
        return _Found(kept=True, said=f"{asked}; there is no type")
    kept = nearest.mm >= wanted - _NEAR
    return _Found(kept, f"{asked}; type comes as near as {nearest.mm:.2f} mm", None if kept else nearest)


def _bleed(book: _Book, rule: Rule) -> _Found:
    found = book.bleed
    return _Found(abs(found - rule.value) <= _NEAR, f"the bleed is {found:.2f} mm; {rule.value:.2f} are asked")


def _bleed_sides(book: _Book, rule: Rule) -> _Found:
    inner = max(side for side, *_ in book.measures.bleeds.values())
    sides = 4 if inner > _NEAR else 3
    return _Found(sides == rule.value or book.bleed <= _NEAR, f"pages bleed on {sides} sides; {rule.value} are asked")


def _marks(book: _Book, rule: Rule) -> _Found:
    has = book.measures.slug > _SLUG
    said = "there is room for marks around the bleed" if has else "there is nothing around the bleed"
    return _Found(has == (rule.value == "crop"), said)


def _standard(book: _Book, rule: Rule) -> _Found:
    found = claimed(book.proof.pdf) if "/GTS_PDFXVersion" in book.proof.pdf.docinfo else "none"
    return _Found(found == rule.value, f"the standard is {found}; {rule.value} is asked")


def _colours(book: _Book, rule: Rule) -> _Found:
    foreign = any(kinds_of(reading) - {"grey", "cmyk", "pattern", ""} for reading in book.proof.readings)
    found = 4 if foreign or any(map(is_coloured, book.proof.readings)) else 1
    return _Found(found <= rule.value and not foreign, f"inks: {found}; {rule.value} at most")


def _ink_limit(book: _Book, rule: Rule) -> _Found:
    most = max((most_ink(reading) for reading in book.proof.readings), default=0.0)
    return _Found(most <= rule.value / 100 + 0.02, f"the most ink on a spot is {most:.0%}; {rule.value:g}% are taken")


def _type_size(book: _Book, rule: Rule) -> _Found:
    (least, most), size = rule.value, book.measures.type_size
    kept = least - 0.05 <= size <= most + 0.05
    return _Found(kept, f"the text is set in {size:g} pt; from {least:g} to {most:g} pt are asked")


_CHECKS: Mapping[str, Callable[[_Book, Rule], _Found]] = {
    "trims": _trim,
    "trim-range": _trim,
    "pages": _pages,
    "signature": _signature,
    "last-blank": _last_blank,
    "gutter": _gutter,
    "margin": _margin,
    "margin-bleed": _margin,
    "bleed": _bleed,
    "bleed-sides": _bleed_sides,
    "marks": _marks,
    "standard": _standard,
    "colours": _colours,
    "ink-limit": _ink_limit,
    "type-size": _type_size,
}
"""What compares each rule with a file; the others speak of covers, of the order of parts, or set a default."""
CHECKED_RULES = tuple(_CHECKS)
"""The rules that are compared with the pages of a PDF, by their names in a profile."""

_KEYS: Mapping[str, tuple[str, ...]] = {
    "trims": ("trim",),
    "trim-range": ("trim",),
    "pages": (),
    "gutter": ("print.margins.inner",),
    "margin": ("print.margins",),
    "margin-bleed": ("print.margins",),
    "bleed": ("bleed",),
    "bleed-sides": ("bleed",),
    "last-blank": (),
}
"""The keys of `terbit.yaml` that set what a rule speaks of, where it is not `print` with the rule's name."""

_HINTS: Mapping[str, str] = {
    "trims": "choose one of the sizes that the profile lists",
    "trim-range": "choose a size within the profile's limits",
    "pages": "bind it in volumes, or take a trim that has more or less room",
    "gutter": "widen `print.margins.inner`, or leave it to Terbit",
    "margin": "move it inwards, or widen `print.margins`",
    "margin-bleed": "move it inwards, or widen `print.margins`",
    "bleed": "leave `bleed` to the profile",
    "marks": "leave `print.marks` to the profile",
    "standard": "leave `print.standard` to the profile",
    "signature": "leave `print.signature` to the profile",
    "colours": "leave `print.colours` to the profile",
    "ink-limit": "leave `print.ink-limit` to the profile",
    "type-size": "leave `print.type-size` to the profile",
}
