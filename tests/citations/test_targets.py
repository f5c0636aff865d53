"""A whole book in a style that cites in notes, with sources made to break out of text, in every file published."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from html import unescape
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree, html
from pptx import Presentation

from terbit import Report, build, load

pytestmark = pytest.mark.slow

BOOK = Path(__file__).parents[1] / "books/notes"
SAID = (
    "<script>alert(1)</script> & ]]> {{x}} $y$ *z* \\n",
    "<img src=x onerror=alert(2)> {{< include rahasia.md >}} &amp; <!-- k -->",
    "javascript:alert(3)",
    "data:text/html,<script>alert(4)</script>",
    "O<x>&</x>]]>",
)
ADDRESS = "https://contoh.id/?a=1&b=%22%3E%3Cscript%3Ex%3C/script%3E"
SLUG = "buku-bercatatan"
IN_BOOK = f"../{SLUG}.pdf#nameddest=sec-aneh"
"""Where the foot of a slide leads."""
IN_LIST = f"../{SLUG}.pdf#nameddest=bibliography"
"""Where the foot of a slide of references leads."""
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    project = shutil.copytree(BOOK, tmp_path_factory.mktemp("notes") / "book")
    return build(load(project), cache=False)


@pytest.fixture(scope="module")
def files(report: Report) -> Mapping[str, bytes]:
    return {artifact.path: artifact.data for artifact in report.artifacts}


@pytest.fixture(scope="module")
def pages(files: Mapping[str, bytes]) -> Callable[[str], list[str]]:
    """Return a function that reads a PDF's pages."""

    def read(name: str) -> list[str]:
        document = pypdfium2.PdfDocument(files[name])
        return [page.get_textpage().get_text_range() for page in document]

    return read


@pytest.fixture(scope="module")
def epub(files: Mapping[str, bytes]) -> Mapping[str, etree._Element]:
    archive = zipfile.ZipFile(BytesIO(files[f"{SLUG}.epub"]))
    return {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")}


def squeezed(text: str) -> str:
    """Return a text without white space and hyphens, which lines break at."""
    return re.sub(r"[\s\u00ad\ufffe\u2010\u2011-]", "", text)


def page(epub: Mapping[str, etree._Element], name: str) -> etree._Element:
    return next(tree for path, tree in epub.items() if path.endswith(name))


def test_the_book_is_built_and_the_addresses_are_reported(report: Report) -> None:
    assert report.exit_code == 0
    codes = [finding.code.removeprefix("bibliography-") for finding in report.findings]
    assert codes == ["encoding", "encoding", "address", "address"]


# ------------------------------------------------------------- nothing but text


@pytest.mark.parametrize("name", [f"{SLUG}-print.pdf", f"{SLUG}.pdf"])
def test_a_source_is_text_in_notes_and_list_of_a_pdf(pages: Callable[[str], list[str]], name: str) -> None:
    *text, last = filter(str.strip, pages(name))
    for said in SAID:
        assert squeezed(said) in squeezed("".join(text))
        assert squeezed(said) in squeezed(last)


def test_a_screen_pdf_leads_to_the_web_only(files: Mapping[str, bytes]) -> None:
    with pikepdf.open(BytesIO(files[f"{SLUG}.pdf"])) as pdf:
        actions = [note["/A"] for at in pdf.pages for note in at.get("/Annots", []) if "/A" in note]
        assert {str(action["/S"]) for action in actions} == {"/URI"}
        assert {str(action["/URI"]) for action in actions} == {ADDRESS}


@pytest.mark.parametrize("name", ["02-aneh.xhtml", "bibliography.xhtml"])
def test_a_source_is_text_in_an_epub(epub: Mapping[str, etree._Element], name: str) -> None:
    tree = page(epub, name)
    text = squeezed("".join(tree.itertext()))
    assert all(squeezed(said) in text for said in SAID)
    assert not list(tree.iter(f"{XHTML}script", f"{XHTML}img", f"{XHTML}x"))
    outward = {link.get("href") for link in tree.iter(f"{XHTML}a") if ":" in link.get("href").partition("#")[0]}
    assert outward == {ADDRESS}


def test_a_source_is_text_in_a_deck_for_the_browser(files: Mapping[str, bytes]) -> None:
    tree = html.fromstring(files[f"slides/{SLUG}-02-aneh.html"])
    (slides,) = tree.xpath("//*[@class='slides']")
    notes = squeezed("".join("".join(e.itertext()) for e in slides.iter("aside")))
    shown = squeezed("".join("".join(e.itertext()) for e in slides.xpath(".//section[contains(@class, 'references')]")))
    assert all(squeezed(said) in notes and squeezed(said) in shown for said in SAID)
    assert not list(slides.iter("script", "img", "x"))
    assert set(slides.xpath(".//a/@href")) == {ADDRESS, IN_BOOK, IN_LIST}


def test_a_source_is_text_in_a_deck_for_powerpoint(files: Mapping[str, bytes]) -> None:
    deck = Presentation(BytesIO(files[f"slides/{SLUG}-02-aneh.pptx"]))
    notes = squeezed("".join(s.notes_slide.notes_text_frame.text for s in deck.slides if s.has_notes_slide))
    shown = squeezed("".join(shape.text_frame.text for s in deck.slides for shape in s.shapes if shape.has_text_frame))
    assert all(squeezed(said) in notes and squeezed(said) in shown for said in SAID)
    outward = {part.target_ref for s in deck.slides for part in s.part.rels.values() if part.is_external}
    assert outward == {ADDRESS, IN_BOOK, IN_LIST}


def test_no_file_holds_what_is_no_character(files: Mapping[str, bytes], epub: Mapping[str, etree._Element]) -> None:
    texts = [etree.tostring(tree, encoding="unicode") for tree in epub.values()]
    texts += [unescape(data.decode()) for name, data in files.items() if name.endswith("aneh.html")]
    wrong = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\U0010f000-\U0010ffff]")
    assert [found for text in texts for found in wrong.findall(text)] == []


