"""Slides made by python-pptx, one after another in a presentation where none stays: each takes as long as the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from typing import Any

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.oxml.slide import CT_NotesSlide
from pptx.parts.slide import NotesSlidePart
from pptx.text.text import TextFrame

from terbit.config import Config
from terbit.digest import digest_bytes
from terbit.slides import looks
from terbit.slides.drawingml import language_tag
from terbit.slides.filling import add_mark, fill
from terbit.slides.foot import FOOT, foot
from terbit.slides.holders import holders, next_identifier, shape_tree, shown_name, text_body
from terbit.slides.layouts import Slots
from terbit.slides.looks import Design
from terbit.slides.mark import Mark
from terbit.slides.model import Kind, Slide
from terbit.slides.prints import Prints
from terbit.slides.publisher import emptied
from terbit.slides.sheets import Request, Sheet

__all__ = ["Maker"]

_NOTES = PackURI("/ppt/notesSlides/notesSlide1.xml")


class Maker:
    """Makes slides of a template in a design."""

    def __init__(
        self, template: bytes, config: Config, design: Design, layouts: Mapping[Kind, Slots], mark: Mark | None
    ) -> None:
        """Begin; the template is opened when the first slide is made."""
        self._template, self._config, self._design = template, config, design
        self._slots, self._mark, self._prints = layouts, mark, Prints()

    @cached_property
    def _presentation(self) -> Any:
        return emptied(self._template)

    @cached_property
    def _layouts(self) -> list[Any]:
        return [layout for master in self._presentation.slide_masters for layout in master.slide_layouts]

    def sheet(self, request: Request, images: Mapping[str, bytes]) -> Sheet:
        """Return a slide as it stands in a file; `images` maps its figure's path, and the mark's, to PNG or JPEG."""
        slide, slots, part = request.slide, self._slots[request.slide.kind], self._presentation.part
        relation, made = part.add_slide(self._layouts[slots.layout])
        self._show(made, slide, slots, images)
        self._add_foot(made, slide, slots, request.footer)
        _lead_to_the_book(made, slide, slots)
        if self._mark and slide.kind == "title":
            add_mark(made, self._mark, images[self._mark.path])
        leads = tuple(_lead(one) for one in made.part.rels.values() if one.reltype != RELATIONSHIP_TYPE.SLIDE_LAYOUT)
        notes = serialize_part_xml(self._notes(made, request.lines)._element) if request.lines else b""  # noqa: SLF001
        part.rels.pop(relation)
        return Sheet(tuple(FOOT.split(made.part.blob)), slots.layout, leads, notes)

    def _show(self, made: Any, slide: Slide, slots: Slots, images: Mapping[str, bytes]) -> None:
        layout = self._layouts[slots.layout]
        clone = partial(made.shapes.clone_layout_placeholders, layout)
        self._prints.put(shape_tree(made), ("layout", slots.layout), clone)
        fill(made, slide, slots, self._design, self._config, images)

    def _add_foot(self, made: Any, slide: Slide, slots: Slots, footer: str) -> None:
        """Clone the layout's footer and number, which python-pptx leaves out."""
        colour = self._design.looks[slide.kind].colour
        make = partial(foot, self._layouts[slots.layout], slots, colour, self._config.language, footed=bool(footer))
        tree = shape_tree(made)
        for element in self._prints.copies(("foot", slots.layout, colour, bool(footer)), make):
            shown_name(element).set("id", next_identifier(tree))
            tree.append(element)

    def _notes(self, made: Any, lines: tuple[str, ...]) -> Any:
        """Return notes as python-pptx adds them to a slide, but for the placeholders."""
        master = self._presentation.part.notes_master_part
        part = NotesSlidePart(_NOTES, CONTENT_TYPE.PML_NOTES_SLIDE, made.part.package, CT_NotesSlide.new())
        part.relate_to(master, RELATIONSHIP_TYPE.NOTES_MASTER)
        notes = part.notes_slide
        tree = shape_tree(notes)
        self._prints.put(tree, "notes", partial(notes.clone_master_placeholders, master.notes_master))
        [body] = [shape for shape in holders(tree).values() if shape.ph_type == PP_PLACEHOLDER.BODY]
        TextFrame(text_body(body), notes).text = "\n".join(lines)
        for properties in _run_properties(body):
            properties.set("lang", language_tag(self._config.language))
        return notes


def _run_properties(root: Any) -> Iterator[Any]:
    for run in root.iter(qn("a:r"), qn("a:fld")):
        properties = run.find(qn("a:rPr"))
        if properties is None:
            properties = etree.Element(qn("a:rPr"))
            run.insert(0, properties)
        yield properties


def _lead_to_the_book(made: Any, slide: Slide, slots: Slots) -> None:
    """Make the footer, or on a cover the label, lead to the slide's section in the book.

    The link is the shape's: on the text, PowerPoint would set it in a colour and with a line of its own.
    """
    at = slots.label if slide.kind in looks.COVERS else slots.footer
    if slide.address and (shape := holders(shape_tree(made)).get(at)) is not None:
        relation = made.part.relate_to(slide.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        etree.SubElement(shown_name(shape), qn("a:hlinkClick"), {qn("r:id"): relation})


def _lead(relation: Any) -> tuple[str, str]:
    """Return the kind of a relationship, and an address or the digest of a picture."""
    return relation.reltype, relation.target_ref if relation.is_external else digest_bytes(relation.target_part.blob)
