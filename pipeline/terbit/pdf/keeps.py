"""What stays together on a page: tables with their captions, and boxes that are not too long."""

from __future__ import annotations

from typing import Any

from terbit.pdf.markup import FLOAT, by_class, has_class, make, replace_element
from terbit.pdf.wide_tables import TURNED

__all__ = ["frame_tables", "mark_floats", "mark_long_boxes"]

# A table of more rows than this may break between them; a shorter one moves to the next page whole.
_ROWS_KEPT_TOGETHER = 16
# A box of more lines than this may break: the gap that it would leave is worse.
_LINES_KEPT_TOGETHER = 9
_LETTERS_A_LINE = 68
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def frame_tables(section: Any) -> None:
    """Wrap each table in a block that keeps it together, and leave its columns to the layout.

    WeasyPrint 70 may break between a caption and its table, but not within a block that forbids it. The
    widths that pandoc gives pipe tables come from the dashes below the header, not from the author's will.
    """
    for table in list(section.iter("table")):
        is_long = len(list(table.iter("tr"))) > _ROWS_KEPT_TOGETHER
        is_turned = has_class(table, TURNED)
        names = ["table", *["long"] * (is_long or is_turned), *[TURNED] * is_turned]
        frame = make("div", class_=" ".join(names))
        for columns in table.findall("colgroup"):
            table.remove(columns)
        table.attrib.pop("style", None)
        replace_element(table, frame)
        frame.append(table)
        if is_turned:
            _part_from_heading(frame)


def _part_from_heading(frame: Any) -> None:
    """Put a table that has a page of its own behind the paragraph that follows it, if a heading is before it."""
    before, after = frame.getprevious(), frame.getnext()
    if before is not None and before.tag in _HEADINGS and after is not None and after.tag == "p":
        frame.tail, after.tail = after.tail, frame.tail
        after.addnext(frame)


def mark_floats(section: Any) -> None:
    """Give figures and tables that the text refers to by their number the class `float`; long tables break instead."""
    for block in section.iter("figure", "div"):
        if block.getparent().tag != "section" or next(by_class(block, "caption-label"), None) is None:
            continue
        if block.tag == "figure" or (has_class(block, "table") and not has_class(block, "long")):
            block.set("class", f"{block.get('class') or ''} {FLOAT}".strip())


def mark_long_boxes(section: Any) -> None:
    """Give long learning boxes the class `long`: they may break, if not near their ends."""
    for box in by_class(section, "box", "div"):
        if _lines(box) > _LINES_KEPT_TOGETHER:
            box.set("class", f"{box.get('class')} long")


def _lines(box: Any) -> float:
    """Guess how many lines a box will fill: its letters, and most of a line lost at the end of each paragraph."""
    letters = len("".join(box.itertext()))
    return letters / _LETTERS_A_LINE + 0.7 * sum(1 for _ in box.iter("p", "li"))
