"""A finished EPUB, checked by everything that this machine has."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from terbit.checks.ace import run_ace
from terbit.checks.epubcheck import run_epubcheck
from terbit.checks.model import Verdict
from terbit.checks.shops import run_shops
from terbit.checks.whence import Whence
from terbit.diagnostics import Diagnostic
from terbit.model import Document

__all__ = ["check_epub"]

_OPF = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}


def check_epub(file: Path, document: Document) -> Iterator[Verdict]:
    """Yield each checker's verdict on a file that was made of a document."""
    data = file.read_bytes()
    try:
        files, package = _contents(data)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        finding = Diagnostic("error", "epub-unreadable", f"'{file.name}' is no EPUB: {error}", hint="build it again")
        yield Verdict("contents", "failed", "it cannot be opened", (finding,))
        return
    whence = Whence(document, files)
    yield run_epubcheck(file, whence)
    yield run_ace(file, whence)
    cover = next(iter(package.xpath("//opf:item[@properties='cover-image']/@href", namespaces=_OPF)), "")
    identifier = next(iter(package.xpath("//dc:identifier/text()", namespaces=_OPF)), "")
    yield run_shops(data, files, cover, identifier)


def _contents(data: bytes) -> tuple[dict[str, bytes], etree._Element]:
    """Return the files of the package folder by their paths, and the package document."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        files = {n.removeprefix("EPUB/"): file.read(n) for n in file.namelist() if n.startswith("EPUB/")}
    return files, etree.fromstring(files["package.opf"])
