"""The command that measures decks sees what is wrong with one, and is silent where nothing is."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from benchmarks.decks.books import RAW
from benchmarks.decks.chosen import chosen
from benchmarks.decks.contents import faults, is_alternative, shown
from benchmarks.decks.coverage import coverage
from benchmarks.decks.figures import differing, figures, leaks
from benchmarks.decks.limits import slow, wrong
from sheets import sheet, with_font, written
from terbit.cache import Cache
from terbit.slides.decks import decks
from terbit.targets.slides import TARGET

TEXT = """# Bab

## Isi

[Kunci yang pertama di sini.]{.key} Kalimat lain. [Separuhnya adalah $\\tfrac{1}{2}$ saja.]{.key}

## Sumber saja

Sumber: <https://example.org/>

## Gambar

![Dua lingkaran.](figures/rings.svg){fig-alt="Dua lingkaran yang beririsan."}
"""
ANSWER = "enam kata yang hanya milik guru"


@pytest.fixture(scope="module")
def made(book):
    """A book, and its chapter's deck."""
    document = book(TEXT)
    return document, next(a.data for a in TARGET.render(document).artifacts if a.path.endswith("01-bab.pptx"))


@pytest.fixture
def files(made, tmp_path):
    """The book, and its chapter's deck as a file that a test may change."""
    document, data = made
    file = tmp_path / "buku-contoh-01-bab.pptx"
    file.write_bytes(data)
    return document, file


def changed(file, change):
    presentation = Presentation(str(file))
    change(presentation.slides)
    presentation.save(str(file))
    return faults(shown(file))


def picture(slides):
    return next(e for s in slides for e in s._element.iter(qn("p:pic")))


def without_language(slides):
    del next(slides[1]._element.iter(qn("a:rPr"))).attrib["lang"]


FAULTS = {
    "untitled": lambda slides: setattr(slides[1].shapes.title.text_frame, "text", ""),
    "titles that recur": lambda slides: setattr(
        slides[2].shapes.title.text_frame, "text", slides[1].shapes.title.text_frame.text
    ),
    "images without alternative": lambda slides: next(picture(slides).iter(qn("p:cNvPr"))).set("descr", "rings.svg"),
    "runs without language": without_language,
    "bare headings and single words": lambda slides: setattr(slides[1].placeholders[1].text_frame, "text", "Kunci"),
}


def test_a_sound_deck_has_no_faults(files):
    assert set(faults(shown(files[1])).values()) == {0}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_counted(name, files):
    assert changed(files[1], FAULTS[name])[name] > 0


def test_a_files_name_is_no_alternative():
    assert [is_alternative(text) for text in ("Dua lingkaran.", "", " ", "rings.svg", "foto-1.jpeg")] == [
        True, False, False, False, False,
    ]  # fmt: skip


def test_key_sentences_and_sections_are_looked_for(files):
    document, file = files
    slides = {file.stem: shown(file)}
    found = coverage(document, slides)
    assert (found.keys, found.astray, found.sections, found.silent) == (2, (), 2, ())
    twice = {file.stem: [*slides[file.stem], slides[file.stem][1]]}
    assert coverage(document, twice).astray == (
        "source/01-bab.md: Kunci yang pertama di sini.", "source/01-bab.md: Separuhnya adalah 1/2 saja.",
    )  # fmt: skip
    assert coverage(document, {file.stem: slides[file.stem][:1]}).astray


def test_a_section_without_a_slide_is_named(made, monkeypatch):
    document, _ = made
    monkeypatch.setattr("benchmarks.decks.coverage.decks", lambda *_: plain(document))
    assert coverage(document, {"buku-contoh-01-bab": []}).silent == (
        "source/01-bab.md: Isi", "source/01-bab.md: Gambar",
    )  # fmt: skip


def plain(document):
    """Return the chapter's deck without what is not its title."""
    return [replace(deck, slides=deck.slides[:1]) for deck in decks(document, Cache(None))]


