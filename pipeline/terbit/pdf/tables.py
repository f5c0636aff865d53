"""Tables: framed with their captions, columns as wide as what they hold."""

from __future__ import annotations

from typing import Any

from terbit.pdf.markup import make, replace_element

__all__ = ["frame_tables"]

# A table of more rows than this may break between them; a shorter one moves to the next page whole.
_ROWS_KEPT_TOGETHER = 16


def frame_tables(section: Any) -> None:
    """Wrap each table in a block that keeps it together, and leave its columns to the layout.

    WeasyPrint 70 may break between a caption and its table, but not within a block that forbids it. The
    widths that pandoc gives pipe tables come from the dashes below the header, not from the author's will.
    """
    for table in list(section.iter("table")):
        is_long = len(list(table.iter("tr"))) > _ROWS_KEPT_TOGETHER
        frame = make("div", class_="table long" if is_long else "table")
        for columns in table.findall("colgroup"):
            table.remove(columns)
        table.attrib.pop("style", None)
        replace_element(table, frame)
        frame.append(table)
