"""A publisher's own PowerPoint file as the template: its layouts, boxes, sizes and faces, found by their kinds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from terbit.diagnostics import Diagnostic, Location
from terbit.slides.layouts import Slots
from terbit.slides.looks import COVERS, WIDE, Box, Design, Look
from terbit.slides.model import Kind

__all__ = ["Template", "emptied", "read_template"]

_EMU = 12_700
_LARGEST = 200_000_000
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_BODIES = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.SUBTITLE)
_STANDARD: Mapping[Kind, str] = {"title": "title", "chapter": "secHead"}
"""What layouts are for, as PowerPoint marks them in any language (ECMA-376 part 1, 19.7.15); the others are `obj`."""
_INSETS = {"lIns": 91_440, "rIns": 91_440, "tIns": 45_720, "bIns": 45_720}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_SMALLEST_TITLE, _SMALLEST_BODY = 60.0, 160.0
"""Heights in pt below which a box holds no title of a line, and no text that is worth a slide."""
_NOWHERE = Box(0, 0, 0, 0)
"""The box of an ornament of Terbit's own, which a publisher's template has none of."""
_GROUND = 0.6
"""The share of the slide from which on a shape is the ground that others stand on."""
_HINT = "add it in PowerPoint's slide master view, or begin with one of the decks that Terbit makes"


@dataclass(frozen=True)
class Cover:
    """What a template's title slides have: `taken` boxes, a `frame` for a picture or none, or pictures of their own."""

    taken: tuple[Box, ...] = ()
    frame: Box | None = None
    pictured: bool = False


@dataclass(frozen=True)
class Template:
    """The design that a template gives, the layout of each kind, and what was found.

    `faces` are the names of those of the text and of titles, `named` all that its masters and layouts name; `cover` is
    what stands on title slides.
    """

    design: Design
    layouts: Mapping[Kind, Slots]
    findings: tuple[Diagnostic, ...] = ()
    faces: tuple[str, str] = ("", "")
    cover: Cover = Cover()
    named: frozenset[str] = frozenset()


@lru_cache(maxsize=4)
def read_template(data: bytes, path: str, where: Location | None, names: tuple[str, ...]) -> Template:
    """Read a publisher's template; what it lacks is an error at the place that names it.

    `names` are those of the layouts in the book's language, in the order of the kinds.
    """
    try:
        presentation = _opened(data)
    except (ValueError, KeyError, zipfile.BadZipFile, OSError, SyntaxError):
        message = f"{path} is no PowerPoint file that can be read"
        hint = "save it as .pptx in PowerPoint or Impress"
        return Template(WIDE, {}, (Diagnostic("error", "slide-template", message, where, hint),))
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    chosen = {kind: _chosen(kind, layouts, name) for kind, name in zip(WIDE.looks, names, strict=True)}
    lacking = [f"a layout {what}" for kind, what in _NEEDED.items() if chosen[kind] is None]
    if lacking:
        named = ", ".join(layout.name for layout in layouts) or "none"
        message = f"{path} lacks {' and '.join(lacking)}; its layouts: {named}"
        return Template(WIDE, {}, (Diagnostic("error", "slide-template", message, where, _HINT),))
    found = {kind: layout for kind, layout in chosen.items() if layout is not None}
    design = _design(presentation, found)
    slots = {kind: _slots(layouts.index(layout), layout) for kind, layout in found.items()}
    theme = etree.fromstring(_theme(presentation.slide_masters[0]), _PARSER)
    faces = (_latin(theme, "minorFont"), _latin(theme, "majorFont"))
    cover = _cover(found["title"], design)
    return Template(design, slots, faces=faces, named=frozenset(_named(presentation)), cover=cover)


_NEEDED: Mapping[Kind, str] = {
    "title": "for title slides (PowerPoint's 'Title Slide', with a title)",
    "content": "for text (PowerPoint's 'Title and Content', with a title and room for text below it)",
}


