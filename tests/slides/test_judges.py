"""What others say of the decks of *Kerja Sama*: two validators, LibreOffice, Chromium with axe."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pptx import Presentation

from terbit.slides.looks import DESIGNS, FOOTER_SIZE
from terbit.slides.page import write_html
from terbit.slides.pptx import write_pptx
from terbit.slides.template import template
from terbit.theme import read_tokens

pytestmark = [pytest.mark.judge, pytest.mark.slow]

TOOLS = Path(__file__).resolve().parents[1] / "tools"
HERE = Path(__file__).parent
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


def run(*command: object, codes: tuple[int, ...] = (0,)) -> str:
    done = subprocess.run([str(c) for c in command], capture_output=True, check=False, text=True, timeout=600)
    assert done.returncode in codes, done.stderr[-2000:]
    return done.stdout


# ------------------------------------------------------------- the package


@pytest.fixture
def open_xml_sdk(program):
    """Validate with Microsoft's Open XML SDK, reading what its command says: some versions exit 0 regardless."""

    def validate(*files: Path) -> dict[str, list]:
        command = TOOLS / "node_modules" / ".bin" / "ooxml-validator"
        said = {file.name: json.loads(run(program("node"), command, file, codes=(0, 1))) for file in files}
        return {name: [] if result["ok"] else result["errors"] for name, result in said.items()}

    return validate


def audit(file: Path) -> list[str]:
    from openxml_audit import OpenXmlValidator  # noqa: PLC0415

    result = OpenXmlValidator().validate(file)
    return [str(error) for error in result.errors]


def test_open_xml_sdk_finds_nothing(written, open_xml_sdk):
    found = open_xml_sdk(*sorted(written.rglob("*.pptx")))
    assert len(found) >= 7
    assert {name: errors for name, errors in found.items() if errors} == {}


def test_openxml_audit_finds_nothing(written):
    assert {file.name: errors for file in sorted(written.rglob("*.pptx")) if (errors := audit(file))} == {}


def test_a_broken_package_is_caught_by_both(written, open_xml_sdk, tmp_path):
    source = next(iter(sorted(written.rglob("*.pptx"))))
    broken = tmp_path / "broken.pptx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"<p:cSld", b"<p:cSlide").replace(b"</p:cSld>", b"</p:cSlide>"))
    assert open_xml_sdk(broken)["broken.pptx"]
    assert audit(broken)


# --------------------------------------------------------------- LibreOffice


@pytest.fixture
def drawn(program, tmp_path):
    """Draw PPTX files with LibreOffice; return what does not fit or is missing, slide by slide."""

    def draw(*files: Path) -> dict[str, list]:
        home = f"-env:UserInstallation=file://{tmp_path}/profile"
        run(program("soffice"), home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files)
        return {file.name: _faults(file, tmp_path / f"{file.stem}.pdf") for file in files}

    return draw


def _faults(source: Path, pdf: Path) -> list:
    presentation = Presentation(io.BytesIO(source.read_bytes()))
    slides, (design,) = presentation.slides, [d for d in DESIGNS.values() if d.width == presentation.slide_width.pt]
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == len(slides)
    found = []
    for number, (slide, page) in enumerate(zip(slides, document, strict=True), 1):
        characters = list(_characters(page.get_textpage()))
        low = page.get_height() - design.footer.y - design.footer.height - 6
        outside = [c for c, _, left, bottom, right in characters if bottom < low or left < 0 or right > design.width]
        lost = _letters(slide) - len([c for c, *_ in characters if c.isalnum()])
        small = {size for _, size, *_ in characters} - _written_sizes(slide)
        body = [b for c, size, _, b, _ in characters if size > FOOTER_SIZE]
        onto_footer = bool(body) and min(body) < page.get_height() - design.footer.y
        if outside or lost > 0 or small or onto_footer:
            found.append((number, len(outside), lost, sorted(small), onto_footer))
    document.close()
    return found


def _characters(text):
    for at in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, at))
        if character.isprintable() and not character.isspace():
            left, bottom, right, _ = text.get_charbox(at)
            yield character, round(pdfium.FPDFText_GetFontSize(text, at), 1), left, bottom, right


def _letters(slide) -> int:
    texts = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            texts.append(shape.text_frame.text)
        elif shape.has_table:
            texts += [cell.text for row in shape.table.rows for cell in row.cells]
    return sum(1 for c in "".join(texts) if c.isalnum())


def _written_sizes(slide) -> set[float]:
    """Return the sizes that the slide and its layout set: text drawn at another one was shrunk to fit."""
    from lxml import etree  # noqa: PLC0415

    xml = etree.tostring(slide._element) + etree.tostring(slide.slide_layout._element)
    sizes = {int(size) / 100 for size in re.findall(rb' sz="(\d+)"', xml)}
    return sizes | {round(size * 0.66, 1) for size in sizes} | {round(size * 0.58, 1) for size in sizes}


@pytest.mark.parametrize("edition", EDITIONS)
def test_libreoffice_draws_what_is_written_where_it_belongs(edition, written, drawn):
    faults = drawn(*sorted((written / edition).glob("*.pptx")))
    assert {name: found for name, found in faults.items() if found} == {}


def test_libreoffice_shows_a_deck_that_overflows(overflowing, drawn):
    assert drawn(overflowing / "luap.pptx")["luap.pptx"]


# ------------------------------------------------------------------ Chromium


@pytest.fixture
def presented(program):
    def present(scheme: str, depth: str, *decks: Path) -> dict[str, dict]:
        said = run(program("node"), HERE / "present.mjs", TOOLS, program("chromium"), scheme, depth, *decks)
        return {Path(path).name: found for path, found in json.loads(said).items()}

    return present


@pytest.mark.parametrize("edition", EDITIONS)
def test_chromium_asks_for_nothing_and_nothing_overflows(edition, written, presented, module):
    found = presented("light", "plain", *sorted((written / edition).glob("*.html")))
    counts = {Path(a.path).name: a.slides for a in module(edition).artifacts if a.path.endswith(".html")}
    assert {name: one.pop("slides") for name, one in found.items()} == counts
    assert {name: one for name, one in found.items() if any(one.values())} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_slide(scheme, written, presented):
    decks = sorted((written / "teacher").glob("*-0[12]-*.html"))
    found = presented(scheme, "axe", *decks)
    assert {name: one["violations"] for name, one in found.items() if one["violations"]} == {}


def test_chromium_shows_a_deck_that_overflows_asks_and_fails(overflowing, presented):
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
