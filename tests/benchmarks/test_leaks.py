"""What only teachers may read is looked for in every file, those in archives too."""

from __future__ import annotations

import io
import zipfile

import pytest

from benchmarks.decks.leaks import text_of

ANSWER = "karena lumbung desa milik bersama"
PNG = b"\x89PNG\r\n\x1a\n"


def archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        for name, data in files.items():
            written.writestr(name.replace("_", "."), data)
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.html", "a.txt"])
def test_text_is_found_between_tags(name):
    assert ANSWER in text_of(name, b"<p>karena <b>lum</b>bung\n desa milik ber&shy;sama".replace(b"&shy;", b"\xc2\xad"))


def test_text_is_found_in_an_archive_beside_pictures():
    held = archive(peta_png=PNG, foto_jpg=b"\xff\xd8\xff", kunci_html=ANSWER.encode())
    assert text_of("paket.zip", held).strip() == ANSWER


def test_pictures_alone_hold_none():
    assert text_of("paket.zip", archive(peta_png=PNG)) == ""
