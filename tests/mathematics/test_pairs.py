"""Sixty-six formulas as Terbit and as MathJax 4 set them, both with STIX Two, compared piece of ink by piece of ink."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from mathematics.compare import Limits, differences, pieces
from mathematics.formulas import DEFECTS, EM, formulas

LIMITS = Limits()


def _found(pair: tuple[Image.Image, Image.Image]) -> list[str]:
    ours, theirs = (pieces(picture) for picture in pair)
    return differences(ours, theirs, EM, LIMITS)


def test_the_list_has_sixty_six_formulas_and_none_twice():
    assert len(formulas()) == len(set(formulas().values())) == 66


@pytest.mark.judge
def test_every_formula_is_set_as_mathjax_sets_it(pictures):
    found = {name: _found(pictures[name]) for name in formulas()}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.judge
@pytest.mark.parametrize("defect", [*DEFECTS, "larger"])
def test_a_defect_is_seen(pictures, defect):
    assert _found(pictures[defect])


def test_pieces_are_what_hangs_together():
    picture = Image.new("L", (40, 20), 255)
    pen = ImageDraw.Draw(picture)
    pen.line([(2, 2), (2, 12), (8, 12), (8, 2)], fill=0)  # two arms that meet below
    pen.rectangle([20, 5, 30, 6], fill=0)
    found = [(piece.left, piece.top, *piece.size) for piece in pieces(picture)]
    assert found == [(2, 2, 7, 11), (20, 5, 11, 2)]


def test_a_picture_without_ink_is_no_formula():
    assert differences([], [], EM, LIMITS) == ["no ink"]
