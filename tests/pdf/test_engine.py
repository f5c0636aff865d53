"""The engine's process: what it can reach, what it says, and the fault in it that is worked around."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from terbit.config import Trim
from terbit.errors import MachineError
from terbit.faces import fontconfig
from terbit.pdf import process
from terbit.pdf.geometry import geometry, page_css
from terbit.pdf.model import Sheet
from terbit.pdf.sheets import screen_sheet
from terbit.pdf.write import write

pytestmark = pytest.mark.slow

LINES = """
import sys
import weasyprint
from weasyprint.formatting_structure import boxes
from terbit.pdf.linebreaks import mend_linebreaks

if sys.argv[1] == "mended":
    mend_linebreaks()

def lines(box):
    if isinstance(box, boxes.LineBox):
        yield "".join(b.text for b in box.descendants() if isinstance(b, boxes.TextBox))
    else:
        for child in getattr(box, "children", ()):
            yield from lines(child)

def set_in(tenths, words, **style):
    style = ";".join(f"{name.replace('_', '-')}: {value}" for name, value in style.items())
    css = f"@page {{ size: {tenths / 10}px 400px; margin: 0 }} p {{ margin: 0; font: 11pt 'Source Serif 4'; {style} }}"
    text = f"<html lang=id><style>body {{ margin: 0 }} {css}</style><p>{words}"
    page = weasyprint.HTML(string=text).render().pages[0]
    return list(lines(page._page_box))

"""
EARLY = (
    LINES
    + """
words = f"Agar mudah dibandingkan, keempat rumusan tersebut diringkas dalam{sys.argv[2]}<a href='#x'>Tabel</a> itu."
for tenths in range(4660, 4720, 2):
    if set_in(tenths, words)[0].strip() == "Agar":
        print(tenths)
"""
)
TORN = (
    LINES
    + """
words = "<em>Bagi mereka, kerja sama mempunyai satu atau beberapa tujuan <b>bersama.</b></em>"
for tenths in range(3600, 4400, 10):
    found = set_in(tenths, words, overflow_wrap="break-word")
    if any(line.split()[-1] not in words.replace(">", " ").replace("<", " ").split() for line in found):
        print(tenths)
"""
)


SHORT = (
    LINES
    + """
words = (
    "kewenangan daerah<a>.</a> Karena ragam ini mempunyai dua kategori dan aturan persetujuan tersendiri, "
    "kita akan membahasnya lebih jauh nanti."
)
for tenths in range(4880, 4900):
    found = set_in(tenths, words, hyphens="auto", word_spacing="-.025em")
    if min(map(len, found[:-1])) < max(map(len, found)) / 2:
        print(tenths)
