"""The gutter follows the number of pages, which follows the gutter: both come to rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from terbit.config import Margins, Press, Trim
from terbit.pdf.geometry import geometry
from terbit.pdf.gutter import in_signatures, settled
from terbit.pdf.model import Layout
from terbit.pdf.sheets import scaled
from terbit.profiles import load_profile

KDP = Press(profile=load_profile("kdp"))
INCH = 25.4


def widths(pages: Callable[[float], int], press: Press = KDP) -> list[float | None]:
    """Return the gutters, in inches, that a book is laid out with; `pages` says how many it has with each."""
    tried: list[float | None] = []

    def lay_out(gutter: float | None, _: str) -> Layout:
        tried.append(gutter and round(gutter / INCH, 4))
        return Layout(b"", pages(tried[-1] or 0), 0)

    settled(press, lay_out)
    return tried


def test_a_book_of_150_pages_keeps_the_narrow_gutter():
    assert widths(lambda _: 150) == [0.375]


def test_a_page_more_widens_it():
    assert widths(lambda _: 151) == [0.375, 0.5]


def test_steps_that_the_pages_are_beyond_are_not_tried():
    assert widths(lambda _: 420) == [0.375, 0.625]


def test_a_wider_gutter_that_makes_more_pages_leads_on():
    assert widths(lambda gutter: 299 if gutter < 0.5 else 305) == [0.375, 0.5, 0.625]


def test_a_cycle_ends_in_the_wider_gutter():
    assert widths(lambda gutter: 152 if gutter < 0.5 else 149) == [0.375, 0.5]


def test_more_pages_than_any_step_has_take_the_widest():
    assert widths(lambda _: 900) == [0.375, 0.875]


def test_an_inner_margin_of_ones_own_is_kept():
    assert widths(lambda _: 400, replace(KDP, margins=Margins(inner=15.0))) == [None]


@pytest.mark.parametrize(
    ("pages", "blank", "signature", "printed"), [(7, False, 2, 8), (8, True, 2, 10), (81, False, 16, 96)]
)
def test_whole_signatures_are_printed(pages, blank, signature, printed):
    assert in_signatures(pages, Press(last_blank=blank, signature=signature)) == printed


def test_the_inner_margin_is_the_gutter_and_what_is_seen_beside_it():
    trim = Trim("6x9", 152.4, 228.6)
    narrow, wide = (geometry(trim, KDP, inches * INCH) for inches in (0.375, 0.5))
    assert wide.inner - narrow.inner == pytest.approx(0.125 * INCH)
    assert narrow.inner > 0.375 * INCH + 5


def test_larger_type_has_larger_leading_and_fewer_lines():
    trim = Trim("B5", 176.0, 250.0)
    page = geometry(trim, Press(type_size=12.0))
    assert page.leading == pytest.approx(15 * 12 / 11)
    assert page.lines < geometry(trim).lines


def test_margins_are_as_the_book_gives_them():
    page = geometry(Trim("B5", 176.0, 250.0), Press(margins=Margins(inner=22, outer=18, top=24)))
    assert (page.inner, page.outer, page.top) == (22, 18, 24)


def test_lengths_in_pt_grow_with_the_type_and_others_do_not():
    assert scaled("p { font: 400 11pt/15pt x; margin: 2mm .5pt; color: #1pt }", 2) == (
        "p { font: 400 22pt/30pt x; margin: 2mm 1pt; color: #1pt }"
    )
