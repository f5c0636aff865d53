"""A quicker way to draw lines of text: their glyphs are read all at once."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi, pango

__all__ = ["drawing_lines"]

_GLYPH = struct.Struct("=IiiiI")
"""PangoGlyphInfo: glyph, width, offsets to the right and up, and flags."""
_SPECIAL_GLYPH = 0x0FFFFFFF
"""PANGO_GLYPH_EMPTY; those of unknown characters are above."""
_LEAST_SIZE = 1e-6
_SIZES_RIGHT = 14802
"""The first version of Pango that tells the sizes of fonts rightly."""


def drawing_lines(slow: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """Return `draw_first_line` for text in fonts of outlines, none of it cut off or raised."""

    def draw(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> list[Any]:
        is_plain = text_overflow != "ellipsis" and block_ellipsis == "none" and textbox.text.strip()
        runs = list(_runs(stream, textbox)) if is_plain and textbox.style["font_size"] >= _LEAST_SIZE else []
        whole = [run for run in runs if run is not None]
        if not whole or len(whole) < len(runs):
            return slow(stream, textbox, text_overflow, block_ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        string, before = "", None
        for pango_font, font, size, shown in whole:
            if pango_font != before:
                before = pango_font
                if string:
                    stream.show_text(string)
                string = ""
                stream.set_font_size(font.hash, size)
            string += shown
        stream.show_text(string)
        return []

    return draw


def _runs(stream: Any, textbox: Any) -> Iterator[tuple[Any, Any, float, str] | None]:
    """Yield the runs of a line: the font as Pango and as the PDF knows it, its size, and the operand of TJ.

    None stands for a run that needs more than that.
    """
    layout = textbox.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    first_line, _ = layout.get_first_line()
    before: Any = None
    font: Any = None
    size = 0.0
    run = first_line.runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        pango_font = item.item.analysis.font
        if pango_font != before:
            before = pango_font
            font, size = stream.add_font(pango_font)
            if pango.pango_version() < _SIZES_RIGHT:
                size = textbox.style["font_size"]
        if font.bitmap or font.svg or font.png or font.colr:
            yield None
            return
        shown = _shown(stream, item, pango_font, font, size, layout.text)
        yield None if shown is None else (pango_font, font, size, shown)


def _shown(stream: Any, item: Any, pango_font: Any, font: Any, size: float, text: str) -> str | None:
    """Return the operand of TJ for the glyphs of a run."""
    count = item.glyphs.num_glyphs
    widths = font.widths
    parts = ["<"]
    glyphs = _GLYPH.iter_unpack(ffi.buffer(item.glyphs.glyphs, count * _GLYPH.size))
    for index, (glyph, width, right, up, _) in enumerate(glyphs):
        if glyph >= _SPECIAL_GLYPH or up:
            return None
        if glyph not in font.to_unicode:
            font.to_unicode[glyph] = _meaning(item, index, count, text)
        offset = right / size
        if offset:
            parts.append(f">{-offset}<")
        parts.append(f"{glyph:04x}")
        if glyph not in widths:
            pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
            widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
        kerning = widths[glyph] + offset - width * 1000 * FROM_UNITS / size
        if kerning:
            parts.append(f">{int(kerning)}<")
    shown = "".join(parts)
    return shown[:-1] if shown[-1] == "<" else f"{shown}>"


def _meaning(item: Any, index: int, count: int, text: str) -> str:
    """Return the text that a glyph stands for."""
    clusters, offset = item.glyphs.log_clusters, item.item.offset
    begin = clusters[index]
    if item.item.analysis.level % 2:
        end = item.item.length if index == 0 else clusters[index - 1]
    else:
        end = item.item.length if index == count - 1 else clusters[index + 1]
    return text.encode()[offset + begin : offset + end].decode()
