"""Stamps of styles: what a style of WeasyPrint 70 is made of, and what has been computed of it."""

from __future__ import annotations

from typing import Any

from terbit.pdf.linked.stable import digest, stable

__all__ = ["StyleStamps"]


class StyleStamps:
    """Stamps styles, each once; what was stamped lives on, so that it is known again."""

    def __init__(self) -> None:
        """Begin without any."""
        self._styles: dict[int, tuple[Any, bytes]] = {}
        self._values: dict[int, tuple[Any, bytes]] = {}

    def stamp(self, style: Any) -> bytes:
        """Return a stamp of what a style is made of, and what has been computed of it, or changed, so far.

        Raises
        ------
        UnsureError
            If a value is of a kind that is not known.
        """
        if style is None:
            return b""
        known = self._styles.get(id(style))
        if known is None:
            kind = stable((type(style).__name__, getattr(style, "pseudo_type", None)))
            cascaded = sorted(getattr(style, "cascaded", {}).items())
            given = [(name, one) for name, rule in cascaded for one in rule]
            parts = [kind, self.stamp(style.parent_style), *map(self._property, given), b"/"]
            parts += map(self._property, sorted(style.items()))
            known = self._styles[id(style)] = style, digest(b"".join(parts))
        return known[1]

    def _property(self, named: tuple[str, Any]) -> bytes:
        """Write a property of a style: most styles have the same values, which are written once."""
        name, value = named
        known = self._values.get(id(value))
        if known is None:
            known = self._values[id(value)] = value, stable(value)
        return b"%b:%b" % (name.encode(), known[1])
