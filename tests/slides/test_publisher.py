"""A publisher's own PowerPoint file as the template: used as it is, or refused with what it lacks."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from brands import font, png
from terbit.cache import Cache
from terbit.config.model import SlideFace, SlideStyle
from terbit.digest import digest_bytes
from terbit.model import Resource
from terbit.slides.decks import designs_of, plan_decks
from terbit.slides.decks import dressed as put_on
from terbit.slides.fit import overflow
from terbit.slides.metrics import whole_width
from terbit.slides.model import Run
from terbit.slides.plan import finished
from terbit.targets.slides import TARGET

pytestmark = pytest.mark.slow

PATH = "styles/penerbit.pptx"
BULLETS = "\n".join(f"- Butir nomor {n} yang cukup pendek." for n in range(1, 41))
TEXT = f"""# Bab

## Butir

{BULLETS}

## Isi

[Kunci yang pendek.]{{.key}}

![Dua lingkaran.](figures/rings.svg){{#fig-a fig-alt="Dua lingkaran yang beririsan."}}

| Unsur | Wujud |
|:------|------:|
| pihak | warga |

: Unsur {{#tbl-a}}
"""


def publishers(*, face: str = "Calibri", keep: tuple[str, ...] = ()) -> bytes:
    """Make a template out of python-pptx's, 4:3: a narrow body at 20 pt, a slide that is not wanted, another face."""
    presentation = Presentation()
    content = presentation.slide_layouts.get_by_name("Title and Content")
    body = content.placeholders[1]
    body.left, body.top, body.width, body.height = Inches(3), Inches(2), Inches(6), Inches(4)
    presentation.slides.add_slide(content).shapes.title.text = "Contoh penerbit"
    for layout in list(presentation.slide_layouts):
        if keep and layout.name not in keep and not layout.used_by_slides:
            presentation.slide_layouts.remove(layout)
    if keep and "Title and Content" not in keep:
        content.name = "Judul saja"
        body._element.getparent().remove(body._element)
    out = io.BytesIO()
    presentation.save(out)
    theme = b'typeface="Calibri"'
    return rewritten(out.getvalue(), theme, f'typeface="{face}"'.encode())


def rewritten(data: bytes, old: bytes, new: bytes) -> bytes:
    import zipfile  # noqa: PLC0415

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old, new))
    return out.getvalue()


@pytest.fixture(scope="module")
def dressed(book):
    """Return a function that makes a book with a template of its own."""
    document = book(TEXT)

    def make(data: bytes):
        resources = {**document.resources, PATH: Resource(PATH, data, digest_bytes(data))}
        config = replace(document.config, slides=SlideStyle(template=PATH))
        return replace(document, resources=resources, config=config)

    return make


@pytest.fixture(scope="module")
def rendering(dressed):
    return TARGET.render(dressed(publishers()))


@pytest.fixture(scope="module")
def shown(rendering):
    data = next(a.data for a in rendering.artifacts if a.path == "slides/buku-contoh-01-bab.pptx")
    return Presentation(io.BytesIO(data))


def test_the_templates_layouts_are_used_and_its_slides_are_not(rendering, shown):
    assert rendering.findings == ()
    assert (shown.slide_width, shown.slide_height) == (Inches(10), Inches(7.5))
    assert {slide.slide_layout.name for slide in shown.slides} == {"Title Slide", "Title and Content"}
    titles = [slide.shapes.title.text_frame.text for slide in shown.slides]
    assert "Contoh penerbit" not in titles
    assert len(set(titles)) == len(titles)


def test_labels_stand_in_titles_where_the_template_has_no_room_for_them(shown):
    titles = [slide.shapes.title.text_frame.text for slide in shown.slides]
    assert titles[0] == "Bab 1: Bab"
    assert titles[-3:] == ["1.2 Isi", "Gambar 1.1: Dua lingkaran", "Tabel 1.1: Unsur"]


def test_text_is_measured_in_the_templates_boxes(dressed):
    document = dressed(publishers())
    plans = plan_decks(document, Cache(None))
    deck, found = finished(plans.decks[0], plans.known[plans.decks[0].design.ratio])
    assert found == ()
    box = deck.design.looks["content"].body
    assert (box.width, box.height) == (pytest.approx(6 * 72 - 14.4), pytest.approx(4 * 72 - 7.2))
    assert not [slide.title for slide in deck.slides if overflow(slide, deck.design)]
    parts = [slide for slide in deck.slides if "Butir" in slide.title]
    assert len(parts) > len([s for s in deck.slides if "Isi" in s.title])


def test_pictures_and_tables_lie_in_the_body_and_nothing_is_left_empty(shown):
    for slide in shown.slides:
        assert not [p for p in slide.placeholders if p.has_text_frame and not p.text_frame.text.strip()]
    inside = [s for slide in shown.slides for s in slide.shapes if not s.is_placeholder]
    assert len(inside) == 2
    for shape in inside:
        assert Inches(3) <= shape.left
        assert shape.left + shape.width <= Inches(9)
        assert shape.top + shape.height <= Inches(6) + Pt(1)
    described = [e.get("descr") for s in shown.slides for e in s._element.iter(qn("p:cNvPr")) if e.get("descr")]
    assert described == ["Dua lingkaran yang beririsan.", "Tabel 1.1: Unsur"]


def test_a_template_without_a_layout_for_text_is_an_error_that_names_it(dressed):
    rendering = TARGET.render(dressed(publishers(keep=("Title Slide",))))
    (finding,) = rendering.findings
    assert rendering.artifacts == ()
    assert (finding.severity, finding.code) == ("error", "slide-template")
    assert "lacks a layout for text (PowerPoint's 'Title and Content'" in finding.message
    assert "its layouts: Title Slide, Judul saja" in finding.message


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not a package", b"%PDF-1.7"])
def test_what_is_no_powerpoint_file_is_an_error(dressed, data):
    (finding,) = TARGET.render(dressed(data)).findings
    assert (finding.severity, finding.code) == ("error", "slide-template")


def test_a_face_that_is_not_installed_is_reported(dressed):
    _, found = put_on(dressed(publishers(face="Gotham Rounded")))
    assert [(f.severity, f.code) for f in found] == [("warning", "slide-face-missing")]
    assert f"{PATH} is set in 'Gotham Rounded', which is not installed" in found[0].message


@pytest.mark.parametrize(
    ("face", "family"),
    [("Arial", "Arimo"), ("Times New Roman", "Tinos"), ("Cambria", "Caladea"), ("Calibri", "Carlito")],
)
def test_text_is_measured_in_a_face_as_wide_as_the_templates(dressed, face, family):
    document = dressed(publishers(face=face))
    (design,) = designs_of(document)
    assert put_on(document)[1] == ()
    assert (design.faces.pptx.name, design.faces.pptx.family) == (face, family)
    assert design.text_faces.html.family == "Source Sans 3"


def test_a_template_in_wider_letters_has_longer_lines(dressed):
    arial, calibri = (designs_of(dressed(publishers(face=face)))[0].text_faces for face in ("Arial", "Calibri"))
    text = (Run("Kerja sama antara dua kelompok"),)
    assert whole_width(text, arial) > whole_width(text, calibri)


def test_a_templates_face_can_be_given_as_files(dressed):
    document = dressed(publishers(face="Uji Lebar"))
    faces = {"text": SlideFace(files={"regular": "tegak.ttf", "bold": "tebal.ttf"})}
    config = replace(document.config, slides=replace(document.config.slides, faces=faces))
    fonts = {"tegak.ttf": font(), "tebal.ttf": font(bold=True)}
    own = {name: Resource(name, data, digest_bytes(data)) for name, data in fonts.items()}
    document = replace(document, config=config, resources={**document.resources, **own})
    (design,) = designs_of(document)
    assert put_on(document)[1] == ()
    assert {design.text_faces.pptx.name, design.faces.pptx.name, design.text_faces.html.name} == {"Uji Lebar"}


# --------------------------------------------------------------------- logo


def with_frame(data: bytes, kind: str) -> bytes:
    """Put into the layout for title slides a frame for a picture, a picture, or shapes in all corners."""
    presentation = Presentation(io.BytesIO(data))
    layout = presentation.slide_layouts.get_by_name("Title Slide")
    if kind == "frame":
        layout.shapes._spTree.append(parse_xml(FRAME))
    elif kind == "picture":
        slide = presentation.slides[0]
        picture = slide.shapes.add_picture(io.BytesIO(png()), 0, 0, Inches(1), Inches(1))
        rid = layout.part.relate_to(slide.part.related_part(picture._element.blip_rId), RELATIONSHIP_TYPE.IMAGE)
        picture._element.blipFill.blip.rEmbed = rid
        layout.shapes._spTree.append(picture._element)
    elif kind == "full":
        for x, y in ((0, 0), (5.5, 0), (0, 6), (5.5, 6)):
            box = presentation.slides[0].shapes.add_shape(1, Inches(x), Inches(y), Inches(4.5), Inches(1.5))
            layout.shapes._spTree.append(box._element)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


FRAME = """<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr><p:cNvPr id="99" name="Logo"/>
<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="pic" idx="21"/></p:nvPr></p:nvSpPr>
<p:spPr><a:xfrm><a:off x="914400" y="457200"/><a:ext cx="1828800" cy="914400"/></a:xfrm></p:spPr></p:sp>"""


@pytest.mark.parametrize(
    ("kind", "left", "top", "codes"),
    [
        ("", 30 * 12_700, None, []),
        ("frame", 914_400, 457_200 + (914_400 - 609_600) // 2, []),
        ("picture", None, None, []),
        ("full", None, None, ["slide-logo"]),
    ],
)
def test_the_logo_goes_where_the_template_has_room_for_it(dressed, kind, left, top, codes):
    document = dressed(with_frame(publishers(), kind))
    config = replace(document.config, slides=replace(document.config.slides, logo="logo.png"))
    logo = Resource("logo.png", png(), "logo")
    rendering = TARGET.render(replace(document, config=config, resources={**document.resources, "logo.png": logo}))
    assert [finding.code for finding in rendering.findings] == codes
    data = next(a.data for a in rendering.artifacts if a.path.endswith("bab.pptx"))
    first, *others = Presentation(io.BytesIO(data)).slides
    pictures = [shape for shape in first.shapes if shape.shape_type == 13]
    described = [(picture.left, picture._element.nvPicPr.cNvPr.get("descr")) for picture in pictures]
    assert described == ([(left, "Buku Contoh")] if left else [])
    assert not pictures or top is None or pictures[0].top == top
    assert not [p for p in first.placeholders if p.placeholder_format.type == PP_PLACEHOLDER.PICTURE]
    assert not [s for slide in others for s in slide.shapes if s.shape_type == 13 and s.name == "logo"]


def test_a_deck_of_terbits_own_is_a_template_too(dressed, book):
    made = TARGET.render(book(TEXT))
    data = next(a.data for a in made.artifacts if a.path.endswith("01-bab.pptx"))
    again = TARGET.render(dressed(data))
    assert again.findings == ()
    deck = Presentation(io.BytesIO(next(a.data for a in again.artifacts if a.path.endswith("01-bab.pptx"))))
    assert {"Judul", "Isi", "Gambar", "Tabel"} <= {slide.slide_layout.name for slide in deck.slides}
