"""Formulas, drawn by Terbit and by MathJax, as pictures."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from judges import TOOLS
from mathematics.formulas import DEFECTS, EM, Formula, drawn, formulas

LARGER = 1.2


@pytest.fixture(scope="session")
def pictures(program, tmp_path_factory) -> Mapping[str, tuple[Image.Image, Image.Image]]:
    """Each formula and each defect as Terbit draws it, and as MathJax draws what it should be."""
    folder, listed = tmp_path_factory.mktemp("pairs"), formulas()
    made = drawn(listed)
    shown = [Formula(name, tex, made[name]) for name, tex in listed.items()]
    bad = drawn({name: tex for name, (_, tex) in DEFECTS.items()})
    shown += [Formula(name, listed[DEFECTS[name][0]], drawing) for name, drawing in bad.items()]
    usual = made["Slovin"]
    larger = replace(usual, height=usual.height * LARGER, depth=usual.depth * LARGER)
    shown.append(Formula("larger", listed["Slovin"], larger))
    pairs = [{"name": str(n), "tex": one.tex, "given": one.given} for n, one in enumerate(shown)]
    command = [program("node"), Path(__file__).parent / "pairs.mjs", TOOLS, program("chromium"), folder]
    subprocess.run(command, check=True, input=json.dumps({"em": EM, "pairs": pairs}), encoding="utf-8", timeout=300)
    return {one.name: _halves(folder / f"{n}.png") for n, one in enumerate(shown)}


def _halves(file: Path) -> tuple[Image.Image, Image.Image]:
    with Image.open(file) as picture:
        grey = picture.convert("L")
    half = grey.height // 2
    return grey.crop((0, 0, grey.width, half)), grey.crop((0, half, grey.width, 2 * half))
