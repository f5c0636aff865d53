"""The measures of a cover: two trims and a spine as wide as the pages are thick."""

from __future__ import annotations

from dataclasses import dataclass

from terbit.config import Config

__all__ = ["Wrap", "spine_width", "wrap_of"]

_SPINE_PAGES = 80
_SPINE_SAFETY = 1.5
_SAFETY = 5.0
"""What is taken where no profile says otherwise: pages from which a spine has type, and its distances in mm."""


@dataclass(frozen=True)
class Wrap:
    """A cover laid flat, in mm; `is_lettered` says whether the spine is to have type at all."""

    width: float
    height: float
    spine: float
    bleed: float
    safety: float
    spine_safety: float
    is_lettered: bool

    @property
    def whole(self) -> float:
        """The width of the whole, trimmed."""
        return 2 * self.width + self.spine

    @property
    def front(self) -> float:
        """Where the front begins, from the left edge."""
        return self.width + self.spine


def spine_width(config: Config, pages: int) -> float:
    """Return how thick so many pages are, with what the profile adds for the cover itself; 0 without a paper."""
    press = config.press
    if press.paper is None:
        return 0.0
    extra = press.profile.get("spine-extra", 0.0) if press.profile else 0.0
    return pages * press.paper.page + float(extra)


def wrap_of(config: Config, pages: int) -> Wrap:
    """Return the measures of the cover of a book of so many pages."""
    profile = config.press.profile

    def rule(name: str, usual: float) -> float:
        return float(profile.get(name, usual)) if profile else usual

    return Wrap(
        width=config.trim.width,
        height=config.trim.height,
        spine=spine_width(config, pages),
        bleed=rule("cover-bleed", config.bleed),
        safety=rule("cover-safety", _SAFETY),
        spine_safety=rule("spine-safety", _SPINE_SAFETY),
        is_lettered=pages >= rule("spine-text-pages", _SPINE_PAGES),
    )
