"""What the pages of a PDF draw with: their graphics states, pictures and groups, each with its pages."""

from __future__ import annotations

from dataclasses import dataclass, field

import pikepdf

__all__ = ["Drawn", "drawn", "resources_of"]

_NAMING = frozenset(("gs", "Do", "scn", "SCN", "sh"))
_DEEPEST = 12
"""Forms within forms that are followed."""


@dataclass(frozen=True)
class Drawn:
    """Graphics states and pictures, each with the number of a page that draws with it, and the owners of groups."""

    states: list[tuple[int, pikepdf.Object]] = field(default_factory=list)
    images: list[tuple[int, pikepdf.Object]] = field(default_factory=list)
    groups: list[pikepdf.Object] = field(default_factory=list)


def drawn(pdf: pikepdf.Pdf, *, used: bool) -> Drawn:
    """Find what pages draw with, through forms, patterns and masks; or all that their resources hold, used or not.

    Pages may share their resources: only their content tells which of them uses what.
    """
    search = _Search(used=used)
    for number, page in enumerate(pdf.pages, start=1):
        search.begin(number)
        if "/Group" in page.obj:
            search.found.groups.append(page.obj)
        search.content(page, resources_of(page), 0)
    return search.found


def resources_of(page: pikepdf.Page) -> pikepdf.Object | None:
    """Return a page's resources, which may be given for several pages above it (ISO 32000-1, 7.7.3.4)."""
    node: pikepdf.Object | None = page.obj
    while node is not None:
        if "/Resources" in node:
            return node.Resources
        node = node.get("/Parent")
    return None


class _Search:
    """One search through the pages of a PDF; each object is looked at once, or once a page where only use counts."""

    def __init__(self, *, used: bool) -> None:
        self.found = Drawn()
        self._used = used
        self._number = 0
        self._seen: set[tuple[int, int]] = set()

    def begin(self, number: int) -> None:
        """Begin a page."""
        self._number = number
        if self._used:
            self._seen.clear()

    def content(self, stream: pikepdf.Page | pikepdf.Object, resources: pikepdf.Object | None, depth: int) -> None:
        """Look at what a content stream may draw with."""
        if resources is None or depth > _DEEPEST:
            return
        if not self._used and self._known(resources):
            return
        names = _named(stream) if self._used else None
        for state in _values(resources, "/ExtGState", names):
            self._state(state, depth)
        for kind in ("/XObject", "/Pattern"):
            for shape in _values(resources, kind, names):
                self._shape(shape, resources, depth)

    def _state(self, state: pikepdf.Object, depth: int) -> None:
        if self._known(state):
            return
        self.found.states.append((self._number, state))
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            self._shape(mask.G, None, depth)

    def _shape(self, shape: pikepdf.Object, around: pikepdf.Object | None, depth: int) -> None:
        if self._known(shape):
            return
        if str(shape.get("/Subtype")) == "/Image":
            self.found.images.append((self._number, shape))
        elif isinstance(shape, pikepdf.Stream):
            if "/Group" in shape:
                self.found.groups.append(shape)
            self.content(shape, shape.get("/Resources", around), depth + 1)

    def _known(self, thing: pikepdf.Object) -> bool:
        if not thing.is_indirect:
            return False
        known = thing.objgen in self._seen
        self._seen.add(thing.objgen)
        return known


def _named(stream: pikepdf.Page | pikepdf.Object) -> set[str]:
    """Return the names of resources that a content stream calls for."""
    instructions = pikepdf.parse_content_stream(stream)
    return {str(one.operands[-1]) for one in instructions if one.operands and str(one.operator) in _NAMING}


def _values(owner: pikepdf.Object, kind: str, names: set[str] | None) -> list[pikepdf.Object]:
    return [value for name, value in sorted(owner.get(kind, {}).items()) if names is None or name in names]
