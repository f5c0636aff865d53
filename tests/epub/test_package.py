"""The container, the package document and the metadata."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from terbit.config import Licence, Person
from terbit.epub.matter import byline
from terbit.epub.metadata import identifier
from terbit.epub.names import distinct
from terbit.epub.package import package_document


def test_mimetype_comes_first_and_is_stored(epub):
    first = epub.zip.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert epub.zip.read("mimetype") == b"application/epub+zip"


def test_container_names_the_package_document(epub):
    assert b'full-path="EPUB/package.opf"' in epub.zip.read("META-INF/container.xml")


def test_manifest_lists_every_file_once(epub):
    listed = epub.find("package.opf", "//opf:item/@href")
    present = [n.removeprefix("EPUB/") for n in epub.zip.namelist() if n.startswith("EPUB/")]
    assert sorted([*listed, "package.opf"]) == sorted(present)


def test_chapters_have_readable_names(epub):
    paths = epub.find("package.opf", "//opf:item/@href")
    assert {"text/01-air.xhtml", "text/02-laut.xhtml", "images/tetes.svg"} <= set(paths)


def test_reading_order_is_that_of_a_printed_book(epub):
    spine = [ref.partition("_")[2] or ref for ref in epub.find("package.opf", "//opf:itemref/@idref")]
    assert [name.removesuffix(".xhtml") for name in spine] == [
        "cover",
        "title-page",
        "copyright-page",
        "nav",
        "00-prakata",
        "part-1",
        "01-air",
        "part-2",
        "02-laut",
        "90-glosarium",
        "91-pustaka",
        "index",
    ]


def test_manifest_says_where_formulas_and_the_contents_are(epub):
    assert epub.find("package.opf", "//opf:item[@properties='mathml']/@href") == ["text/01-air.xhtml"]
    assert epub.find("package.opf", "//opf:item[@properties='nav']/@href") == ["nav.xhtml"]
    assert epub.find("package.opf", "//opf:item[@properties='cover-image']/@href") == ["images/cover.png"]


def test_dublin_core_comes_from_the_configuration(epub):
    assert epub.find("package.opf", "//dc:title/text()") == ["Air & Kehidupan", "Buku <uji> untuk e-reader"]
    assert epub.properties("title-type") == ["main", "subtitle"]
    assert epub.find("package.opf", "//dc:identifier/text()") == ["urn:isbn:9798000012345"]
    assert epub.find("package.opf", "//dc:creator/text()") == ["Ratih Lestari"]
    assert epub.find("package.opf", "//dc:contributor/text()") == ['Bima "Bim" Saputra']
    assert epub.find("package.opf", "//opf:meta[@scheme='marc:relators']/text()") == ["aut", "ill"]
    assert epub.find("package.opf", "//dc:subject/text()") == ["Air", "Sains"]
    assert epub.find("package.opf", "//dc:language/text()") == ["id"]


def test_optional_metadata_is_left_out_cleanly(document):
    config = replace(document.config, subtitle="", description="", subjects=(), licence=Licence(), authors=())
    bare = etree.fromstring(package_document(replace(document, config=config), [], [], []))
    names = {etree.QName(element).localname for element in bare.iter()}
    assert not names & {"description", "rights", "subject", "creator", "contributor"}
    assert [title.text for title in bare.iter("{*}title")] == ["Air & Kehidupan"]


def test_identifier_is_the_isbn_or_depends_on_slug_and_edition_alone(document):
    config = document.config
    assert identifier(config, "student") == "urn:isbn:9798000012345"
    without = replace(config, isbn={})
    ours = identifier(without, "student")
    assert ours.startswith("urn:uuid:")
    assert ours == identifier(replace(without, title="Judul lain", date=date(2030, 1, 1)), "student")
    assert len({ours, identifier(without, "teacher"), identifier(replace(without, slug="lain"), "student")}) == 3
    assert identifier(config, "teacher") != identifier(config, "student")


def test_every_date_is_the_books(epub):
    assert {info.date_time for info in epub.zip.infolist()} == {(2026, 2, 3, 0, 0, 0)}
    assert epub.find("package.opf", "//dc:date/text()") == ["2026-02-03"]
    assert epub.properties("dcterms:modified") == ["2026-02-03T00:00:00Z"]


def test_two_builds_are_the_same_bytes(document, epub, render, covers):
    covers.clear()
    assert render(document).data == epub.data


def test_no_conformance_is_claimed(epub):
    assert b"conformsTo" not in epub.read("package.opf")


def test_more_than_three_authors_are_the_first_and_others_on_the_cover(document):
    people = tuple(Person(f"Penulis {letter}") for letter in "ABCD")
    assert byline(people, document.labels) == "Penulis A dkk."
    assert byline(people[:2], document.labels) == "Penulis A, Penulis B"


def test_teachers_have_a_book_of_their_own(teachers, epub, render):
    made = render(teachers)
    assert "Edisi guru" in made.read("text/title-page.xhtml").decode()
    assert b"Rahasia guru" in made.read("text/01-air.xhtml")
    everything = b"".join(epub.zip.read(name) for name in epub.zip.namelist())
    assert b"Rahasia guru" not in everything
    assert b"Catatan untuk pengajar" not in everything


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a.png", "b.png"], ["a.png", "b.png"]),
        (["x/a.png", "x/a.png", "x/a.png"], ["x/a.png", "x/a-2.png", "x/a-3.png"]),
        (["a.png", "a-2.png", "a.png"], ["a.png", "a-2.png", "a-3.png"]),
    ],
)
def test_file_names_never_occur_twice(names, expected):
    assert distinct(names) == expected