def package(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("ppt/notesSlides/notesSlide1.xml", f"<a:t>{text[:9]}</a:t><a:t>{text[9:]}</a:t>")
    return out.getvalue()


def archive(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(name, data)
    return out.getvalue()


def paper(text: str) -> bytes:
    pdf = sheet(f"BT /T 9 Tf 5 100 Td ({text}) Tj ET")
    pdf.pages[0].obj.Resources = with_font(pdf)
    return written(pdf)


PLANTED = {
    "pptx": package(ANSWER),
    "html": f"<aside hidden>{ANSWER}</aside>".encode(),
    "pdf": paper(ANSWER),
    "zip": archive("kunci.pdf", paper(ANSWER)),
}


@pytest.mark.parametrize("form", PLANTED)
def test_a_planted_leak_is_found_in_every_form(form, book, tmp_path):
    asked = f"# Bab\n\n## Isi\n\n::: exercise\n1. Apa?\n\n::: answer\n{ANSWER}\n:::\n:::\n"
    (tmp_path / "slides").mkdir()
    (tmp_path / "slides" / f"bocor.{form}").write_bytes(PLANTED[form])
    assert leaks(tmp_path, book(asked, "teacher"))["in files of students"] == [f"bocor.{form}"]


def test_what_everybody_may_read_is_no_leak(book, tmp_path):
    (tmp_path / "slides").mkdir()
    (tmp_path / "slides" / "bersih.html").write_bytes(PLANTED["html"])
    found = leaks(tmp_path, book(f"# Bab\n\n{ANSWER}\n\n::: notes\n{ANSWER}\n:::\n", "teacher"))
    assert (found["lines"], found["in files of students"]) == (0, [])


def test_files_that_differ_are_named(tmp_path):
    for name, text in (("satu", "a"), ("dua", "b")):
        (tmp_path / name / "slides").mkdir(parents=True)
        (tmp_path / name / "slides" / "sama.html").write_text("sama", "utf-8")
        (tmp_path / name / "slides" / "beda.html").write_text(text, "utf-8")
    (tmp_path / "dua" / "slides" / "lagi.html").write_text("", "utf-8")
    assert differing(tmp_path / "satu", tmp_path / "dua") == ["slides/beda.html", "slides/lagi.html"]


def test_sentences_are_chosen_as_if_none_were_marked(made):
    document, _ = made
    chapter = next(c for c in document.chapters if c.role == "chapter")
    found = {one.section.title: one for one in chosen(chapter, document.anchors, document.labels)}
    assert found["Isi"].is_met
    assert len(found["Isi"].sentences) == 1
    assert not found["Gambar"].sentences


def sound() -> dict:
    """The figures of a book with nothing wrong."""
    shape = {
        "decks": 2, "slides of chapters": 9, "overflowing in Chromium": [], "untitled": 0, "sections": 20,
        "words": {"median": 30, "most": 70, "on": "Isi"}, "key sentences": 9, "sections without a slide": ["satu"],
        "largest deck, kB": {"pptx": 90, "html": 400},
    }  # fmt: skip
    whole = {"files that differ in a second build": [], "leaks": {"in files of students": []}}
    return {"shapes": {"16:9": dict(shape), "4:3": dict(shape)}, **whole}


WRONG = {
    "untitled": lambda one: one["shapes"]["4:3"].update({"untitled": 1}),
    "overflowing in Chromium": lambda one: one["shapes"]["16:9"].update({"overflowing in Chromium": ["isi"]}),
    "median": lambda one: one["shapes"]["16:9"].update({"words": {"median": 41, "most": 70, "on": "Isi"}}),
    "sections without a slide": lambda one: one["shapes"]["16:9"].update({"sections without a slide": ["a", "b"]}),
    "kB": lambda one: one["shapes"]["16:9"].update({"largest deck, kB": {"pptx": 90, "html": 2001}}),
    "not the same twice": lambda one: one.update({"files that differ in a second build": ["a.pptx"]}),
    "leaks": lambda one: one["leaks"].update({"in files of students": ["a.pptx"]}),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_figure_that_may_not_be_is_told(name):
    figures_ = sound()
    assert list(wrong(figures_)) == []
    WRONG[name](figures_)
    (told,) = wrong(figures_)
    assert name in told


@pytest.mark.judge
@pytest.mark.slow
@pytest.mark.skipif(not RAW, reason="MANUSCRIPT does not name the file of a manuscript that nobody has edited")
def test_a_raw_manuscript_gives_decks_to_use(tmp_path):
    assert list(wrong(figures("raw", tmp_path, print))) == []


@pytest.mark.parametrize(
    ("wall", "made_again", "faults_"),
    [
        (9.9, ["slides/buku-02-bentuk.pptx", "teacher/slides/buku.html"], 0),
        (10.1, [], 1),
        (5.0, ["slides/buku-03-lain.pptx"], 1),
    ],
    ids=["as it should be", "too slow", "another chapter's deck"],
)
def test_decks_that_take_too_long_are_told(wall, made_again, faults_):
    speed = {"cold": {"wall_s": wall}, "edited chapter": "02-bentuk", "made again": made_again}
    assert len(list(slow(speed))) == faults_
