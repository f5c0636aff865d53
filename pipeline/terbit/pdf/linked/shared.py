"""What the pages of a unit share: fonts, pictures, groups and states of transparency, as WeasyPrint keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pydyf

from terbit.pdf.linked.groups import copied

__all__ = ["font_table", "group_of", "keep_alpha", "keep_group", "keep_image", "pictures", "resource_names"]


def font_table(fonts: Mapping[Any, Any], key: str) -> Any:
    """Return the font of a document that content streams call by a key; None if there is none yet."""
    return next((font for font in fonts.values() if font.hash == key), None)


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
