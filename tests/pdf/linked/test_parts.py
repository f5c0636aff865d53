"""The parts of the linker, each by itself."""

from __future__ import annotations

import io
import zlib
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from terbit.numerals import small_roman
from terbit.pdf.linked.fill import Filling
from terbit.pdf.linked.gaps import Gaps, Opening, room
from terbit.pdf.linked.model import Content, Hole, NumberTable
from terbit.pdf.linked.outline import Entry, write_outline
from terbit.pdf.linked.sheet_rules import read_rules, starts, tie
from terbit.pdf.linked.slow_rules import slow_rules
from terbit.pdf.linked.streams import content_parts, deflated
from terbit.pdf.linked.strings import pdf_string
from terbit.pdf.linked.writer import Writer

TABLE = NumberTable(
    {a + b: f"<000{a}>{5 if b else ''}".encode() for a in "0123456789" for b in ["", *"0123456789"]},
    {a + b: 5.0 if b else 6.0 for a in "0123456789" for b in ["", *"0123456789"]},
)
_STEPS = [a + b for a in "ivxlcdm" for b in ["", *"ivxlcdm"]]
ROMAN = NumberTable(dict.fromkeys(_STEPS, b"<0099>"), dict.fromkeys(_STEPS, 5.0))


def hole(shift: float, target: str = "", *, is_roman: bool = False) -> Hole:
    return Hole(target, is_roman, int(is_roman), 6.0, shift, room(ROMAN if is_roman else TABLE, shift, roman=is_roman))


def written(*pages: Content) -> tuple[bytes, Gaps]:
    """Return pages' contents as they are kept, with the gaps in them."""
    writer = Writer(6)
    opening = Opening([TABLE, ROMAN], writer)
    for index, content in enumerate(pages):
        opening.write(index, content, writer.reserve())
    return writer.stretch().data, opening.gaps()


def filled(kept: tuple[bytes, Gaps], first: int = 0) -> list[bytes]:
    """Fill the gaps of a unit that begins on a page, and return its pages' contents inflated."""
    data, gaps = bytearray(kept[0]), kept[1]
    filling = Filling({"far": "123"}, lambda page, is_roman: small_roman(page + 1) if is_roman else str(page + 1))
    filling.fill(gaps, first, memoryview(data))
    return [zlib.decompress(one.split(b"\nendstream")[0]) for one in bytes(data).split(b"stream\n")[1::2]]


@pytest.mark.parametrize(("shift", "moved"), [(0.0, b""), (0.5, b"-2.500000 0 Td "), (1.0, b"-5.000000 0 Td ")])
def test_a_longer_number_is_aligned_as_the_one_before(shift, moved):
    (shown,) = filled(written((hole(shift),)), 11)
    assert shown.rstrip() == moved + b"[<0001>5<0002>] TJ"


def test_compressed_parts_and_numbers_are_one_stream():
    parts = (deflated(b"q\n" * 900), hole(0.0), deflated(b"Q\n" * 900), hole(1.0), deflated(b""))
    data = filled(written(parts, (deflated(b"f\n"),), parts), 6)
    assert data[1] == b"f\n"
    for content, shown in ((data[0], b"[<0007>] TJ"), (data[2], b"[<0009>] TJ")):
        assert content.startswith(b"q\nq\n")
        assert content.count(shown) == 2
        assert content.count(b"Q\n") == 900


def test_a_number_is_that_of_its_target_and_0_where_that_is_nowhere():
    (shown,) = filled(written((hole(0.0, "far"), deflated(b"f\n"), hole(0.0, "none"))))
    assert [one.strip() for one in shown.split(b"f\n")] == [b"[<0001>5<0002>5<0003>] TJ", b"[<0000>] TJ"]


OPERATORS = [b"q", b"1 0 0 1 0 0 cm", b"BT", b"/f1 10 Tf", b"[<0001>5<0002>] TJ", b"ET", b"Q", b"(\xff\xff\xff) Tj"]
RUNS = st.lists(st.tuples(st.lists(st.sampled_from(OPERATORS), max_size=60), st.sampled_from([0.0, 1.0])), max_size=9)


@given(RUNS)
def test_parts_repeat_what_is_before_them_over_what_is_open(runs):
    operators = [one for n, (run, _) in enumerate(runs) for one in [*((o, -1) for o in run), (b"[<0000>] TJ", n)]]
    content = content_parts(iter(operators), {n: hole(shift, "far") for n, (_, shift) in enumerate(runs)})
    (shown,) = filled(written(content))
    said = [line.strip() for line in shown.splitlines() if line.strip()]
    number = b"[<0001>5<0002>5<0003>] TJ"
    expected = [one for run, shift in runs for one in [*run, (b"-10.000000 0 Td " if shift else b"") + number]]
    assert said == expected


def test_what_is_before_a_part_makes_it_small():
    words = b"".join(b"[<%04x>-3<%04x>] TJ\n" % (n * n, n * 7) for n in range(90))
    alone, behind = deflated(words), deflated(words, words)
    assert len(behind.data) * 8 < len(alone.data)
    assert (behind.adler, behind.length) == (alone.adler, alone.length)


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([0.0, 0.5, 1.0]), st.integers(0, 300))), st.integers(0, 3887))
def test_any_page_number_has_room_and_the_sum_of_the_content_is_right(holes, first):
    parts = [(deflated(b"x" * size), hole(shift, is_roman=roman)) for roman, shift, size in holes]
    (content,) = filled(written(tuple(part for pair in parts for part in pair)), first)
    assert content.count(b"TJ") == len(holes)


