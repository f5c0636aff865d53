"""Shapes that are copied from deck to deck: a deck is the same, whatever was written before it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from terbit.slides.layouts import OWN
from terbit.slides.model import Picture
from terbit.slides.pptx import write_pptx
from terbit.slides.prints import Prints
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
def write(book):
    """Return a function that writes a deck, with prints of decks before it or with none."""
    document = book(CHAPTER)

    def written(deck, prints=None):
        base = template(read_tokens(document.styles["theme.css"].data.decode()), document.labels, "Buku", deck.design)
        images = {s.body.path: png() for s in deck.slides if isinstance(s.body, Picture)}
        return write_pptx(deck, base, document.config, document.labels, images, OWN, prints=prints)

    return written


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1280, 768), "white").save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def chapter(deck):
    made = deck(CHAPTER)
    assert {slide.kind for slide in made.slides} >= {"figure", "table"}
    return made


def test_a_deck_of_copies_is_the_deck_that_is_made_anew(write, chapter):
    longer = replace(chapter, slides=(*chapter.slides[:1], *chapter.slides))
    prints = Prints()
    write(chapter, prints)
    assert write(chapter, prints) == write(chapter)
    assert write(longer, prints) == write(longer)


@pytest.mark.parametrize(
    "change",
    [{"title": "Lain"}, {"label": "Lain"}, {"notes": ("Lain.",)}, {"page": "buku hlm. 9"}, {"address": "buku.pdf#a"}],
    ids=" ".join,
)
def test_a_slide_that_differs_is_no_copy(write, chapter, change):
    changed = replace(chapter, slides=tuple(replace(slide, **change) for slide in chapter.slides))
    prints = Prints()
    write(chapter, prints)
    assert write(changed, prints) == write(changed) != write(chapter)
