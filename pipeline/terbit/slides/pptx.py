"""A deck as PPTX: the plan's slides in the template's placeholders, the same bytes each time."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.parts.slide import NotesSlidePart
from pptx.text.text import TextFrame

from terbit.config import Config
from terbit.labels import Labels
from terbit.slides import looks
from terbit.slides.drawingml import cell_properties, fill_text, language_tag, set_runs
from terbit.slides.holders import holders, next_identifier, remove_empty, shape_tree, shown_name, text_body
from terbit.slides.layouts import OWN, Slots
from terbit.slides.looks import Box, Design
from terbit.slides.mark import Mark
from terbit.slides.model import Deck, Grid, Kind, Picture, Run, Slide
from terbit.slides.notes import footer_line, speaker_lines
from terbit.slides.ooxml import NAMESPACES, SCHEME, emu
from terbit.slides.packing import packed
from terbit.slides.pictures import pixels
from terbit.slides.prints import Prints
from terbit.slides.publisher import emptied

__all__ = ["write_pptx"]

_PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without rules and grounds; each cell brings its own."""
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_ALIGNED = {"left": "l", "center": "ctr", "right": "r"}
_WHITE: Any = RGBColor.from_string("FFFFFF")  # type: ignore[no-untyped-call]
_FIRST = 256
"""The identifier of the first slide (ECMA-376, 19.7.13)."""


def write_pptx(
    deck: Deck,
    template: bytes,
    config: Config,
    labels: Labels,
    images: Mapping[str, bytes],
    layouts: Mapping[Kind, Slots] = OWN,
    mark: Mark | None = None,
    *,
    prints: Prints | None = None,
) -> bytes:
    """Return the deck as a PowerPoint file; `images` maps the figures' paths, and the mark's, to PNG or JPEG.

    Decks of one template may share their `prints`.
    """
    presentation = emptied(template)
    _name_parts(presentation.part.package)
    _keep_images(presentation.part.package)
    shapes = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    # Asked for once: python-pptx names all slides anew each time.
    slides, prints = presentation.slides, prints or Prints()
    for number, slide in enumerate(deck.slides, 1):
        slots = layouts[slide.kind]
        made = _added(slides, shapes[slots.layout], number)
        fill = partial(_fill, made, slide, slots, deck.design, config, images)
        _show(made, slide, shapes[slots.layout], slots, prints, fill)
        colour, footer = deck.design.looks[slide.kind].colour, footer_line(slide, deck)
        _add_running(made, shapes[slots.layout], slots, colour, footer, number, config.language, prints)
        _lead_to_the_book(made, slide, slots)
        if mark and slide.kind == "title":
            _add_mark(made, mark, images[mark.path])
        _add_notes(made, speaker_lines(slide, labels), config.language, prints)
    _add_sections(presentation, deck)
    _describe(presentation, deck, config)
    return packed(presentation, config.date)


def _name_parts(package: Any) -> None:
    """Count the names of new parts: python-pptx 1.0 goes through all parts for each, which takes a book's deck long."""
    ordinary, last = package.next_partname, dict[str, int]()

    def next_partname(template: str) -> PackURI:
        last[template] = last[template] + 1 if template in last else int(ordinary(template).idx)
        return PackURI(template % last[template])

    package.next_partname = next_partname


def _keep_images(package: Any) -> None:
    """Know an image that was there before by its bytes: python-pptx 1.0 goes through all parts for it, too."""
    ordinary, kept = package.get_or_add_image_part, dict[bytes, Any]()

    def get_or_add_image_part(image: io.BytesIO) -> Any:
        data = image.getvalue()
        kept[data] = kept.get(data) or ordinary(image)
        return kept[data]

    package.get_or_add_image_part = get_or_add_image_part


def _added(slides: Any, layout: Any, number: int) -> Any:
    """Add a slide as python-pptx 1.0 does, but for the placeholders."""
    relation, made = slides.part.add_slide(layout)
    slides._sldIdLst._add_sldId(id=_FIRST + number - 1, rId=relation)  # noqa: SLF001
    return made


def _show(made: Any, slide: Slide, layout: Any, slots: Slots, prints: Prints, fill: Callable[[], None]) -> None:
    """Put on a slide what it shows itself; it is the same in the deck of its chapter and in the module's."""

    def filled() -> None:
        prints.put(made, ("layout", slots.layout), lambda: made.shapes.clone_layout_placeholders(layout))
        fill()

    shown = (slide.kind, slide.title, slide.title_size, slide.label, slide.caption, slide.body)
    prints.put(made, ("slide", *shown), filled)


def _noted(made: Any) -> tuple[Any, Any]:
    """Add notes to a slide as python-pptx 1.0 does, but for the placeholders; return their master too."""
    maker: Any = NotesSlidePart
    master = made.part.package.presentation_part.notes_master_part
    part = maker._add_notes_slide_part(made.part.package, made.part, master)  # noqa: SLF001
    made.part.relate_to(part, RELATIONSHIP_TYPE.NOTES_SLIDE)
    return part.notes_slide, master.notes_master


def _fill(
    made: Any, slide: Slide, slots: Slots, design: Design, config: Config, images: Mapping[str, bytes]
) -> None:
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


def _add_mark(made: Any, mark: Mark, image: bytes) -> None:
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


def _add_table(
    made: Any, place: Any | None, slide: Slide, design: Design, language: str, link: Any
) -> None:
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


