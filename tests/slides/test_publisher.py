"""A publisher's own PowerPoint file as the template: used as it is, or refused with what it lacks."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from terbit.config.model import SlideStyle
from terbit.digest import digest_bytes
from terbit.model import Resource
from terbit.slides.decks import plan_decks, template_of
from terbit.slides.fit import overflow
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
    from terbit.cache import Cache  # noqa: PLC0415

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
    own = template_of(dressed(publishers(face="Gotham Rounded")))
    assert [(f.severity, f.code) for f in own.findings] == [("warning", "slide-face-missing")]
    assert "'Gotham Rounded'" in own.findings[0].message


def test_a_deck_of_terbits_own_is_a_template_too(dressed, book):
    made = TARGET.render(book(TEXT))
    data = next(a.data for a in made.artifacts if a.path.endswith("01-bab.pptx"))
    again = TARGET.render(dressed(data))
    assert again.findings == ()
    deck = Presentation(io.BytesIO(next(a.data for a in again.artifacts if a.path.endswith("01-bab.pptx"))))
    assert {"Judul", "Isi", "Gambar", "Tabel"} <= {slide.slide_layout.name for slide in deck.slides}
