"""A deck as PPTX: the plan's slides in the template's placeholders, the same bytes each time."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from terbit.cache import NOTHING_KEPT
from terbit.config import Config
from terbit.digest import digest, digest_bytes
from terbit.labels import Labels
from terbit.slides import looks
from terbit.slides.layouts import OWN, Slots
from terbit.slides.maker import Maker
from terbit.slides.mark import Mark
from terbit.slides.model import Deck, Kind, Picture
from terbit.slides.notes import footer_line, speaker_lines
from terbit.slides.package import Package
from terbit.slides.packing import packed
from terbit.slides.publisher import emptied
from terbit.slides.sheets import Request, Sheets
from terbit.versions import own_tools

__all__ = ["write_pptx"]

_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def write_pptx(
    deck: Deck,
    template: bytes,
    config: Config,
    labels: Labels,
    images: Mapping[str, bytes],
    layouts: Mapping[Kind, Slots] = OWN,
    mark: Mark | None = None,
    *,
    sheets: Sheets | None = None,
) -> bytes:
    """Return the deck as a PowerPoint file; `images` maps the figures' paths, and the mark's, to PNG or JPEG.

    Decks of one template and design may share their `sheets`, in whose cache the parts are kept as they are packed.
    """
    sheets = sheets or Sheets(Maker(template, config, deck.design, layouts, mark).sheet, NOTHING_KEPT)
    presentation = emptied(template)
    package = Package(presentation, images.values())
    requests = list(_requests(deck, labels, images, mark))
    made = zip(sheets.of(deck.stem, requests, images), requests, strict=True)
    numbers = [package.add(sheet, request.footer) for sheet, request in made]
    _add_sections(presentation, deck, numbers)
    _describe(presentation, deck, config)
    return packed(presentation, config.date, sheets.cache, digest("packed", own_tools(), config.slug, deck.stem))


def _requests(deck: Deck, labels: Labels, images: Mapping[str, bytes], mark: Mark | None) -> Iterator[Request]:
    """Yield what is asked for to show each slide of a deck."""
    digests = {path: digest_bytes(data) for path, data in images.items()}
    for slide in deck.slides:
        paths = [slide.body.path] if isinstance(slide.body, Picture) else []
        paths += [mark.path] if mark and slide.kind == "title" else []
        pictures = tuple(digests[path] for path in paths)
        yield Request(slide, footer_line(slide, deck), speaker_lines(slide, labels), pictures)


def _add_sections(presentation: Any, deck: Deck, numbers: Sequence[int]) -> None:
    """Group the slides by chapter where the deck has several (MS-PPTX 2.1.18, sectionLst); `numbers` identify them."""
    groups: list[tuple[str, list[int]]] = []
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