def _opened(data: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(entry.file_size for entry in package.infolist()) > _LARGEST:
            message = "the file unpacks to more than any template needs"
            raise ValueError(message)
    return Presentation(io.BytesIO(data))


def emptied(data: bytes) -> Any:
    """Open a template as a presentation without the slides that it may have."""
    presentation = Presentation(io.BytesIO(data))
    root = presentation.part._element  # noqa: SLF001
    slides = root.find(qn("p:sldIdLst"))
    for entry in list(slides) if slides is not None else ():
        presentation.part.drop_rel(entry.get(qn("r:id")))
        slides.remove(entry)
    for extensions in root.findall(qn("p:extLst")):
        root.remove(extensions)
    return presentation


# ------------------------------------------------------------------- layouts


def _chosen(kind: Kind, layouts: Sequence[Any], name: str) -> Any | None:
    """Return the layout that bears the kind's name, in the book's language or in English, or else the standard one."""
    usable = [layout for layout in layouts if _is_usable(layout, kind)]
    named = {layout.name.strip().casefold(): layout for layout in reversed(usable)}
    by_name = [named[n] for n in (name.casefold(), kind) if n in named]
    standard = _STANDARD.get(kind, "obj")
    by_type = [layout for layout in usable if layout._element.get("type") == standard]  # noqa: SLF001
    found = next(iter([*by_name, *by_type]), None)
    if found is None and kind == "chapter":
        return _chosen("title", layouts, "")
    return found if found is not None or kind in COVERS else next(iter(usable), None)


def _is_usable(layout: Any, kind: Kind) -> bool:
    title = _title(layout)
    if title is None or (kind in COVERS and title.height / _EMU < _SMALLEST_TITLE / 2):
        return False
    if kind in COVERS:
        return True
    body = _body(layout)
    return body is not None and body.height / _EMU >= _SMALLEST_BODY


def _title(layout: Any) -> Any | None:
    return next((p for p in layout.placeholders if p.placeholder_format.type in _TITLES), None)


def _body(layout: Any) -> Any | None:
    """Return the placeholder with the most room for text, a table or a picture."""
    kinds = (*_BODIES, PP_PLACEHOLDER.PICTURE, PP_PLACEHOLDER.TABLE)
    found = [p for p in layout.placeholders if p.placeholder_format.type in kinds]
    return max(found, key=lambda p: p.width * p.height, default=None)


def _slots(at: int, layout: Any) -> Slots:
    """Return a layout's slots; labels go into titles, and captions to the speaker."""
    types = {p.placeholder_format.idx: p.placeholder_format.type for p in layout.placeholders}
    by_type = {found: idx for idx, found in types.items()}
    body = _body(layout)
    footer, number = (by_type.get(t, -1) for t in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER))
    return Slots(
        at,
        body=body.placeholder_format.idx if body is not None else -1,
        label=-1,
        picture=by_type.get(PP_PLACEHOLDER.PICTURE, -1),
        table=by_type.get(PP_PLACEHOLDER.TABLE, -1),
        caption=-1,
        footer=footer,
        number=number,
        is_own=False,
    )


# -------------------------------------------------------------------- design


def _design(presentation: Any, layouts: Mapping[Kind, Any]) -> Design:
    """Return the boxes and sizes of a template's layouts; what it has no box for is set in proportion."""
    width, height = presentation.slide_width / _EMU, presentation.slide_height / _EMU
    content, cover = layouts["content"], layouts["title"]
    title, cover_title = _inner(_title(content)), _inner(_title(cover))
    across, down = width / WIDE.width, height / WIDE.height

    def scaled(box: Box) -> Box:
        return Box(box.x * across, box.y * down, box.width * across, box.height * down)

    footers = {p.placeholder_format.type: _inner(p) for p in content.placeholders}
    looks = {kind: _look(layout, WIDE.looks[kind]) for kind, layout in layouts.items()}
    body = looks["content"].body
    caption = Box(body.x, body.y + body.height - 50, body.width, 50)
    return replace(
        WIDE,
        ratio=f"{width:g}:{height:g}",
        width=width,
        height=height,
        label=scaled(WIDE.label),
        title=title,
        caption=caption,
        number=footers.get(PP_PLACEHOLDER.SLIDE_NUMBER, scaled(WIDE.number)),
        footer=footers.get(PP_PLACEHOLDER.FOOTER, scaled(WIDE.footer)),
        band=_NOWHERE,
        notch=_NOWHERE,
        rule=_NOWHERE,
        cover_label=scaled(WIDE.cover_label),
        cover_title=cover_title,
        cover_rule=_NOWHERE,
        rings=(_NOWHERE, _NOWHERE),
        looks=looks,
        titles=_sizes(_size(content, _title(content), "titleStyle"), WIDE.titles, least=20.0),
        cover_titles=_sizes(_size(cover, _title(cover), "titleStyle"), WIDE.cover_titles, least=28.0),
        labelled=False,
    )


