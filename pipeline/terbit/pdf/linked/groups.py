"""Groups that pages draw as one, such as drawings with transparency: copied so that they can be kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

__all__ = ["copied", "images_in", "operators_in"]


def copied(group: Any) -> Any | None:
    """Return a group of a painted page as plain objects of pydyf; None if it has more in it than can be kept."""
    if not _is_plain(group.extra["Resources"]):
        return None
    return _copied(group)


def operators_in(group: Any) -> Iterator[bytes]:
    """Yield the operators of a group and of those in it."""
    yield from (item for item in group.stream if isinstance(item, bytes))
    for inner in _inner(group):
        yield from operators_in(inner)


def images_in(group: Any) -> Iterator[str]:
    """Yield the names of the pictures in a group and in those in it."""
    for name, inner in group.extra["Resources"]["XObject"].items():
        if inner is None:
            yield name
        else:
            yield from images_in(inner)


def _inner(group: Any) -> list[Any]:
    return [inner for inner in group.extra["Resources"]["XObject"].values() if inner is not None]


def _is_plain(resources: Any) -> bool:
    """Say whether resources hold nothing that another of them refers to."""
    if resources["Pattern"] or resources["Shading"] or any("SMask" in one for one in resources["ExtGState"].values()):
        return False
    return all(one is None or _is_plain(one.extra["Resources"]) for one in resources["XObject"].values())


def _copied(value: Any) -> Any:
    if isinstance(value, pydyf.Stream):
        return pydyf.Stream([_copied(one) for one in value.stream], _copied(value.extra), value.compress)
    if isinstance(value, pydyf.Dictionary):
        return pydyf.Dictionary({key: _copied(one) for key, one in value.items()})
    return pydyf.Array(map(_copied, value)) if isinstance(value, pydyf.Array) else value
