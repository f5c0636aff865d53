"""What is kept of an EPUB from build to build: what would be made afresh, and no more is made than has changed."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pytest

from terbit.ast import para, string
from terbit.cache import Cache
from terbit.epub import make_epub
from terbit.epub.kept import Kept
from terbit.epub.leaves import Leaves


def sheets(*texts: str) -> pikepdf.Pdf:
    """Return a PDF with a page for each text, all in one face, which lies in an object of its own."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1))
    font.BaseFont, font.ToUnicode = pikepdf.Name.Helvetica, pdf.make_stream(b"map")
    for text in texts:
        page = pdf.add_blank_page(page_size=(300, 300))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = pdf.make_stream(f"BT /F 12 Tf 20 200 Td ({text}) Tj ET".encode())
    return pdf


def written(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue()


def names(pdf: pikepdf.Pdf) -> list[str]:
    with Leaves(written(pdf)) as leaves:
        return leaves.names


def edited(document):
    """Return a book with another paragraph in its first chapter."""
    number = next(n for n, chapter in enumerate(document.chapters) if chapter.role == "chapter")
    chapter = document.chapters[number]
    changed = replace(chapter, blocks=[*chapter.blocks, para([string("Satu alinea lagi.")])])
    return replace(document, chapters=(*document.chapters[:number], changed, *document.chapters[number + 1 :]))


def test_a_part_is_made_once_and_dropped_with_what_it_was_made_of(tmp_path):
    cache = Cache(tmp_path)
    first = Kept(cache, "student")
    assert first.compute(("a",), lambda: 1) == 1
    assert first.compute(("b",), lambda: 2) == 2
    assert first.compute(("a",), lambda: 9) == 1
    first.put_back()
    second = Kept(cache, "student")
    assert second.compute(("b",), lambda: 9) == 2
    second.put_back()
    third = Kept(cache, "student")
    assert [third.compute(("a",), lambda: 9), third.compute(("b",), lambda: 9)] == [9, 2]
    assert Kept(cache, "teacher").compute(("b",), lambda: 9) == 9


def test_an_edited_book_is_made_as_it_is_made_afresh(document, tmp_path):
    cache, other, pdf = Cache(tmp_path), edited(document), written(sheets("1", "Satu kalimat", "3"))
    first = make_epub(document, pdf, cache)
    second = make_epub(other, pdf, cache)
    assert first == make_epub(document, pdf)
    assert second == make_epub(other, pdf)
    assert second.data != first.data
    assert make_epub(document, pdf, cache) == first


def test_what_the_edited_chapter_alone_gave_is_made_again(document, tmp_path, monkeypatch):
    cache, made = Cache(tmp_path), []
    make_epub(document, None, cache)
    compute = Kept.compute

    def counted(kept, key, make):
        return compute(kept, key, lambda: made.append(key[0]) or make())

    monkeypatch.setattr(Kept, "compute", counted)
    make_epub(document, None, cache)
    assert made == []
    make_epub(edited(document), None, cache)
    assert made.count("page") == 1
    assert made.count("file") == made.count("faces") <= 3  # the chapter, its line in the contents, its length


def test_printed_pages_that_have_not_changed_are_not_read_again(document, tmp_path, monkeypatch):
    cache, read, text = Cache(tmp_path), [], Leaves.text
    monkeypatch.setattr(Leaves, "text", lambda leaves, number: read.append(number) or text(leaves, number))
    make_epub(document, written(sheets("1", "2", "3")), cache)
    assert set(read) == {0, 1, 2}
    read.clear()
    make_epub(document, written(sheets("1", "2 dan lagi", "3")), cache)
    assert set(read) == {1}


def test_a_page_is_known_by_all_that_it_shows():
    before = sheets("satu", "dua", "tiga")
    moved = sheets("satu", "dua", "tiga")
    moved.make_indirect(pikepdf.Dictionary())
    assert names(before) == names(moved)
    assert len(set(names(before))) == 3
    others = names(sheets("satu", "lain", "tiga"))
    assert [a == b for a, b in zip(names(before), others, strict=True)] == [True, False, True]


@pytest.mark.parametrize("part", ["face", "size"])
def test_a_page_with_another_face_or_size_is_another(part):
    before, after = sheets("satu"), sheets("satu")
    if part == "face":
        after.pages[0].Resources.Font.F.ToUnicode.write(b"another map")
    else:
        after.pages[0].Rotate = 90
    assert names(before) != names(after)


def test_a_form_that_refers_to_itself_is_read():
    pdf = sheets("satu")
    form = pdf.make_stream(b"/Me Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Me=form))
    pdf.pages[0].Resources.XObject = pikepdf.Dictionary(Me=form)
    assert names(pdf) != names(sheets("satu"))


def test_the_face_of_formulas_is_found_without_its_library():
    load = "import sys; from terbit.epub.mathematics import math_faces"
    code = f"{load}; print(len(math_faces()), 'ziamath' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "False"]
