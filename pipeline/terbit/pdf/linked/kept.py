"""A linked book as it was the last time: kept by all that it is made of, and given back without a look at its text."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version

from terbit.digest import digest, digest_bytes
from terbit.pdf.linked.settings import Settings
from terbit.pdf.model import Composition, Layout, Sheet

__all__ = ["TOOLS", "kept"]

TOOLS = ("weasyprint", "pydyf", "fonttools", "pyphen")
"""The packages whose versions count for what is kept."""


def kept(composition: Composition, sheet: Sheet, settings: Settings, make: Callable[[], Layout]) -> Layout:
    """Return the layout that is kept of a book if nothing of it has changed; else make it and keep it."""
    place, key = digest("linked", settings.name), _key(composition, sheet, settings)
    found = settings.cache.get("linked", place)
    if found is not None and found[0] == key:
        layout: Layout = found[1]
        return layout
    layout = make()
    settings.cache.put("linked", place, (key, layout))
    return layout


def _key(composition: Composition, sheet: Sheet, settings: Settings) -> str:
    resources = {path: digest_bytes(data) for path, data in composition.resources.items()}
    html = digest_bytes(composition.html.encode())  # without the detour of JSON, which takes five times as long
    book = (html, resources, dict(composition.tokens), composition.hyphenation, composition.epoch)
    tools = [version(tool) for tool in TOOLS]
    return digest(settings.own, tools, settings.edges, sheet.stylesheets, sheet.variant, *book)
