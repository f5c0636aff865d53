"""The plot of the kept figures."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from benchmarks.plot import plot

FIGURES = {
    "pages": {"28": 40, "310": 320},
    "measured": {
        "28": {"weasyprint": {"wall_s": 3.0}, "engine-linked cold-1": {"wall_s": 2.0}, "once": {"wall_s": 1}},
        "310": {"weasyprint": {"wall_s": 30.0}, "engine-linked cold-1": {"wall_s": 12.0}},
    },
}


def test_each_contestant_of_two_sizes_is_a_named_line():
    drawing = etree.fromstring(plot(FIGURES).encode())
    words = ["".join(text.itertext()) for text in drawing.iter("{*}text")]
    assert {"weasyprint", "engine-linked cold-1", "40", "320", "pages", "10 s"} <= set(words)
    assert "once" not in words
    lines = [line.get("points") for line in drawing.iter("{*}polyline")]
    assert len(lines) == 2
    # The slower one lies higher, and both begin at the left and rise.
    (_, one, _, two), (_, three, _, four) = ([float(n) for n in re.split(r"[ ,]", line)] for line in lines)
    assert three < one
    assert two < one
    assert four < three


def test_one_size_is_no_plot():
    with pytest.raises(ValueError, match="two sizes"):
        plot({"pages": {"28": 40}, "measured": {"28": FIGURES["measured"]["28"]}})
