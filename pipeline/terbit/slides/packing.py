"""A presentation as bytes: each part compressed once, dated by the book, so that the same deck is the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

from pptx.opc.serialized import PackageWriter

from terbit.archive import add_file

__all__ = ["packed"]

_PACKED = (".png", ".jpg", ".jpeg")


def packed(presentation: Any, day: date) -> bytes:
    """Return a presentation as a file; python-pptx 1.0 would date its entries by the clock."""
    out = io.BytesIO()
    package = presentation.part.package
    with zipfile.ZipFile(out, "w") as archive:
        written = _Archive(archive, day)
        # What `OpcPackage.save` does, but for the writer of the archive.
        writer: Any = PackageWriter(out, package._rels, tuple(package.iter_parts()))  # noqa: SLF001
        writer._write_content_types_stream(written)  # noqa: SLF001
        writer._write_pkg_rels(written)  # noqa: SLF001
        writer._write_parts(written)  # noqa: SLF001
    return out.getvalue()


class _Archive:
    """What python-pptx writes parts to."""

    def __init__(self, archive: zipfile.ZipFile, day: date) -> None:
        self._archive, self._day = archive, day

    def write(self, name: Any, blob: bytes) -> None:
        """Add a part."""
        add_file(self._archive, name.membername, blob, self._day, store=name.endswith(_PACKED))
