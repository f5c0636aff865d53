"""Both PDFs: the order of pages, their numbers, blanks, footnotes, contents and index."""

from __future__ import annotations

import re

import pytest

from terbit.targets import print_, screen

pytestmark = pytest.mark.slow


def test_the_book_has_no_findings(press_book, screen_book):
    assert press_book.findings == ()
    assert screen_book.findings == ()


def test_press_and_screen_have_the_same_pages(press_book, screen_book):
    on_screen = [text.replace(" ↑", "").replace("↑", "") for text in screen_book.texts]
    assert press_book.texts[: len(on_screen)] == on_screen
    assert len(press_book.texts) - len(on_screen) == len(on_screen) % 2


def test_the_half_title_stands_alone_on_its_leaf(screen_book):
    assert screen_book.texts[:2] == ["Buku Sulit", ""]


def test_title_and_copyright_page_share_a_leaf(screen_book):
    title, colophon = screen_book.texts[2:4]
    for words in ("Ayu Lestari", "Segala yang dapat gagal", "Terbit, Bandung"):
        assert words in title
    for words in ("Penyunting", "Bima Sakti", "31 Januari 2026", "978-3-16-148410-0", "CC BY-SA 4.0"):
        assert words in colophon


def test_chapters_open_on_right_hand_pages(screen_book):
    for title in ("Halaman dan Isinya", "Bab Kedua"):
        assert screen_book.page_with(title) % 2 == 0  # counted from 0: the first page is a right-hand page


def test_a_page_left_blank_before_a_chapter_is_blank(screen_book):
    assert screen_book.texts[screen_book.page_with("Halaman dan Isinya") - 1] == ""
    assert screen_book.texts[screen_book.page_with("Bab Kedua") + 1] == ""


def test_left_hand_pages_have_the_books_title_at_their_head_but_where_a_list_opens(screen_book):
    headed = [" Buku Sulit " in text for text in screen_book.texts]
    within = screen_book.page_with("Halaman dan Isinya") + 1
    assert (headed[within], headed[within + 2]) == (True, True)
    opening = next(n for n, text in enumerate(screen_book.texts) if text.startswith("Daftar Gambar"))
    assert (opening % 2, headed[opening]) == (1, False)


def test_front_matter_is_numbered_in_roman_and_chapters_from_one(screen_book):
    assert screen_book.texts[screen_book.last_front].endswith(" ix")
    assert re.search(r"\b1$", screen_book.texts[screen_book.page_with("Halaman dan Isinya")])


def test_contents_and_lists_give_the_pages_that_things_are_on(screen_book):
    contents, figures = (
        next(text for text in screen_book.texts if text.startswith(title)) for title in ("Daftar Isi", "Daftar Gambar")
    )
    first, second = screen_book.page_with("Halaman dan Isinya"), screen_book.page_with("Bab Kedua")
    assert "Prakata ix" in contents
    assert f"Bab 2 Bab Kedua {second - first + 1}" in contents
    assert f"Sebuah lingkaran. {screen_book.page_with('Sebuah lingkaran.') - first + 1}" in figures


def test_an_entry_of_a_list_begins_where_its_further_lines_would(screen_book):
    page = next(number for number, text in enumerate(screen_book.texts) if text.startswith("Daftar Gambar"))
    number, title = (screen_book.left(page, words) for words in ("1.1", "Sebuah"))
    assert title - number == pytest.approx(28, abs=0.1), "they are indented by 28 pt"


def test_the_index_gives_each_page_once(screen_book):
    index = next(text for text in screen_book.texts if text.startswith("Indeks"))
    second = screen_book.page_with("Bab Kedua") - screen_book.page_with("Halaman dan Isinya") + 1
    assert f"I indeks, 1, {second} T" in index
    assert f"H halaman verso, {second}" in index


def test_footnotes_stand_at_the_foot_of_the_page_that_calls_them(screen_book):
    page = screen_book.page_with("Paragraf ini mempunyai catatan kaki.")
    lines = screen_book.rectangles(page)
    call = next(box for text, box in lines if "mempunyai catatan kaki" in text)
    note = next(box for text, box in lines if "Paragraf keduanya" in text)
    assert note[3] < call[1]
    lower = [text.strip() for text, box in lines if box[3] < note[1]]
    assert lower == ["1"], "only the folio stands below the footnotes"


def test_a_long_table_repeats_its_head_on_each_page(screen_book):
    pages = [text for text in screen_book.texts if re.search(r"\bbilangan\b", text) and "Daftar" not in text]
    assert len(pages) > 1
    assert all("Nomor Nama Keterangan" in text for text in pages)


def test_the_options_of_an_exercise_are_lettered(screen_book):
    assert re.search(r"\ba\. .*\bb\. ", screen_book.texts[screen_book.page_with("Berapakah dua")])


def test_a_list_begins_with_the_number_that_its_author_gave_it(screen_book):
    text = screen_book.texts[screen_book.page_with("huruf keempat")]
    assert re.search(r"\bd\. (.* )?e\. ", text)


def test_no_line_reaches_into_the_inner_or_the_outer_margin(screen_book):
    page = screen_book.page_with("Paragraf ini mempunyai catatan kaki.")
    left, right = (side * 72 / 25.4 for side in (20, 148 - 20))
    text = [box for words, box in screen_book.rectangles(page) if words.strip() not in ("", "1")]
    assert min(box[0] for box in text) > left - 5
    assert max(box[2] for box in text) < right + 1


@pytest.mark.slow
def test_two_runs_give_the_same_bytes(render_again, press_book, screen_book):
    assert render_again(print_.TARGET).data == press_book.data
    assert render_again(screen.TARGET).data == screen_book.data
