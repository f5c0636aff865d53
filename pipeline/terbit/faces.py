"""Which faces a theme names, and a private fontconfig that knows no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from terbit.assets import FontFile, font_files

__all__ = ["book_families", "faces_of", "fontconfig"]

_GENERIC = {"serif": "face-text", "sans-serif": "face-interface", "monospace": "face-code"}


def book_families(styles: Mapping[str, str]) -> tuple[str, ...]:
    """Return the families that a theme's tokens name: of the text, of the interface, of code."""
    families = (styles[name] for name in _GENERIC.values() if name in styles)
    return tuple(dict.fromkeys(families))


def faces_of(families: Iterable[str]) -> tuple[FontFile, ...]:
    """Return the font files of some families, in the order of the table of fonts."""
    wanted = set(families)
    return tuple(font for font in font_files() if font.family in wanted)


def fontconfig(tokens: Mapping[str, str], cache_folder: Path) -> str:
    """Return a fontconfig configuration that knows the theme's faces and no other font of the machine."""
    folders = sorted({str(font.path.parent) for font in faces_of(book_families(tokens))})
    lines = [f"<dir>{escape(folder, quote=False)}</dir>" for folder in folders]
    lines.append(f"<cachedir>{escape(str(cache_folder), quote=False)}</cachedir>")
    # The same faces as WOFF2 lie beside the TrueType files; those are for the web.
    lines.append("<selectfont><rejectfont><glob>*.woff2</glob></rejectfont></selectfont>")
    for generic, token in _GENERIC.items():
        family = escape(tokens.get(token, ""), quote=False)
        lines.append(f"<alias><family>{generic}</family><prefer><family>{family}</family></prefer></alias>")
    body = "\n".join(lines)
    head = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
    return f"{head}<fontconfig>\n{body}\n</fontconfig>\n"
