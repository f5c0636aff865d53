"""The EPUB container: a zip whose bytes depend on its content alone (EPUB 3.3, section 4)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date

from terbit.archive import add_file
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


def archive(package: bytes, items: Iterable[Item], day: date) -> bytes:
    """Zip a package: mimetype first and stored, then the rest by name, all with the book's date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        add_file(file, "mimetype", b"application/epub+zip", day, store=True)
        add_file(file, "META-INF/container.xml", _CONTAINER.encode(), day)
        add_file(file, f"{FOLDER}/package.opf", package, day)
        for item in sorted(items, key=lambda item: item.path):
            add_file(file, f"{FOLDER}/{item.path}", item.data, day, store=item.media_type in _COMPRESSED)
    return out.getvalue()
