"""Reading finished PDFs as viewers do."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2

__all__ = ["destinations", "elements", "labels", "lines", "opened", "outline", "words"]


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def words(data: bytes) -> list[list[str]]:
    """The words of each page; engines paint them in orders of their own."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [sorted(page.get_textpage().get_text_range().split()) for page in pdf]


def lines(data: bytes) -> list[list[tuple[float, ...]]]:
    """The boxes of each page's runs of text, to a tenth of a point."""
    with pypdfium2.PdfDocument(data) as pdf:
        texts = [page.get_textpage() for page in pdf]
        return [sorted(tuple(round(n, 1) for n in t.get_rect(i)) for i in range(t.count_rects())) for t in texts]


def destinations(data: bytes) -> dict[str, tuple[int, int, int]]:
    """The page and the place of each name, to the point."""
    with opened(data) as pdf:
        if "/Names" not in pdf.Root:
            return {}
        page_of = {page.objgen: number for number, page in enumerate(pdf.pages)}
        names = list(pdf.Root.Names.Dests.Names)
        pairs = zip(names[::2], names[1::2], strict=True)
        return {str(name): (page_of[d[0].objgen], round(float(d[2])), round(float(d[3]))) for name, d in pairs}


def outline(data: bytes) -> list[tuple[int, str, int | None]]:
    """The outline as a viewer shows it: level, title, page."""
    with pypdfium2.PdfDocument(data) as pdf:
        entries = list(pdf.get_toc())
        return [(entry.level, entry.get_title(), entry.get_dest().get_index()) for entry in entries]


def labels(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [pdf.get_page_label(number) for number in range(len(pdf))]


def elements(pdf: pikepdf.Pdf, kind: str = "") -> Iterator[pikepdf.Object]:
    """Structure elements in the order of the tree."""

    def below(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                if not kind or f"/{kind}" == kid.S:
                    yield kid
                yield from below(kid)

    yield from below(pdf.Root.StructTreeRoot)
