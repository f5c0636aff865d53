"""Accessibility metadata says what is so, and stops saying it when it is so no longer."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image

from terbit.ast import map_elements
from terbit.epub.accessibility import Facts, metadata
from terbit.epub.images import is_animated
from terbit.epub.parts import Item


def without_alt(document):
    def change(element):
        return {**element, "c": [element["c"][0], [], element["c"][2]]} if element["t"] == "Image" else None

    chapters = tuple(replace(ch, blocks=map_elements(ch.blocks, change)) for ch in document.chapters)
    return replace(document, chapters=chapters)


def with_css(document, css):
    sheet = document.styles["epub.css"]
    return replace(document, styles={**document.styles, "epub.css": replace(sheet, data=sheet.data + css)})


def test_what_the_book_has_is_claimed(epub):
    features = set(epub.properties("schema:accessibilityFeature"))
    assert {"alternativeText", "MathML", "tableOfContents", "index", "displayTransformability"} <= features
    assert epub.properties("schema:accessMode") == ["textual", "visual"]
    assert epub.properties("schema:accessModeSufficient") == ["textual,visual", "textual"]
    assert epub.properties("schema:accessibilityHazard") == ["none"]


def test_summary_is_in_the_books_language(epub):
    [summary] = epub.properties("schema:accessibilitySummary")
    assert "Setiap gambar" in summary
    assert "glosarium" in summary


def test_one_image_without_text_ends_the_claim(document, render):
    made = render(without_alt(document))
    assert "alternativeText" not in made.properties("schema:accessibilityFeature")
    assert made.properties("schema:accessModeSufficient") == ["textual,visual"]
    assert "1 dari 2 gambar belum" in made.properties("schema:accessibilitySummary")[0]


def test_a_fixed_size_ends_the_claim_that_text_can_be_changed(document, render):
    made = render(with_css(document, b"p { font-size: 12px }"))
    assert "displayTransformability" not in made.properties("schema:accessibilityFeature")


def test_movement_ends_the_claim_that_there_is_no_hazard(document, render):
    made = render(with_css(document, b"@keyframes a { to { opacity: 0 } } p { animation: a 1s }"))
    assert made.properties("schema:accessibilityHazard") == ["unknown"]


def test_moving_images_are_recognised():
    frames = [Image.new("P", (2, 2), n) for n in range(2)]
    moving, still = io.BytesIO(), io.BytesIO()
    frames[0].save(moving, "GIF", save_all=True, append_images=frames[1:])
    frames[0].save(still, "GIF")
    assert is_animated(Item("a.gif", "image/gif", moving.getvalue()))
    assert not is_animated(Item("a.gif", "image/gif", still.getvalue()))
    assert is_animated(Item("a.svg", "image/svg+xml", b"<svg><animate/></svg>"))
    assert not is_animated(Item("a.svg", "image/svg+xml", b"<svg><path/></svg>"))


def test_a_book_of_words_alone_claims_nothing_about_images_and_formulas(document):
    claims = list(metadata(Facts(headings=True), document.labels))
    assert ("schema:accessMode", "visual") not in claims
    assert ("schema:accessibilityFeature", "alternativeText") not in claims
    assert ("schema:accessibilityFeature", "MathML") not in claims
    assert ("schema:accessibilityFeature", "index") not in claims


def test_sound_is_not_replaced_by_text(document):
    claims = list(metadata(Facts(sound=True), document.labels))
    assert ("schema:accessModeSufficient", "textual") not in claims
    assert ("schema:accessibilityHazard", "unknown") in claims
