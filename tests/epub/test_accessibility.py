"""Accessibility metadata says what is so, and stops saying it when it is so no longer."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from terbit.epub.accessibility import Facts, metadata, survey
from terbit.epub.images import is_animated
from terbit.epub.parts import Item, Page
from terbit.epub.xhtml import fragment


def page(markup):
    return Page("text/a.xhtml", "A", "bodymatter", "chapter", fragment(f"<section><h1>A</h1>{markup}</section>"))


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


def test_one_image_without_text_ends_the_claim(document, render, without_alt):
    made = render(without_alt(document))
    assert "alternativeText" not in made.properties("schema:accessibilityFeature")
    assert made.properties("schema:accessModeSufficient") == ["textual,visual"]
    assert "1 dari 2 gambar belum" in made.properties("schema:accessibilitySummary")[0]


NUMBER = '<span class="caption-label">Gambar 1</span>'


@pytest.mark.parametrize(
    ("markup", "undescribed"),
    [
        ('<img src="a.png" alt="Setetes air."/>', 0),
        ('<img src="a.png" alt="" role="presentation"/>', 0),
        ('<img src="a.png" alt=" "/>', 1),
        ('<img src="../images/peta-desa.png" alt="Peta desa"/>', 1),
        ('<img src="a.png" alt="IMG_2034.JPG"/>', 1),
        (f'<figure><img src="a.png" alt="Peta  desa."/><figcaption>{NUMBER} Peta desa</figcaption></figure>', 1),
        ('<figure><img src="a.png" alt="Sungai membelah desa."/><figcaption>Peta desa</figcaption></figure>', 0),
        ('<img src="a.png"/><img src="b.png" alt="Biji."/>', 1),
    ],
)
def test_images_without_text_are_counted(markup, undescribed):
    assert survey([page(markup)], [], "").undescribed == undescribed


def test_formulas_without_text_end_the_claim_that_text_is_enough(document):
    bare = survey([page("<math><mi>x</mi></math>")], [], "")
    assert (bare.formulas, bare.formulas_without_text) == (1, 1)
    assert ("schema:accessModeSufficient", "textual") not in metadata(bare, document.labels)


@pytest.mark.parametrize(("css", "adjustable"), [("p{font-size:12px}", False), ("p{font-size:1.2em}", True)])
def test_a_fixed_size_ends_the_claim_that_text_can_be_changed(document, css, adjustable):
    facts = survey([page("")], [], css)
    claim = ("schema:accessibilityFeature", "displayTransformability")
    assert (claim in metadata(facts, document.labels)) is adjustable


@pytest.mark.parametrize(
    ("markup", "css", "hazard"),
    [
        ("", "", "none"),
        ("", "@keyframes a { to { opacity: 0 } }", "unknown"),
        ("", "p { transition: all 1s }", "unknown"),
        ("<video/>", "", "unknown"),
        ("<audio/>", "", "unknown"),
    ],
)
def test_movement_and_sound_end_the_claim_that_there_is_no_hazard(document, markup, css, hazard):
    claims = metadata(survey([page(markup)], [], css), document.labels)
    assert [value for name, value in claims if name == "schema:accessibilityHazard"] == [hazard]


def test_moving_images_are_recognised():
    frames = [Image.new("RGB", (2, 2), colour) for colour in ("red", "blue")]
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
