"""The citation style of a project: a file, a name, or what a dependent style names as its parent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from terbit.citations.styles import NS, StyleTree, read_tree
from terbit.config import Config
from terbit.diagnostics import Diagnostic, Location
from terbit.digest import digest_bytes
from terbit.door import Door, Refused, finding
from terbit.model import Resource
from terbit.style_shelf import Shelf

__all__ = ["Following", "Found", "citation_style"]

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_DEFAULT = "terbit-author-date-id"


@dataclass(frozen=True)
class Found:
    """A style, or what is wrong; `through` are the paths of the dependent styles that led to it."""

    style: Resource | None
    findings: tuple[Diagnostic, ...] = ()
    through: tuple[str, ...] = ()


def citation_style(config: Config, door: Door, styles: Mapping[str, Resource]) -> Found:
    """Return the style that `csl` names, or the parent of a dependent one, or why there is none.

    `styles` are the files of the theme and the project by their path below `styles/`.
    """
    shelf = Shelf(styles)
    place = config.places.get("csl", Location("terbit.yaml"))
    if "/" in config.csl or config.csl.lower().endswith(".csl"):
        style = _file(door, config.csl)
        if isinstance(style, Refused):
            return Found(None, (finding(style, place),))
    else:
        name = config.csl or _DEFAULT
        found = shelf.named(name)
        if found is None:
            message = f"there is no citation style '{name}'"
            return Found(None, (Diagnostic("error", "style-missing", message, place, shelf.instead(name)),))
        style = found
    return Following(door, shelf).independent(style)


@dataclass(frozen=True)
class Following:
    """The way from a dependent style to the independent one that does its work."""

    door: Door
    shelf: Shelf

    def independent(self, style: Resource) -> Found:
        """Follow a style to the one that it depends on, however far; its own language goes with it (CSL 1.0.2)."""
        way: list[str] = []
        language = ""
        while True:
            tree = read_tree(style) if b"independent-parent" in style.data else None
            if not isinstance(tree, StyleTree) or tree.parent is None:
                # What else is wrong with a style is said where it is used.
                return Found(_speaking(style, language), through=tuple(way))
            way.append(style.path)
            language = language or tree.root.get("default-locale", "")
            parent = self._parent(style, tree, way)
            if isinstance(parent, Diagnostic):
                return Found(None, (parent,), tuple(way))
            style = parent

    def _parent(self, style: Resource, tree: StyleTree, way: list[str]) -> Resource | Diagnostic:
        href, place = (tree.parent.get("href") or "").strip(), tree.at(tree.parent)
        if not (name := _name(href)):
            return _finding("the link to the parent style has no address", place, 'write it: href="…"')
        parent = next(self._candidates(style, href), None)
        if parent is None:
            return _finding(f"the style depends on '{name}', which is not there", place, self.shelf.instead(name))
        if parent.path in way:
            circle = " → ".join((*way[way.index(parent.path) :], parent.path))
            hint = "one of them must be an independent style"
            return _finding(f"the style depends on itself: {circle}", place, hint)
        return parent

    def _candidates(self, style: Resource, href: str) -> Iterator[Resource]:
        """Yield what a link may mean: a file beside the style, a style of the project by its id, one by its name."""
        if not _SCHEME.match(href) and isinstance(path := self.door.resolve(href, style.path), str):
            beside = _file(self.door, path)
            if isinstance(beside, Resource):
                yield beside
        for other in self.shelf.own.values():
            tree = read_tree(other) if href.encode() in other.data else None
            if isinstance(tree, StyleTree) and tree.root.findtext(f"{NS}info/{NS}id", "").strip() == href:
                yield other
        if (named := self.shelf.named(_name(href))) is not None:
            yield named


def _file(door: Door, path: str) -> Resource | Refused:
    data = door.read(path)
    return data if isinstance(data, Refused) else Resource(path, data, digest_bytes(data))


def _name(href: str) -> str:
    """Return the bare name in the address or path of a style: its last part."""
    parts = [part for part in re.split(r"[/:]", re.split(r"[?#]", href, maxsplit=1)[0]) if part]
    return parts[-1].removesuffix(".csl") if parts else ""


def _speaking(style: Resource, language: str) -> Resource:
    """Return a style with another language of its own, each line of it where it was."""
    tree = read_tree(style) if language else None
    if not isinstance(tree, StyleTree):
        return style
    tree.root.set("default-locale", language)
    data = etree.tostring(tree.root, encoding="utf-8")
    again = read_tree(replace(style, data=data))
    # The beginning, which held more lines, is the one part that is written anew.
    lost = tree.starts[1][0] - again.starts[1][0] if isinstance(again, StyleTree) and len(tree.starts) > 1 else 0
    data = b"\n" * lost + data
    return Resource(style.path, data, digest_bytes(data))


def _finding(message: str, place: Location, hint: str) -> Diagnostic:
    return Diagnostic("error", "style-dependent", message, place, hint)
