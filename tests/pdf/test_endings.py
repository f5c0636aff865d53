"""The ends of paragraphs: what is held together, and what is marked as a last word, by hand."""

from __future__ import annotations

import pytest
from lxml import etree

from terbit.pdf.endings import mend_endings
from terbit.pdf.footnotes import place_footnotes

LEAD = "Seluruh warga kampung membangun jembatan dengan bambu dari kebun mereka "


def ended(markup: str) -> str:
    """Return how a paragraph ends after `mend_endings`, with `~` for a no-break space."""
    section = etree.fromstring(f"<section>{markup}</section>")
    place_footnotes(section)
    mend_endings(section)
    return etree.tostring(section[0], encoding="unicode").replace("\u00a0", "~").partition("kebun ")[2]


@pytest.mark.parametrize(
    ("tag", "end", "expected"),
    [
        ("p", "hari itu.", "mereka hari~itu."),
        ("p", "mendahulukan itu.", "mereka mendahulukan~itu."),
        ("p", "(Kompas.com, 2022).", 'mereka (Kompas.com, <span class="last-word">2022).</span>'),
        ("p", "yang diperlukan.", 'mereka yang <span class="last-word">diperlukan.</span>'),
        ("p", "hari <em>itu</em>.", "mereka hari~<em>itu</em>."),
        ("p", "yang <em>diperlukan</em>.", 'mereka yang <em><span class="last-word">diperlukan</span></em>.'),
        ("p", "yang <code>kata mendahulukan</code>", "yang <code>kata mendahulukan</code>"),
        ("li", "suatu daerah.", 'mereka suatu~<span class="last-word">daerah.</span>'),
        ("li", "suatu daerah.<ul><li>satu</li></ul>", 'suatu~<span class="last-word">daerah.</span><ul>'),
        ("dd", "suatu daerah", 'mereka suatu~<span class="last-word">daerah</span>'),
        ("dd", "menjalankan tugasnya", 'mereka menjalankan <span class="last-word">tugasnya</span>'),
        ("li", "menjalankan tugasnya", 'mereka menjalankan~<span class="last-word">tugasnya</span>'),
        ("p", "suatu daerah.", 'mereka suatu <span class="last-word">daerah.</span>'),
    ],
)
def test_a_short_last_word_is_held_and_a_long_one_marked(tag, end, expected):
    assert expected in ended(f"<{tag}>{LEAD}{end}</{tag}>")


def test_a_note_at_the_end_is_no_part_of_the_last_word():
    note = '<section class="footnotes"><div class="footnote" id="fn"><p>Catatan.</p></div></section>'
    said = ended(f'<p>{LEAD}hari itu.<a class="noteref" id="ref" href="#fn">1</a></p>{note}')
    assert said.startswith('mereka hari~itu<span class="noteref-held">.')


def test_the_end_of_a_note_is_mended_too():
    note = f'<section class="footnotes"><div class="footnote" id="fn"><p>{LEAD}hari itu.</p></div></section>'
    assert "hari~itu." in ended(f'<p>Satu.<a class="noteref" id="ref" href="#fn">1</a></p>{note}')


def test_what_fits_a_line_or_two_is_left():
    assert "dari~" not in ended("<p>kebun dari itu.</p>")
