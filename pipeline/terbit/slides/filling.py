"""What a slide shows, put into the placeholders that python-pptx made: text, a figure, a table, the mark."""

from __future__ import annotations

import io
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from terbit.config import Config
from terbit.slides import looks
from terbit.slides.drawingml import cell_properties, fill_text, set_runs
from terbit.slides.holders import holders, remove_empty, shape_tree, text_body
from terbit.slides.layouts import Slots
from terbit.slides.looks import Box, Design
from terbit.slides.mark import Mark
from terbit.slides.model import Grid, Picture, Run, Slide
from terbit.slides.ooxml import emu
from terbit.slides.pictures import pixels

__all__ = ["add_mark", "fill"]

_PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without rules and grounds; each cell brings its own."""
_ALIGNED = {"left": "l", "center": "ctr", "right": "r"}
_WHITE: Any = RGBColor.from_string("FFFFFF")  # type: ignore[no-untyped-call]


def fill(made: Any, slide: Slide, slots: Slots, design: Design, config: Config, images: Mapping[str, bytes]) -> None:
    """Put what a slide shows into its placeholders; `images` maps its figure's path to PNG or JPEG."""
    tree = shape_tree(made)
    places = holders(tree)

    def link(url: str) -> str:
        return str(made.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    usual = (design.cover_titles if slide.kind in looks.COVERS else design.titles)[0]
    size = slide.title_size if slide.title_size != usual else 0.0
    set_runs(text_body(places[0]), (Run(slide.title),), config.language, link, size=size)
    for at, runs in ((slots.label, (Run(slide.label),) if slide.label else ()), (slots.caption, slide.caption)):
        if at in places and runs:
            set_runs(text_body(places[at]), runs, config.language, link)
        elif at in places:
            tree.remove(places[at])
    if isinstance(slide.body, Picture):
        _add_picture(made, _place_of(made, slots.picture), slide, design, images[slide.body.path])
    elif isinstance(slide.body, Grid):
        _add_table(made, _place_of(made, slots.table), slide, design, config.language, link)
    elif slide.body.paragraphs:
        usual = design.looks[slide.kind].sizes[0] if slots.is_own else 0.0
        fill_text(text_body(places[slots.body]), slide.body, slide.kind, usual, config.language, link)
    remove_empty(tree)


def _place_of(made: Any, index: int) -> Any | None:
    """Return python-pptx's own placeholder, which can put a picture or a table in its place."""
    return next((p for p in made.placeholders if p.placeholder_format.idx == index), None)


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top = emu(box.x), emu(box.y)
    shape.width, shape.height = emu(box.width), emu(box.height)


def _add_picture(made: Any, place: Any | None, slide: Slide, design: Design, image: bytes) -> None:
    body = slide.body
    assert isinstance(body, Picture)  # noqa: S101 - the caller has looked
    stream = io.BytesIO(image)
    picture = place.insert_picture(stream) if place is not None else made.shapes.add_picture(stream, 0, 0)
    picture.crop_left = picture.crop_right = picture.crop_top = picture.crop_bottom = 0
    box = looks.contained(pixels(image), design.picture_box(captioned=bool(slide.caption)), body.width)
    _place(picture, box)
    picture._element.nvPicPr.cNvPr.set("descr", body.alt)  # noqa: SLF001


def add_mark(made: Any, mark: Mark, image: bytes) -> None:
    """Put the publisher's mark on a title slide, on a plate of its own."""
    plate = made.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
    _place(plate, mark.plate)
    plate.fill.solid()
    plate.fill.fore_color.rgb = _WHITE
    plate.line.fill.background()
    _remove_text(plate)
    picture = made.shapes.add_picture(io.BytesIO(image), 0, 0)
    _place(picture, mark.box)
    picture._element.nvPicPr.cNvPr.set("descr", mark.alt)  # noqa: SLF001
    tree = shape_tree(made)
    for place in [p for p in holders(tree).values() if p.tag == qn("p:sp") and p.ph_type == PP_PLACEHOLDER.PICTURE]:
        tree.remove(place)


def _remove_text(plate: Any) -> None:
    """Take away the text that a new shape has, and the effects of the theme."""
    for name in ("p:txBody", "p:style"):
        for child in plate._element.findall(qn(name)):  # noqa: SLF001
            plate._element.remove(child)  # noqa: SLF001


def _add_table(made: Any, place: Any | None, slide: Slide, design: Design, language: str, link: Any) -> None:
    grid = slide.body
    assert isinstance(grid, Grid)  # noqa: S101 - the caller has looked
    rows = (grid.header, *grid.rows) if grid.header else grid.rows
    size = (len(rows), len(grid.alignments))
    frame = place.insert_table(*size) if place is not None else made.shapes.add_table(*size, 0, 0, 0, 0)
    box = design.looks["table"].body
    _place(frame, replace(box, width=sum(grid.widths), height=sum(grid.heights)))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", slide.title)  # noqa: SLF001
    table = frame.table
    table.first_row, table.horz_banding = bool(grid.header), False
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN_TABLE  # noqa: SLF001
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = emu(width)
    properties = {header: cell_properties(header=header) for header in (True, False)}
    for at, (row, cells) in enumerate(zip(table._tbl.tr_lst, rows, strict=True)):  # noqa: SLF001
        row.h = emu(grid.heights[at])
        header = bool(grid.header) and at == 0
        for runs, alignment, cell in zip(cells, grid.alignments, row.tc_lst, strict=True):
            set_runs(cell.txBody, runs, language, link, size=grid.size, bold=header, align=_ALIGNED[alignment])
            if cell.tcPr is not None:
                cell.remove(cell.tcPr)
            cell.append(deepcopy(properties[header]))
