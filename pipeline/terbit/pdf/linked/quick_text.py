"""Quicker ways to lines of text: setting Pango up for a style."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, gobject, pango

__all__ = ["font_keys", "setting_up"]

_SET_UP_BY = ("font_size", "font_kerning", "direction", "text_decoration_line")
"""What the setting up of a line depends on beside `_font_style_cache_key`."""
_OF_THE_LAYOUT = ("style", "layout", "first_line_direction", "text", "max_width", "justification_spacing")
"""The attributes of a Layout that `setup` does not make, or makes for itself alone."""


def setting_up(slow: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Return `Layout.setup` with the context of Pango and the font made once for each style."""

    def setup(self: Any, style: Any) -> None:
        ready = getattr(style, "ready_for_text", None)
        if ready is None:
            kept = vars(style.font_config).setdefault("ready_for_text", {})
            key = tuple(str(style[name]) for name in _SET_UP_BY), line_break._font_style_cache_key(style)  # noqa: SLF001
            ready = style.ready_for_text = kept.get(key)
        if ready is None:
            slow(self, style)
            own = {key: value for key, value in vars(self).items() if key not in _OF_THE_LAYOUT}
            ready = _context(style, self.language), line_break.get_font_description(style), own, _features(style)
            style.ready_for_text = kept[key] = ready
            return
        context, description, own, features = ready
        self.__dict__.update(own)
        self.style, self.first_line_direction = style, 0
        self.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, description)
        if features is not None:
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, features)
            pango.pango_layout_set_attributes(self.layout, attributes)

    return setup


def _context(style: Any, language: Any) -> Any:
    """Return the context of Pango for text in a language; all styles share it."""
    named = style["font_language_override"] != "normal" or style["lang"]
    key = (style["direction"], language if named else None)
    kept = vars(style.font_config).setdefault("contexts", {})
    if key not in kept:
        context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
        pango.pango_context_set_round_glyph_positions(context, False)
        pango.pango_context_set_base_dir(context, line_break.PANGO_DIRECTION[style["direction"]])
        if named:
            pango.pango_context_set_language(context, language)
        kept[key] = context
    return kept[key]


def _features(style: Any) -> Any:
    """Return Pango's attribute of the features of a style's font, which its first layout has kept."""
    features = line_break.font_features(
        *(style[f"font_{name}"] for name in ("kerning", "variant_ligatures", "variant_position", "variant_caps")),
        *(style[f"font_variant_{name}"] for name in ("numeric", "alternates", "east_asian")),
        style["font_feature_settings"],
    )
    text = ",".join(f"{key} {value}" for key, value in features.items()).encode()
    return style.font_config.font_features[text] if features else None


def font_keys(slow: Callable[..., str]) -> Callable[..., str]:
    """Return `_font_style_cache_key`, which keeps the key of a style."""

    def font_key(style: Any, include_size: bool = False) -> str:
        known: str | None = getattr(style, "font_key", None)
        if known is None:
            known = style.font_key = slow(style)
        return f"{known}{style['font_size']}{style['line_height']}" if include_size else known

    return font_key
