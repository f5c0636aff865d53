"""Text is measured by whole pieces of words: it comes to what its characters come to, one after another."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from terbit.assets import font_files
from terbit.fonts import advances
from terbit.slides import metrics
from terbit.slides.metrics import line_count, longest_word, whole_width
from terbit.slides.model import Run
from terbit.slides.typefaces import OWN_FACES

TEXTS = (
    (Run("Kerja sama antar-daerah, 2018–2024 — dan seterusnya."),),
    (Run("sam"), Run("bung", bold=True), Run("an-"), Run("kata", italic=True), Run(" akhir")),
    (Run("H"), Run("2", script="sub"), Run("O dan x"), Run("2-3", script="super")),
    (Run("  dua  spasi\n\nbaris--ganda -awal akhir- \u00a0tak\u00a0putus\u2009tipis  "),),
    (Run("print('kode') "), Run("a-b c", code=True), Run("字体 \U0001f600")),
    (Run(""),),
    (),
)


def width_by_characters(runs, medium: str, *, bold: bool) -> list[float]:
    """Return the widths of the pieces between which text may break, added up one character after the other."""
    pieces, fresh = [], True
    for run in runs:
        weight = {"pptx": 700, "html": 600}[medium] if bold or run.bold else 400
        style = "italic" if run.italic else "normal"
        typeface = OWN_FACES.pptx if medium == "pptx" else OWN_FACES.html
        face = metrics.face_file(metrics.CODE, weight, style) if run.code else typeface.file(weight, style)
        for character in run.text:
            if character.isspace() and character != "\u00a0":
                fresh = True
                continue
            width = 1.01 * (0.66 if run.script else 1.0) * advances(face).get(ord(character), 1.0)
            pieces = [*pieces, width] if fresh else [*pieces[:-1], pieces[-1] + width]
            fresh = character in "-–—"
    return pieces


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("medium", ["pptx", "html"])
@pytest.mark.parametrize("runs", TEXTS)
def test_pieces_are_as_wide_as_their_characters_to_the_last_bit(runs, medium, bold):
    words = metrics._words(runs, medium, OWN_FACES, bold=bold)
    assert [piece for word in words for piece in word.pieces] == width_by_characters(runs, medium, bold=bold)


def test_lines_break_at_spaces_and_behind_hyphens():
    whole = (Run("antar-daerah"),)
    room = whole_width(whole)
    assert line_count(whole, room) == 1
    assert line_count(whole, room * 0.9) == 2
    assert line_count((Run("antar\u00a0daerah antar\ndaerah"),), room * 1.1) == 3
    assert longest_word((Run("satu tiga-puluh"),)) == longest_word((Run("tiga-puluh"),))


@pytest.mark.parametrize("face", font_files(), ids=lambda face: face.path.stem)
def test_advances_are_those_that_the_font_has(face):
    with TTFont(BytesIO(face.data) if face.data else face.path, lazy=True) as font:
        unit, widths = font["head"].unitsPerEm, font["hmtx"].metrics
        assert advances(face) == {code: widths[name][0] / unit for code, name in font.getBestCmap().items()}
