"""PDF/X: what ISO 15930 asks of a file as a whole, parts 7 (X-4) and 1 (X-1a:2001)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from terbit.checks.press.model import Proof
from terbit.diagnostics import Diagnostic, OnPage
from terbit.press.objects import drawn
from terbit.press.profile import read_profile
from terbit.press.standard import STANDARDS, Standard
from terbit.press.transparency import see_through

__all__ = ["check_standard", "claimed"]

_XMP_NAMES = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "xmpMM:VersionID", "dc:title")
_ACTIVE = ("/AA", "/OpenAction", "/AcroForm")


def check_standard(proof: Proof) -> Iterator[Diagnostic]:
    """Find what keeps a file from being the PDF/X that it is to be."""
    standard = STANDARDS.get(proof.wanted.standard)
    if standard is None:
        return
    yield from _whole(proof.pdf, standard, proof.data)
    yield from _intents(proof.pdf)
    yield from _metadata(proof.pdf, standard)
    yield from _active(proof.pdf)
    yield from _drawn(proof.pdf, standard)


def claimed(pdf: pikepdf.Pdf) -> str:
    """Return which standard a file says that it keeps to, x-4 if none."""
    said = str(pdf.docinfo.get("/GTS_PDFXVersion", ""))
    return "x-1a" if said.startswith("PDF/X-1") else "x-4"


def _whole(pdf: pikepdf.Pdf, standard: Standard, data: bytes) -> Iterator[Diagnostic]:
    said = str(pdf.docinfo.get("/GTS_PDFXVersion", ""))
    if said != standard.version:
        yield _fault("x-version", f"it says that it is '{said or 'no PDF/X'}', not {standard.version}")
    if standard.conformance and str(pdf.docinfo.get("/GTS_PDFXConformance", "")) != standard.conformance:
        yield _fault("x-version", f"it does not say that it is {standard.conformance}")
    if pdf.pdf_version > standard.pdf:
        message = f"it is written as PDF {pdf.pdf_version}, and {standard.version} is PDF {standard.pdf}"
        yield _fault("x-pdf-version", message)
    if "/ID" not in pdf.trailer:
        yield _fault("x-identifier", "it has no identifier")
    if pdf.is_encrypted:
        yield _fault("x-encrypted", "it is encrypted")
    if b"/LZWDecode" in data:
        yield _fault("x-filter", "it is compressed by LZW")


def _intents(pdf: pikepdf.Pdf) -> Iterator[Diagnostic]:
    """Look at the output intent (ISO 15930-7, 6.2.2): one for PDF/X, by name, with a profile that a press can have."""
    intents: Any = [one for one in pdf.Root.get("/OutputIntents", []) if str(one.get("/S")) == "/GTS_PDFX"]
    if len(intents) != 1:
        yield _fault("x-intent", f"it has {len(intents) or 'no'} output intents for PDF/X, and must have one")
        return
    (intent,) = intents
    if not str(intent.get("/OutputConditionIdentifier", "")):
        yield _fault("x-intent", "its output intent does not name a printing condition")
    stream = intent.get("/DestOutputProfile")
    if stream is None:
        yield _fault("x-intent", "its output intent has no profile")
        return
    try:
        profile = read_profile(stream.read_bytes())
    except ValueError as error:
        yield _fault("x-intent", f"its output intent's profile {error}")
        return
    if int(stream.N) != (4 if profile.space == "CMYK" else 1):
        yield _fault("x-intent", "its output intent's profile has another number of inks than it says")


def _metadata(pdf: pikepdf.Pdf, standard: Standard) -> Iterator[Diagnostic]:
    if str(pdf.docinfo.get("/Trapped", "")) not in ("/True", "/False"):
        yield _fault("x-trapped", "it does not say whether it is trapped")
    for name in ("/Title", "/CreationDate", "/ModDate"):
        if not str(pdf.docinfo.get(name, "")):
            yield _fault("x-information", f"its information lacks {name.lstrip('/')}")
    if standard.conformance:
        return  # X-1a says all of it in the information dictionary
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for name in _XMP_NAMES:
            if not metadata.get(name):
                yield _fault("x-metadata", f"its metadata lack {name}")
        if metadata.get("pdfxid:GTS_PDFXVersion") != standard.version:
            yield _fault("x-metadata", f"its metadata do not say {standard.version}")


def _active(pdf: pikepdf.Pdf) -> Iterator[Diagnostic]:
    for name in _ACTIVE:
        if name in pdf.Root:
            yield _fault("x-active", f"it has {name.lstrip('/')}, which does something on a screen")
    names: Any = pdf.Root.get("/Names", {})
    for name in ("/JavaScript", "/EmbeddedFiles"):
        if name in names:
            yield _fault("x-active", f"it has {name.lstrip('/')} in it")


def _drawn(pdf: pikepdf.Pdf, standard: Standard) -> Iterator[Diagnostic]:
    found = drawn(pdf, used=False)
    for number, state in found.states:
        if "/TR" in state or "/HTP" in state or str(state.get("/TR2", "/Default")) != "/Default":
            yield _fault("x-transfer", f"page {number} changes how inks are transferred", number)
    for number, image in found.images:
        if "/OPI" in image or "/Alternates" in image:
            yield _fault("x-picture", f"page {number} has a picture that stands for another", number)
    if not standard.transparency:
        for number, what in see_through(pdf):
            yield _fault("press-transparent", f"page {number} has {what}, which PDF/X-1a forbids", number)


def _fault(code: str, message: str, page: int = 0) -> OnPage:
    return OnPage("error", code, message, page=page)
