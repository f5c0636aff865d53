"""The faces that a build may use: their CSS for the web, and what they cannot show."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from terbit.assets import FontFile
from terbit.ast import Element, elements, where
from terbit.cache import NOTHING_KEPT, Cache
from terbit.diagnostics import Diagnostic, Location
from terbit.digest import digest
from terbit.faces import book_families, faces_of
from terbit.model import Chapter, Document
from terbit.own import own_digest
from terbit.svg import svg_text
from terbit.theme import read_tokens

__all__ = [
    "advances",
    "book_families",
    "coverage",
    "embedding",
    "face_css",
    "faces_of",
    "missing_glyphs",
]

_MOST_NAMED = 3
"""Characters of a script that are named one by one."""


def face_css(families: Iterable[str], address: Callable[[FontFile], str]) -> str:
    """Return `@font-face` rules for the web files of some families; `address` says where each file will lie."""
    return "".join(
        f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; font-style: {font.style};'
        f' src: url("{address(font)}"){_format(font.web)}; }}\n'
        for font in faces_of(families)
    )


@cache
def advances(face: FontFile) -> Mapping[int, float]:
    """Return a face's advance widths, in em by code point."""
    import uharfbuzz  # noqa: PLC0415 - slow to load, but seven times as quick as fontTools, which names all glyphs

    opened = uharfbuzz.Face(uharfbuzz.Blob(face.data) if face.data else uharfbuzz.Blob.from_file_path(str(face.path)))
    font = uharfbuzz.Font(opened)
    glyph, width = font.get_nominal_glyph, font.get_glyph_h_advance
    return {code: width(glyph(code)) / opened.upem for code in opened.unicodes}


@cache
def coverage(path: Path) -> frozenset[int]:
    """Return the code points that a font file has glyphs for."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(path, lazy=True) as face:
        return frozenset(face.getBestCmap())


def embedding(path: Path) -> int:
    """Return what a font file says of its being embedded (OpenType 1.9, OS/2, fsType)."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(path, lazy=True) as face:
        return int(face["OS/2"].fsType)


def missing_glyphs(document: Document, cache: Cache = NOTHING_KEPT) -> tuple[Diagnostic, ...]:
    """Report each character of the text, the figures and `terbit.yaml` that no face of the theme can show."""
    families = book_families(read_tokens(document.styles["theme.css"].data.decode()))
    held = cache.compute("glyphs", digest("glyphs", own_digest(), families), lambda: _held(families))
    findings: list[Diagnostic] = []
    for chapter in document.chapters:
        if not held.issuperset(map(ord, _possible_characters(chapter, cache))):
            findings += _findings(_chapter_characters(chapter), held)
    findings += _findings(_title_characters(document), held)
    for path in sorted(document.resources):
        if path.endswith(".svg"):
            text = svg_text(document.resources[path].data)
            findings += _findings(((text, Location(path)),), held)
    return tuple(findings)


def _held(families: Iterable[str]) -> frozenset[int]:
    return frozenset().union(*(coverage(font.path) for font in faces_of(families)))


def _possible_characters(chapter: Chapter, cache: Cache) -> str:
    """Return all that can be in a chapter, in one go: few books have a character that their faces lack."""
    key = digest(own_digest(), chapter.digest)
    return cache.compute("characters", key, lambda: "".join(set(json.dumps(chapter.blocks, ensure_ascii=False))))


def _findings(texts: Iterable[tuple[str, Location | None]], held: frozenset[int]) -> list[Diagnostic]:
    """Make one finding a script, at the place where the first of its characters is met."""
    counts: Counter[str] = Counter()
    first: dict[str, Location | None] = {}
    for text, place in texts:
        if held.issuperset(map(ord, text)):
            continue
        for character in text:
            if ord(character) not in held and _is_shown(character):
                counts[character] += 1
                first.setdefault(character, place)
    scripts: dict[str, list[str]] = {}
    for character in first:
        scripts.setdefault(_name(character).partition(" ")[0], []).append(character)
    return [_finding(scripts[name], first[scripts[name][0]], counts) for name in sorted(scripts)]


def _finding(characters: list[str], place: Location | None, counts: Mapping[str, int]) -> Diagnostic:
    count = sum(counts[character] for character in characters)
    times = f" ({count} times in this file)" if count > 1 else ""
    shown = ", ".join(f"U+{ord(c):04X} {_name(c)} '{c}'" for c in characters[:_MOST_NAMED])
    more = len(characters) - _MOST_NAMED
    message = f"no configured face can show {shown}{f' and {more} more of that script' if more > 0 else ''}{times}"
    hint = "write it in other characters, or name a face that has it in styles/theme.css"
    return Diagnostic("error", "glyph-missing", message, place, hint)


def _name(character: str) -> str:
    return unicodedata.name(character, "unnamed")


def _is_shown(character: str) -> bool:
    """Say whether a character leaves a mark: controls, joiners, variation selectors and white space do not."""
    return (
        unicodedata.category(character) not in ("Cc", "Cf", "Zs", "Zl", "Zp") and not 0xFE00 <= ord(character) <= 0xFE0F
    )


def _chapter_characters(chapter: Chapter) -> Iterator[tuple[str, Location | None]]:
    place: Location | None = Location(chapter.file) if chapter.file else None
    unseen: set[int] = set()
    for element in elements(chapter.blocks, words=True):
        place = where(element) or place
        if element["t"] == "Image":
            # Alternative text is read aloud, not shown.
            unseen.update(id(inner) for inner in elements(element["c"], words=True))
        elif id(element) not in unseen:
            yield _own_text(element), place


def _own_text(element: Element) -> str:
    """Return the characters that an element itself shows; formulas have a face of their own."""
    if element["t"] == "Str":
        return str(element["c"])
    if element["t"] in ("Code", "CodeBlock"):
        return str(element["c"][1])
    return ""


def _title_characters(document: Document) -> Iterator[tuple[str, Location | None]]:
    config = document.config
    fields = {
        "title": config.title,
        "subtitle": config.subtitle,
        "authors": "".join(person.name for person in config.authors),
        "publisher": config.publisher.name + config.publisher.place + config.publisher.address,
        "edition": config.edition,
        "licence": config.licence.name,
        "series": config.series.name,
        "description": config.description,
        "blurb": config.blurb,
    }
    for key, text in fields.items():
        yield text, config.places.get(key, Location("terbit.yaml"))


def _format(web: Path) -> str:
    return ' format("woff2")' if web.suffix == ".woff2" else ' format("truetype")'
