"""Drawings that PDF/X-1a forbids: each see-through element by its line, with the colour to write instead."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from terbit.press.drawings import see_through_drawings


def found(shape, path="figures/a.svg"):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">\n<g>\n{shape}\n</g></svg>'.encode()
    image = {"t": "Image", "c": [["", [], []], [], ["figures/a.svg", ""]]}
    chapter = SimpleNamespace(blocks=[{"t": "Para", "c": [image]}])
    resources = {path: SimpleNamespace(data=svg)}
    return list(see_through_drawings(SimpleNamespace(chapters=[chapter], resources=resources)))


@pytest.mark.parametrize(
    ("shape", "instead"),
    [
        ('<rect fill="#000" fill-opacity=".5"/>', 'fill="#808080"'),
        ('<rect style="fill: #ff0000; opacity: 50%"/>', 'fill="#ff8080"'),
        ('<rect fill="rgba(0, 0, 255, .2)"/>', 'fill="#ccccff"'),
        ('<rect fill="#0000ff80" opacity="0.5" stroke="black"/>', 'fill="#bfbfff", stroke="#808080"'),
        ('<rect fill="red" stroke="black" stroke-opacity="0"/>', 'stroke="#ffffff"'),
        ('<rect opacity="0.5"/>', "draw it in colours that cover what lies below"),
        ('<rect mask="url(#m)"/>', "draw it in colours that cover what lies below"),
    ],
)
def test_a_see_through_element_is_named_by_its_line_with_what_to_write(shape, instead):
    (finding,) = found(shape)
    assert (finding.severity, finding.code, str(finding.where)) == ("error", "press-transparent", "figures/a.svg:3")
    assert instead in finding.hint
    assert "standard: x-4" in finding.hint


@pytest.mark.parametrize(
    "shape",
    ['<rect fill="#0f5c6e" opacity="1"/>', '<rect fill="none" mask="none"/>', '<rect fill="url(#a)" opacity="auto"/>'],
)
def test_what_covers_all_is_not_named(shape):
    assert found(shape) == []


def test_only_what_the_book_shows_is_looked_at():
    assert found('<rect opacity=".5"/>', "figures/b.svg") == []
    assert found("<rect", "figures/a.svg") == []