"""
)


def laid_out(composition, markup: str, css: str = ""):
    html = f"<!DOCTYPE html><html lang='id'><head><title>x</title></head><body>{markup}</body></html>"
    return write(replace(composition, html=html), Sheet((css,)))


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/a.png",
        "data:image/png;base64,AAAA",
        "/etc/hostname",
        "../../x.png",
    ],
)
def test_nothing_but_the_books_files_is_opened(composition, address):
    layout = laid_out(composition, f'<img src="{address}" alt="x">')
    assert {finding.code for finding in layout.findings} <= {"resource-refused", "resource-missing"}
    assert len(layout.findings) == 1
    assert layout.findings[0].severity == "error"


def test_an_svg_cannot_open_files_either(composition):
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
        b'<image xlink:href="file:///etc/passwd" width="9" height="9"/></svg>'
    )
    changed = replace(composition, resources={"x.svg": svg})
    layout = laid_out(changed, '<img src="x.svg" alt="x">')
    assert [finding.code for finding in layout.findings] == ["resource-refused"]


def test_a_style_sheet_cannot_open_files_either(composition):
    layout = laid_out(composition, "<p>x</p>", "@import url(file:///etc/x.css); p { background: url(http://x.y/z) }")
    assert {finding.code for finding in layout.findings} >= {"resource-refused"}


def test_css_that_the_engine_does_not_know_is_a_finding_not_a_print(composition, capfd):
    layout = laid_out(composition, "<p>x</p>", "p { colour: red }")
    assert [finding.code for finding in layout.findings] == ["css-ignored"]
    assert capfd.readouterr() == ("", "")


def test_the_theme_has_no_css_that_the_engine_does_not_know(composition, document):
    layout = write(composition, screen_sheet(document))
    assert layout.findings == ()
    assert layout.folios["sec-satu"] == "1"
    assert layout.folios["sec-prakata"] == "ix"


def test_an_engine_that_cannot_be_loaded_is_the_machines_fault(composition, monkeypatch):
    monkeypatch.setattr(process, "_search_path", lambda: "/nowhere")
    monkeypatch.setattr(process.sys, "executable", "/bin/false")
    with pytest.raises(MachineError, match="terbit doctor"):
        laid_out(composition, "<p>x</p>")


def test_the_callers_environment_stays_outside(monkeypatch):
    monkeypatch.setenv("FONTCONFIG_PATH", "/etc/fonts")
    with process.engine_environment({"face-text": "Source Serif 4"}, 86400) as environment:
        assert "FONTCONFIG_PATH" not in environment
        assert environment["SOURCE_DATE_EPOCH"] == "86400"
        assert Path(environment["FONTCONFIG_FILE"]).is_file()
        assert Path.cwd() != Path(environment["HOME"])
    assert not Path(environment["HOME"]).exists()


def test_a_process_made_for_the_theme_lays_out_by_itself(monkeypatch):
    tokens = {"face-text": "Source Serif 4"}
    with process.engine_environment(tokens, 0) as environment:
        script = (
            "import sys; from terbit.pdf.process import run_apart; sys.executable = '/bin/false';"
            f"print(run_apart('draw', [b'<svg xmlns=\"http://www.w3.org/2000/svg\"/>'], tokens={tokens}, epoch=0)[:5])"
        )
        command = [sys.executable, "-P", "-c", script]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "b'%PDF-'", done.stderr


LOADED = "from terbit.pdf.process import load_engine; load_engine()"


@pytest.mark.parametrize(("how", "once"), [(LOADED, True), ("", False)])
def test_the_faces_are_read_once(how, once):
    script = f"{how}\nfrom weasyprint.text.fonts import FontConfiguration\nFontConfiguration()"
    with process.engine_environment({"face-text": "Source Serif 4"}, 86400) as environment:
        command = [sys.executable, "-P", "-c", script]
        told = {**environment, "FC_DEBUG": "16"}
        done = subprocess.run(command, env=told, capture_output=True, text=True, check=True)
    assert (done.stdout.count("FcDirCacheWriteDir") == 1) == once


@pytest.fixture
def ill_set(tmp_path):
    """Return a function that runs a script, with WeasyPrint as it is or mended, and gives the widths that it prints."""
    config = tmp_path / "fonts.conf"
    config.write_text(fontconfig({"face-text": "Source Serif 4"}, tmp_path / "cache"), "utf-8")
    path = os.pathsep.join(str(Path(entry).resolve()) for entry in sys.path)
    environment = {"PATH": os.environ["PATH"], "FONTCONFIG_FILE": str(config), "PYTHONPATH": path}

    def run(script: str, how: str, *more: str) -> str:
        command = [sys.executable, "-c", script, how, *more]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    return run


@pytest.mark.parametrize("space", [" ", "&nbsp;"])
def test_weasyprint_still_breaks_lines_too_early_and_ours_does_not(ill_set, space):
    assert ill_set(EARLY, "as it is", space) != "", "WeasyPrint breaks these lines well now: drop linebreaks.mended"
    assert ill_set(EARLY, "mended", space) == ""


def test_weasyprint_still_tears_words_in_nested_elements_and_ours_does_not(ill_set):
    assert ill_set(TORN, "as it is") != "", "WeasyPrint keeps these words whole now: drop linebreaks.LineStarts"
    assert ill_set(TORN, "mended") == ""


def test_weasyprint_still_divides_words_for_a_hair_and_ours_does_not(ill_set):
    assert ill_set(SHORT, "as it is") != "", "WeasyPrint measures these lines as Pango does now: drop linebreaks._HAIR"
    assert ill_set(SHORT, "mended") == ""


def test_a_word_longer_than_its_line_is_still_broken(ill_set):
    script = LINES + "print(len(set_in(1000, '<em><b>' + 'panjang' * 9 + '</b></em>', overflow_wrap='break-word')))"
    assert int(ill_set(script, "mended")) > 3


@pytest.mark.parametrize(("name", "width", "height"), [("A5", 148, 210), ("B5", 176, 250), ("A4", 210, 297)])
def test_the_text_block_is_whole_lines_and_the_gutter_is_wide_enough(name, width, height):
    page = geometry(Trim(name, width, height))
    assert page.inner >= 20
    text = page.height - page.top - page.bottom
    assert text / (page.leading * 25.4 / 72) == pytest.approx(page.lines)
    assert f"size: {width:.3f}mm {height:.3f}mm" in page_css(page, 3)
