"""The structure tree mended: running heads as artifacts, formulas as formulas, nothing empty."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from terbit.pdf.markup import FORMULA

__all__ = ["mend_structure"]

_MAY_BE_EMPTY = {"/TD", "/TH"}
# WeasyPrint 70 writes `/Span <</MCID 7>> BDC`; text is in hexadecimal strings, so no text looks like that.
_BEGIN = re.compile(rb"/\w+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC")


def mend_structure(pdf: pikepdf.Pdf) -> None:
    """Mend what WeasyPrint 70 leaves to be wished for in the structure of a tagged PDF.

    It builds elements for page margins and leaves them out of the tree (its tags.py says why); PDF/UA-1,
    7.1, wants what is not real content to be an artifact.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return
    _prune(root.K)
    _name_formulas(root)
    reachable = {element.objgen for element in _elements(root)}
    parents = dict(_pairs(root.ParentTree))
    for page in pdf.pages:
        owners = parents.get(int(page.obj.get("/StructParents", -1)))
        if owners is not None:
            _mark_page(pdf, page, owners, reachable)


def _mark_page(pdf: pikepdf.Pdf, page: pikepdf.Page, owners: pikepdf.Object, reachable: set[tuple[int, int]]) -> None:
    loose = {n for n in range(len(owners)) if owners[n] is not None and owners[n].objgen not in reachable}
    if not loose:
        return

    def begin(match: re.Match[bytes]) -> bytes:
        is_loose = int(match[1]) in loose
        return b"/Artifact <</Type /Pagination>> BDC" if is_loose else match[0]

    page.contents_coalesce()
    page.obj.Contents = pdf.make_stream(_BEGIN.sub(begin, page.obj.Contents.read_bytes()))
    for number in loose:
        owners[number] = pikepdf.Object.parse(b"null")


def _prune(kids: pikepdf.Object) -> None:
    """Take elements that hold nothing out of the tree; an empty table cell still has its place in the row."""
    kept = []
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid and isinstance(kid.get("/K"), pikepdf.Array):
            _prune(kid.K)
            if not len(kid.K) and "/Alt" not in kid and str(kid.S) not in _MAY_BE_EMPTY:
                continue
        kept.append(kid)
    if len(kept) < len(kids):
        kids[:] = kept


def _name_formulas(root: pikepdf.Object) -> None:
    """Make formulas, which the engine takes for figures, formulas (ISO 32000-1, table 340)."""
    for element in _elements(root):
        alternative = str(element.get("/Alt", ""))
        if alternative.startswith(FORMULA):
            element.S = pikepdf.Name.Formula
            element.Alt = pikepdf.String(alternative.removeprefix(FORMULA))


def _elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield all structure elements below one."""
    pending = [element]
    while pending:
        kids = pending.pop().get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                pending.append(kid)


def _pairs(tree: pikepdf.Object) -> Iterator[tuple[int, pikepdf.Object]]:
    """Yield the entries of a number tree that has one level, as WeasyPrint writes it."""
    numbers = tree.Nums
    for at in range(0, len(numbers), 2):
        yield int(numbers[at]), numbers[at + 1]
