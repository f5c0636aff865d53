"""The faces that HTML decks bring along, reduced to what they show."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from terbit.assets import FontFile
from terbit.cache import NOTHING_KEPT, Cache
from terbit.digest import digest
from terbit.slides.metrics import CODE, face_file
from terbit.slides.model import Deck, Grid, Run, Runs, Slide, TextBody
from terbit.slides.typefaces import Typeface
from terbit.subsets import subset_face
from terbit.versions import own_tools

__all__ = ["deck_faces", "face_rules"]

_USUAL = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) | frozenset("–—‘’“”…•")
"""What any deck may need, so that most builds share one subset."""
_FEATURES = ("kern", "liga", "ccmp", "locl", "mark", "mkmk")
_BOLD = 600

_Subset = tuple[FontFile, frozenset[str]]
"""A face, and the characters that it is reduced to."""


def deck_faces(decks: Iterable[Deck]) -> Mapping[FontFile, frozenset[str]]:
    """Return the faces that decks are set in, each with its characters."""
    found: dict[FontFile, set[str]] = defaultdict(set)
    for deck in decks:
        for slide in deck.slides:
            for run, bold in _runs(slide):
                found[_face(run, deck.design.text_faces.html, bold=bold)].update(run.text)
            title = Run(slide.title)
            found[_face(title, deck.design.faces.html, bold=True)].update(title.text)
    return {face: frozenset(characters) for face, characters in found.items()}


def _face(run: Run, typeface: Typeface, *, bold: bool) -> FontFile:
    style = "italic" if run.italic else "normal"
    if run.code:
        return face_file(CODE, 700 if run.bold else 400, style)
    return typeface.file(_BOLD if bold or run.bold else 400, style)


def _runs(slide: Slide) -> Iterator[tuple[Run, bool]]:
    """Yield every run that a slide shows beside its title, and whether it is set bold by its place."""
    yield Run(slide.label), True
    yield from ((Run(text), False) for text in (slide.source, slide.qualifier))
    for runs, bold in _bodies(slide):
        yield from ((run, bold) for run in runs)


def _bodies(slide: Slide) -> Iterator[tuple[Runs, bool]]:
    yield slide.caption, False
    if isinstance(slide.body, TextBody):
        yield from ((paragraph.runs, slide.kind == "statement") for paragraph in slide.body.paragraphs)
    elif isinstance(slide.body, Grid):
        yield from ((cell, True) for cell in slide.body.header)
        yield from ((cell, False) for row in slide.body.rows for cell in row)


def face_rules(every: Sequence[Mapping[FontFile, frozenset[str]]], cache: Cache = NOTHING_KEPT) -> list[str]:
    """Return for the faces of each of several pages `@font-face` rules with their subsets as data addresses."""
    wanted = {_key(*face): face for faces in every for face in _subsets(faces)}
    data = cache.share("webfont", wanted, _reduced)
    rules = {key: _rule(face, data[key]) for key, (face, _) in wanted.items()}
    return ["\n".join(rules[_key(*face)] for face in _subsets(faces)) for faces in every]


def _subsets(faces: Mapping[FontFile, frozenset[str]]) -> list[_Subset]:
    return [(face, _USUAL | faces[face]) for face in sorted(faces)]


@lru_cache(maxsize=256)
def _key(face: FontFile, characters: frozenset[str]) -> str:
    return digest("webfont", own_tools(), face.family, face.weight, face.style, face.digest, sorted(characters))


def _reduced(subsets: Sequence[_Subset]) -> list[bytes]:
    return [subset_face(face, characters, _FEATURES, "woff2") for face, characters in subsets]


def _rule(face: FontFile, data: bytes) -> str:
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url(data:font/woff2;base64,{base64.b64encode(data).decode("ascii")}) format("woff2"); }}'
    )
