"""What leaves that were not painted here add to the resources of a unit: pictures, groups, states of transparency."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from terbit.pdf.linked.groups import images_in
from terbit.pdf.linked.leaf import Leaf
from terbit.pdf.linked.shared import keep_alpha, keep_group, keep_image

__all__ = ["added_to", "is_alone", "keep_added", "pictures_on"]

_ALPHA = re.compile(r"/[aA][0-9.]+")
_IMAGE = re.compile(r"/i.+")
_SPACES = frozenset(("/lab-d50", "/lab-d65", "/DeviceRGB", "/DeviceCMYK", "/DeviceGray"))


def is_alone(leaf: Leaf) -> bool:
    """Say whether a page draws nothing that cannot be kept, as what is called by its place among many in the unit."""
    return all(
        name in leaf.groups or name in _SPACES or _ALPHA.fullmatch(name) or _IMAGE.fullmatch(name)
        for name in leaf.drawn
    )


def pictures_on(leaves: Sequence[Leaf]) -> set[str]:
    """Return the names of the pictures on leaves, and of those in their groups."""
    names = {name[1:] for leaf in leaves for name in leaf.drawn if _IMAGE.fullmatch(name)}
    return names | {name for leaf in leaves for group in leaf.groups.values() for name in images_in(group)}


def keep_added(stream: Any, added: Mapping[str, Any], leaves: Sequence[Leaf], pictures: Mapping[str, Any]) -> None:
    """Count pictures, groups and states of transparency to the resources of a unit, in the order of the pages.

    `added` is what `added_to` says that leaves add.
    """
    for name, group in added.items():
        if group is None:
            keep_image(stream, pictures[name])
            continue
        keep_group(stream, name, group)
        for inner in images_in(group):
            keep_image(stream, pictures[inner], inner=True)
    for name in (name for leaf in leaves for name in leaf.drawn if _ALPHA.fullmatch(name)):
        keep_alpha(stream, name[1:])


def added_to(leaves: Sequence[Leaf], names: Sequence[str]) -> dict[str, Any] | None:
    """Return the pictures, as None, and the groups that leaves add to resources, by their names.

    None if a group would have another name now: it is that of its place.
    """
    added: dict[str, Any] = {}
    for leaf in leaves:
        for name in leaf.drawn:
            group, own = leaf.groups.get(name), name[1:]
            if group is not None and own != f"x{len(names) + len(added)}":
                return None
            if group is not None or (_IMAGE.fullmatch(name) and own not in names and own not in added):
                added[own] = group
    return added
