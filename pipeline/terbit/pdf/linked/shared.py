"""What the pages of a unit share: fonts, pictures, groups and states of transparency, as WeasyPrint keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pydyf

from terbit.pdf.linked.groups import copied
from terbit.pdf.linked.model import FontUse
from terbit.pdf.linked.objects import font_uses

__all__ = ["Fonts", "font_table", "group_of", "keep_alpha", "keep_group", "keep_image", "pictures", "resource_names"]


@dataclass(frozen=True)
class _Met:
    """A font that is known from elsewhere: how it is called, and the widths and the texts of its glyphs."""

    hash: str
    use: FontUse
    widths: dict[int, int]
    to_unicode: dict[int, str]


class Fonts(dict[Any, Any]):
    """A document's fonts as WeasyPrint 70 keeps them; one that was met elsewhere before is as it was there.

    For what a font is, and how wide a glyph, is rounded for the size in which it is met first.
    """

    def __init__(self) -> None:
        """Begin without any."""
        super().__init__()
        self.met: dict[str, _Met] = {}

    def __setitem__(self, key: Any, font: Any) -> None:
        """Take up a font that is met here for the first time."""
        met = self.met.pop(font.hash, None)
        if met is not None:
            font.widths, font.to_unicode = met.widths, met.to_unicode
            font.ascent, font.descent = met.use.ascent, met.use.descent
        super().__setitem__(key, font)

    def learn(self, use: FontUse) -> None:
        """Take over what was found out of a font elsewhere."""
        table = font_table(self, use.key)
        if table is None:
            table = self.met[use.key] = _Met(use.key, use, {}, {})
        table.widths.update(use.widths)
        table.to_unicode.update(use.texts)

    def uses(self) -> tuple[FontUse, ...]:
        """Return the uses of all fonts, wherever they were met.

        Raises
        ------
        Unlinkable
            If a face is drawn in a way that the linker has no dictionaries for.
        """
        return (*font_uses(self)[0], *self.uses_elsewhere())

    def uses_elsewhere(self) -> tuple[FontUse, ...]:
        """Return the uses of the fonts that were not met here."""
        return tuple(replace(met.use, widths=met.widths, texts=met.to_unicode) for met in self.met.values())

    def has_twins(self) -> bool:
        """Say whether content streams call two fonts by one name."""
        return len({font.hash for font in self.values()}) < len(self)


def font_table(fonts: Mapping[Any, Any], key: str) -> Any:
    """Return the font of a document that content streams call by a key; None if there is none yet."""
    known = (*fonts.values(), *(fonts.met.values() if isinstance(fonts, Fonts) else ()))
    return next((font for font in known if font.hash == key), None)


def pictures(root: Any) -> dict[str, tuple[Any, bool]]:
    """Return the pictures below a box by the names that content streams call them by; with it, whether smoothed."""
    found = {}
    for box in root.descendants():
        image: Any = getattr(box, "replacement", None)
        if image is not None and getattr(image, "id", None) is not None:
            smooth = box.style["image_rendering"] == "auto"
            found[f"i{image.id}{int(smooth)}"] = image, smooth
    return found


def group_of(stream: Any, name: str) -> Any | None:
    """Return a copy of the group that a content stream calls by a name ("/x0"); None if it is none or not plain."""
    group = stream._resources["XObject"].get(name[1:])  # noqa: SLF001
    return None if group is None else copied(group)


def resource_names(stream: Any) -> list[str]:
    """Return the names of the pictures and groups of all pages that are painted with a stream."""
    return list(stream._resources["XObject"])  # noqa: SLF001


def keep_group(stream: Any, name: str, group: Any) -> None:
    """Count a copy of a group to the resources of all pages that are painted with a stream."""
    stream._resources["XObject"][name] = copied(group)  # noqa: SLF001


def keep_image(stream: Any, picture: tuple[Any, bool], *, inner: bool = False) -> None:
    """Count a picture to the resources of all pages that are painted with a stream; an `inner` one is a group's own."""
    image, smooth = picture
    known = resource_names(stream)
    name = stream.add_image(image, smooth, 1)
    if inner and name not in known:
        del stream._resources["XObject"][name]  # noqa: SLF001


def keep_alpha(stream: Any, name: str) -> None:
    """Count a state of transparency ("a0.5", "A1") to the resources of all pages that are painted with a stream."""
    value = float(name[1:]) if "." in name else int(name[1:])
    stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary({"CA" if name[0] == "A" else "ca": value}))  # noqa: SLF001
