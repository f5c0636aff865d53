"""The PDF objects of a unit, as pieces between references, and what of them several units share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pydyf

from terbit.digest import digest_bytes
from terbit.pdf.linked.model import FontUse, Image, Piece, Pieces
from terbit.pdf.linked.order import Unlinkable
from terbit.pdf.linked.painting import Painted

__all__ = ["Objects", "font_uses"]

_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_BOXES = ("MediaBox", "TrimBox", "BleedBox")
_FIRST = 3
"""pydyf's objects begin with a free one, the pages and the catalog."""


class Objects:
    """The objects of a painted unit; more can be put in."""

    def __init__(self, painted: Painted) -> None:
        """Take the objects that the engine made."""
        self._pdf, self._fonts = painted.pdf, painted.fonts
        self._more: dict[int, Pieces] = {}
        self._next = len(self._pdf.objects)
        self._pages = [int(number) for number in self._pdf.pages["Kids"][::3]]
        self._images: dict[str, Image] = {}
        self._digests: dict[int, str] = {}

    def reserve(self) -> int:
        """Return the number of an object to come."""
        self._next += 1
        return self._next - 1

    def put(self, number: int, pieces: Pieces) -> None:
        """Add an object."""
        self._more[number] = pieces

    def page(self, index: int) -> int:
        """Return the object number of a page."""
        return self._pages[index]

    def page_boxes(self, index: int) -> dict[str, Any]:
        """Return the boxes of a page as entries of its dictionary, and its MediaBox in pt."""
        page = self._dictionary(index)
        boxes = b"".join([b"/%b[%b]" % (name.encode(), b" ".join(map(_number, page[name]))) for name in _BOXES])
        return {"boxes": boxes, "media": tuple(float(n) for n in page["MediaBox"])}

    def page_pieces(self, boxes: bytes) -> Pieces:
        """Return the entries of a page's dictionary that are the unit's own: its boxes, and the unit's resources."""
        return self._pieces(b"%b/Resources %b" % (boxes, self._dictionary(0)["Resources"]))

    def kept(self) -> tuple[dict[int, tuple[Pieces, bytes]], dict[int, Pieces], dict[str, Image]]:
        """Return the streams and the other objects by number, but for pages and their contents; images by digest."""
        gone = {number for index in range(len(self._pages)) for number in self._own(index)} | {self._fonts.number}
        found = [o for o in self._pdf.objects[_FIRST:] if o.number not in gone]
        masks = {self._mask(o) for o in found} - {0}
        for o in sorted(found, key=lambda o: o.number not in masks):
            if _is_image(o):
                self._keep_image(o)
        kept = [o for o in found if o.number not in self._digests and not _is_outline(o)]
        streams = {o.number: self._stream(o) for o in kept if isinstance(o, pydyf.Stream)}
        others = {o.number: self._pieces(o.data) for o in kept if not isinstance(o, pydyf.Stream)}
        return streams, {**others, **self._more}, self._images

    def _own(self, index: int) -> tuple[int, int]:
        return self._pages[index], int(self._dictionary(index)["Contents"].split()[0])

    def _dictionary(self, index: int) -> Any:
        return self._pdf.objects[self._pages[index]]

    def _keep_image(self, image: Any) -> None:
        pieces, data = self._stream(image)
        digest = digest_bytes(b"".join(p if isinstance(p, bytes) else str(p).encode() for p in pieces) + data)
        self._digests[image.number] = digest
        self._images[digest] = Image(pieces, data)

    def _mask(self, item: Any) -> int:
        mask = item.extra.get("SMask") if isinstance(item, pydyf.Stream) else None
        return int(mask.split()[0]) if isinstance(mask, bytes) else 0

    def _stream(self, item: Any) -> tuple[Pieces, bytes]:
        head, _, rest = item.data.partition(b"\nstream\n")
        head = re.sub(rb"/Length \d+", b"", head.removesuffix(b">>"))
        return self._pieces(head), rest.removesuffix(b"\nendstream")

    def _pieces(self, data: bytes) -> Pieces:
        parts: list[Piece] = list(_REFERENCE.split(data))
        parts[1::2] = [self._named(int(number)) for number in parts[1::2]]
        return tuple(parts)

    def _named(self, number: int) -> Piece:
        if number == self._fonts.number:
            return "fonts"
        return self._digests.get(number, number)


def _is_image(item: Any) -> bool:
    return isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image"


def _is_outline(item: Any) -> bool:
    return isinstance(item, pydyf.Dictionary) and "Title" in item


def _number(value: float) -> bytes:
    return f"{value:.4f}".rstrip("0").rstrip(".").replace("-0", "0").encode() if value else b"0"


def font_uses(fonts: Mapping[Any, Any]) -> tuple[tuple[FontUse, ...], Mapping[str, bytes]]:
    """Return the uses of a document's fonts, and the font files by digest.

    Raises
    ------
    Unlinkable
        If a face is drawn in a way that the linker has no dictionaries for.
    """
    uses: dict[str, FontUse] = {}
    files: dict[str, bytes] = {}
    for font in fonts.values():
        if font.bitmap or font.png or font.svg or font.colr or font.used_in_forms or "fvar" in font.tables:
            raise Unlinkable(f"'{font.family}' is a variable font, or one of bitmaps or colours")
        if font.missing:
            raise Unlinkable(f"'{font.family}' lacks characters")
        file = digest_bytes(font.file_content)
        files[file] = font.file_content
        known = uses.get(font.hash)
        uses[font.hash] = FontUse(
            key=font.hash, name=font.name.decode().lstrip("/"), family=font.family, file=file, index=font.index,
            flags=font.flags, italic_angle=font.italic_angle, ascent=font.ascent, descent=font.descent,
            widths={**(known.widths if known else {}), **font.widths},
            texts={**(known.texts if known else {}), **font.to_unicode},
        )  # fmt: skip
    return tuple(uses[key] for key in sorted(uses)), files
