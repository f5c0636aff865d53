"""Slides that are made once: a deck is the same, whatever was written before it, now or in a build before."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from PIL import Image
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE

from terbit.cache import Cache
from terbit.slides.layouts import OWN
from terbit.slides.maker import Maker
from terbit.slides.model import Picture
from terbit.slides.pptx import write_pptx
from terbit.slides.sheets import Sheets
from terbit.slides.template import template
from terbit.theme import read_tokens

CHAPTER = """# Bab

Kalimat pembuka dengan [tautan](https://contoh.id/a) dan [tautan lain](https://contoh.id/b).

![Dua lingkaran](figures/rings.svg){fig-alt="Dua lingkaran yang beririsan"}

## Perbandingan

| Bentuk | Contoh                      |
|--------|-----------------------------|
| satu   | [Desa](https://contoh.id/c) |
| dua    | kota                        |

## Butir

- Butir pertama
- Butir kedua
"""


@pytest.fixture(scope="module")
def document(book):
    return book(CHAPTER)


@pytest.fixture(scope="module")
def base(document, chapter):
    tokens = read_tokens(document.styles["theme.css"].data.decode())
    return template(tokens, document.labels, "Buku", chapter.design)


@pytest.fixture(scope="module")
def write(document, base):
    """Return a function that writes a deck, with sheets of decks before it or with none."""

    def written(deck, sheets=None):
        images = {s.body.path: png() for s in deck.slides if isinstance(s.body, Picture)}
        return write_pptx(deck, base, document.config, document.labels, images, sheets=sheets)

    return written


@pytest.fixture
def sheets(document, base, chapter):
    """Return a function that begins sheets with a cache; the slides that are made are counted in `sheets.made`."""

    def begun(cache=None):
        maker = Maker(base, document.config, chapter.design, OWN, None)

        def make(request, images):
            begun.made += 1
            return maker.sheet(request, images)

        return Sheets(make, cache or Cache(None))

    begun.made = 0
    return begun


def png(colour: str = "white") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1280, 768), colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def chapter(deck):
    made = deck(CHAPTER)
    assert {slide.kind for slide in made.slides} >= {"figure", "table"}
    return made


def test_a_deck_of_known_slides_is_the_deck_that_is_made_anew(write, chapter, sheets):
    longer = replace(chapter, slides=(*chapter.slides[:1], *chapter.slides))
    known = sheets()
    write(chapter, known)
    assert sheets.made == len(chapter.slides)
    assert write(chapter, known) == write(chapter)
    assert write(longer, known) == write(longer)
    assert sheets.made == len(chapter.slides)


@pytest.mark.parametrize(
    ("change", "anew"),
    [
        ({"title": "Lain"}, True),
        ({"label": "Lain"}, True),
        ({"notes": ("Lain.",)}, True),
        ({"address": "buku.pdf#a"}, True),
        ({"page": "buku hlm. 9 <&>"}, False),
    ],
)
def test_a_slide_that_differs_is_made_anew_but_for_its_foot(write, chapter, sheets, change, anew):
    changed = replace(chapter, slides=tuple(replace(slide, **change) for slide in chapter.slides))
    known = sheets()
    write(chapter, known)
    made = sheets.made
    assert write(changed, known) == write(changed) != write(chapter)
    assert (sheets.made > made) == anew


def test_slides_are_kept_from_build_to_build_and_an_edit_makes_its_own(write, chapter, sheets, tmp_path):
    other = tuple(replace(slide, title=f"{slide.title} lain", chapter="lain") for slide in chapter.slides)
    module = replace(chapter, slides=(*chapter.slides, *other))
    first = write(module, sheets(Cache(tmp_path)))
    edited = replace(module, slides=(replace(chapter.slides[0], title="Baru"), *module.slides))
    made = sheets.made
    assert write(module, sheets(Cache(tmp_path))) == first
    assert sheets.made == made
    assert write(edited, sheets(Cache(tmp_path))) == write(edited)
    assert sheets.made == made + 1, "what stood beside the new slide was made again"


def test_other_pixels_make_another_slide(document, base, chapter, sheets):
    known = sheets()
    [path] = {slide.body.path for slide in chapter.slides if isinstance(slide.body, Picture)}
    for colour in ("white", "black"):
        arguments = (chapter, base, document.config, document.labels, {path: png(colour)})
        data = write_pptx(*arguments, sheets=known)
        assert data == write_pptx(*arguments)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.read("ppt/media/image1.png") == png(colour)


def test_a_manuscript_cannot_write_the_foot(document, write, chapter):
    forged = "<?terbit footer?> <?terbit number?> &lt;?terbit number?&gt;"
    slide = replace(chapter.slides[1], title=forged)
    presentation = Presentation(io.BytesIO(write(replace(chapter, footer=forged, slides=(slide,)))))
    texts = [shape.text_frame.text for shape in presentation.slides[0].shapes if shape.has_text_frame]
    assert texts[0] == forged
    assert any(text.startswith(forged) for text in texts[1:])
    assert "1" in texts


def test_notes_and_pictures_are_led_to(write, chapter):
    presentation = Presentation(io.BytesIO(write(chapter)))
    assert any(slide.has_notes_slide for slide in presentation.slides)
    for slide in presentation.slides:
        if slide.has_notes_slide:
            assert slide.notes_slide.part.part_related_by(RELATIONSHIP_TYPE.SLIDE) is slide.part
