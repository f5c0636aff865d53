"""The publisher's colours and faces from `terbit.yaml`: in every form of a deck, measured, and refused where unfit."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE

from brands import font
from terbit.cache import Cache
from terbit.colours import contrast, mixed
from terbit.config.model import SlideFace, SlideStyle
from terbit.diagnostics import Location
from terbit.digest import digest_bytes
from terbit.model import Resource
from terbit.slides.decks import decks, designs_of, dressed
from terbit.slides.fit import overflow
from terbit.slides.metrics import line_count
from terbit.slides.model import Run
from terbit.slides.palette import coloured, unreadable
from terbit.slides.typefaces import named_face
from terbit.targets.handout import TARGET as HANDOUT
from terbit.targets.slides import TARGET
from terbit.theme import read_tokens

TEXT = """# Bab

## Isi

[Kalimat kunci yang agak panjang supaya mengisi lebih dari satu baris pada salindia ini.]{.key}

::: exercise
Satu soal.
:::
"""


@pytest.fixture(scope="module")
def plain(book):
    return book(TEXT)


@pytest.fixture(scope="module")
def branded(plain):
    """Return a function that makes the book with a style of slides of its own, and files that this names."""

    def make(style: SlideStyle, **files: bytes):
        resources = {f"{name}.ttf": Resource(f"{name}.ttf", data, digest_bytes(data)) for name, data in files.items()}
        keys = [*(f"colours.{name}" for name in style.colours), *(f"faces.{name}" for name in style.faces)]
        places = {f"slides.{key}": Location("terbit.yaml", line, 3) for line, key in enumerate(keys, 10)}
        config = replace(plain.config, slides=style, places={**plain.config.places, **places})
        return replace(plain, config=config, resources={**plain.resources, **resources})

    return make


def given(**files: str) -> dict[str, SlideFace]:
    return {"text": SlideFace(files={name.replace("_", "-"): path for name, path in files.items()})}


OWN_FONT = {"regular": "tegak.ttf", "bold": "tebal.ttf"}


# ------------------------------------------------------------------ colours


def test_colours_get_companions_that_can_be_read_on(branded):
    document = coloured(branded(SlideStyle(colours={"primary": "#7a1f3d", "exercises": "#a3341f"})))
    tokens = read_tokens(document.styles["theme.css"].data.decode())
    assert (tokens["primary"], tokens["brick"], tokens["leaf"]) == ("#7a1f3d", "#a3341f", "#3f6a33")
    for name in ("primary", "brick"):
        assert all(contrast(tokens[text], tokens[f"{name}-light"]) >= 4.5 for text in (name, "ink"))
    assert not list(unreadable(document))


def test_on_another_paper_all_companions_are_new(branded):
    dark = {"paper": "#14181c", "ink": "#f2f2f2", "quiet": "#b9c2c9", "primary": "#8fd3e0"}
    tokens = read_tokens(coloured(branded(SlideStyle(colours=dark))).styles["theme.css"].data.decode())
    assert contrast(tokens["ink"], tokens["leaf-light"]) >= 4.5


@pytest.mark.parametrize(
    ("name", "colour", "said"),
    [
        ("primary", "#4fb0c6", "text in #f8e7cf on #4fb0c6 has a contrast of 2.1:1"),
        ("quiet", "#a0a0a0", "has a contrast of"),
        ("paper", "#808080", "has a contrast of"),
        ("ink", "#8a8a8a", "has a contrast of"),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused_where_it_stands(branded, name, colour, said):
    rendering = TARGET.render(branded(SlideStyle(colours={name: colour})))
    found = [finding for finding in rendering.findings if finding.code == "slide-contrast"]
    assert [(finding.severity, str(finding.where)) for finding in found] == [("error", "terbit.yaml:10:3")]
    assert found[0].message.startswith(f"slides.colours.{name} is '{colour}': text in ")
    assert said in found[0].message


@pytest.mark.parametrize(("name", "colour"), [("primary", "#4fb0c6"), ("exercises", "#ff8800"), ("quiet", "#a0a0a0")])
def test_the_shade_that_is_offered_can_be_read(branded, name, colour):
    (found,) = unreadable(coloured(branded(SlideStyle(colours={name: colour}))))
    better = re.match("'(#[0-9a-f]{6})' can be read", found.hint)
    assert better, found.hint
    assert not list(unreadable(coloured(branded(SlideStyle(colours={name: better[1]})))))


def test_light_text_on_dark_paper_is_refused_for_the_dark_slides_that_it_gives(branded):
    """In a dark room the HTML deck turns ink into paper: light ink would turn it grey."""
    style = SlideStyle(colours={"paper": "#14181c", "ink": "#f2f2f2"})
    assert any(" on dark slides has" in finding.message for finding in unreadable(coloured(branded(style))))


def test_the_theme_itself_is_not_judged(plain):
    assert dressed(plain) == (plain, ())


@pytest.mark.slow
def test_colours_are_those_of_each_form(branded):
    document = branded(SlideStyle(colours={"primary": "#7a1f3d"}))
    files = {a.path: a.data for a in TARGET.render(document).artifacts}
    theme = next(
        part.blob
        for part in Presentation(io.BytesIO(files["slides/buku-contoh.pptx"])).part.package.iter_parts()
        if "/theme/" in str(part.partname)
    )
    assert b'<a:accent1><a:srgbClr val="7A1F3D"/>' in theme
    assert b"--primary: #7a1f3d;" in files["slides/buku-contoh.html"]
    pdf = next(a.data for a in HANDOUT.render(document).artifacts if a.path.endswith("contoh-handout.pdf"))
    with pypdfium2.PdfDocument(pdf) as shown:
        image = shown[0].render(scale=1).to_pil().convert("RGB")
    assert (0x7A, 0x1F, 0x3D) in {colour for _, colour in image.getcolors(1 << 24)}


def test_mixing_is_that_of_css():
    assert mixed("#ff0000", 0.5, "#0000ff") == "#800080"
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


# -------------------------------------------------------------------- faces


def test_a_face_that_is_brought_along_measures_by_its_own_widths(branded):
    style = SlideStyle(faces=given(**OWN_FONT))
    document = branded(style, tegak=font(), tebal=font(bold=True))
    (design,) = designs_of(document)
    text = (Run("Satu kalimat yang panjangnya sedang saja."),)
    assert line_count(text, 20, design.text_faces) > line_count(text, 20)
    assert not [s.title for deck in decks(document, Cache(None)) for s in deck.slides if overflow(s, deck.design)]


@pytest.mark.slow
def test_a_face_that_is_brought_along_sets_every_form(branded):
    document = branded(SlideStyle(faces=given(**OWN_FONT)), tegak=font(), tebal=font(bold=True))
    rendering = TARGET.render(document)
    assert rendering.findings == ()
    files = {a.path: a.data for a in rendering.artifacts}
    assert theme_of(files["slides/buku-contoh.pptx"]).count(b'<a:latin typeface="Uji Lebar"/>') == 2
    page = files["slides/buku-contoh.html"].decode()
    assert re.findall(r'@font-face \{ font-family: "([^"]+)"; font-weight: (\d+)', page) == [
        ("Uji Lebar", "400"),
        ("Uji Lebar", "700"),
    ]
    assert '--face-slides: "Uji Lebar"; --face-titles: "Uji Lebar";' in page
    handout = HANDOUT.render(document)
    assert handout.findings == ()
    pdf = next(a.data for a in handout.artifacts if a.path.endswith("contoh-handout.pdf"))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one]
        assert {str(one.FontName).partition("+")[2] for one in fonts} == {"Uji-Lebar", "Uji-Lebar-Bold"}


def theme_of(data: bytes) -> bytes:
    master = Presentation(io.BytesIO(data)).slide_masters[0]
    return master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob


def test_titles_can_have_a_face_of_their_own(branded):
    faces = {"text": SlideFace("Arial"), "titles": SlideFace("Times New Roman")}
    document = branded(SlideStyle(faces=faces))
    (design,) = designs_of(document)
    assert (design.text_faces.pptx.family, design.faces.html.family) == ("Arimo", "Tinos")
    theme = theme_of(TARGET.render(document).artifacts[0].data)
    assert b'<a:majorFont><a:latin typeface="Times New Roman"/>' in theme
    assert b'<a:minorFont><a:latin typeface="Arial"/>' in theme


@pytest.mark.parametrize(
    ("faces", "files", "said"),
    [
        ({"text": SlideFace("Gotham")}, {}, "'Gotham' is not installed with Terbit, nor is a face that is as wide"),
        (given(**OWN_FONT), {"tegak": b"bukan", "tebal": b"bukan"}, "regular: tegak.ttf is no font that can be read"),
        (given(**OWN_FONT), {"tegak": font(), "tebal": font("Lain", bold=True)}, "several families: Lain, Uji Lebar"),
        (given(**OWN_FONT), {"tegak": font(licence=2), "tebal": font(bold=True)}, "does not allow to be embedded"),
        (given(**OWN_FONT), {"tegak": font("Arimo"), "tebal": font("Arimo")}, "Terbit brings 'Arimo' along"),
    ],
)
def test_a_face_that_cannot_be_used_is_an_error(branded, faces, files, said):
    rendering = TARGET.render(branded(SlideStyle(faces=faces), **files))
    assert [(finding.severity, finding.code) for finding in rendering.findings] == [("error", "slide-face")]
    assert said in rendering.findings[0].message
    assert rendering.artifacts == ()


@pytest.mark.parametrize(
    ("name", "widths"),
    [
        # Adobe's AFM of Helvetica and Times-Roman, which the two agree with, in thousandths: space, A, a, i, m, W.
        ("Arial", (278, 667, 556, 222, 833, 944)),
        ("Times New Roman", (250, 722, 444, 278, 778, 944)),
    ],
)
def test_a_face_that_stands_for_another_is_as_wide(name, widths):
    with TTFont(named_face(name).file(400, "normal").path) as face:
        names, unit = face.getBestCmap(), face["head"].unitsPerEm
        found = [round(1000 * face["hmtx"].metrics[names[ord(letter)]][0] / unit) for letter in " AaimW"]
    assert tuple(found) == widths
