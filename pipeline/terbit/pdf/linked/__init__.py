"""The linked engine: units of a book are laid out alone, kept as object files, and linked into one PDF."""

from __future__ import annotations

__all__: list[str] = []
