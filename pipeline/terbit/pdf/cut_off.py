"""Text that crosses the trim of its page, as a viewer sees it."""

from __future__ import annotations

from collections.abc import Iterator

from terbit.diagnostics import Diagnostic, OnPage

__all__ = ["cut_sheets", "text_cut"]


def text_cut(sheet: int) -> Diagnostic:
    """Report text that crosses the trim of a sheet, counted from 1."""
    hint = "break a long word or address, or narrow a table or formula on it"
    return OnPage("error", "text-cut", f"text is cut off on sheet {sheet}", hint=hint, page=sheet)


def cut_sheets(data: bytes) -> Iterator[int]:
    """Yield the sheets on which text crosses the trim, counted from 1."""
    import pypdfium2  # noqa: PLC0415 - slow to load, and not needed where nothing was laid out

    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(1, len(document) + 1):
            page = document[number - 1]
            left, bottom, right, top = page.get_trimbox()
            text = page.get_textpage()
            rectangles = (text.get_rect(index) for index in range(text.count_rects()))
            cut = any(l < left or b < bottom or r > right or t > top for l, b, r, t in rectangles)  # noqa: E741
            if cut:
                yield number
    finally:
        document.close()
