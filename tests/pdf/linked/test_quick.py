"""Quicker ways than WeasyPrint's: the same comes of them, and upstream is told when it has changed."""

from __future__ import annotations

import inspect
import pickle
import subprocess
import sys
from hashlib import sha256

import pytest
from weasyprint import css
from weasyprint.css import tokens
from weasyprint.draw import text
from weasyprint.layout import inline, percent
from weasyprint.text import line_break

from pdf.linked.books import SENTENCE, ready, write_book
from terbit.pdf.process import engine_environment

LAID_OUT = """
import pickle, sys
from terbit.cache import Cache
from terbit.pdf.linked import layout
from terbit.pdf.linked.workers import Workers
from terbit.pdf.workshop import Workshop
from terbit.pdf.write import finished
from terbit.pdf.process import load_engine
if sys.argv[2] == "slow":
    layout.make_quick = lambda: None
with open(sys.argv[1], "rb") as file:
    composition, sheet = pickle.load(file)
sys.stdout.buffer.write(finished(composition, sheet, Workshop("linked", Cache(None), Workers()), "screen", None).pdf)
"""
SOFT = SENTENCE.replace(" ", "\u00ad ")
MANY = f"""# Satu

~~{SENTENCE}~~ [{SENTENCE}]{{.underline}} *{SENTENCE}* **{SENTENCE}** `{SENTENCE[:40]}` x^2^ H~2~O

$$\\frac{{a}}{{b}}$$ {SOFT} https://example.org/a/very/long/address/that/must/break/{"a" * 60}

> [mutual aid]{{lang=en}} \u201ckutip\u201d \u2014 fi ffl ij \u00e9\u00e8\u0301 \u200b\u00a0

::: {{style="text-indent: calc(1em + 2%); width: 50%; letter-spacing: .1em; word-spacing: 2px"}}
{SENTENCE}
:::
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["numbers", "many"])
def test_a_book_is_the_same_to_the_byte(book, tmp_path, name):
    one = book(name) if name == "numbers" else ready(write_book(tmp_path / "many", {"01-a.md": MANY}), "screen")
    file = tmp_path / "composition"
    file.write_bytes(pickle.dumps((one.composition, one.sheet)))
    quick, slow = (laid_out(one.composition, file, way) for way in ("quick", "slow"))
    assert quick.startswith(b"%PDF")
    assert quick == slow


def laid_out(composition, file, way) -> bytes:
    with engine_environment(composition.tokens, composition.epoch) as environment:
        command = [sys.executable, "-c", LAID_OUT, file, way]
        return subprocess.run(
            command, env=environment, cwd=environment["HOME"], stdout=subprocess.PIPE, check=True
        ).stdout


READ = {
    "StyleFor.set_computed_styles": (css.StyleFor.set_computed_styles, "b5b15856b8be"),
    "StyleFor.__init__": (css.StyleFor.__init__, "b1e725a75525"),
    "ComputedStyle.__missing__": (css.ComputedStyle.__missing__, "b318d8efc8ac"),
    "Layout.setup": (line_break.Layout.setup, "fb227a55094f"),
    "draw_first_line": (text.draw_first_line, "1bb8eae6d88e"),
    "_font_style_cache_key": (line_break._font_style_cache_key, "d6b09d54b825"),
    "Pending.solve": (tokens.Pending.solve, "7163bf515d3c"),
    "resolve_one_percentage": (percent.resolve_one_percentage, "4cfaa9ad134e"),
    "percentage": (percent.percentage, "ebe404ccd9da"),
    "get_font_description": (line_break.get_font_description, "85734b8947b9"),
    "split_first_line": (line_break.split_first_line, "39ad1016863c"),
    "first_line_metrics": (line_break.first_line_metrics, "55ec5d0b58b2"),
    "Layout.set_text": (line_break.Layout.set_text, "fe23ca9937db"),
    "Layout.deactivate": (line_break.Layout.deactivate, "bfec3ec8406e"),
    "create_layout": (line_break.create_layout, "6587192cc0ab"),
    "add_word_spacing": (inline.add_word_spacing, "879516e71f1b"),
    "can_break_text": (line_break.can_break_text, "4f3fb5ef1c23"),
}


@pytest.mark.parametrize("name", sorted(READ))
def test_upstream_is_as_it_was_when_this_was_written(name):
    function, known = READ[name]
    found = sha256(inspect.getsource(function).encode()).hexdigest()[:12]
    assert found == known, f"{name} has changed: read linked/quick.py again"
