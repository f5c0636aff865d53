"""The EPUB container: a zip whose bytes depend on its content alone (EPUB 3.3, section 4)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date
from functools import partial

from terbit.archive import add_file, add_packed, pack
from terbit.digest import digest_bytes
from terbit.epub.kept import Kept
from terbit.epub.parts import Item

__all__ = ["FOLDER", "archive"]

FOLDER = "EPUB"
_CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="{FOLDER}/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
_COMPRESSED = frozenset({"font/woff2", "font/woff", "image/png", "image/jpeg", "image/webp"})


def archive(package: bytes, items: Iterable[Item], day: date, kept: Kept | None = None) -> bytes:
    """Zip a package: mimetype first and stored, then the rest by name, all with the book's date."""
    out, kept = io.BytesIO(), kept or Kept()
    with zipfile.ZipFile(out, "w") as file:
        add_file(file, "mimetype", b"application/epub+zip", day, store=True)
        add_file(file, "META-INF/container.xml", _CONTAINER.encode(), day)
        add_file(file, f"{FOLDER}/package.opf", package, day)
        for item in sorted(items, key=lambda item: item.path):
            path = f"{FOLDER}/{item.path}"
            if item.media_type in _COMPRESSED:
                add_file(file, path, item.data, day, store=True)
            else:
                packed = kept.compute(("packed", digest_bytes(item.data)), partial(pack, item.data))
                add_packed(file, path, packed, day)
    return out.getvalue()
