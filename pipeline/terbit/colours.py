"""Colours written as #rrggbb: their contrast, and what is between two of them."""

from __future__ import annotations

__all__ = ["contrast", "mixed"]

_WEIGHTS = (0.2126, 0.7152, 0.0722)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.1, contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, share: float, other: str) -> str:
    """Return what a share of a colour and the rest of another make in sRGB, as CSS's color-mix() does."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.1, relative luminance)."""
    return sum(weight * _linear(value / 255) for weight, value in zip(_WEIGHTS, _channels(colour), strict=True))


def _linear(value: float) -> float:
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))
