"""Each rule of a profile catches the file that breaks it and no other, and says who asks it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from sheets import written
from terbit.ast import div, text
from terbit.cache import Cache
from terbit.checks.press import check_file
from terbit.checks.press.parts import check_parts
from terbit.checks.press.rules import CHECKED_RULES
from terbit.cli.check import command
from terbit.config import configure
from terbit.diagnostics import OnPage
from terbit.pdf.marks import Edges, dress
from terbit.prepare import prepare
from terbit.profiles import load_profile, read_profile

MM = 72 / 25.4
SMALL = Path(__file__).parents[1] / "books" / "small"
FONT = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
PROFILE = """\
title = "Ours"
[trims]
value = ["A5"]
source = "unconfirmed"
[pages]
value = [4, 8]
source = "https://printer.example/files"
date = 2026-01-02
[signature]
value = 4
source = "unconfirmed"
[last-blank]
value = true
source = "unconfirmed"
[gutter]
value = [[4, 15], [8, 20]]
source = "unconfirmed"
[margin]
value = 10
source = "unconfirmed"
[bleed]
value = 3
source = "unconfirmed"
[bleed-sides]
value = 3
source = "unconfirmed"
[marks]
value = "none"
source = "unconfirmed"
[standard]
value = "x-4"
source = "unconfirmed"
[colours]
value = 1
source = "unconfirmed"
[ink-limit]
value = 240
source = "unconfirmed"
[type-size]
value = [12, 14]
source = "unconfirmed"
"""


def book(  # noqa: PLR0913 - one argument for each rule
    *,
    pages: int = 4,
    size: tuple[float, float] = (148, 210),
    edges: Edges = Edges(3.0, marks=False, into_spine=False),  # noqa: B008 - it is frozen
    inner: float = 25,
    top: float = 30,
    type_size: float = 12,
    ink: str = "0 g",
    standard: str = "PDF/X-4",
    last: str = "",
) -> bytes:
    """Return a PDF that keeps every rule unless it is told otherwise: lines of type, and a blank page at the end."""
    pdf = pikepdf.new()
    wide, high = ((side + 2 * edges.bleed) * MM for side in size)
    for index in range(pages):
        page = pdf.add_blank_page(page_size=(wide, high))
        recto = index % 2 == 0
        worn = dress((0, 0, wide, high), edges, recto=recto)
        x = (inner if recto else size[0] - inner - 44.3) + edges.bleed
        y = size[1] - top + edges.bleed
        line = f"BT {ink} /F {type_size} Tf {x * MM:.2f} {y * MM:.2f} Td (Kerja sama di kampung) Tj ET"
        text = line if index < pages - 1 else last
        page.obj.Contents = pdf.make_stream(f"{worn.before}{text}{worn.after}".encode())
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=FONT))
        for name, box in (("MediaBox", worn.media), ("BleedBox", worn.bleed), ("TrimBox", worn.trim)):
            page.obj[f"/{name}"] = pikepdf.Array(list(box))
    pdf.docinfo.GTS_PDFXVersion = standard
    return written(pdf)


@pytest.fixture
def broken(tmp_path: Path):
    """Return the rules that a PDF breaks, with how serious that is."""

    def of(data: bytes, profile: str = PROFILE) -> dict[str, str]:
        file = tmp_path / "print.pdf"
        file.write_bytes(data)
        verdicts = check_file(file, read_profile(profile.encode(), "ours.toml"))
        return {v.checker: f.severity for v in verdicts for f in v.findings if f.code == "profile-rule"}

    return of


def test_a_file_that_keeps_every_rule_passes(broken):
    assert broken(book()) == {}


BROKEN = [
    ({"size": (152, 210)}, "trims"),
    ({"pages": 12}, "pages"),
    ({"pages": 6}, "signature"),
    ({"last": "0 g 60 60 100 100 re f"}, "last-blank"),
    ({"inner": 12}, "gutter"),
    ({"pages": 8, "inner": 17}, "gutter"),
    ({"top": 8}, "margin"),
    ({"edges": Edges(5.0, marks=False, into_spine=False)}, "bleed"),
    ({"edges": Edges(3.0, marks=False)}, "bleed-sides"),
    ({"edges": Edges(3.0, into_spine=False)}, "marks"),
    ({"standard": "PDF/X-1:2001"}, "standard"),
    ({"ink": "1 0 0 0 k"}, "colours"),
    ({"type_size": 10}, "type-size"),
]
HELD = {"Glosarium": "glossary", "Indeks": "index", "Daftar Pustaka": "references"}
"""What tells these parts apart, by their titles."""
ALONE = [
    ("[trim-range]\nvalue = [[100, 160], [150, 240]]", {"size": (170, 210)}, "trim-range"),
    ("[margin-bleed]\nvalue = 10", {"top": 8}, "margin-bleed"),
    ("[ink-limit]\nvalue = 240", {"ink": "1 1 .5 0 k"}, "ink-limit"),
]
"""Rules that stand apart: others would speak of the same, each with a file that breaks it."""


@pytest.mark.parametrize(("change", "code"), BROKEN)
def test_the_rule_that_is_broken_is_found_and_no_other(broken, change, code):
    assert broken(book(**change)) == {f"ours.toml: {code}": "error" if code == "pages" else "warning"}


@pytest.mark.parametrize(("rule", "change", "code"), ALONE)
def test_a_rule_that_stands_apart_is_found_and_a_good_file_passes(broken, rule, change, code):
    profile = f'{rule}\nsource = "unconfirmed"\n'
    assert broken(book(), profile) == {}
    assert broken(book(**change), profile) == {f"ours.toml: {code}": "warning"}


def test_each_rule_has_a_file_that_breaks_it():
    assert set(CHECKED_RULES) == {code for *_, code in (*BROKEN, *ALONE)}


def test_what_is_second_hand_is_a_warning_that_says_so(broken, tmp_path):
    source = 'source = "https://a.example"\ndate = 2026-01-02\nsecond-hand = "a guide"\n'
    profile = f"[pages]\nvalue = [4, 8]\n{source}"
    assert broken(book(pages=12), profile) == {"ours.toml: pages": "warning"}
    verdicts = check_file(tmp_path / "print.pdf", read_profile(profile.encode(), "ours.toml"))
    (found,) = [f for v in verdicts for f in v.findings if f.code == "profile-rule"]
    assert "(https://a.example, read 2026-01-02, second hand: a guide)" in found.message


@pytest.mark.parametrize(
    ("role", "rule", "order", "late"),
    [
        ("front", "front-order", ["Prakata", "Kata Pengantar"], "'Kata Pengantar' comes too late"),
        ("back", "back-order", ["Glosarium", "Indeks", "Daftar Pustaka"], "'Daftar Pustaka' comes too late"),
    ],
)
def test_parts_in_another_order_are_found(role, rule, order, late):
    document = prepare(configure(SMALL), Cache(None)).document
    chapter = document.chapters[0]

    def findings(titles: list[str]) -> list[str]:
        chapters = tuple(
            replace(chapter, role=role, title=text(title), blocks=[div([], names=[HELD.get(title, "")])])
            for title in titles
        )
        verdicts = check_parts(load_profile("buku-teks"), replace(document, chapters=chapters))
        return [f"{v.checker}: {f.message}" for v in verdicts for f in v.findings]

    (found,) = findings(order)
    assert found.startswith(f"buku-teks: {rule}: ")
    assert late in found
    assert findings([*order[:-2], order[-1], order[-2]]) == []


def test_what_breaks_a_rule_is_named_with_its_page_and_its_source(tmp_path):
    file = tmp_path / "print.pdf"
    file.write_bytes(book(pages=8, inner=17))
    verdicts = check_file(file, read_profile(PROFILE.encode(), "ours.toml"))
    (found,) = [f for v in verdicts for f in v.findings if v.checker == "ours.toml: gutter"]
    assert isinstance(found, OnPage)
    assert found.page
    assert found.box
    assert "8 pages need 20.00 mm at the spine; type comes as near as 17." in found.message
    assert found.message.endswith(f"(unconfirmed): 'Kerja sama di kampung' on page {found.page}")


def test_each_rule_is_reported_with_its_source(tmp_path):
    file, html = tmp_path / "print.pdf", tmp_path / "preflight.html"
    file.write_bytes(book())
    (tmp_path / "ours.toml").write_text(PROFILE, "utf-8")
    result = CliRunner().invoke(command, [str(file), "--profile", str(tmp_path / "ours.toml"), "--html", str(html)])
    asked = "https://printer.example/files, read 2026-01-02"
    assert f"pages passed (4 pages; from 4 to 8 are taken; {asked})" in result.stdout
    assert "margin passed" in result.stdout
    assert asked in html.read_text("utf-8")


def test_a_profile_that_there_is_not_is_said(tmp_path):
    file = tmp_path / "print.pdf"
    file.write_bytes(book())
    result = CliRunner().invoke(command, [str(file), "--profile", "kpd"])
    assert "there is no profile 'kpd'; did you mean 'kdp'?" in str(result.exception)
