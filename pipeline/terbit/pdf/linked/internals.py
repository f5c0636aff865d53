"""What is taken of WeasyPrint's insides: a page's boxes, and how text of a style is shaped.

All that the linked engine needs of WeasyPrint beside its public interface is here and in `paging`, `painting`, `shared`
and `stamps`. It is for WeasyPrint 70 and pydyf 0.13; `tests/pdf/linked/test_internals.py` tells when they have changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.matrix import Matrix
from weasyprint.text.line_break import split_first_line

__all__ = ["children", "is_margin", "shaped", "style_key"]

_SHAPING = (
    *("font_family", "font_size", "font_style", "font_weight", "font_stretch", "font_kerning", "font_feature_settings"),
    *("font_variant_caps", "font_variant_numeric", "font_variant_ligatures", "font_variant_alternates"),
    *("font_variant_east_asian", "font_variant_position", "font_variation_settings", "font_language_override"),
    *("letter_spacing", "lang"),
)


def children(box: Any) -> Iterator[Any]:
    """Yield the boxes in a box, in the order of the text."""
    for child in getattr(box, "children", ()):
        yield child._box if isinstance(child, AbsolutePlaceholder) else child  # noqa: SLF001


def is_margin(box: Any) -> bool:
    """Say whether a box is one of a page's margins."""
    return isinstance(box, boxes.MarginBox)


def style_key(style: Any) -> tuple[Any, ...]:
    """Return all of a style that the shapes of figures depend on."""
    return tuple(str(style[name]) for name in _SHAPING)


@dataclass
class _Pen:
    """Takes the place of a content stream, and keeps what would be shown."""

    stream: Any
    shown: list[str]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def show_text(self, text: str) -> None:
        self.shown.append(text)

    def set_text_matrix(self, *values: float) -> None:
        del values

    def set_font_size(self, font: str, size: float) -> None:
        del font, size


def shaped(stream: Any, box: Any, text: str) -> tuple[str, float]:
    """Return what would be shown of a text in the style of a box (the operand of TJ), and its width in px."""
    pango_layout, _, _, width, _, _ = split_first_line(text, box.style, None, None, 0)
    pen = _Pen(stream, [])
    copy = box.copy()
    copy.text, copy.pango_layout = text, pango_layout
    pango_layout.reactivate(box.style)
    drawing.draw_first_line(pen, copy, "clip", "none", Matrix())
    return "".join(pen.shown), float(width)