def test_what_can_be_no_page_number_is_refused_before_it_overwrites_anything():
    with pytest.raises(OverflowError, match="1000000 has more figures"):
        filled(written((hole(1.0),)), 999_999)


def test_a_file_with_more_objects_than_one_stream_holds_can_be_read():
    writer = Writer()
    root, pages = writer.reserve(2), 2
    kids = [writer.add(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>") for _ in range(450)]
    writer.add(b"<</Type/Pages/Count 450/Kids[%b]>>" % b" ".join(b"%d 0 R" % kid for kid in kids), pages)
    writer.add(b"<</Type/Catalog/Pages 2 0 R>>", root)
    data = writer.finish(root, writer.add(b"<</Title(x)>>"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 450
        assert pdf.docinfo.Title == "x"


def test_a_stretch_is_written_apart_and_put_into_a_file_with_numbers_to_spare():
    apart = Writer(6)
    text = apart.stream(b"<<", b"q Q")
    page = apart.add(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>/Contents %d 0 R>>" % text)
    stretch = apart.stretch()
    writer = Writer()
    root, pages = writer.reserve(2), 2
    writer.stream(b"<<", b"before it")
    writer.add(b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % page, pages)
    last = writer.add(b"[]")
    assert writer.next == stretch.first - 1
    writer.reserve()
    writer.put(stretch)
    writer.add(b"<</Type/Catalog/Pages 2 0 R/Last %d 0 R>>" % last, root)
    assert writer.next == stretch.first + stretch.count == 9
    with pikepdf.open(io.BytesIO(writer.finish(root, writer.add(b"<<>>")))) as pdf:
        assert pdf.pages[0].Contents.read_bytes() == b"q Q"
        assert pdf.check_pdf_syntax() == []


def test_bookmarks_are_nested_by_level_though_levels_are_skipped():
    writer = Writer()
    write_outline([Entry(level, b"(%d)" % level, b"[0/Fit]") for level in (2, 3, 3, 1, 4, 2)], writer)
    said = b"".join(data for _, data in writer._waiting)
    assert said.count(b"/Type/Outlines") == 1
    assert b"/First 2 0 R/Last 5 0 R/Count 6" in said


@pytest.mark.parametrize(("text", "data"), [("a(b)\\", b"(a\\(b\\)\\\\)"), ("é", b"<feff00e9>")])
def test_strings_are_escaped_or_utf_16(text, data):
    assert pdf_string(text) == data


def test_where_sections_begin_is_found_by_the_cascade():
    root = html.document_fromstring(
        "<body><section class=a></section><section id=b class=a></section><div></div><section class=c></section></body>"
    )
    css = "#b { break-before: left } .a { break-before: page } @media print { .c { break-before: recto } }"
    assert starts(root, read_rules(["section { break-before: auto }", css])) == ["any", "left", None, "right"]


@pytest.mark.parametrize(
    "css",
    [
        "@page :first { margin: 0 }",
        "@page x:nth(2) { margin: 0 }",
        "p::after { content: target-counter(attr(href), page) }",
        "h1 { counter-increment: bab }",
        "p::before { content: counter(page) }",
        "@page { @top-left { content: counter(pages) } counter-increment: page 2 }",
        "@media print { h2 { counter-reset: x } }",
    ],
)
def test_what_ties_pages_of_chapters_together_is_found(css):
    assert tie(read_rules([css]))


def test_the_books_own_style_sheets_tie_nothing(book):
    assert tie(read_rules(book("numbers").sheet.stylesheets)) == ""


@pytest.mark.slow
def test_a_book_whose_pages_are_tied_is_laid_out_plainly_and_says_so(book):
    one = book("one")
    sheet = replace(one.sheet, stylesheets=(*one.sheet.stylesheets, "@page :first { margin-top: 40mm }"))
    made = replace(one, sheet=sheet).by("linked")
    assert [finding.code for finding in made.findings] == ["css-unlinkable"]
    assert "@page :first" in made.findings[0].message
    assert made.pdf == replace(one, sheet=sheet).by("plain").pdf


@pytest.mark.slow
def test_a_margin_with_more_than_the_number_is_laid_out_plainly(book):
    one = book("one")
    more = '@page chapter:right, opening:right { @bottom-right { content: "— " counter(page) } }'
    made = replace(one, sheet=replace(one.sheet, stylesheets=(*one.sheet.stylesheets, more))).by("linked")
    assert [finding.code for finding in made.findings] == ["css-unlinkable"]


@pytest.mark.parametrize(
    ("css", "markup", "said"),
    [
        (".a, .b { display: flex }", "<div class=a><p><span class=b></span></p></div>", "'.a, .b' is a flex box in"),
        ("#g { display: grid }", f"<div id=g>{'<i></i>' * 201}</div>", "'#g' is a grid of 201 cells"),
        ("", f"<div id=t><table>{'<tr></tr>' * 1001}</table></div>", "the table '#t' has 1001 rows"),
    ],
)
def test_css_that_takes_long_is_named_by_its_selector(css, markup, said):
    (finding,) = slow_rules(html.document_fromstring(f"<body>{markup}</body>"), read_rules([css]))
    assert (finding.severity, finding.code) == ("note", "css-slow")
    assert finding.message.startswith(said)


def test_css_that_does_not_take_long_is_not(book):
    css = ".a { display: flex } .b { display: grid } .a .a { display: block }"
    markup = f"<div class=a><p class=a></p></div><div class=b>{'<i></i>' * 200}</div>"
    markup += f"<table>{'<tr></tr>' * 1000}</table>"
    assert slow_rules(html.document_fromstring(f"<body>{markup}</body>"), read_rules([css])) == ()
