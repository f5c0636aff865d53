"""What others say of the decks of *Kerja Sama*: two validators, LibreOffice, Chromium with axe."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.decks.judges import audit, drawn, open_xml_sdk, presented
from slides.hard import HARD
from terbit.config.model import SlideStyle
from terbit.slides.looks import DESIGNS
from terbit.slides.page import write_html
from terbit.slides.pptx import write_pptx
from terbit.slides.template import template
from terbit.targets.slides import TARGET
from terbit.theme import read_tokens

pytestmark = [pytest.mark.judge, pytest.mark.slow]

EDITIONS = ("student", "teacher")


@pytest.fixture(scope="module")
def written(module, tmp_path_factory):
    """The decks of both editions as files."""
    folder = tmp_path_factory.mktemp("decks")
    for edition in EDITIONS:
        (folder / edition).mkdir()
        for artifact in module(edition).artifacts:
            (folder / edition / Path(artifact.path).name).write_bytes(artifact.data)
    return folder


@pytest.fixture(scope="module")
def difficult(book, tmp_path_factory):
    """Decks in both ratios of all that is hard to put on slides."""
    document = book("# Bab\n\n" + "\n".join(HARD.values()))
    config = replace(document.config, slides=SlideStyle(tuple(DESIGNS)))
    rendering = TARGET.render(replace(document, config=config))
    assert {finding.severity for finding in rendering.findings} == {"warning"}
    folder = tmp_path_factory.mktemp("hard")
    for artifact in rendering.artifacts:
        (folder / Path(artifact.path).name).write_bytes(artifact.data)
    return folder


@pytest.fixture(scope="module")
def overflowing(book, tmp_path_factory):
    """A deck that nobody measured: 24 bullets at 28 pt on one slide."""
    document = book("# Bab\n\n## Isi\n\n" + "\n".join(f"- Butir nomor {n} yang pendek." for n in range(24)))
    from terbit.slides.model import Deck, Paragraph, Run, Slide, TextBody  # noqa: PLC0415

    body = TextBody(tuple(Paragraph((Run(f"Butir nomor {n}"),), marker="bullet") for n in range(24)), 28)
    deck = Deck("luap", "Luap", "Luap", (Slide("content", "Luap", body, ident="luap", title_size=34),))
    tokens = read_tokens(document.styles["theme.css"].data.decode())
    base = template(tokens, document.labels, "Luap")
    folder = tmp_path_factory.mktemp("overflow")
    (folder / "luap.pptx").write_bytes(write_pptx(deck, base, document.config, document.labels, {}))
    page = write_html(deck, "", document.config, document.labels, document.styles, {})
    (folder / "luap.html").write_bytes(page)
    return folder


# ------------------------------------------------------------- the package


def test_open_xml_sdk_finds_nothing(written):
    found = open_xml_sdk(*sorted(written.rglob("*.pptx")))
    assert len(found) >= 7
    assert {name: errors for name, errors in found.items() if errors} == {}


def test_openxml_audit_finds_nothing(written):
    assert {file.name: errors for file in sorted(written.rglob("*.pptx")) if (errors := audit(file))} == {}


def test_a_broken_package_is_caught_by_both(written, tmp_path):
    source = next(iter(sorted(written.rglob("*.pptx"))))
    broken = tmp_path / "broken.pptx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"<p:cSld", b"<p:cSlide").replace(b"</p:cSld>", b"</p:cSlide>"))
    assert open_xml_sdk(broken)["broken.pptx"]
    assert audit(broken)


# --------------------------------------------------------------- LibreOffice


@pytest.mark.parametrize("edition", EDITIONS)
def test_libreoffice_draws_what_is_written_where_it_belongs(edition, written):
    faults = drawn(*sorted((written / edition).glob("*.pptx")))
    assert {name: found for name, found in faults.items() if found} == {}


def test_libreoffice_draws_what_is_hard_to_put_on_slides(difficult):
    decks = sorted(difficult.glob("*.pptx"))
    assert len(decks) == 4
    assert {name: found for name, found in drawn(*decks).items() if found} == {}


def test_libreoffice_shows_a_deck_that_overflows(overflowing):
    assert drawn(overflowing / "luap.pptx")["luap.pptx"]


# ------------------------------------------------------------------ Chromium


@pytest.mark.parametrize("edition", EDITIONS)
def test_chromium_asks_for_nothing_and_nothing_overflows(edition, written, module):
    found = presented("light", "plain", *sorted((written / edition).glob("*.html")))
    counts = {Path(a.path).name: a.slides for a in module(edition).artifacts if a.path.endswith(".html")}
    assert {name: one.pop("slides") for name, one in found.items()} == counts
    assert {name: one for name, one in found.items() if any(one.values())} == {}


def test_chromium_shows_what_is_hard_to_put_on_slides(difficult):
    found = presented("light", "plain", *sorted(difficult.glob("*.html")))
    assert len(found) == 4
    assert {name: one["overflows"] for name, one in found.items() if one["overflows"]} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_slide(scheme, written):
    decks = [*(written / "teacher").glob("*-0[12]-*.html"), *(written / "student").glob("*-03-*-4x3.html")]
    assert len(decks) == 3
    found = presented(scheme, "axe", *decks)
    assert {name: one["violations"] for name, one in found.items() if one["violations"]} == {}


def test_chromium_shows_a_deck_that_overflows_asks_and_fails(overflowing):
    page = overflowing / "luap.html"
    page.write_text(
        page.read_text("utf-8").replace("</body>", "<img src='http://127.0.0.1:9/x.png'><script>x()</script></body>")
    )
    found = presented("light", "axe", page)["luap.html"]
    assert found["overflows"]
    assert found["requests"]
    assert found["errors"]
    assert {"image-alt"} <= {rule for _, rule, _ in found["violations"]}


# -------------------------------------------------------------- the figures


def test_what_the_decks_promise(module):
    for edition in EDITIONS:
        rendering = module(edition)
        assert rendering.findings == ()
        assert all(len(artifact.data) < 2_000_000 for artifact in rendering.artifacts)
