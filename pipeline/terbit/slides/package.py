"""A presentation's parts: python-pptx's for all but the slides, which are parts as they are made and named as it would.

python-pptx 1.0 goes through all parts for each name and each picture, and through all relationships for each new one,
so a book's deck would take it quadratic time. `tests/slides/test_package.py` says when upstream has changed.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

from pptx.opc.constants import CONTENT_TYPE, NAMESPACE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.parts.image import Image, ImagePart

from terbit.digest import digest_bytes
from terbit.slides.sheets import Sheet

__all__ = ["Package"]

_FIRST = 256
"""The identifier of the first slide (ECMA-376, 19.7.13)."""
_NOTES = "/ppt/notesSlides/notesSlide%d.xml"
_QUOTED = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


@dataclass(frozen=True, eq=False)
class _Relation:
    """A relationship as python-pptx's writer asks for it: to a part, or to an address."""

    kind: str
    target_part: Any = None
    address: str = ""

    @property
    def is_external(self) -> bool:
        return self.target_part is None

    def xml(self, number: int, base: str) -> str:
        goal = self.address if self.is_external else self.target_part.partname.relative_ref(base)
        mode = ' TargetMode="External"' if self.is_external else ""
        return f'<Relationship Id="rId{number}" Type="{self.kind}" Target="{escape(goal, _QUOTED)}"{mode}/>'


class _Relations:
    """The relationships of one part, numbered in their order."""

    def __init__(self, base: str) -> None:
        self._base, self._all = base, list[_Relation]()

    def add(self, relation: _Relation) -> None:
        self._all.append(relation)

    def values(self) -> Iterable[_Relation]:
        return self._all

    @property
    def xml(self) -> bytes:
        inner = "".join(one.xml(number, self._base) for number, one in enumerate(self._all, 1))
        head = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        return f'{head}<Relationships xmlns="{NAMESPACE.OPC_RELATIONSHIPS}">{inner}</Relationships>'.encode()


class _Part(Part):
    """A slide or its notes, finished, with relationships that are quick to write."""

    def __init__(self, name: str, content_type: str, package: Any, blob: bytes) -> None:
        super().__init__(PackURI(name), content_type, package, blob)
        self.leads = _Relations(self.partname.baseURI)

    @property
    def _rels(self) -> Any:
        return self.leads


class Package:
    """A presentation that slides are added to."""

    def __init__(self, presentation: Any, images: Iterable[bytes]) -> None:
        """Begin with a presentation without slides; `images` are the pictures that slides may show."""
        self._part, self._package = presentation.part, presentation.part.package
        self._layouts = [layout.part for master in presentation.slide_masters for layout in master.slide_layouts]
        self._pictures = _Pictures(self._package, images)
        self._listed = self._part._element.get_or_add_sldIdLst()  # noqa: SLF001
        self._notes = count(self._package.next_partname(_NOTES).idx)

    def add(self, sheet: Sheet, footer: str) -> int:
        """Add a slide behind those before it, and return its identifier."""
        number = len(self._listed) + 1
        part = _Part(f"/ppt/slides/slide{number}.xml", CONTENT_TYPE.PML_SLIDE, self._package, sheet.xml(footer, number))
        part.leads.add(_Relation(RELATIONSHIP_TYPE.SLIDE_LAYOUT, self._layouts[sheet.layout]))
        for kind, goal in sheet.leads:
            is_picture = kind == RELATIONSHIP_TYPE.IMAGE
            part.leads.add(_Relation(kind, self._pictures.part(goal)) if is_picture else _Relation(kind, address=goal))
        relation = self._part.rels._add_relationship(RELATIONSHIP_TYPE.SLIDE, part)  # noqa: SLF001
        self._listed._add_sldId(id=_FIRST + number - 1, rId=relation)  # noqa: SLF001
        if sheet.notes:
            self._note(part, sheet.notes)
        return _FIRST + number - 1

    def _note(self, slide: _Part, notes: bytes) -> None:
        # Made when the first notes are, like its name in the list of relationships.
        master = self._part.notes_master_part
        part = _Part(_NOTES % next(self._notes), CONTENT_TYPE.PML_NOTES_SLIDE, self._package, notes)
        part.leads.add(_Relation(RELATIONSHIP_TYPE.NOTES_MASTER, master))
        part.leads.add(_Relation(RELATIONSHIP_TYPE.SLIDE, slide))
        slide.leads.add(_Relation(RELATIONSHIP_TYPE.NOTES_SLIDE, part))


class _Pictures:
    """The parts of pictures by their digests: those that a template has, and those that are added."""

    def __init__(self, package: Any, images: Iterable[bytes]) -> None:
        self._package, self._data = package, {digest_bytes(data): data for data in images}
        led = [one.target_part for one in package.iter_rels() if not one.is_external]
        self._parts = {digest_bytes(part.blob): part for part in reversed(led) if isinstance(part, ImagePart)}
        self._taken = sorted(part.partname.idx for part in {*led} if part.partname.startswith("/ppt/media/image"))

    def part(self, key: str) -> Any:
        if key not in self._parts:
            image = Image.from_blob(self._data[key])
            number = self._free()
            name = PackURI(f"/ppt/media/image{number}.{image.ext}")
            self._parts[key] = ImagePart(name, image.content_type, self._package, image.blob)
            insort(self._taken, number)
        return self._parts[key]

    def _free(self) -> int:
        """Return the first number that no picture has, as python-pptx counts."""
        gaps = (at for at, taken in enumerate(self._taken, 1) if at < taken)
        return next(gaps, len(self._taken) + 1)
