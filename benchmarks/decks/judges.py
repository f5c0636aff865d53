"""What others find wrong with decks: two validators of packages, LibreOffice, and Chromium with axe."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from terbit.slides.looks import DESIGNS, FOOTER_SIZE, Design

__all__ = ["audit", "drawn", "open_xml_sdk", "presented"]

_ROOT = Path(__file__).resolve().parents[2]
_TOOLS = _ROOT / "tests" / "tools"
_PRESENT = Path(__file__).with_name("present.mjs")
_LONGEST = 3600
_SHARE = 0.66, 0.58
"""Sizes that LibreOffice gives raised and lowered text, as a share of that around it."""


def open_xml_sdk(*files: Path) -> dict[str, list[Any]]:
    """Return what Microsoft's Open XML SDK finds, read from its answer: some versions exit 0 regardless."""
    command = _TOOLS / "node_modules" / ".bin" / "ooxml-validator"
    said = {file.name: json.loads(_run("node", command, file, codes=(0, 1))) for file in files}
    return {name: [] if result["ok"] else result["errors"] for name, result in said.items()}


def audit(file: Path) -> list[str]:
    """Return what openxml-audit finds in a package."""
    return [str(error) for error in OpenXmlValidator().validate(file).errors]


def presented(scheme: str, depth: str, *decks: Path) -> dict[str, dict[str, Any]]:
    """Show HTML decks in Chromium, `scheme` light or dark; with `depth` axe, that judges every slide."""
    said = _run("node", _PRESENT, _TOOLS, _program("chromium"), scheme, depth, *decks)
    return {Path(path).name: found for path, found in json.loads(said).items()}


def drawn(*files: Path) -> dict[str, list[Any]]:
    """Draw PPTX files with LibreOffice; return what does not fit or is missing, slide by slide."""
    with TemporaryDirectory() as work:
        home = f"-env:UserInstallation=file://{work}/profile"
        _run("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", work, *files)
        return {file.name: _faults(file, Path(work) / f"{file.stem}.pdf") for file in files}


def _run(program: str, *arguments: object, codes: Sequence[int] = (0,)) -> str:
    command = [_program(program), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False, text=True, timeout=_LONGEST)
    if done.returncode not in codes:
        raise RuntimeError(f"{program} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"'{name}' is missing: `make test` installs it")
    return found


def _faults(source: Path, pdf: Path) -> list[Any]:
    presentation = Presentation(str(source))
    width = presentation.slide_width.pt
    design = next(d for d in DESIGNS.values() if d.width == width)
    with pypdfium2.PdfDocument(pdf) as document:
        if len(document) != len(presentation.slides):
            return [("slides", len(presentation.slides), len(document))]
        pairs = zip(presentation.slides, document, strict=True)
        found = [(number, *_page_faults(slide, page, design)) for number, (slide, page) in enumerate(pairs, 1)]
    return [fault for fault in found if any(fault[1:])]


def _page_faults(slide: Any, page: Any, design: Design) -> tuple[int, int, list[float], bool]:
    """Return characters outside the slide, letters lost, sizes nobody set, and whether text lies on the footer."""
    characters = list(_characters(page.get_textpage()))
    height = page.get_height()
    low = height - design.footer.y - design.footer.height - 6
    outside = [c for c, _, left, bottom, right in characters if bottom < low or left < 0 or right > design.width]
    lost = _letters(slide) - sum(1 for c, *_ in characters if c.isalnum())
    small = {size for _, size, *_ in characters} - _written_sizes(slide)
    body = [bottom for _, size, _, bottom, _ in characters if size > FOOTER_SIZE]
    return len(outside), max(lost, 0), sorted(small), bool(body) and min(body) < height - design.footer.y


def _characters(text: Any) -> Iterator[tuple[str, float, float, float, float]]:
    for at in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, at))
        if character.isprintable() and not character.isspace():
            left, bottom, right, _ = text.get_charbox(at)
            yield character, round(pdfium.FPDFText_GetFontSize(text, at), 1), left, bottom, right


def _letters(slide: Any) -> int:
    texts: list[str] = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            texts.append(shape.text_frame.text)
        elif shape.has_table:
            texts += [cell.text for row in shape.table.rows for cell in row.cells]
    return sum(1 for c in "".join(texts) if c.isalnum())


def _written_sizes(slide: Any) -> set[float]:
    """Return the sizes that the slide and its layout set: text drawn at another one was shrunk to fit."""
    xml = etree.tostring(slide._element) + etree.tostring(slide.slide_layout._element)  # noqa: SLF001 - as it is written
    sizes = {int(size) / 100 for size in re.findall(rb' sz="(\d+)"', xml)}
    return sizes | {round(size * share, 1) for size in sizes for share in _SHARE}
