"""Zip archives made of files that are packed already: those that Python makes of the files themselves."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from terbit.archive import add_file, add_packed, pack

DAY = date(2026, 1, 2)
FILES = {
    "mimetype": (b"application/epub+zip", True),
    "teks/bab.xhtml": (b"<p>Gotong royong</p>" * 500, False),
    "teks/gambar–é.svg": (b"<svg/>", False),
    "kosong.txt": (b"", False),
}


def zipped(add: Callable[[zipfile.ZipFile, str, bytes, bool], None]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, (data, store) in FILES.items():
            add(archive, path, data, store)
    return out.getvalue()


def by_python(archive: zipfile.ZipFile, path: str, data: bytes, store: bool) -> None:
    info = zipfile.ZipInfo(path, (2026, 1, 2, 0, 0, 0))
    info.compress_type = zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    archive.writestr(info, data, compresslevel=None if store else 9)


def test_an_archive_is_the_one_that_python_makes() -> None:
    made = zipped(lambda archive, path, data, store: add_file(archive, path, data, DAY, store=store))
    assert made == zipped(by_python)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {p: data for p, (data, _) in FILES.items()}


def test_a_path_is_there_once() -> None:
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        add_packed(archive, "a", pack(b"a"), DAY)
        with pytest.raises(ValueError, match="cannot be added"):
            add_packed(archive, "a", pack(b"a"), DAY)
