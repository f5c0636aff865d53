"""What PDF/X asks of a file as a whole: its output intent, its metadata, and what must not be in it."""

from __future__ import annotations

import io
import re
import uuid
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

import pikepdf

from terbit.press.profile import Profile

__all__ = ["STANDARDS", "Standard", "conform", "saved"]

_FOREIGN = ("/AcroForm", "/AA", "/Dests", "/Names", "/OpenAction", "/Outlines", "/PageMode", "/ViewerPreferences")
_KNOWN = ("/Title", "/Author", "/Subject", "/Keywords", "/Producer")
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
{entries}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True)
class Standard:
    """A part of ISO 15930: the version of PDF that it builds on, what a file says of itself, whether things overlap."""

    pdf: str
    version: str
    conformance: str
    transparency: bool


STANDARDS = {
    # ISO 15930-7:2010, and ISO 15930-1:2001, which is the X-1a that printers' services ask for by its year.
    "x-4": Standard("1.6", "PDF/X-4", "", transparency=True),
    "x-1a": Standard("1.3", "PDF/X-1:2001", "PDF/X-1a:2001", transparency=False),
}


def conform(pdf: pikepdf.Pdf, standard: Standard, profile: Profile, seed: str) -> None:
    """Make a PDF say what it is, and take off what it must not have; its identifier is made of the seed."""
    for name in (*_FOREIGN, "/Version"):
        if name in pdf.Root:
            del pdf.Root[name]
    for page in pdf.pages:
        for name in ("/Annots", "/AA"):
            if name in page.obj:
                del page.obj[name]
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(_intent(pdf, profile))])
    _inform(pdf.docinfo, standard)
    metadata = pdf.make_stream(_xmp(pdf.docinfo, standard, seed).encode())
    metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = metadata


def saved(pdf: pikepdf.Pdf, standard: Standard | None) -> bytes:
    """Write the PDF with an identifier made of its content alone."""
    modes = pikepdf.ObjectStreamMode
    packed = standard is None or standard.pdf >= "1.5"
    version: Any = {"force_version": standard.pdf} if standard else {}
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=modes.generate if packed else modes.disable, **version)
    return out.getvalue()


def _intent(pdf: pikepdf.Pdf, profile: Profile) -> pikepdf.Dictionary:
    stream = pdf.make_stream(profile.data)
    stream.N = 4 if profile.space == "CMYK" else 1
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFX,
        OutputConditionIdentifier=profile.condition,
        OutputCondition=profile.name,
        Info=profile.name,
        DestOutputProfile=stream,
    )
    if profile.registry:
        intent.RegistryName = profile.registry
    return intent


def _inform(info: pikepdf.Dictionary, standard: Standard) -> None:
    """Complete the information dictionary; a date without its hour is midnight's (ISO 15930-1, 6.14)."""
    for name in ("/CreationDate", "/ModDate"):
        info[name] = _date(str(info.get(name, "")))
    info.Title = str(info.get("/Title", "")) or "-"
    info.Creator = str(info.get("/Creator", "")) or "Terbit"
    info.Trapped = pikepdf.Name("/False")
    info.GTS_PDFXVersion = standard.version
    if standard.conformance:
        info.GTS_PDFXConformance = standard.conformance


def _date(said: str) -> str:
    """Return a PDF's date to the second; what is not said of it is the first of January, or midnight."""
    digits = re.sub(r"\D", "", said)[:14] or "1970"
    return f"D:{digits}{'00000101000000'[len(digits) :]}Z"


def _xmp(info: pikepdf.Dictionary, standard: Standard, seed: str) -> str:
    made, changed = (_iso(str(info[name])) for name in ("/CreationDate", "/ModDate"))
    known = {name: escape(str(info.get(name, ""))) for name in _KNOWN}
    entries = {
        "dc:format": "application/pdf",
        "dc:title": _alternatives(known["/Title"]),
        "dc:creator": f"<rdf:Seq><rdf:li>{known['/Author']}</rdf:li></rdf:Seq>" if known["/Author"] else "",
        "dc:description": _alternatives(known["/Subject"]) if known["/Subject"] else "",
        "pdf:Keywords": known["/Keywords"],
        "pdf:Producer": known["/Producer"],
        "pdf:Trapped": "False",
        "xmp:CreateDate": made,
        "xmp:ModifyDate": changed,
        "xmp:MetadataDate": changed,
        "xmp:CreatorTool": escape(str(info.Creator)),
        "xmpMM:DocumentID": f"uuid:{uuid.uuid5(uuid.NAMESPACE_URL, seed)}",
        "xmpMM:RenditionClass": "default",
        "xmpMM:VersionID": "1",
    }
    if standard.conformance:
        entries |= {"pdfx:GTS_PDFXVersion": standard.version, "pdfx:GTS_PDFXConformance": standard.conformance}
    else:
        entries |= {"pdfxid:GTS_PDFXVersion": standard.version}
    return _XMP.format(entries="\n".join(f"<{name}>{text}</{name}>" for name, text in entries.items() if text))


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt>'


def _iso(date: str) -> str:
    digits = date[2:16]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}T{digits[8:10]}:{digits[10:12]}:{digits[12:14]}Z"
