"""The leaves of a PDF: read by PDFium only where nobody has read the same one before."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cached_property
from types import TracebackType
from typing import Any, Self

import pikepdf

from terbit.digest import digest_bytes

__all__ = ["Leaves"]

_REFERENCE = re.compile(rb"(\d+) (\d+) R")
_SHOWN = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents")
"""What the text of a page rests on (ISO 32000-2, 7.7.3.3); pages have it from the tree where they have none."""


class Leaves:
    """The pages of a PDF: `names` tell which of them have the same content, `text` has PDFium read one."""

    def __init__(self, pdf: bytes) -> None:
        """Begin with a whole file; it is opened by PDFium when a page is first read."""
        self._pdf = pdf
        self._read: dict[int, Any] = {}

    def __enter__(self) -> Self:
        """Return the leaves, which are open until the end."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close what was opened."""
        if "_document" in self.__dict__:
            self._document.close()

    @cached_property
    def names(self) -> list[str]:
        """A digest of each page: its content and all that this refers to, fonts among them, by content too."""
        with pikepdf.open(io.BytesIO(self._pdf)) as pdf:
            known: dict[bytes, bytes] = {}
            return [digest_bytes(b"".join(_told(part, pdf, known) for part in _parts(page.obj))) for page in pdf.pages]

    def text(self, number: int) -> Any:
        """Return the text of a page, as PDFium has it."""
        if number not in self._read:
            self._read[number] = self._document[number].get_textpage()
        return self._read[number]

    @cached_property
    def _document(self) -> Any:
        import pypdfium2  # noqa: PLC0415 - slow to load, and not needed where no page has changed

        return pypdfium2.PdfDocument(self._pdf)


def _parts(page: Any) -> Iterator[Any]:
    for name in _SHOWN:
        above = page
        while above is not None and name not in above:
            above = above.get("/Parent")
        yield None if above is None else above[name]


def _told(part: Any, pdf: pikepdf.Pdf, known: dict[bytes, bytes]) -> bytes:
    """Return an object with digests in the place of what it refers to, for numbers change from file to file."""

    def named(reference: re.Match[bytes]) -> bytes:
        if reference[0] not in known:
            known[reference[0]] = b""  # for what refers to itself
            found = pdf.get_object(int(reference[1]), int(reference[2]))
            known[reference[0]] = digest_bytes(_told(found, pdf, known)).encode()
        return known[reference[0]]

    if not isinstance(part, pikepdf.Object):
        return str(part).encode()
    is_stream = isinstance(part, pikepdf.Stream)
    words = (part.stream_dict if is_stream else part).unparse(resolved=True)
    return _REFERENCE.sub(named, words) + (part.read_raw_bytes() if is_stream else b"")
