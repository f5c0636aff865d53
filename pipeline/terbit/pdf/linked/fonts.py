"""Fonts of a linked book: each face once, with the glyphs of all units (ISO 32000-1, 9.7)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from terbit.pdf.linked.model import FontUse
from terbit.pdf.linked.spot import FONTS
from terbit.pdf.linked.subset import FontFile
from terbit.pdf.linked.writer import Writer

__all__ = ["Face", "faces", "write_fonts"]

_CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
{}endcmap CMapName currentdict /CMap defineresource pop end end"""
_MOST_IN_A_BLOCK = 100
_TAG = re.compile(r"^[A-Z]{6}\+")


@dataclass(frozen=True)
class Face:
    """A face of the book: the names that content streams know it by, and what all units use of it."""

    keys: tuple[str, ...]
    use: FontUse


def faces(uses: Iterable[FontUse]) -> tuple[Face, ...]:
    """Join the uses of each font file in a book; of what is told twice the first counts."""
    by_file: dict[tuple[str, int], list[FontUse]] = {}
    for use in uses:
        by_file.setdefault((use.file, use.index), []).append(use)
    return tuple(sorted(map(_joined, by_file.values()), key=lambda face: face.use.name))


def _joined(uses: Sequence[FontUse]) -> Face:
    name = min((use.name for use in uses), key=lambda name: (len(name), name))
    widths: dict[int, int] = {}
    texts: dict[int, str] = {}
    for use in reversed(uses):
        widths.update(use.widths)
        texts.update(use.texts)
    return Face(tuple(dict.fromkeys(use.key for use in uses)), replace(uses[0], name=name, widths=widths, texts=texts))


def write_fonts(faces: Iterable[Face], cut: Callable[[FontUse], FontFile], writer: Writer) -> None:
    """Write all faces, `cut` giving the file of each, and the dictionary of them."""
    entries = {}
    for face in faces:
        entries.update(dict.fromkeys(face.keys, _write_font(face.use, cut(face.use), writer)))
    listed = "".join(f"/{key} {font} 0 R" for key, font in sorted(entries.items()))
    writer.add(f"<<{listed}>>".encode(), FONTS)


def _write_font(use: FontUse, cut: FontFile, writer: Writer) -> int:
    name = "/" + re.sub(r"[^\w+.-]", "", use.name)
    kind = b"/Subtype/OpenType" if cut.is_cff else b"/Length1 %d" % cut.length
    file = writer.stream(b"<<" + kind + b"/Filter/FlateDecode", cut.packed)
    widest = max(use.widths.values(), default=0)
    descriptor = writer.add(
        f"<</Type/FontDescriptor/FontName{name}/FontFamily({use.family})/Flags {use.flags}"
        f"/FontBBox[0 {use.descent} {widest} {use.ascent}]/ItalicAngle {use.italic_angle}/Ascent {use.ascent}"
        f"/Descent {use.descent}/CapHeight {use.ascent}/StemV 80/FontFile{3 if cut.is_cff else 2} {file} 0 R>>".encode()
    )
    mapped = "" if cut.is_cff else "/CIDToGIDMap/Identity"
    descendant = writer.add(
        f"<</Type/Font/Subtype/CIDFontType{0 if cut.is_cff else 2}/BaseFont{name}"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>{mapped}"
        f"/W[{_widths(use.widths)}]/FontDescriptor {descriptor} 0 R>>".encode()
    )
    texts = writer.stream(b"<</Filter/FlateDecode", zlib.compress(_to_unicode(use.texts), 9))
    return writer.add(
        f"<</Type/Font/Subtype/Type0/BaseFont{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
        f"/ToUnicode {texts} 0 R>>".encode()
    )


def _widths(widths: Mapping[int, int]) -> str:
    """Write the widths of glyphs, those with numbers in a row together (9.7.4.3)."""
    runs = groupby(enumerate(sorted(widths)), key=lambda pair: pair[1] - pair[0])
    listed = ([glyph for _, glyph in run] for _, run in runs)
    return "".join(f"{run[0]}[{' '.join(str(widths[glyph]) for glyph in run)}]" for run in listed)


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    """Write the text of each glyph (9.10.3)."""
    lines = [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>\n" for glyph, text in sorted(texts.items()) if text]
    blocks = [lines[at : at + _MOST_IN_A_BLOCK] for at in range(0, len(lines), _MOST_IN_A_BLOCK)]
    return _CMAP.format("".join(f"{len(b)} beginbfchar\n{''.join(b)}endbfchar\n" for b in blocks)).encode()
