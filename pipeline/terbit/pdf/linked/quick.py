"""Quicker ways to what WeasyPrint does most often: reading HTML, computing styles, setting up lines, drawing them.

Each gives what WeasyPrint 70 gives, to the bit, and leaves to it what is seldom. `tests/pdf/linked/test_quick.py`
compares the two, and tells when upstream has changed.
"""

from __future__ import annotations

from functools import lru_cache

from weasyprint import css, tinyhtml5
from weasyprint.css import tokens
from weasyprint.draw import text
from weasyprint.layout import inline, percent, preferred
from weasyprint.text import ffi, line_break

from terbit.pdf.linked.quick_draw import drawing_lines
from terbit.pdf.linked.quick_lines import LINES, spaced
from terbit.pdf.linked.quick_reading import reading
from terbit.pdf.linked.quick_sharing import sharing
from terbit.pdf.linked.quick_styles import missing_properties, resolving, solving
from terbit.pdf.linked.quick_text import font_keys, setting_up

__all__ = ["make_quick"]


_MOST_TEXTS = 10_000
"""Texts of which it is remembered whether a line may break in them; most are two letters."""
_TYPES = ("char[]", "unsigned int *", "PangoRectangle *", "PangoLogAttr[]", "PangoFcFontMap *")


def make_quick() -> None:
    """Let the engine of this process do what it does most often in quicker ways."""
    _read_declarations()
    tinyhtml5.parse = reading(tinyhtml5.parser.parse)
    css.ComputedStyle.__missing__ = missing_properties(css.ComputedStyle.__missing__)
    css.StyleFor.set_computed_styles = sharing(css.StyleFor.set_computed_styles)
    tokens.Pending.solve = solving(tokens.Pending.solve)
    percent.resolve_one_percentage = resolving(percent.resolve_one_percentage)
    line_break.Layout.setup = setting_up(line_break.Layout.setup)
    line_break._font_style_cache_key = font_keys(line_break._font_style_cache_key)  # noqa: SLF001 - no other way to it
    inline.split_first_line = preferred.split_first_line = LINES.breaking(line_break.split_first_line)
    inline.can_break_text = preferred.can_break_text = lru_cache(_MOST_TEXTS)(line_break.can_break_text)
    inline.create_layout = spaced(line_break.create_layout)
    text.draw_first_line = drawing_lines(text.draw_first_line)


def _read_declarations() -> None:
    """Have cffi read the declarations in C that it reads when they are first used: once, not in each process forked."""
    for library in (ffi.fontconfig, ffi.gobject, ffi.harfbuzz, ffi.pango, ffi.pangoft2):
        for name in dir(library):
            getattr(library, name, None)
    for kind in _TYPES:
        ffi.ffi.typeof(kind)
