"""Justified paragraphs are broken as a whole; what cannot be measured is broken as WeasyPrint does."""

from __future__ import annotations

import inspect

import pytest
import weasyprint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from terbit.pdf import measuring
from terbit.pdf.justified import mend_justified
from terbit.pdf.linebreaks import mend_linebreaks

CSS = """
@page { size: %spx %spx; margin: 0 }
html { font: 16px/20px serif; hyphens: auto; hyphenate-limit-chars: 5 2 3 } body { margin: 0 }
p { margin: 0; text-align: justify; word-spacing: -.4px; widows: 1; orphans: 1 }
"""
TEXT = (
    "Kerja sama adalah usaha bersama antara orang perorangan atau kelompok manusia untuk mencapai satu atau beberapa "
    "tujuan bersama, dan berlangsung di segala bidang kehidupan masyarakat, dari keluarga sampai hubungan antarnegara "
    "yang saling membutuhkan dan saling menguntungkan."
)


MENDED = ("split_inline_box", "split_text_box", "text_align", "split_first_line")


def own(name: str):
    """WeasyPrint's own function, though a test before this one may have mended the engine of the process."""
    function = getattr(inline, name)
    while not function.__module__.startswith("weasyprint."):
        inner = [cell.cell_contents for cell in function.__closure__]
        (function,) = [one for one in inner if inspect.isfunction(one)]
    return function


@pytest.fixture
def greedy(monkeypatch):
    """WeasyPrint's own functions; those of before are put back at the end."""
    for name in MENDED:
        monkeypatch.setattr(inline, name, own(name))
    mend_linebreaks()


@pytest.fixture
def weighed(greedy):
    mend_justified()


def laid_out(markup: str, width: float = 300, height: float = 2000, css: str = "") -> list:
    """The lines of all pages."""
    html = f"<html lang=id><style>{CSS % (width, height)}{css}</style>{markup}"
    document = weasyprint.HTML(string=html).render()
    return [line for page in document.pages for line in lines_in(page._page_box)]


