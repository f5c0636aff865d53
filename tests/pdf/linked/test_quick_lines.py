"""Lines that were broken before: they are what WeasyPrint would give again, and it is not asked for them."""

from __future__ import annotations

import pytest
from weasyprint import css
from weasyprint.css.properties import Dimension
from weasyprint.layout import inline
from weasyprint.text import line_break

from pdf.linked.test_resume import BLOCKS, CSS, EDITS, order, paragraph
from terbit.pdf.linked import quick_lines
from terbit.pdf.linked.layout import lay_out, prepared
from terbit.pdf.linked.order import Style
from terbit.pdf.linked.quick_lines import LINES, _room

STYLED = f"""{CSS}
p {{ hyphens: auto; word-spacing: -.02em }}
em {{ letter-spacing: .1em; text-decoration: underline }}
#p3 {{ white-space: pre-wrap; tab-size: 4 }}
#p6 {{ overflow-wrap: anywhere; width: 20mm; font-variant-caps: small-caps }}
"""


@pytest.fixture(scope="module")
def ready():
    return prepared(Style("", (STYLED,), "", {}))


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """The texts of the lines that WeasyPrint breaks from now on."""
    found: list[str] = []
    own = line_break.first_line_metrics

    def metrics(first_line, text, *rest, **options):
        found.append(text)
        return own(first_line, text, *rest, **options)

    monkeypatch.setattr(line_break, "first_line_metrics", metrics)
    return found


def test_lines_of_the_last_time_are_not_asked_for(ready, asked):
    first = lay_out(order(BLOCKS, b""), ready)[0]
    whole = len(asked)
    asked.clear()
    lay_out(order(EDITS["the tab"], first.trace), ready)
    assert len(asked) < whole / 10, "every page is laid out again, for its head has changed"


def test_lines_of_pages_that_were_taken_over_are_kept(ready, asked):
    first = lay_out(order(BLOCKS, b""), ready)[0]
    whole = len(asked)
    second = lay_out(order(EDITS["a word"], first.trace), ready)[0]
    asked.clear()
    lay_out(order(EDITS["the tab"], second.trace), ready)
    assert len(asked) < whole / 10


def test_no_more_lines_are_kept_than_there_may_be(ready, monkeypatch):
    monkeypatch.setattr(quick_lines, "_MOST", 10)
    lay_out(order(BLOCKS, b""), ready)
    assert len(LINES.kept()) == 10


def test_a_known_line_is_what_would_be_given(ready, monkeypatch):
    first = lay_out(order(BLOCKS, b""), ready)[0]
    quick, pairs = inline.split_first_line, []

    def both(text, style, context, max_width, spacing, **options):
        known = quick(text, style, context, max_width, spacing, **options)
        slow = line_break.split_first_line(text, style, context, max_width, spacing, **options)
        pairs.append(((vars(known[0]), known[1:]), (vars(slow[0]), slow[1:])))
        return known

    monkeypatch.setattr(inline, "split_first_line", both)
    lay_out(order(EDITS["the tab"], first.trace), ready)
    assert len(pairs) > 100
    for known, slow in pairs:
        assert known == slow


ZONE, TENTH = Dimension(0, "px"), Dimension(10, "%")


def test_a_width_that_is_only_rounded_otherwise_is_the_same_room():
    assert _room(472.062992681575, 12.0, TENTH) == _room(472.0629937927563, 12.0, TENTH) == (483392, 435053, 157)
    assert _room(472.062992681575, 12.0, ZONE) != _room(472.062, 12.0, ZONE), "narrower by one unit of Pango"


@pytest.mark.parametrize(("width", "zone"), [(472.0625, ZONE), (472.0625 - 1e-9, ZONE), (435053 / 1024 / 0.9, TENTH)])
def test_a_width_at_the_edge_of_a_unit_counts_as_it_is(width, zone):
    assert _room(width, 11.0, zone) is None


def test_all_that_a_line_depends_on_is_in_its_key(ready, monkeypatch):
    """Read while a line is broken: nothing of the style that is not read for its key too."""
    reads: set[str] = set()
    unknown: set[str] = set()
    own = css.Style.__getitem__

    def read(style, name):
        reads.add(name)
        return own(style, name)

    def split(text, style, context, max_width, spacing, **options):
        fresh = style.copy()
        vars(fresh.font_config).pop("ready_for_text", None)
        monkeypatch.setattr(css.Style, "__getitem__", read, raising=False)
        reads.clear()
        quick_lines._key(text, fresh, None)
        keyed = set(reads)
        reads.clear()
        found = line_break.split_first_line(text, fresh, context, max_width, spacing, **options)
        unknown.update(reads - keyed)
        monkeypatch.setattr(css.Style, "__getitem__", own)
        return found

    monkeypatch.setattr(inline, "split_first_line", split)
    lay_out(order([*BLOCKS[:3], paragraph(3), "<p>tab\tdan\u00admusyawarah</p>", paragraph(6)], None), ready)
    assert unknown == set()
