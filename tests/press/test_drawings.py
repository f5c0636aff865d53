"""Drawings that PDF/X-1a forbids: the first see-through element by its line, with the colours to write instead."""

from __future__ import annotations

import pytest

from terbit.press.drawings import remedy


def hint(shape):
    return remedy("figures/a.svg", f'<svg xmlns="http://www.w3.org/2000/svg">\n<g>\n{shape}\n</g></svg>'.encode())


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
    assert hint(shape).startswith("figures/a.svg:3: ")
    assert instead in hint(shape)


@pytest.mark.parametrize(
    "shape",
    ['<rect fill="#0f5c6e" opacity="1"/>', '<rect fill="none" mask="none"/>', '<rect fill="url(#a)" opacity="auto"/>'],
)
def test_what_covers_all_is_not_named(shape):
    assert hint(shape).startswith("draw it in colours")
