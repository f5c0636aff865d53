"""A whole book whose pages ask for a wider gutter is set with it, on paper and on the screen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from terbit.adapt import adapt
from terbit.cache import Cache
from terbit.checks.press import check_print
from terbit.config import configure
from terbit.model import Document
from terbit.pdf.gutter import in_signatures
from terbit.prepare import prepare
from terbit.targets import print_, screen

BOOKS = Path(__file__).parents[1] / "books"


def document(folder: Path, steps: str) -> Document:
    """Return the small book by a profile with these gutters."""
    shutil.copytree(BOOKS / "small", folder)
    file = folder / "terbit.yaml"
    file.write_text(file.read_text("utf-8") + "print: {profile: ours.toml}\n", "utf-8")
    rule = f'base = "offset"\n[gutter]\nvalue = {steps}\nsource = "unconfirmed"\n'
    (folder / "ours.toml").write_text(rule, "utf-8")
    return prepare(configure(folder), Cache(None)).document


@pytest.mark.slow
def test_pages_beyond_a_step_get_the_wider_gutter(tmp_path):
    found = {}
    for name, steps in (("narrow", "[[400, 8]]"), ("crossing", "[[4, 8], [400, 20]]")):
        book = document(tmp_path / name, steps)
        printed = print_.TARGET.render(adapt(book, "student", print_.TARGET)).artifacts[0]
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(printed.data)
        verdicts = {v.checker: v for v in check_print(file, adapt(book, "student", print_.TARGET))}
        assert verdicts["ours.toml: gutter"].state == "passed"
        found[name] = float(verdicts["ours.toml: gutter"].said.split("as near as ")[1].split()[0])
    shown = screen.TARGET.render(adapt(book, "student", screen.TARGET)).artifacts[0]
    assert printed.pages == in_signatures(shown.pages, book.config.press)
    assert found["crossing"] - found["narrow"] == pytest.approx(12, abs=0.3)
