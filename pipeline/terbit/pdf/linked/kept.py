"""A linked book as it was the last time: kept by all that it is made of, and given back without a look at its text."""

from __future__ import annotations

from collections.abc import Callable

from terbit.digest import digest, digest_bytes
from terbit.pdf.linked.settings import Settings
from terbit.pdf.model import Composition, Layout, Sheet
from terbit.versions import package_version

__all__ = ["TOOLS", "kept"]

TOOLS = ("weasyprint", "pydyf", "fonttools", "pyphen")
"""The packages whose versions count for what is kept."""


def kept(
    composition: Composition, sheet: Sheet, settings: Settings, make: Callable[[], Layout], begin: Callable[[], None]
) -> Layout:
    """Return the layout that is kept of a book if nothing of it has changed; else make it and keep it.

    `begin` is called as soon as it is known that it must be made: if its text has changed, that is known at once. The
    key is kept by itself too, for the layout is large; what is kept with the layout is what counts.
    """
    place, cache = digest("linked", settings.name), settings.cache
    html = digest_bytes(composition.html.encode())  # without the detour of JSON, which takes five times as long
    last = cache.get("linked-keys", place) or ("", "")
    if last[0] != html:
        begin()
    key = html, _key(composition, sheet, settings)
    if last == key:
        found = cache.get("linked", place)
        if found is not None and found[0] == key:
            layout: Layout = found[1]
            return layout
    if last[0] == html:
        begin()
    layout = make()
    cache.put("linked", place, (key, layout))
    cache.put("linked-keys", place, key)
    return layout


def _key(composition: Composition, sheet: Sheet, settings: Settings) -> str:
    resources = {path: digest_bytes(data) for path, data in composition.resources.items()}
    book = (resources, dict(composition.tokens), composition.hyphenation, composition.epoch)
    tools = [package_version(tool) for tool in TOOLS]
    return digest(settings.own, tools, settings.edges, sheet.stylesheets, sheet.variant, *book)
