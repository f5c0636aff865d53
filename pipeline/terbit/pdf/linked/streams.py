"""Content streams of a unit: marked content numbered anew, cut where numbers stand open, compressed in parts."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal

import pydyf

from terbit.pdf.linked.model import Deflated, Hole

__all__ = ["Fate", "content_parts", "deflated", "drawn", "glyphs_in", "marked_anew"]

Fate = int | Literal["artifact", "drop"]
"""What becomes of marked content: its number among those kept, an artifact of pagination, or nothing at all."""

_GLYPHS = re.compile(r"<([0-9a-f]+)>")
_NAMING = (b" gs", b" Do", b" sh", b" scn", b" SCN", b" cs", b" CS")
"""The operators that name a resource beside a font."""
_OPEN = b"\xff"
"""Stands for each byte of a number that is open: it is in no operator, but may be in the data of an image."""
_WINDOW = 32_768
"""How far back deflated data may refer (RFC 1951, 2)."""
_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"


def marked_anew(stream: Any, fate: Callable[[int], Fate], *, tagged: bool) -> Iterator[tuple[bytes, int]]:
    """Yield the operators of a stream, each with the old number of the marked content that it is in, or -1.

    Artifacts within marked content are taken for part of it: the two exclude each other (ISO 14289-1, 7.1).
    """
    open_: list[tuple[int, bool]] = []
    for operator, mcid in _operators(stream):
        here = open_[-1][0] if open_ else -1
        if mcid is not None or operator.endswith(b" BMC"):
            is_inside = any(shown for _, shown in open_)
            begun = _begun(operator, mcid, fate) if tagged and not is_inside else b""
            open_.append((here if mcid is None else mcid, bool(begun)))
            if begun:
                yield begun, open_[-1][0]
        elif operator == b"EMC":
            here, was_shown = open_.pop()
            if was_shown:
                yield operator, here
        else:
            yield operator, here


def _begun(operator: bytes, mcid: int | None, fate: Callable[[int], Fate]) -> bytes:
    if mcid is None:
        return operator
    found = fate(mcid)
    if found == "artifact":
        return _ARTIFACT
    return b"" if found == "drop" else operator.replace(b"?", str(found).encode())


def _operators(stream: Any) -> Iterator[tuple[bytes, int | None]]:
    """Yield a pydyf stream's items as whole operators; marked content comes as ``/Span <</MCID ?>> BDC``."""
    tag = ""
    mcid: int | None = None
    for item in stream.stream:
        if isinstance(item, str):
            tag = item
        elif isinstance(item, pydyf.Dictionary):
            mcid = int(item["MCID"])
        elif item == b"BDC":
            yield f"{tag} <</MCID ?>> BDC".encode(), mcid
            mcid = None
        else:
            yield f"{tag} BMC".encode() if item == b"BMC" else item, None


def drawn(operators: Iterable[tuple[bytes, int]]) -> tuple[dict[str, frozenset[str]], tuple[str, ...]]:
    """Return what operators draw: the glyphs of each font, and the names of other resources in their order."""
    glyphs: dict[str, frozenset[str]] = {}
    names: dict[str, None] = {}
    font = ""
    for operator, _ in operators:
        if operator.endswith(b" TJ"):
            glyphs[font] = glyphs.get(font, frozenset()) | glyphs_in(operator)
        elif operator.endswith(b" Tf"):
            font = operator.split()[0].decode().lstrip("/")
            glyphs.setdefault(font, frozenset())
        elif operator.endswith(_NAMING):
            names.update(dict.fromkeys(word.decode() for word in operator.split() if word.startswith(b"/")))
    return glyphs, tuple(names)


def glyphs_in(shown: bytes) -> frozenset[str]:
    """Return the glyphs in operands of TJ, in hexadecimal."""
    runs = _GLYPHS.findall(shown.decode())
    return frozenset(run[at : at + 4] for run in runs for at in range(0, len(run), 4))


def content_parts(operators: Iterator[tuple[bytes, int]], holes: Mapping[int, Hole]) -> tuple[Deflated | Hole, ...]:
    """Compress a page's operators; `holes` are those of marked content, by its old number, as yet without a font."""
    parts: list[Deflated | Hole] = []
    before, run = b"", bytearray()
    font = ""
    for operator, mcid in operators:
        if mcid in holes and operator.endswith(b" TJ"):
            hole = holes[mcid]._replace(font=font)
            parts += [deflated(bytes(run), before), hole]
            before, run = before + run + _OPEN * hole.room, bytearray()
            continue
        run += operator
        run += b"\n"
        if operator.endswith(b" Tf"):
            font = operator.split()[0].decode().lstrip("/")
    return (*parts, deflated(bytes(run), before))


def deflated(data: bytes, before: bytes = b"") -> Deflated:
    """Compress a part of a content stream so that others may stand before and after it.

    What stands `before` it may be repeated (RFC 1951, 3.2.5), but for what is open: that is nowhere in `data`.
    """
    known = b"" if _OPEN in data else before[-_WINDOW:]
    packer = zlib.compressobj(6, zlib.DEFLATED, -15, zdict=known) if known else zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)
    return Deflated(packed, zlib.adler32(data), len(data))
