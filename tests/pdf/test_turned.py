"""Turned tables: on pages of their own, their heads on the left, in a book whose other pages stay as they are."""

from __future__ import annotations

import pypdfium2
import pytest
from lxml import etree

from judges import ua1
from pdf.linked.books import SENTENCE, ready, write_book
from pdf.linked.reading import destinations, elements, labels, lines, opened, words
from terbit.labels import Labels
from terbit.pdf.keeps import frame_tables
from terbit.pdf.room import Room
from terbit.pdf.wide_tables import fit_tables

FACES = {"face-text": "Source Serif 4", "face-interface": "Source Sans 3", "face-code": "Source Code Pro"}
ROOM = Room(width=340.0, height=540.0, size=11.0, families=FACES)
PARAGRAPH = SENTENCE * 3 + "\n\n"


def table(columns: int, rows: int, caption: str, ident: str) -> str:
    def row(name: str, cells: list[str]) -> str:
        return "| " + " | ".join([name, *cells]) + " |\n"

    head = row("Wilayah", [f"Tahun{n}" for n in range(1, columns)]) + "|" + "---|" * columns + "\n"
    body = "".join(row(f"Kabupaten{r}", [str(r * n + 1000) for n in range(1, columns)]) for r in range(rows))
    return f"{head}{body}\n: {caption} {{#tbl-{ident}}}\n\n"


FIRST = "# Satu {#sec-kaya}\n\n" + PARAGRAPH + table(11, 6, "Lebar.", "lebar") + PARAGRAPH * 3 + "## Bagian\n\n"
FIRST += table(12, 30, "Panjang.", "panjang") + PARAGRAPH + "::: turned\n\n" + table(3, 5, "Diminta.", "diminta")
FIRST += ":::\n\n" + PARAGRAPH * 4
BOOK = {
    "00-kata.md": "# Kata\n\n" + PARAGRAPH + table(11, 3, "Depan.", "depan") + PARAGRAPH,
    "01-satu.md": FIRST,
    "02-dua.md": "# Dua\n\n" + PARAGRAPH,
}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Return a book with turned tables, by the purpose that it is composed for."""
    folder = write_book(tmp_path_factory.mktemp("putar"), BOOK)
    return lambda purpose: ready(folder, purpose)


def fitted(columns: int, before: str = "", after: str = "", names: str = ""):
    cells = "".join(f"<td>nilai{n}</td>" for n in range(columns))
    own = f"<table{names}><caption>Warga</caption><tr>{cells}</tr></table>"
    section = etree.fromstring(f"<section>{before}{own}{after}</section>")
    findings = fit_tables(section, ROOM, [None], Labels("id", {"continued": "lanjutan"}))
    return section, [finding.code for finding in findings]


def test_a_table_is_turned_where_it_would_be_too_small_and_only_there():
    assert [fitted(n)[1] for n in (8, 11, 13, 15, 40)] == [
        [], ["table-small"], ["table-turned"], ["table-turned"], ["table-parted"],
    ]  # fmt: skip
    section, _ = fitted(13)
    assert section[0].get("class") == "turned-table", "as large as any"


@pytest.mark.parametrize(("before", "after"), [('<div class="box">', "</div>"), ("<ul><li>", "</li></ul>")])
def test_a_table_in_a_box_or_a_list_is_not_torn_out_of_it(before, after):
    assert fitted(13, before, after)[1] == ["table-small"]


def test_what_an_author_asks_for_is_turned_without_a_word():
    section, findings = fitted(3, '<div class="landscape">', "</div>")
    assert (section.find("div/table").get("class"), findings) == ("turned-table", [])
    section, findings = fitted(3, names=' class="turned"')
    assert (section.find("table").get("class"), findings) == ("turned turned-table", [])
    assert fitted(19, names=' class="turned"')[1] == ["table-small"], "turned, and still small"
    assert fitted(40, names=' class="turned"')[1] == ["table-parted"]


def test_no_heading_stays_behind_alone():
    section, _ = fitted(13, "<h2>Judul</h2>", "<p>Teks.</p>")
    frame_tables(section)
    assert [child.tag for child in section] == ["h2", "p", "div"]
    assert section[2].get("class") == "table long turned-table"


@pytest.mark.slow
@pytest.mark.parametrize("purpose", ["screen", "print"])
def test_both_engines_turn_the_same_pages(book, purpose):
    ours, theirs = book(purpose).by("linked"), book(purpose).by("plain")
    assert words(ours.pdf) == words(theirs.pdf)
    assert lines(ours.pdf) == lines(theirs.pdf)
    assert destinations(ours.pdf) == destinations(theirs.pdf)
    assert (labels(ours.pdf), ours.front, ours.folios) == (labels(theirs.pdf), theirs.front, theirs.folios)


@pytest.mark.slow
def test_the_head_is_on_the_left_of_a_page_of_the_usual_size_and_numbered_as_the_others(book):
    made = book("screen").by("linked")
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        assert len({page.get_size() for page in pdf}) == 1
        texts = [page.get_textpage().get_text_range() for page in pdf]
        turned = [n for n, text in enumerate(texts) if "Wilayah" in text]
        assert {n % 2 for n in turned} == {0, 1}, "rectos and versos"
        for n in turned:
            text, (width, height) = pdf[n].get_textpage(), pdf[n].get_size()
            boxes = [(text.get_text_bounded(*box), box) for box in map(text.get_rect, range(text.count_rects()))]
            head = next(box for word, box in boxes if word.strip() == "Wilayah")
            body = [box for word, box in boxes if word.strip().startswith("Kabupaten")]
            assert all(box[3] - box[1] > box[2] - box[0] for box in (head, *body)), "words run up the page"
            assert all(head[2] < box[0] for box in body), "the head is on the left"
            assert all(box[1] > 55 and box[3] < height - 50 for box in body), "within the text block"
            assert all(box[0] > 45 and box[2] < width - 45 for box in body)
            folio = min((box for word, box in boxes if box[1] < 55), key=lambda box: box[1])
            assert folio[3] - folio[1] < 10, "the number stays upright"
        assert [sum(f"Tabel 1.{n}" in texts[m] for m in turned) for n in (1, 2, 3)] == [1, 1, 1]
        rows = [texts[m].count("Kabupaten") for m in turned if "Tahun11" in texts[m]]
        assert rows == [14, 14, 2 + 5], "its head on each page, no row alone under it; the next turned table follows"
    shown = labels(made.pdf)
    assert [shown[n] for n in turned][:1] == ["viii"]
    assert shown[destinations(made.pdf)["sec-kaya"][0]] == "1"


@pytest.mark.slow
@pytest.mark.judge
def test_it_is_valid_pdf_ua_1_with_turned_pages(book):
    assert ua1(book("screen").by("linked").pdf) == set()


@pytest.mark.slow
def test_a_turned_table_is_a_table_of_the_structure(book):
    with opened(book("screen").by("linked").pdf) as pdf:
        tables = list(elements(pdf, "Table"))
        assert len(tables) == 4
        assert all(str(one.K[0].S) == "/Caption" for one in tables)
