"""A presentation as bytes: each part dated by the book, so that the same deck is the same bytes, and packed once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any

from pptx.opc.serialized import PackageWriter

from terbit.archive import Packed, add_file, add_packed, pack
from terbit.cache import NOTHING_KEPT, Cache
from terbit.digest import digest_bytes

__all__ = ["packed"]

_PACKED = (".png", ".jpg", ".jpeg")


def packed(presentation: Any, day: date, cache: Cache = NOTHING_KEPT, place: str = "") -> bytes:
    """Return a presentation as a file; python-pptx 1.0 would date its entries by the clock.

    The parts that the one before it at a place had are kept as they were packed.
    """
    out = io.BytesIO()
    package = presentation.part.package
    before: Mapping[str, Packed] = cache.get("packed", place) or {}
    with zipfile.ZipFile(out, "w") as archive:
        written = _Archive(archive, day, before)
        # What `OpcPackage.save` does, but for the writer of the archive.
        writer: Any = PackageWriter(out, package._rels, tuple(package.iter_parts()))  # noqa: SLF001
        writer._write_content_types_stream(written)  # noqa: SLF001
        writer._write_pkg_rels(written)  # noqa: SLF001
        writer._write_parts(written)  # noqa: SLF001
    if written.now.keys() != before.keys():
        cache.put("packed", place, written.now)
    return out.getvalue()


class _Archive:
    """What python-pptx writes parts to."""

    def __init__(self, archive: zipfile.ZipFile, day: date, before: Mapping[str, Packed]) -> None:
        self._archive, self._day, self._before = archive, day, before
        self.now: dict[str, Packed] = {}

    def write(self, name: Any, blob: bytes) -> None:
        """Add a part."""
        if name.endswith(_PACKED):
            add_file(self._archive, name.membername, blob, self._day, store=True)
            return
        key = digest_bytes(blob)
        self.now[key] = self._before.get(key) or pack(blob)
        add_packed(self._archive, name.membername, self.now[key], self._day)
