"""Running the checks of a print PDF, the book's own or any file."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pikepdf
import pypdfium2

from terbit.checks.model import Verdict
from terbit.checks.press.bleeds import check_bleeds
from terbit.checks.press.breaks import check_breaks
from terbit.checks.press.colours import check_colours
from terbit.checks.press.endings import check_endings
from terbit.checks.press.inks import check_inks, most_ink
from terbit.checks.press.leaves import check_leaves
from terbit.checks.press.lines import lines_of
from terbit.checks.press.model import MM, Proof, Wanted, box_of
from terbit.checks.press.opening import opened
from terbit.checks.press.parts import check_parts
from terbit.checks.press.pictures import check_pictures
from terbit.checks.press.reading import read_page
from terbit.checks.press.rules import check_rules
from terbit.checks.press.setting import blocks_of, set_blocks
from terbit.checks.press.spaces import check_spaces
from terbit.checks.press.standard import check_standard, claimed
from terbit.checks.press.texts import check_texts
from terbit.config import Trim
from terbit.diagnostics import Diagnostic
from terbit.model import Document
from terbit.pdf.preflight import Expected, preflight
from terbit.pdf.sheets import expected
from terbit.press.origins import Origins
from terbit.profiles import PrintProfile

__all__ = ["check_file", "check_print", "ink_of"]

_NO_BLEED = 0.3
"""What is too little to be a bleed, in pt."""

_Check = Callable[[Proof], Iterable[Diagnostic]]


def _preflight(proof: Proof) -> Iterable[Diagnostic]:
    return preflight(proof.data, proof.wanted.expected)


_CHECKS: dict[str, _Check] = {
    "boxes and faces": _preflight,
    "standard": check_standard,
    "colours": check_colours,
    "inks": check_inks,
    "pictures": check_pictures,
    "bleed and blanks": check_bleeds,
    "safe area": check_texts,
    "signatures": check_leaves,
    "breaks": check_breaks,
    "ends of chapters": check_endings,
    "spaces": check_spaces,
}


def check_print(file: Path, document: Document) -> Iterator[Verdict]:
    """Yield each check's verdict on the print PDF of a document; findings name the line where the page begins."""
    press = document.config.press
    wanted = Wanted(expected(document, press=True), press.standard, press.colours, press.signature, press.ink_limit)
    yield from _verdicts(file.read_bytes(), lambda _: wanted, document, press.profile)
    if press.profile:
        yield from check_parts(press.profile, document)


def check_file(file: Path, profile: PrintProfile | None = None) -> Iterator[Verdict]:
    """Yield each check's verdict on any PDF, by what most of its pages are and by the standard that it names.

    With a profile its rules are checked too.
    """
    yield from _verdicts(file.read_bytes(), _usual, None, profile)


def ink_of(data: bytes) -> float:
    """Return the most ink on a spot of a PDF, 1 for one ink's solid."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return max(most_ink(read_page(page)) for page in pdf.pages)


def _verdicts(
    data: bytes,
    wanted: Callable[[pikepdf.Pdf], Wanted],
    document: Document | None,
    profile: PrintProfile | None = None,
) -> Iterator[Verdict]:
    pdf = opened(data)
    if isinstance(pdf, Verdict):
        yield pdf
        return
    with pdf, closing(pypdfium2.PdfDocument(data)) as shown:
        lines = [line for number in range(len(shown)) for line in lines_of(shown[number], number + 1)]
        setting = set_blocks(blocks_of(document), lines) if document else ()
        proof = Proof(data, pdf, shown, wanted(pdf), [read_page(page) for page in pdf.pages], lines, setting)
        origins = Origins(document) if document else None
        for name, check in _CHECKS.items():
            found = tuple(check(proof))
            yield _verdict(name, origins.placed(found, shown) if origins else found, len(proof.readings))
        if profile:
            yield from check_rules(proof, profile, document.config if document else None)


def _verdict(name: str, found: tuple[Diagnostic, ...], pages: int) -> Verdict:
    said = f"{len(found)} found on {pages} pages, {100 * len(found) / pages:.1f} in 100" if found else f"{pages} pages"
    failed = any(finding.severity != "note" for finding in found)
    return Verdict(name, "failed" if failed else "passed", said, found)


def _usual(pdf: pikepdf.Pdf) -> Wanted:
    """Expect of each page what most of them have; the inner edge may have no bleed."""
    boxes = [(box_of(page, "/TrimBox"), box_of(page, "/BleedBox")) for page in pdf.pages]
    sizes = Counter((round(t[2] - t[0], 1), round(t[3] - t[1], 1), round(t[1] - b[1], 1)) for t, b in boxes)
    (width, height, bleed), _ = sizes.most_common(1)[0]
    trim = Trim("as most pages", round(width / MM, 1), round(height / MM, 1))
    inner = max(t[0] - b[0] if index % 2 == 0 else b[2] - t[2] for index, (t, b) in enumerate(boxes))
    into_spine = inner > _NO_BLEED or bleed <= _NO_BLEED
    return Wanted(Expected(trim, round(bleed / MM, 1), None, press=True, into_spine=into_spine), claimed(pdf))
