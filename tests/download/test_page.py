"""The download page of a small book: every file of its edition, how to cite it, nothing from elsewhere."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from terbit.config import configure
from terbit.download.reference import bibtex
from terbit.project import build
from terbit.sums import PAGE, renewed

pytestmark = pytest.mark.slow

CONFIG = """
title: Gotong & Royong <script>alert(1)</script>
slug: gotong-royong
language: id
date: 2026-11
authors: [Siti Rahma, Lembaga Uji Coba]
publisher: {name: Penerbit Uji, place: Bandung}
isbn: {epub: 979-8-0000-0000-7}
licence: {name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
url: https://penerbit.example/buku/
chapters: [source/01-satu.md, source/02-dua.md]
targets: [epub, slides, index]
editions: [student, teacher]
"""
CHAPTER = "# {title}\n\n## Isi\n\nKalimat pertama tentang {title}. Kalimat kedua.\n\n::: answer\nRahasia guru.\n:::\n"


@pytest.fixture(scope="module")
def output(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    (folder / "terbit.yaml").write_text(CONFIG)
    (folder / "source").mkdir()
    for file, title in (("01-satu.md", "Satu"), ("02-dua.md", "Dua")):
        (folder / "source" / file).write_text(CHAPTER.format(title=title))
    report = build(configure(folder))
    assert report.findings == (), list(map(str, report.findings))
    return folder / "output"


@pytest.fixture(scope="module")
def page(output):
    return html.fromstring((output / "index.html").read_text("utf-8"))


def manifest(folder: Path) -> dict:
    return json.loads((folder / "manifest.json").read_text("utf-8"))["files"]


def offered(page) -> list[str]:
    return [link.get("href") for link in page.iter("a") if "://" not in link.get("href")]


@pytest.mark.parametrize("edition", ["", "teacher"])
def test_every_file_of_the_edition_is_offered_once_and_no_other(output, edition):
    folder = output / edition
    page = html.fromstring((folder / "index.html").read_text("utf-8"))
    assert sorted(offered(page)) == sorted(manifest(folder).keys() - {"index.html"})
    assert all((folder / path).is_file() for path in offered(page))


def test_the_sums_are_those_of_the_files(output, page):
    (listing,) = page.xpath("//details//code")
    lines = [line.split("  ") for line in listing.text_content().splitlines()]
    assert len(lines) == len(offered(page))
    for sha256, path in lines:
        assert hashlib.sha256((output / path).read_bytes()).hexdigest() == sha256


def test_decks_stand_under_their_chapters_with_their_count_of_slides(output, page):
    decks = {deck.findtext(".//h3/span"): deck for deck in page.find_class("deck")}
    assert list(decks) == ["Seluruh modul", "Bab 1", "Bab 2"]
    slides = manifest(output)["slides/gotong-royong-01-satu.pptx"]["slides"]
    assert f"{slides} salindia" in decks["Bab 1"].text_content()
    assert offered(decks["Bab 1"]) == ["slides/gotong-royong-01-satu.pptx", "slides/gotong-royong-01-satu.html"]


def test_a_title_is_text_wherever_it_stands(output, page):
    source = (output / "index.html").read_text("utf-8")
    assert "<script>alert" not in source
    assert page.findtext(".//h1") == "Gotong & Royong <script>alert(1)</script>"
    assert len(page.xpath("//script")) == 1


def test_the_book_is_cited_as_three_styles_do_and_as_bibtex(page):
    cite = page.xpath("//section[@aria-labelledby='cite']")[0]
    assert [heading.text for heading in cite.iter("h3")] == ["APA", "Chicago", "MLA", "BibTeX"]
    apa = cite.find_class("entry")[0].text_content()
    assert apa.startswith("Rahma, S., & Lembaga Uji Coba. (2026")
    assert "Penerbit Uji" in apa


def test_the_bibtex_entry_can_be_read_and_says_the_same(page):
    from terbit import citations  # noqa: PLC0415
    from terbit.model import Resource  # noqa: PLC0415

    source = page.xpath("//section[@aria-labelledby='cite']//pre")[0].text_content()
    records, findings = citations.read([Resource("a.bib", source.encode(), "")], language="id")
    assert findings == ()
    record = records["gotong-royong-2026"]
    assert record.values["title"] == "Gotong & Royong <script>alert(1)</script>"
    assert [name.get("family") or name.get("literal") for name in record.values["author"]] == [
        "Rahma",
        "Lembaga Uji Coba",
    ]


@pytest.mark.parametrize("title", ["50 % & lebih", "a_b#c", "{kurung}", r"\ ~ ^", "$5"])
def test_what_tex_takes_for_commands_stays_text(output, title):
    from terbit import citations  # noqa: PLC0415
    from terbit.model import Resource  # noqa: PLC0415

    source = bibtex(replace(configure(output.parent), title=title))
    records, findings = citations.read([Resource("a.bib", source.encode(), "")], language="id")
    assert not [f for f in findings if f.severity == "error"]
    assert [record.values["title"] for record in records.values()] == [title]


def test_catalogues_read_the_book_and_where_its_files_lie(output, page):
    data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    assert data["inLanguage"] == "id"
    assert data["author"] == [{"@type": "Thing", "name": name} for name in ("Siti Rahma", "Lembaga Uji Coba")]
    (epub,) = data["workExample"]
    assert epub["isbn"] == "979-8-0000-0000-7"
    assert epub["encoding"]["contentUrl"] == "https://penerbit.example/buku/gotong-royong.epub"
    assert epub["encoding"]["sha256"] == manifest(output)["gotong-royong.epub"]["sha256"]
    assert len(data["hasPart"]) == 6


def test_nothing_is_fetched_from_elsewhere(output):
    source = (output / "index.html").read_text("utf-8")
    assert not re.search(r"<(?:link|img|iframe)[^>]*(?:src|href)=\"(?!data:)", source)
    assert not re.search(r"url\((?![\"']?data:)|@import", source)


# ------------------------------------------------------------------ with the others


SMALL = "title: Uji\nslug: uji\nlanguage: id\ndate: 2026\nchapters: [source/01.md]\ntargets: [print, epub, index]\n"


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "terbit.yaml").write_text(SMALL)
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "01.md").write_text("# Satu\n\nIsi.\n")
    return tmp_path


def test_the_page_alone_is_made_of_what_all_targets_would_make(folder):
    report = build(configure(folder), ["index"])
    assert report.findings == ()
    assert [artifact.path for artifact in report.artifacts] == ["index.html"]
    page = html.fromstring((folder / "output" / "index.html").read_text("utf-8"))
    assert offered(page) == ["uji.epub", "uji-print.pdf"]


@pytest.mark.slow
def test_a_target_with_errors_leaves_the_last_page_but_for_what_it_says_of_new_files(folder):
    build(configure(folder))
    index = folder / "output" / "index.html"
    before = html.fromstring(index.read_text("utf-8"))
    longer = "\n\n".join(f"Paragraf {hashlib.sha256(bytes([n])).hexdigest()}." for n in range(200))
    (folder / "source" / "01.md").write_text(f"# Satu\n\nHuruf yang tidak ada: \U00012000.\n\n{longer}\n")
    report = build(configure(folder))
    assert {f.code for f in report.findings if f.severity == "error"} == {"glyph-missing", "download-held"}
    assert "index.html" in report.withheld
    after, files = html.fromstring(index.read_text("utf-8")), manifest(folder / "output")
    assert told(before) != told(after)
    assert told(after) == {path: (entry["size"], entry["sha256"]) for path, entry in files.items() if path != PAGE}
    assert links(before)["uji-print.pdf"] == links(after)["uji-print.pdf"]
    assert f"{round(files['uji.epub']['size'] / 1000)} kB" in links(after)["uji.epub"]
    assert hashlib.sha256(index.read_bytes()).hexdigest() == files[PAGE]["sha256"]


def told(page) -> dict[str, tuple[int, str]]:
    """Return what a page says of each file, which must be the same wherever it says it: its size and its sum."""
    sizes = {fact.get("data-of"): int(fact.get("value")) for fact in page.xpath("//data[@class='size']")}
    sums = {path: digest for digest, path in (line.split("  ") for line in sums_of(page))}
    assert sizes.keys() == sums.keys()
    data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    for media in (one["encoding"] for one in data["workExample"]):
        path = media["contentUrl"]
        assert (media["contentSize"], media["sha256"]) == (f"{sizes[path]} B", sums[path])
    return {path: (size, sums[path]) for path, size in sizes.items()}


def sums_of(page) -> list[str]:
    (listing,) = page.xpath("//details//code")
    return listing.text_content().splitlines()


def links(page) -> dict[str, str]:
    return {link.get("href"): link.text_content() for link in page.iter("a")}


FACTS = (
    '<data class="pages" data-of="buku%20a.pdf" value="12">12 halaman</data>'
    '<data class="size" data-of="buku%20a.pdf" value="900000" data-decimal=",">900 kB</data>'
    '<data class="slides" data-of="lain.pptx" value="7">7 salindia</data>'
)


def test_numbers_are_renewed_in_the_words_of_the_page():
    entries = {"buku a.pdf": {"size": 1_250_000, "sha256": "0" * 64, "pages": 14}}
    assert renewed(FACTS.encode(), entries).decode() == (
        '<data class="pages" data-of="buku%20a.pdf" value="14">14 halaman</data>'
        '<data class="size" data-of="buku%20a.pdf" value="1250000" data-decimal=",">1,2 MB</data>'
        '<data class="slides" data-of="lain.pptx" value="7">7 salindia</data>'
    )


def test_the_teachers_files_lie_below_their_own_address(output):
    page = html.fromstring((output / "teacher" / "index.html").read_text("utf-8"))
    data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    addresses = [part["encoding"]["contentUrl"] for part in data["hasPart"]]
    assert addresses
    assert all(address.startswith("https://penerbit.example/buku/teacher/slides/") for address in addresses)
