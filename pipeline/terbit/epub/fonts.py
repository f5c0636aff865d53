"""The book's faces, embedded as subsets that hold the glyphs it uses and no others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from terbit.assets import FontFile
from terbit.diagnostics import Diagnostic, Location
from terbit.digest import digest
from terbit.epub.cascade import Face, characters_by_face
from terbit.epub.kept import Kept, content
from terbit.epub.parts import Item
from terbit.epub.xhtml import Tree
from terbit.fonts import coverage, embedding
from terbit.model import Resource
from terbit.names import slug

__all__ = ["embed_faces", "forbidden_faces"]

# What the style sheet asks for → the OpenType features that do it; the first ones are on by default, or in formulas.
_ALWAYS = ("kern", "liga", "clig", "calt", "ccmp", "locl", "mark", "mkmk", "rlig", "ssty", "dtls")
_ON_DEMAND = {
    "oldstyle-nums": ("onum", "pnum"),
    "tabular-nums": ("tnum", "lnum"),
    "lining-nums": ("lnum",),
    "all-small-caps": ("smcp", "c2sc"),
    "small-caps": ("smcp",),
}


def embed_faces(
    bodies: Sequence[Tree], css: str, fonts: Sequence[FontFile], kept: Kept | None = None
) -> tuple[list[Item], str, list[FontFile]]:
    """Return the font files, their ``@font-face`` rules, and the faces wanted that may not be embedded."""
    kept = kept or Kept()
    characters = _characters(bodies, css, kept)
    forbidden = [font for font in sorted(_assign(characters, fonts, kept)) if _is_restricted(font, kept)]
    wanted = _assign(characters, [font for font in fonts if not _is_restricted(font, kept)], kept)
    faces, features = sorted(wanted), _features(css)
    items = [Item(_path(face), "font/ttf", _subset(face, wanted[face], features, kept)) for face in faces]
    return items, "\n".join(map(_rule, faces)) + "\n", forbidden


def _characters(bodies: Sequence[Tree], css: str, kept: Kept) -> Mapping[Face, frozenset[str]]:
    """Return the characters that each face must hold, those of each page by themselves."""
    sheet = digest(css)
    found: defaultdict[Face, frozenset[str]] = defaultdict(frozenset)
    for body in bodies:
        own = kept.compute(("faces", sheet, content(body)), partial(characters_by_face, [body], css))
        for face, characters in own.items():
            found[face] |= characters
    return found


def _is_restricted(font: FontFile, kept: Kept) -> bool:
    """Tell whether a face may not be embedded, or not as a subset (OpenType 1.9, OS/2, fsType bits 1, 8 and 9)."""
    allowed = kept.compute(("embedding", str(font.path)), partial(embedding, font.path))
    return allowed & 0x000F == 0x0002 or bool(allowed & 0x0300)


def _subset(face: FontFile, characters: set[str], features: Sequence[str], kept: Kept) -> bytes:
    from terbit.subsets import subset_face  # noqa: PLC0415 - slow to load, and few edits need it

    key = ("subset", str(face.path), "".join(sorted(characters)), *features)
    return kept.compute(key, partial(subset_face, face, characters, features))


def forbidden_faces(fonts: Sequence[FontFile], styles: Mapping[str, Resource]) -> Iterator[Diagnostic]:
    """Tell of faces that may not be embedded, at the place where the style sheets name their family."""
    for font in fonts:
        message = f"the face {font.family} {font.weight} {font.style} does not allow that it is embedded"
        place = next(_named(font.family, styles), None)
        yield Diagnostic("warning", "font-forbidden", message, place, "name another face there")


def _named(family: str, styles: Mapping[str, Resource]) -> Iterator[Location]:
    for name in ("theme.css", "epub.css"):
        lines = styles[name].data.decode().split("\n") if name in styles else ()
        for number, line in enumerate(lines, start=1):
            if family in line:
                yield Location(f"styles/{name}", number, line.index(family) + 1)


def _features(css: str) -> list[str]:
    named = re.findall(r"[\"']([a-z0-9]{4})[\"']\s*(?:1|on)?\s*[,;]", css)
    asked = [feature for value, group in _ON_DEMAND.items() if value in css for feature in group]
    return sorted({*_ALWAYS, *asked, *named})


def _assign(
    wanted: Mapping[Face, frozenset[str]], fonts: Sequence[FontFile], kept: Kept
) -> dict[FontFile, set[str]]:
    """Give each character to the first of the families asked for that has it."""
    out: defaultdict[FontFile, set[str]] = defaultdict(set)
    for face in sorted(wanted):
        left = set(wanted[face])
        for font in _candidates(face, fonts):
            covered = kept.compute(("coverage", str(font.path)), partial(coverage, font.path))
            held = {character for character in left if ord(character) in covered}
            if held - {" ", "\u00a0"}:
                out[font] |= held
            left -= held
    return dict(out)


def _candidates(face: Face, fonts: Sequence[FontFile]) -> Iterator[FontFile]:
    """Yield the nearest face of each family asked for (CSS Fonts 4, section 5.2, without its finer points)."""
    for family in face.families:
        members = [font for font in fonts if font.family == family]
        if members:
            yield min(members, key=lambda f: (f.style != face.style, abs(f.weight - face.weight), -f.weight))


def _path(face: FontFile) -> str:
    return f"fonts/{slug(face.family)}-{face.weight}{'-italic' if face.style == 'italic' else ''}.ttf"


def _rule(face: FontFile) -> str:
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url("../{_path(face)}"); }}'
    )
