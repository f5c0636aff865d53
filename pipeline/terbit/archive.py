"""Zip archives whose bytes depend on their content alone, and files as they lie in them."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from datetime import date

__all__ = ["Packed", "add_file", "add_packed", "pack"]


@dataclass(frozen=True)
class Packed:
    """A file as it lies in an archive: its bytes there, and the size and the checksum of its own."""

    data: bytes
    size: int
    checksum: int
    is_stored: bool


def pack(data: bytes, *, store: bool = False) -> Packed:
    """Return a file as it lies in an archive; `store` leaves it as it is, where it is compressed already."""
    if store:
        return Packed(data, len(data), zlib.crc32(data), is_stored=True)
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(deflate.compress(data) + deflate.flush(), len(data), zlib.crc32(data), is_stored=False)


def add_file(archive: zipfile.ZipFile, path: str, data: bytes, day: date, *, store: bool = False) -> None:
    """Add a file dated by a day; `store` leaves it as it is."""
    add_packed(archive, path, pack(data, store=store), day)


def add_packed(archive: zipfile.ZipFile, path: str, packed: Packed, day: date) -> None:
    """Add a file that is packed already, dated by a day, as `ZipFile.writestr` of Python 3.13 would add it unpacked.

    It has no way of its own for what is packed; `tests/core/test_archive.py` says when upstream has changed.
    """
    # Zip knows no date before 1980.
    info = zipfile.ZipInfo(path, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
    info.compress_type = zipfile.ZIP_STORED if packed.is_stored else zipfile.ZIP_DEFLATED
    info.create_system = 3  # or Windows would write another number
    info.external_attr = 0o644 << 16
    info.file_size, info.compress_size, info.CRC = packed.size, len(packed.data), packed.checksum
    info.header_offset = archive.start_dir
    if archive.fp is None or path in archive.NameToInfo:
        raise ValueError(f"{path} cannot be added to an archive that is closed or has it")
    archive.fp.writelines((info.FileHeader(), packed.data))
    archive.start_dir = archive.fp.tell()
    archive.filelist.append(info)
    archive.NameToInfo[path] = info
