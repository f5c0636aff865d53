"""Sheets: pages placed on them as they are, with fold and cut marks, and the boxes of the whole."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf

from terbit.impose.schemes import Scheme, Spread, spreads

__all__ = ["Job", "SheetError", "impose"]

_PT = 72 / 25.4
_SLUG, _MARK, _GAP = 8.0, 5.0, 2.0
"""Room around the pages for marks, the length of those, and their distance from the bleed, in mm."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Job:
    """How a book is imposed: the scheme, pages a gathering, a leaf's thickness in mm, and the sheet's size in mm.

    Without a size the sheet is as large as pages and marks need. Pages of inner sheets are moved towards the fold by
    the thickness of those outside them, so that the fore-edge is even once it is cut.
    """

    scheme: Scheme
    signature: int = 16
    leaf: float = 0.0
    sheet: tuple[float, float] | None = None


class SheetError(ValueError):
    """A PDF that cannot be imposed; the message continues "FILE …"."""


def impose(data: bytes, job: Job) -> bytes:
    """Return the sheets; output intent, metadata and standard are those of the input.

    Raises
    ------
    SheetError
        If pages have several sizes, or do not fit on the sheet.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        press = _Press(pdf, job)
        sheets = [press.sheet(spread) for spread in spreads(job.scheme, len(pdf.pages), job.signature)]
        del pdf.pages[:]
        pdf.pages.extend(sheets)
        if "/PageLabels" in pdf.Root:
            del pdf.Root.PageLabels
        out = io.BytesIO()
        packed = pdf.pdf_version >= "1.5"
        modes = pikepdf.ObjectStreamMode
        pdf.remove_unreferenced_resources()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=modes.generate if packed else modes.disable,
            force_version=pdf.pdf_version,
        )
        return out.getvalue()


class _Press:
    """Places the pages of one PDF on sheets."""

    def __init__(self, pdf: pikepdf.Pdf, job: Job) -> None:
        self._pdf, self._job = pdf, job
        trims = [_box(page, "/TrimBox") for page in pdf.pages]
        self._width, self._height = trims[0][2] - trims[0][0], trims[0][3] - trims[0][1]
        for number, trim in enumerate(trims, start=1):
            if abs(trim[2] - trim[0] - self._width) > 1 or abs(trim[3] - trim[1] - self._height) > 1:
                raise SheetError(f"has pages of several sizes: page {number} is not as large as the first")
        self._bleed = min(_bleed(page) for page in pdf.pages)
        need = 2 * self._width + 2 * self._bleed, self._height + 2 * self._bleed
        slug = _SLUG * _PT
        given = job.sheet and (job.sheet[0] * _PT, job.sheet[1] * _PT)
        self._size = given or (need[0] + 2 * slug, need[1] + 2 * slug)
        if self._size[0] < need[0] - 1 or self._size[1] < need[1] - 1:
            wide, high = (side / _PT for side in need)
            raise SheetError(f"needs sheets of {wide:.0f} × {high:.0f} mm for two pages side by side with their bleed")
        self._forms = [_form(page) for page in pdf.pages]
        self._boxes = trims

    def sheet(self, spread: Spread) -> pikepdf.Page:
        """Return one side of a sheet."""
        wide, high = self._size
        x, y = wide / 2 - self._width, (high - self._height) / 2
        creep = spread.depth * self._job.leaf * _PT if spread.is_folded else 0.0
        resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary())
        content = []
        for name, page, left, moved in (("/L", spread.left, x, creep), ("/R", spread.right, x + self._width, -creep)):
            if page is not None:
                resources.XObject[name] = self._forms[page]
                content.append(self._placed(name, page, left, y, moved))
        content.append(_marks(x, y, self._width, self._height, self._bleed, is_folded=spread.is_folded))
        trim = (x, y, x + 2 * self._width, y + self._height)
        sheet = pikepdf.Dictionary(Type=pikepdf.Name.Page, Resources=resources)
        sheet.MediaBox = pikepdf.Array([0, 0, round(wide, 4), round(high, 4)])
        sheet.TrimBox = pikepdf.Array([round(edge, 4) for edge in trim])
        grown = (trim[0] - self._bleed, trim[1] - self._bleed, trim[2] + self._bleed, trim[3] + self._bleed)
        sheet.BleedBox = pikepdf.Array([round(edge, 4) for edge in grown])
        sheet.Contents = self._pdf.make_stream("\n".join(content).encode())
        return pikepdf.Page(self._pdf.make_indirect(sheet))

    def _placed(self, name: str, page: int, left: float, bottom: float, moved: float) -> str:
        """Draw a page with its trim at a place, cut at the middle of the sheet and at its bleed elsewhere."""
        trim, bleed = self._boxes[page], self._bleed
        is_left = name == "/L"
        x0, x1 = (left - bleed, left + self._width) if is_left else (left, left + self._width + bleed)
        clip = f"{x0:.4f} {bottom - bleed:.4f} {x1 - x0:.4f} {self._height + 2 * bleed:.4f} re W n"
        x, y = left - trim[0] + moved, bottom - trim[1]
        return f"q {clip} 1 0 0 1 {x:.4f} {y:.4f} cm {name} Do Q"


def _marks(x: float, y: float, width: float, height: float, bleed: float, *, is_folded: bool) -> str:
    """Draw where sheets are cut, at the corners, and where they are folded, or cut too, in the middle."""
    near, far = bleed + _GAP * _PT, bleed + (_GAP + _MARK) * _PT
    right, top, middle = x + 2 * width, y + height, x + width
    cuts = [(at, y - near, at, y - far) for at in (x, right)] + [(at, top + near, at, top + far) for at in (x, right)]
    cuts += [(x - near, at, x - far, at) for at in (y, top)] + [(right + near, at, right + far, at) for at in (y, top)]
    folds = [(middle, y - near, middle, y - far), (middle, top + near, middle, top + far)]
    dash = "[3 3] 0 d" if is_folded else ""
    return f"q 0 G 0.25 w {_lines(cuts)} S {dash} {_lines(folds)} S Q"


def _lines(lines: list[Box]) -> str:
    return " ".join(f"{a:.4f} {b:.4f} m {c:.4f} {d:.4f} l" for a, b, c, d in lines)


def _form(page: pikepdf.Page) -> pikepdf.Object:
    """Return a page as a form that has its bleed: qpdf cuts it to its trim."""
    form = page.as_form_xobject()
    form.BBox = pikepdf.Array(list(_box(page, "/BleedBox")))
    return form


def _box(page: pikepdf.Page, name: str) -> Box:
    left, bottom, right, top = (float(edge) for edge in page.obj.get(name, page.mediabox))
    return left, bottom, right, top


def _bleed(page: pikepdf.Page) -> float:
    """Return how far a page bleeds at head and foot, in pt."""
    trim, bleed = _box(page, "/TrimBox"), _box(page, "/BleedBox")
    return max(0.0, min(trim[1] - bleed[1], bleed[3] - trim[3]))
