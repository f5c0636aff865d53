"""Composing: footnotes to their calls, formulas to pictures, page numbers into contents and index."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from terbit.ast import header, para, string
from terbit.cache import Cache
from terbit.diagnostics import Location
from terbit.model import Chapter
from terbit.pdf import sections
from terbit.pdf.compose import compose
from terbit.pdf.footnotes import place_footnotes
from terbit.pdf.index import part_by_letters
from terbit.pdf.keeps import frame_tables, mark_long_boxes
from terbit.pdf.markup import by_class
from terbit.pdf.pagination import is_listing, write_folios
from terbit.pdf.spacing import bind_ways_back


def tree(markup: str):
    return etree.fromstring(f"<section>{markup}</section>")


def text(root) -> str:
    return etree.tostring(root, encoding="unicode")


def test_a_footnote_moves_behind_its_mark_and_leads_back_to_it():
    section = tree(
        '<p>Satu<a class="noteref" id="fnref-x-1" href="#fn-x-1">1</a> dua.</p>'
        '<section class="footnotes"><div class="footnote" id="fn-x-1"><p>Isi <em>catatan</em>.</p></div></section>'
    )
    place_footnotes(section)
    assert text(section) == (
        '<section><p>Sat<span class="noteref-held">u<a class="noteref" id="fnref-x-1" href="#fn-x-1">1</a></span>'
        '<span class="footnote" id="fn-x-1">'
        '<span class="footnote-paragraph"><a class="footnote-number" href="#fnref-x-1">1</a>'
        "Isi <em>catatan</em>.</span></span> dua.</p></section>"
    )


def test_a_long_table_may_break_and_a_short_one_may_not():
    rows = "<tr><td>x</td></tr>"
    section = tree(f"<table><colgroup><col/></colgroup>{rows * 3}</table><table>{rows * 40}</table>")
    frame_tables(section)
    assert [frame.get("class") for frame in section] == ["table", "table long"]
    assert not list(section.iter("colgroup"))


def test_a_long_box_may_break_and_a_short_one_may_not():
    section = tree(f'<div class="box box-activity"><p>{"kata " * 200}</p></div><div class="box"><p>kata</p></div>')
    mark_long_boxes(section)
    assert [box.get("class") for box in section] == ["box box-activity long", "box"]


def test_page_numbers_are_written_into_contents():
    section = tree('<ul><li><a class="contents-entry" href="#bab-1"><span class="title">Satu</span></a></li></ul>')
    write_folios(section, {"bab-1": "ix"})
    assert [e.text for e in section.iter("span") if e.get("class") == "folio"] == ["ix"]
    write_folios(section, {"bab-1": "x"})
    assert [e.text for e in section.iter("span") if e.get("class") == "folio"] == ["x"]


def test_a_page_stands_in_an_index_entry_once_but_again_in_its_sub_entry():
    section = tree(
        '<ul><li>a, <a class="index-page" href="#ix-1">1.1</a>, <a class="index-page" href="#ix-2">1.2</a>,'
        ' <a class="index-page" href="#ix-3">1.3</a>'
        '<ul><li>b, <a class="index-page" href="#ix-4">1.3</a></li></ul></li></ul>'
    )
    write_folios(section, {"ix-1": "7", "ix-2": "7", "ix-3": "9", "ix-4": "9"})
    assert "".join(section.itertext()) == "a, 7, 9b, 9"
    assert [link.get("href") for link in section.iter("a")] == ["#ix-1", "#ix-3", "#ix-4"]


@pytest.mark.parametrize(
    ("folios", "shown"),
    [
        ({"a": "4", "b": "7", "c": "9"}, "x, 4–7, 9"),
        ({"a": "4", "b": "4", "c": "9"}, "x, 4, 9"),
        ({"a": "4", "b": "7", "c": "4"}, "x, 4–7"),
        ({}, "x, 00–00, 00"),
    ],
)
def test_a_range_of_pages_has_a_dash_unless_it_is_one_page(folios, shown):
    start, end, other = '<a class="index-page" href="#a"/>', '<a class="index-page range-end" href="#b"/>', "#c"
    section = tree(f'<ul><li>x, {start}–{end}, <a class="index-page" href="{other}"/></li></ul>')
    write_folios(section, folios)
    assert "".join(section.itertext()) == shown


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("12 13 14", "12–14"),
        ("12 13", "12, 13"),
        ("9 10 11 13 20 21 22 23", "9–11, 13, 20–23"),
        ("12 12 13 13 14", "12–14"),
        ("v vi vii 1 2", "v–vii, 1, 2"),
        ("viii ix x xi", "viii–xi"),
        ("vii 8 9", "vii, 8, 9"),
        ("98 99 100 101", "98–101"),
        ("4-7 8 9 10", "4–7, 8–10"),
        ("4-7 8 9", "4–7, 8, 9"),
        ("3 4-5 6", "3, 4–5, 6"),
        ("12-15 13 15 16", "12–15, 16"),
        ("12 12-15", "12–15"),
        ("12-15 13-14", "12–15"),
        ("12-15 12-15", "12–15"),
        ("12-15 14-17", "12–15, 14–17"),
        ("4-4 5 6", "4–6"),
        ("xi-2 1", "xi–2"),
        ("00 00 00", "00, 00, 00"),
        ("00-00 1 2 3", "00–00, 1–3"),
        ("00-3 2", "00–3, 2"),
    ],
)
def test_pages_of_an_index_entry_that_follow_each_other_are_a_range(marked, shown):
    places = [place.split("-") for place in marked.split()]
    folios = {f"{n}.{end}": page for n, place in enumerate(places) for end, page in enumerate(place)}
    pages = ", ".join(_locator(n, len(place)) for n, place in enumerate(places))
    section = tree(f"<ul><li><p><span>x</span>, {pages}, <em>lihat juga</em> y</p></li></ul>")
    write_folios(section, folios)
    assert "".join(section.itertext()) == f"x, {shown}, lihat juga y"


def _locator(number, ends):
    links = [f'<a class="index-page {"range-end" * end}" href="#{number}.{end}">1.1</a>' for end in range(ends)]
    return "–".join(links)


def test_page_numbers_not_known_yet_are_not_taken_for_the_same():
    section = tree('<ul><li>a, <a class="index-page" href="#i">x</a>, <a class="index-page" href="#j">y</a></li></ul>')
    write_folios(section, {})
    assert "".join(section.itertext()) == "a, 00, 00"
    assert is_listing(section)


def test_a_space_before_a_way_back_goes_where_that_goes():
    section = tree(
        '<p><i>Judul</i>. 2024.\u00a0<a class="backlink">↑1</a> <a class="backlink">↑2</a></p>'
        '<p>Lagi 2024 <a class="x">x</a></p>'
    )
    bind_ways_back(section)
    assert [link.text for link in section.iter("a")] == ["\u00a0↑1", " ↑2", "x"]
    for link in list(by_class(section, "backlink")):
        link.getparent().remove(link)
    assert "".join(section.itertext()) == "Judul. 2024.Lagi 2024 x"


def test_the_index_is_parted_by_letters():
    section = tree('<div class="index"><ul><li>3D</li><li>Élan</li><li>energi</li><li>zat</li></ul></div>')
    part_by_letters(section)
    assert [letter.text for letter in section.iter("p")] == ["#", "E", "Z"]
    assert [len(entries) for entries in section.iter("ul")] == [1, 2, 1]


def test_a_formula_becomes_a_picture_with_its_tex(composition):
    assert 'alt="\u2061Rumus: a^2 + b^2 = c^2"' in composition.html
    assert "<math" not in composition.html
    assert sum(path.startswith("formula/") for path in composition.resources) == 2


def test_an_unknown_macro_is_reported_where_it_stands(document):
    formula = {"t": "Math", "c": [{"t": "InlineMath"}, "\\ce{H2O}"]}
    paragraph = {**para([string("Air"), formula]), "p": "source/x.md:9:1"}
    blocks = [header(1, [string("Bab")], "bab"), paragraph]
    chapter = Chapter("source/x.md", "chapter", "bab", "1", [string("Bab")], blocks)
    (finding,) = compose(replace(document, chapters=(chapter,)), "screen").findings
    assert finding.code == "math-unsupported"
    assert finding.where == Location("source/x.md", 9, 1)
    assert "\\ce{H2O}" in finding.message


def test_the_label_of_a_chapter_is_parted_for_its_opening(composition):
    assert '<span class="label-word">Bab</span> <span class="label-number">1</span>' in composition.html


def test_the_same_document_gives_the_same_html(document, composition):
    assert compose(document, "screen") == composition


def test_a_chapter_is_made_ready_once(document, composition, tmp_path, monkeypatch):
    assert compose(document, "screen", Cache(tmp_path)) == composition
    monkeypatch.setattr(sections, "place_footnotes", pytest.fail)
    assert compose(document, "screen", Cache(tmp_path)) == composition


def test_a_chapter_with_a_fault_is_made_ready_each_time_for_its_lines_may_move(document, tmp_path):
    for line in (9, 12):
        paragraph = {**para([string("kata" * 60)]), "p": f"source/x.md:{line}:1"}
        chapter = Chapter("source/x.md", "chapter", "bab", "1", [], [header(1, [string("Bab")], "bab"), paragraph])
        (finding,) = compose(replace(document, chapters=(chapter,), html={}), "screen", Cache(tmp_path)).findings
        assert (finding.code, finding.where) == ("word-long", Location("source/x.md", line, 1))


def test_running_heads_and_bookmarks_do_not_show_the_marks_of_notes():
    section = tree(
        '<h2>Satu<a class="noteref" id="fnref-x-1" href="#fn-x-1">1</a><span class="noteref-comma">,</span>'
        '<a class="noteref" id="fnref-x-2" href="#fn-x-2">2</a> dua</h2>'
        '<section class="footnotes"><div class="footnote" id="fn-x-1"><p>Isi.</p></div>'
        '<div class="footnote" id="fn-x-2"><p>Isi.</p></div></section>'
    )
    place_footnotes(section)
    assert section.find("h2").get("data-title") == "Satu dua"
