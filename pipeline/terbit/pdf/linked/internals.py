"""What is taken of WeasyPrint's insides: a page's boxes, its marked content, and its fonts before they are cut down.

All that the linked engine needs of WeasyPrint beside its public interface is here. It is for WeasyPrint 70 and
pydyf 0.13; `tests/pdf/linked/test_internals.py` tells when they have changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.matrix import Matrix
from weasyprint.text.line_break import split_first_line

from terbit.pdf.linked.groups import copied

__all__ = [
    "Blank",
    "Painted",
    "children",
    "font_table",
    "group_of",
    "is_margin",
    "keep_alpha",
    "keep_group",
    "keep_image",
    "marks",
    "paint",
    "pictures",
    "resource_names",
    "shaped",
    "style_key",
]

_MOST_PAGES = 100_000
"""More than a unit can have."""
_SHAPING = (
    *("font_family", "font_size", "font_style", "font_weight", "font_stretch", "font_kerning", "font_feature_settings"),
    *("font_variant_caps", "font_variant_numeric", "font_variant_ligatures", "font_variant_alternates"),
    *("font_variant_east_asian", "font_variant_position", "font_variation_settings", "font_language_override"),
    *("letter_spacing", "lang"),
)


@dataclass(frozen=True)
class Painted:
    """A painted document: pydyf's objects, and the number of the empty dictionary of fonts."""

    pdf: Any
    fonts: Any


class Blank:
    """A page of which nothing is painted: it has its place among the objects of a document, and a leaf."""

    width = height = 0.0

    def __init__(self, leaf: Any) -> None:
        """Stand for a page that is kept as a leaf."""
        self.leaf = leaf
        self.bleed = dict.fromkeys(("top", "right", "bottom", "left"), 0.0)
        self.forms: Mapping[Any, Any] = {}

    def paint(self, stream: Any, scale: float) -> None:
        """Leave the page white."""


class _Sheet:
    """A page that is painted now, without its anchors, links and bookmarks."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.stream: Any = None
        self.bookmarks: tuple[()] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def paint(self, stream: Any, scale: float) -> None:
        self.stream = stream
        self._page.paint(stream, scale)


class _Sheets:
    """The pages of a document, each given out once and told when it is painted; then its boxes are let go."""

    def __init__(self, pages: Iterable[Any], painted: Callable[[Any, Any], None]) -> None:
        self._pages, self._painted = iter(pages), painted

    def __iter__(self) -> Iterator[_Sheet]:
        for page in self._pages:
            sheet = _Sheet(page)
            yield sheet
            self._painted(page, sheet.stream)
            sheet.stream.stream, sheet.stream._tags = [], {}  # noqa: SLF001 - it has no use any more


def marks(stream: Any) -> dict[Any, int]:
    """Return the marked content identifier of each box of text and each image of a painted page."""
    return {box: mark["mcid"] for box, mark in stream._tags.items()}  # noqa: SLF001


def paint(document: Any, pages: Iterable[Any], painted: Callable[[Any, Any], None]) -> Painted:
    """Paint pages as a document's, one after the other, its fonts left as they are and without a structure tree.

    `painted` is told each page with its stream when it is done.
    """
    caught: list[Painted] = []
    fonts = pydyf.Dictionary()
    names = ("build_fonts_dictionary", "add_tags", "resolve_links")
    own = {name: getattr(weasyprint.pdf, name) for name in names}

    def add_tags(pdf: Any, *_: Any) -> None:
        caught.append(Painted(pdf, fonts))

    document.pages = _Sheets(pages, painted)
    weasyprint.pdf.build_fonts_dictionary = lambda *_: fonts
    weasyprint.pdf.add_tags = add_tags
    weasyprint.pdf.resolve_links = lambda _: [([], [])] * _MOST_PAGES  # it would ask for all pages at once
    try:
        weasyprint.pdf.generate_pdf(document, None, 1, **{**weasyprint.DEFAULT_OPTIONS, "pdf_tags": True})
    finally:
        for name in names:
            setattr(weasyprint.pdf, name, own[name])
    return caught[0]


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


def font_table(fonts: Mapping[Any, Any], key: str) -> Any:
    """Return the font of a document that content streams call by a key; None if there is none yet."""
    return next((font for font in fonts.values() if font.hash == key), None)


def pictures(root: Any) -> dict[str, tuple[Any, bool]]:
    """Return the pictures below a box by the names that content streams call them by; with it, whether smoothed."""
    found = {}
    for box in root.descendants():
        image: Any = getattr(box, "replacement", None)
        if image is not None and getattr(image, "id", None) is not None:
            smooth = box.style["image_rendering"] == "auto"
            found[f"i{image.id}{int(smooth)}"] = image, smooth
    return found


def group_of(stream: Any, name: str) -> Any | None:
    """Return a copy of the group that a content stream calls by a name ("/x0"); None if it is none or not plain."""
    group = stream._resources["XObject"].get(name[1:])  # noqa: SLF001
    return None if group is None else copied(group)


def resource_names(stream: Any) -> list[str]:
    """Return the names of the pictures and groups of all pages that are painted with a stream."""
    return list(stream._resources["XObject"])  # noqa: SLF001


def keep_group(stream: Any, name: str, group: Any) -> None:
    """Count a copy of a group to the resources of all pages that are painted with a stream."""
    stream._resources["XObject"][name] = copied(group)  # noqa: SLF001


def keep_image(stream: Any, picture: tuple[Any, bool], *, inner: bool = False) -> None:
    """Count a picture to the resources of all pages that are painted with a stream; an `inner` one is a group's own."""
    image, smooth = picture
    known = resource_names(stream)
    name = stream.add_image(image, smooth, 1)
    if inner and name not in known:
        del stream._resources["XObject"][name]  # noqa: SLF001


def keep_alpha(stream: Any, name: str) -> None:
    """Count a state of transparency ("a0.5", "A1") to the resources of all pages that are painted with a stream."""
    value = float(name[1:]) if "." in name else int(name[1:])
    stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary({"CA" if name[0] == "A" else "ca": value}))  # noqa: SLF001


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