def _look(layout: Any, usual: Look) -> Look:
    place = _body(layout)
    if place is None:  # a cover with a title alone
        return replace(usual, body=Box(0, 0, 1, 1))
    own = _size(layout, place, "bodyStyle")
    sizes = _sizes(own, usual.sizes, least=min(usual.sizes))
    return replace(usual, body=_inner(place), sizes=sizes, ruled=False)


def _sizes(own: float, usual: Sequence[float], *, least: float) -> tuple[float, ...]:
    """Return the template's size and the usual ones below it, none below the smallest."""
    first = max(own, least)
    return (first, *(size for size in usual if size < first))


def _inner(place: Any) -> Box:
    """Return a placeholder's box without its margins."""
    insets = dict(_INSETS)
    for shape in (_base(place), place):
        body = shape._element.find(f"{qn('p:txBody')}/{qn('a:bodyPr')}") if shape is not None else None  # noqa: SLF001
        insets |= {name: int(body.get(name)) for name in insets if body is not None and body.get(name)}
    left, right, top, bottom = (insets[name] / _EMU for name in ("lIns", "rIns", "tIns", "bIns"))
    return Box(
        place.left / _EMU + left,
        place.top / _EMU + top,
        place.width / _EMU - left - right,
        place.height / _EMU - top - bottom,
    )


def _outer(shape: Any) -> Box:
    return Box(*(side / _EMU for side in (shape.left, shape.top, shape.width, shape.height)))


def _base(place: Any) -> Any | None:
    """Return the placeholder, the master's or the layout's, that one takes after."""
    return getattr(place, "_base_placeholder", None)


def _size(layout: Any, place: Any, style: str) -> float:
    """Return the size (pt) of a placeholder's first level: its own, its master's, or that of all such text."""
    roots = [shape._element for shape in (place, _base(place)) if shape is not None]  # noqa: SLF001
    paths = [root.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}") for root in roots]
    master = layout.slide_master._element  # noqa: SLF001
    paths.append(master.find(f"{qn('p:txStyles')}/{qn(f'p:{style}')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"))
    found = (int(element.get("sz")) / 100 for element in paths if element is not None and element.get("sz"))
    return next(found, 18.0)


def _cover(layout: Any, design: Design) -> Cover:
    """Return what stands on a layout for title slides, shapes that are all the ground aside."""
    has_masters = layout._element.get("showMasterSp") != "0"  # noqa: SLF001
    above = [shape for shape in layout.slide_master.shapes if has_masters and not shape.is_placeholder]
    shapes = [*layout.shapes, *above]
    frames = [p for p in layout.placeholders if p.placeholder_format.type == PP_PLACEHOLDER.PICTURE]
    boxes = [_outer(shape) for shape in shapes if shape.width is not None]
    ground = design.width * design.height * _GROUND
    return Cover(
        taken=tuple(box for box in boxes if box.width * box.height < ground),
        frame=_outer(frames[0]) if frames else None,
        pictured=any(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in shapes),
    )


def _theme(master: Any) -> bytes:
    data: bytes = master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob
    return data


def _named(presentation: Any) -> Iterator[str]:
    """Yield the faces that masters, their themes and layouts name; those that begin with + are the theme's."""
    for master in presentation.slide_masters:
        theme = etree.fromstring(_theme(master), _PARSER)
        yield from filter(None, (_latin(theme, "minorFont"), _latin(theme, "majorFont")))
        for shape in (master, *master.slide_layouts):
            faces = (latin.get("typeface", "") for latin in shape._element.iter(qn("a:latin")))  # noqa: SLF001
            yield from (face for face in faces if face and not face.startswith("+"))


def _latin(theme: Any, name: str) -> str:
    latin = theme.find(f".//{qn(f'a:{name}')}/{qn('a:latin')}")
    return (latin.get("typeface") or "") if latin is not None else ""
