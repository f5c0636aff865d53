"""The faces that `terbit.yaml` or a publisher's template asks for, found by name or read from files, or refused."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fontTools.ttLib import TTFont, TTLibError

from terbit.assets import FontFile, font_files
from terbit.config import Config
from terbit.config.model import SlideFace
from terbit.diagnostics import Diagnostic, Location
from terbit.digest import digest
from terbit.model import Document, Resource
from terbit.slides.publisher import Template
from terbit.slides.typefaces import OWN_FACES, Faces, Typeface, leading_of, named_face
from terbit.theme import read_tokens

__all__ = ["Set", "faces_of_decks"]

_STYLES: Mapping[str, tuple[int, Literal["normal", "italic"]]] = {
    "regular": (400, "normal"), "bold": (700, "normal"), "italic": (400, "italic"), "bold-italic": (700, "italic"),
}  # fmt: skip
_RESTRICTED = 0x0002
"""A licence that forbids to embed the face (OpenType, OS/2, fsType)."""
_FAMILY = 1
"""The name that office programs group four styles by (OpenType, name table)."""


@dataclass(frozen=True)
class Set:
    """What decks are set in: the faces of text and of titles, and what was found."""

    text: Faces = OWN_FACES
    titles: Faces = OWN_FACES
    findings: tuple[Diagnostic, ...] = ()


def faces_of_decks(document: Document, template: Template | None) -> Set:
    """Return the faces of a book's decks; those of a publisher's template are what its PPTX is set in."""
    config, findings = document.config, list[Diagnostic]()
    given: dict[str, Typeface] = {}
    for part, asked in config.slides.faces.items():
        found = _given(part, asked, document)
        if isinstance(found, Typeface):
            given[part] = found
        else:
            findings.append(found)
    theme = named_face(read_tokens(document.styles["theme.css"].data.decode()).get("face-interface", ""))
    text = given.get("text")
    titles = given.get("titles", text)
    usual = Faces(text or OWN_FACES.pptx, text or theme or OWN_FACES.html)
    above = Faces(titles or usual.pptx, titles or usual.html)
    if template is None or not template.layouts:
        return Set(usual, above, tuple(findings))
    findings += _unmeasured(template, given, config)
    own = {face.name: face for face in given.values()}
    pptx = [own.get(name) or named_face(name) or _stand_in(name) for name in template.faces]
    return Set(Faces(pptx[0], usual.html), Faces(pptx[1], above.html), tuple(findings))


def _stand_in(name: str) -> Typeface:
    return Typeface(name or OWN_FACES.pptx.name, OWN_FACES.pptx.family, OWN_FACES.pptx.leading)


def _unmeasured(template: Template, given: Mapping[str, Typeface], config: Config) -> Iterator[Diagnostic]:
    """Report the faces of a template that text cannot be measured in."""
    known, path = {face.name for face in given.values()}, config.slides.template
    for name in sorted(template.named - known):
        if named_face(name) is None:
            message = (
                f"{path} is set in '{name}', which is not installed with Terbit, nor is a face that is as wide: "
                "its text is measured in Carlito"
            )
            hint = "give its files under slides.faces, or look through the decks, for lines may run otherwise"
            yield Diagnostic("warning", "slide-face-missing", message, _place("slides.template", config), hint)


def _given(part: str, asked: SlideFace, document: Document) -> Typeface | Diagnostic:
    """Return a face that `terbit.yaml` asks for, or what is wrong with it."""
    key, config = f"slides.faces.{part}", document.config
    if asked.name:
        known = ", ".join(dict.fromkeys(font.family for font in font_files()))
        message = f"{key}: '{asked.name}' is not installed with Terbit, nor is a face that is as wide"
        hint = f"give its files, {{regular: …, bold: …}}; by name there are {known}, and those that these stand for"
        return named_face(asked.name) or _finding(message, key, config, hint)
    files: list[FontFile] = []
    for style, path in asked.files.items():
        if path not in document.resources:  # it has been reported where it was to be read
            return _finding(f"{key}.{style}: '{path}' could not be read", f"{key}.{style}", config)
        file = _file(style, document.resources[path])
        if isinstance(file, str):
            return _finding(f"{key}.{style}: {path} {file}", f"{key}.{style}", config)
        files.append(file)
    return _typeface(key, tuple(files), config)


def _typeface(key: str, files: tuple[FontFile, ...], config: Config) -> Typeface | Diagnostic:
    families = sorted({file.family for file in files})
    if len(families) > 1:
        hint = "office programs find a family by this name: take the four files that share it"
        return _finding(f"{key}: the files are of several families: {', '.join(families)}", key, config, hint)
    if families[0] in {font.family for font in font_files()}:
        return _finding(f"{key}: Terbit brings '{families[0]}' along", key, config, f"name it: '{families[0]}'")
    return Typeface(families[0], families[0], leading_of(files), digest(*(file.digest for file in files)), files)


def _file(style: str, resource: Resource) -> FontFile | str:
    """Return a font file of the project's, or what is wrong with it."""
    try:
        with TTFont(io.BytesIO(resource.data), lazy=True) as font:
            family, licence, variable = font["name"].getDebugName(_FAMILY), font["OS/2"].fsType, "fvar" in font
            font["hmtx"], font["hhea"], font.getBestCmap()
    except (TTLibError, KeyError, OSError, AssertionError, ValueError):
        return "is no font that can be read: .ttf and .otf can"
    if not family or variable:
        return "is variable: give the file of each style" if variable else "has no family name"
    if licence & 0x000F == _RESTRICTED:
        return "does not allow to be embedded, which decks for the web and handouts do"
    weight, slope = _STYLES[style]
    path = Path(resource.path)
    return FontFile(family, weight, slope, path, path, resource.digest, resource.data)


def _finding(message: str, key: str, config: Config, hint: str = "") -> Diagnostic:
    return Diagnostic("error", "slide-face", message, _place(key, config), hint)


def _place(key: str, config: Config) -> Location:
    return config.places.get(key, Location("terbit.yaml"))
