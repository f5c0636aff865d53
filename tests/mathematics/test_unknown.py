"""What nobody can set is an error where it stands, in every target, and is printed as text in none."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from itertools import product

import pypdfium2
import pytest
from lxml import html

from terbit import build, load

pytestmark = pytest.mark.slow

SETTINGS = """title: Rumus
language: id
date: 2026-01-02
authors: [{name: Penulis}]
chapters: [source/01-bab.md]
targets: [print, screen, epub, slides]
"""
UNKNOWN = (
    r"\ce{H2O}",
    r"\foo",
    r"\foo{a} + b",
    r"\mathbbm{1}",
    r"\bra{x}",
    r"\dv{f}{x}",
    r"\cfrac{1}{2}",
    r"\textcolor{red}{x}",
    r"\slashed{a}",
    r"\rlap{a}b",
    r"\rule{1cm}{1cm}",
    r"\smash{x}",
    r"\unicode{x41}",
    r"\undertilde{x}",
    r"\prescript{a}{b}{X}",
    r"\sideset{_a}{^b}\sum",
    r"\begin{foo} a \end{foo}",
    r"\begin{tabular}{c} a \end{tabular}",
    r"a \over b",
    r"\frac{a}",
    r"{a",
    r"\hbox{a}",
    r"\def\x{y}\x",
)
KNOWN = (r"\xrightarrow{a}", r"\mathds{1}", r"\cancel{x}", r"\boxed{x}", r"\num{5}", r"\underbracket{x}")
REDUCED = (r"\color{red}{x}", r"\textstyle\sum_i x", r"\begin{array}{c|c} a & b \end{array}")
TARGETS = ("print", "screen", "epub", "slides")


def _build(folder, formulas, targets):
    (folder / "source").mkdir(exist_ok=True)
    (folder / "terbit.yaml").write_text(SETTINGS, "utf-8")
    lines = [f"- Butir ${tex}$ sebaris.\n\n    $${tex}$$\n" for tex in formulas]
    (folder / "source" / "01-bab.md").write_text("# Bab\n\n## Rumus\n\n" + "\n".join(lines), "utf-8")
    return build(load(folder), targets)


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """What each target alone says of a book that holds nothing but formulas that cannot be set."""
    folder = tmp_path_factory.mktemp("unknown")
    return {target: _build(folder, UNKNOWN, [target]) for target in TARGETS}


@pytest.mark.parametrize(("target", "number"), list(product(TARGETS, range(len(UNKNOWN)))))
def test_what_is_unknown_is_an_error_at_its_line_and_column(reports, target, number):
    found = [f for f in reports[target].findings if f.code == "math-unsupported"]
    tex, line = UNKNOWN[number], 5 + 4 * number
    places = [(f.where.line, f.where.column) for f in found if f"'{tex}'" in f.message]
    assert [place[0] for place in places] == [line, line + 2]
    # The column is that of the dollar signs, which begin in the columns 9 and 5, or of the first letter after them.
    ends = (10 + len(tex), 7 + len(tex))
    assert all(a <= column < b for (_, column), a, b in zip(places, (9, 5), ends, strict=True))
    assert all(f.severity == "error" for f in found)


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_of_such_a_book_is_published(reports, target):
    report = reports[target]
    assert report.exit_code == 1
    assert not [artifact for artifact in report.artifacts if artifact.target == target]


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The report of a book of formulas that can be set, and the text of each of its files."""
    folder = tmp_path_factory.mktemp("known")
    report = _build(folder, KNOWN + REDUCED, ["screen", "epub", "slides"])
    texts = {a.path: _text((folder / "output" / a.path).read_bytes(), a.path) for a in report.artifacts}
    shutil.rmtree(folder)
    return report, texts


def _text(data, path):
    if path.endswith(".pdf"):
        return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    if path.endswith((".epub", ".pptx")):
        archive = zipfile.ZipFile(BytesIO(data))
        names = [n for n in archive.namelist() if n.endswith((".xhtml", ".xml")) and "notesSlide" not in n]
        return "".join(_bare(archive.read(name).decode()) for name in names)
    return _bare(data.decode())


def _bare(markup):
    """Return text alone, without the TeX for those who cannot see or who speak: annotations, alternatives, notes."""
    tree = html.fromstring(markup.encode())
    for hidden in tree.xpath("//annotation | //script | //style | //aside[@class='notes']"):
        hidden.getparent().remove(hidden)
    return "".join(tree.itertext())


def test_what_is_known_is_set(shown):
    report, _ = shown
    assert [f for f in report.findings if f.severity == "error"] == []


def test_what_is_left_out_is_said(shown):
    report, _ = shown
    found = {f.message.split("'")[1] for f in report.findings if f.code == "math-reduced"}
    assert found == set(REDUCED)


def test_no_macro_is_printed_as_text(shown):
    _, texts = shown
    assert len(texts) >= 4
    assert {path for path, text in texts.items() if "\\" in text or "{" in text} == set()