def lines_in(box):
    if isinstance(box, boxes.LineBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from lines_in(child)


def words(line) -> str:
    return "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox)).strip()


def texts(*arguments, **options) -> list[str]:
    return list(map(words, laid_out(*arguments, **options)))


def spread(lines) -> float:
    """How much the spaces of the loosest line are stretched, in px."""
    texts = [box for line in lines[:-1] for box in line.descendants() if isinstance(box, boxes.TextBox)]
    return max(box.justification_spacing for box in texts)


@pytest.mark.parametrize("width", [220, 260, 300, 340])
def test_the_loosest_line_is_less_loose_than_weasyprints(greedy, width):
    before = spread(laid_out(f"<p>{TEXT}", width))
    mend_justified()
    assert spread(laid_out(f"<p>{TEXT}", width)) <= before


def test_weasyprint_still_fills_one_line_after_the_other(greedy):
    before = spread(laid_out(f"<p>{TEXT}", 340))
    mend_justified()
    assert spread(laid_out(f"<p>{TEXT}", 340)) < before, "WeasyPrint weighs paragraphs now: drop justified"


def test_what_it_puts_functions_of_its_own_in_the_place_of():
    parameters = list(inspect.signature(own("split_inline_box")).parameters)
    assert parameters[:7] == [
        *("context", "box", "position_x", "max_x", "bottom_space", "skip_stack", "containing_block")
    ]
    assert parameters[7:] == [
        *("absolute_boxes", "fixed_boxes", "line_placeholders", "waiting_floats", "line_children"),
        *("first_letter_style", "first_line_style"),
    ]
    names = ["context", "box", "available_width", "skip", "is_line_start"]
    assert list(inspect.signature(own("split_text_box")).parameters) == names
    assert list(inspect.signature(own("text_align")).parameters) == ["context", "line", "available_width", "last"]
    source = inspect.getsource(inline.get_next_linebox)
    assert source.count("split_inline_box(") == source.count("text_align(") == 1


MIXED = [
    f"<p>{TEXT}",
    f"<p>{TEXT.replace('usaha bersama', '<em>usaha bersama</em>')}",
    f"<p>{TEXT.replace('antara orang', '<b>antara <i>orang</i></b>')}",
    f"<p>{TEXT.replace('manusia', 'manusia<sup>1</sup>').replace('bersama,', '<a href=#x>bersama</a>,')}",
    f"<p><em>{TEXT.replace('satu', '<b>satu</b>')}</em>",
    f"<p>{TEXT.replace('di segala', 'di&nbsp;segala').replace('kelompok', 'kelompok-kelompok')}",
    f"<p>{TEXT.replace('bersama,', '<span style=white-space:nowrap>ber-sama,<sup>1</sup></span>')}",
    f"<p style='text-indent: 20px'>{TEXT.replace('mencapai', '<span style=padding-left:9px>mencapai</span>')}",
    f"<p>{TEXT.replace('dari', '(dari').replace('antarnegara', 'antar/negara)')} “{TEXT}”",
    f"<p>{TEXT.replace('usaha', '<span style=position:absolute;left:0>tepi</span>usaha')}",
    f"<p>{TEXT.replace('bersama', '<em>ber</em>sama<b>lah</b>')}",
    f"<p>{TEXT.replace('kelompok', '<em>kelompok </em>').replace('satu', ' <b> satu</b>')}",
    f"<p>{TEXT.replace('usaha', 'x' * 60)}",
    f"<p style='overflow-wrap: break-word'>{TEXT.replace('usaha', 'x' * 60)}",
    f"<p>{TEXT.replace('usaha', 'usaha<br>')}",
    f"<p>{TEXT.replace('usaha', 'ko&shy;mu&shy;ni&shy;ka&shy;si')}",
    f"<p>{TEXT.replace('usaha', '<span style=display:inline-block>kotak</span>')}",
    f"<p><span style='float:left;width:80px'>di kiri<br>dan lagi</span>{TEXT}",
    f"<p>{TEXT.replace('usaha', '<span style=float:right;width:60px>kanan</span>usaha')}",
    f"<p>{TEXT.replace('usaha', '<span style=float:footnote>catatan kaki</span>usaha')}",
]


def bare(found: list[str]) -> str:
    """The letters of some lines, sorted: what floats comes elsewhere."""
    return "".join(sorted(char for char in "".join(found) if char.isalnum()))


@pytest.mark.parametrize("markup", MIXED)
@pytest.mark.parametrize("width", [200, 300, 417])
def test_whatever_is_in_a_paragraph_no_letter_is_lost_and_no_line_is_wider(greedy, markup, width):
    before = texts(markup, width)
    mend_justified()
    lines = laid_out(markup, width)
    assert bare(list(map(words, lines))) == bare(before)
    long = "x" * 20
    for line in lines:
        if long not in words(line):
            assert line.position_x + line.width <= width + 0.01


@pytest.mark.parametrize("markup", MIXED[:12])
def test_lines_end_at_the_edge(weighed, markup):
    lines = [line for line in laid_out(markup, 300) if words(line) != "tepi"]
    for line in lines[:-1]:
        assert line.position_x + line.width == pytest.approx(300, abs=0.01)


@pytest.mark.parametrize("height", [20, 40, 60, 100, 140])
def test_a_paragraph_goes_on_overleaf_as_it_would_on_the_page(weighed, height):
    assert texts(f"<p>{TEXT} {TEXT}", height=height) == texts(f"<p>{TEXT} {TEXT}")


def test_a_measure_that_is_another_in_the_last_bits_makes_no_difference(weighed):
    assert texts(f"<p>{TEXT}", 300 + 1e-9) == texts(f"<p>{TEXT}", 300) == texts(f"<p>{TEXT}", 300 - 1e-9)


def test_lines_that_are_not_justified_are_left_alone(greedy):
    before = texts(f"<p>{TEXT}", css="p { text-align: left }")
    mend_justified()
    assert texts(f"<p>{TEXT}", css="p { text-align: left }") == before


def test_text_beside_a_float_is_set_as_weasyprint_does_and_weighed_below_it(weighed):
    markup = f"<p><span style='float:left;width:80px;height:30px'></span>{TEXT} {TEXT}"
    lines = laid_out(markup)
    assert [round(line.position_x) for line in lines[:4]] == [80, 80, 0, 0]
    assert all(line.position_x + line.width == pytest.approx(300, abs=0.01) for line in lines[:-1])


SYLLABLES = some.sampled_from(["ka", "me", "nyang", "ber", "sa", "ting", "u", "kan"])
WORD = some.lists(SYLLABLES, min_size=1, max_size=5).map("".join)
PIECE = some.tuples(
    WORD, some.sampled_from(["{}", "<em>{}</em>", "<b>{}</b> {}", "{}, ", "({})", "<i>{}-{}</i>", "{}–{}"])
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(some.lists(PIECE, min_size=5, max_size=60), some.integers(120, 400))
def test_no_letter_of_any_paragraph_is_lost(weighed, pieces, width):
    markup = " ".join(form.replace("{}", word) for word, form in pieces)
    plain = "".join(char for char in "".join(form.replace("{}", word) for word, form in pieces))
    for tag in ("em", "b", "i"):
        plain = plain.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    lines = laid_out(f"<p>{markup}", width)
    found = "".join(map(words, lines))
    assert [char for char in found if char.isalpha()] == [char for char in plain if char.isalpha()]
    assert all(line.width <= width + 0.01 for line in lines)


def test_what_was_measured_is_not_measured_again(weighed, monkeypatch):
    used = measuring.Words()
    monkeypatch.setattr(measuring, "WORDS", used)
    first = texts(f"<p>{TEXT}</p>")
    again = measuring.Words()
    again.begin(used.kept())
    monkeypatch.setattr(measuring, "WORDS", again)
    monkeypatch.setattr(measuring.Face, "_set", pytest.fail)
    assert texts(f"<p>{TEXT}</p>") == first
