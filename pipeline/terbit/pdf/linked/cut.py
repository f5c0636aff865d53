"""Finding the pages of a unit on which text is cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from terbit.pdf.cut_off import cut_sheets
from terbit.pdf.linked.extent import Extent
from terbit.pdf.linked.link import link
from terbit.pdf.linked.metadata import About
from terbit.pdf.linked.model import FontUse, ObjectFile
from terbit.pdf.linked.places import Book, page_map
from terbit.pdf.linked.placing import place
from terbit.pdf.linked.spot import ALONE
from terbit.pdf.linked.subset import FontFile, subset

__all__ = ["cut_pages"]


def cut_pages(file: ObjectFile, font: Callable[[FontUse], bytes]) -> Iterator[int]:
    """Yield the pages of a unit on which text is cut off, as a viewer sees them in a PDF of the unit alone."""

    def cut(use: FontUse) -> FontFile:
        return subset(font(use), use.index, use.widths, level=1)

    alone = Book(About("", (), "", "", "", "", ""), None, tagged=False)
    data = link([place(file, ALONE)], page_map([Extent.of(file)]), alone, cut).pdf
    yield from (sheet - 1 for sheet in cut_sheets(data))