def test_a_turn_of_direction_ends_with_its_source(epub: Mapping[str, etree._Element]) -> None:
    text = "".join(page(epub, "02-aneh.xhtml").itertext())
    assert "\u202eterbalik baru\u202c" in text


# ----------------------------------------------------------------- real notes


NOTES = [
    "Pengantar Sosiologi, 2015.",
    "Soerjono Soekanto, Sosiologi Suatu Pengantar, 2012, 66.",
    "Ibid., 67.",
    "Herabudin, cat. 1.",
    "Catatan penulis, yang menyebut Soekanto, cat. 2, 9.",
    "Soekanto, cat. 2.",
    "Catatan yang lain.",
    "Ibid.",
    "Herabudin, cat. 1, 8.",
    "Ibid., 9.",
    "Ibid., 4.",
    "Ibid., 20.",
    "Soekanto, cat. 2.",
    "Herabudin, cat. 1.",
    "Soekanto, cat. 2, 66.",
]


def test_an_epub_has_the_notes_with_links_both_ways(epub: Mapping[str, etree._Element]) -> None:
    tree = page(epub, "01-satu.xhtml")
    asides = tree.findall(f".//{XHTML}aside[@role='doc-footnote']")
    said = ["".join(aside.itertext()).replace("↑", "").strip() for aside in asides]
    assert [text.partition("\u00a0")[2].strip() for text in said] == NOTES
    by_ident = {element.get("id"): element for element in tree.iter() if element.get("id")}
    for number, aside in enumerate(asides, start=1):
        back = aside.findall(f".//{XHTML}a[@role='doc-backlink']")[-1]
        mark = by_ident[back.get("href").removeprefix("#")]
        assert (mark.text, mark.get("href"), mark.get("role")) == (str(number), f"#{aside.get('id')}", "doc-noteref")


@pytest.mark.parametrize("name", [f"{SLUG}-print.pdf", f"{SLUG}.pdf"])
def test_a_pdf_has_the_notes_at_the_foot(pages: Callable[[str], list[str]], name: str) -> None:
    text = squeezed("".join(pages(name)))
    for number, note in enumerate(NOTES, start=1):
        assert squeezed(f"{number}{note}") in text


def test_a_screen_pdf_links_marks_and_notes_both_ways(files: Mapping[str, bytes]) -> None:
    with pikepdf.open(BytesIO(files[f"{SLUG}.pdf"])) as pdf:
        leads = [str(note["/Dest"]) for at in pdf.pages for note in at.get("/Annots", []) if "/Dest" in note]
    for number in range(1, len(NOTES) + 1):
        assert f"fn-sec-satu-{number}" in leads
        assert f"fnref-sec-satu-{number}" in leads


def test_bookmarks_do_not_end_in_the_marks_of_notes(files: Mapping[str, bytes]) -> None:
    with pikepdf.open(BytesIO(files[f"{SLUG}.pdf"])) as pdf, pdf.open_outline() as outline:
        chapter = next(item for item in outline.root if item.title.startswith("Bab"))
        titles = [item.title.replace("\u00a0", " ") for item in (chapter, *chapter.children)]
    assert titles == ["Bab 1 Kerja sama menurut Herabudin", "1.1 Judul dengan kutipan"]


def test_decks_speak_every_note_and_close_with_the_works(files: Mapping[str, bytes]) -> None:
    deck = Presentation(BytesIO(files[f"slides/{SLUG}-01-satu.pptx"]))
    spoken = "".join(s.notes_slide.notes_text_frame.text for s in deck.slides if s.has_notes_slide)
    # The chapter's own title, with the first note, is on the slide that opens the deck.
    for note in NOTES[1:]:
        assert f"[{note}]" in spoken
    last = [shape.text_frame.text for shape in deck.slides[-1].shapes if shape.has_text_frame]
    assert "Daftar Pustaka" in last[0]
    assert "Soerjono Soekanto, Sosiologi Suatu Pengantar, 2012." in "\n".join(last)
