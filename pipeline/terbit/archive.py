"""Zip archives whose bytes depend on their content alone."""

from __future__ import annotations

import zipfile
from datetime import date

__all__ = ["add_file"]


def add_file(archive: zipfile.ZipFile, path: str, data: bytes, day: date, *, store: bool = False) -> None:
    """Add a file dated by a day; `store` leaves it as it is, where it is compressed already."""
    # Zip knows no date before 1980.
    info = zipfile.ZipInfo(path, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
    info.compress_type = zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED
    info.create_system = 3  # or Windows would write another number
    info.external_attr = 0o644 << 16
    archive.writestr(info, data, compresslevel=None if store else 9)
