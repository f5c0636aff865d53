"""What a PDF says of itself: its information dictionary and its metadata (ISO 32000-1, 14.3; ISO 14289-1, 5)."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape as escape_all
from typing import Any

from terbit.pdf.linked.strings import pdf_string

__all__ = ["About", "about", "information", "xmp"]

_HEAD = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
"""
_FOOT = '\n</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'


@dataclass(frozen=True)
class About:
    """A book's title, authors, description, keywords, language, and date (ISO 8601)."""

    title: str
    authors: tuple[str, ...]
    description: str
    keywords: str
    language: str
    date: str
    producer: str


def about(root: Any, producer: str) -> About:
    """Read what an HTML document says of itself in its head."""
    said = [(meta.get("name"), meta.get("content") or "") for meta in root.iterfind("head/meta")]
    first = dict(reversed(said))
    authors = tuple(content for name, content in said if name == "author")
    title = root.findtext("head/title") or ""
    date = first.get("dcterms.modified", "")
    said_of = (first.get("description", ""), first.get("keywords", ""))
    return About(title, authors, *said_of, root.get("lang") or "", date, producer)


def information(book: About) -> bytes:
    """Return the information dictionary."""
    day = book.date.replace("-", "")
    entries = {
        "Title": book.title,
        "Author": ", ".join(book.authors),
        "Subject": book.description,
        "Keywords": book.keywords,
        "Producer": book.producer,
        "CreationDate": day and f"D:{day}",
        "ModDate": day and f"D:{day}",
    }
    return b"<<%b>>" % b"".join(b"/%b%b" % (name.encode(), pdf_string(text)) for name, text in entries.items() if text)


def xmp(book: About, *, accessible: bool) -> bytes:
    """Return the metadata stream's content; an `accessible` PDF says that it keeps to PDF/UA-1."""
    authors = "".join(f"<rdf:li>{_escape(name)}</rdf:li>" for name in book.authors)
    parts = [
        "<pdfuaid:part>1</pdfuaid:part>" if accessible else "",
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_escape(book.title)}</rdf:li></rdf:Alt></dc:title>',
        f"<dc:creator><rdf:Seq>{authors}</rdf:Seq></dc:creator>" if authors else "",
        _alternatives("dc:description", book.description),
        f"<dc:language><rdf:Bag><rdf:li>{_escape(book.language)}</rdf:li></rdf:Bag></dc:language>",
        f"<pdf:Keywords>{_escape(book.keywords)}</pdf:Keywords>" if book.keywords else "",
        f"<pdf:Producer>{_escape(book.producer)}</pdf:Producer>",
        f"<xmp:CreateDate>{book.date}</xmp:CreateDate>" if book.date else "",
        f"<xmp:ModifyDate>{book.date}</xmp:ModifyDate>" if book.date else "",
    ]
    return (_HEAD + "\n".join(part for part in parts if part) + _FOOT).encode()


def _alternatives(name: str, text: str) -> str:
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{_escape(text)}</rdf:li></rdf:Alt></{name}>' if text else ""


def _escape(text: str) -> str:
    return escape_all(text, quote=False)