def _add_running(  # noqa: PLR0917 - what stands at the foot
    made: Any, layout: Any, slots: Slots, colour: str, footer: str, number: int, language: str, prints: Prints
) -> None:
    """Clone the layout's footer and number, which python-pptx leaves out."""
    tree = shape_tree(made)

    def cloned() -> list[Any]:
        found = [place._element for place in layout.placeholders if place.placeholder_format.idx in running]  # noqa: SLF001
        return [dressed(_without_properties(deepcopy(element))) for element in found]

    def dressed(element: Any) -> Any:
        is_footer = element.ph_idx == slots.footer
        accent = SCHEME["grey" if is_footer else colour] if slots.is_own else "tx1"
        text = _running_text(language_tag(language), accent, is_number=not (is_footer and footer))
        element.replace(text_body(element), text)
        return element

    running = (slots.footer, slots.number)
    for element in prints.copies(("foot", slots.layout, colour, bool(footer)), cloned):
        shown_name(element).set("id", next_identifier(tree))
        text = next(element.iter(qn("a:t")))
        text.text = footer if text.getparent().tag == qn("a:r") else str(number)
        tree.append(element)


def _without_properties(element: Any) -> Any:
    properties = element.find(qn("p:spPr"))
    for child in list(properties):
        properties.remove(child)
    return element


def _lead_to_the_book(made: Any, slide: Slide, slots: Slots) -> None:
    """Make the footer, or on a cover the label, lead to the slide's section in the book.

    The link is the shape's: on the text, PowerPoint would set it in a colour and with a line of its own.
    """
    at = slots.label if slide.kind in looks.COVERS else slots.footer
    if slide.address and (shape := holders(shape_tree(made)).get(at)) is not None:
        relation = made.part.relate_to(slide.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        etree.SubElement(shown_name(shape), qn("a:hlinkClick"), {qn("r:id"): relation})


def _running_text(tag: str, accent: str, *, is_number: bool) -> Any:
    """Return the footer's text, or the number's field, to be filled in.

    LibreOffice 7.4 does not look in the layout for the style of these two, so they carry it.
    """
    body = etree.fromstring(f"<p:txBody {NAMESPACES}><a:bodyPr/><a:lstStyle/><a:p><a:pPr/></a:p></p:txBody>")
    paragraph = body[-1]
    paragraph[0].set("algn", "l")
    if is_number:
        identifier = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
        part = etree.SubElement(paragraph, qn("a:fld"), {"id": identifier, "type": "slidenum"})
    else:
        part = etree.SubElement(paragraph, qn("a:r"))
    size = str(round(looks.FOOTER_SIZE * 100))
    style = etree.SubElement(part, qn("a:rPr"), {"lang": tag, "sz": size, "b": str(int(is_number))})
    paint = etree.SubElement(style, qn("a:solidFill"))
    etree.SubElement(paint, qn("a:schemeClr"), {"val": accent})
    etree.SubElement(style, qn("a:latin"), {"typeface": "+mn-lt"})
    etree.SubElement(part, qn("a:t"))
    return body


def _add_notes(made: Any, lines: tuple[str, ...], language: str, prints: Prints) -> None:
    if not lines:
        return
    notes, master = _noted(made)

    def written() -> None:
        prints.put(notes, "notes", lambda: notes.clone_master_placeholders(master))
        [body] = [s for s in holders(shape_tree(notes)).values() if s.ph_type == PP_PLACEHOLDER.BODY]
        TextFrame(text_body(body), notes).text = "\n".join(lines)
        for properties in _run_properties(body):
            properties.set("lang", language_tag(language))

    prints.put(notes, ("notes", lines), written)


def _run_properties(root: Any) -> Iterator[Any]:
    for run in root.iter(qn("a:r"), qn("a:fld")):
        properties = run.find(qn("a:rPr"))
        if properties is None:
            properties = etree.Element(qn("a:rPr"))
            run.insert(0, properties)
        yield properties


def _add_sections(presentation: Any, deck: Deck) -> None:
    """Group the slides by chapter where the deck has several (MS-PPTX 2.1.18, sectionLst)."""
    groups: list[tuple[str, list[int]]] = []
    numbers = [int(e.get("id")) for e in presentation.part._element.sldIdLst]  # noqa: SLF001
    for slide, number in zip(deck.slides, numbers, strict=True):
        opens = slide.kind in looks.COVERS or (slide.kind == "references" and not slide.chapter)
        if not groups or (opens and (not slide.part or slide.part == 1)):
            groups.append((" ".join(filter(None, [slide.label, slide.title])), []))
        groups[-1][1].append(number)
    if not any(slide.kind == "chapter" for slide in deck.slides):
        return
    root = presentation.part._element  # noqa: SLF001
    extensions = etree.SubElement(root, qn("p:extLst"))
    extension = etree.SubElement(extensions, qn("p:ext"), {"uri": _SECTIONS})
    listing = etree.SubElement(extension, f"{{{_P14}}}sectionLst", nsmap={"p14": _P14})
    for name, members in groups:
        guid = f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, f'{deck.stem}/{members[0]}')).upper()}}}"
        section = etree.SubElement(listing, f"{{{_P14}}}section", {"name": name, "id": guid})
        ids = etree.SubElement(section, f"{{{_P14}}}sldIdLst")
        for number in members:
            etree.SubElement(ids, f"{{{_P14}}}sldId", {"id": str(number)})


def _describe(presentation: Any, deck: Deck, config: Config) -> None:
    properties = presentation.core_properties
    moment = datetime(config.date.year, config.date.month, config.date.day)  # noqa: DTZ001 - OPC writes it as UTC
    authors = ", ".join(person.name for person in config.authors)
    properties.title, properties.author, properties.last_modified_by = deck.title, authors, authors
    properties.subject, properties.keywords = config.subtitle, ", ".join(config.subjects)
    properties.comments, properties.language = config.description, config.language
    properties.created = properties.modified = moment
    properties.revision, properties.version = 1, config.edition
