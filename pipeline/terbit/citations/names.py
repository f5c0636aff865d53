"""Lists of names: how many are written, and what stands between them (CSL 1.0.2, "Name" and "Et-al")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from terbit.citations.markup import wrap
from terbit.citations.name_style import NameStyle
from terbit.citations.one_name import format_name
from terbit.citations.record import Name

__all__ = ["format_names", "shown_count"]

_IDEOGRAPHS = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")


def format_names(names: Sequence[Name], style: NameStyle) -> str:
    """Write a list of names; `{"others": "true"}` at its end is an et al. of the author's own."""
    listed = [name for name in names if "others" not in name]
    others = len(listed) < len(names)
    kept, tail = _shortened(listed, len(listed) + others, style)
    written = [wrap("person", format_name(name, style, number)) for number, name in enumerate(kept)]
    if tail is not None:
        comma = len(kept) > 1 or _precedes(style.precedes_et_al, style, kept, contextual=False)
        gap = style.delimiter if comma else " "
        return f"{style.delimiter.join(written)}{gap}… {format_name(tail, style, len(listed) - 1)}"
    if len(kept) < len(listed) or others:
        return _with_et_al(written, style, kept)
    return _joined(written, style, kept)


def shown_count(names: Sequence[Name], style: NameStyle) -> int:
    """Return how many names of a list are written before "et al."."""
    return len(_shortened([name for name in names if "others" not in name], len(names), style)[0])


def _shortened(names: list[Name], count: int, style: NameStyle) -> tuple[list[Name], Name | None]:
    """Return the names to write, and the last name where it is written after an ellipsis."""
    if not style.et_al_min or count < max(style.et_al_min, 2):
        return names, None
    first = max(style.et_al_use_first, style.shown)
    if first >= len(names):
        return names, None
    if style.et_al_use_last and first <= len(names) - 2:
        return names[:first], names[-1]
    return names[:first], None


def _with_et_al(written: list[str], style: NameStyle, kept: Sequence[Name]) -> str:
    if not style.et_al or not written or style.for_sorting:
        return style.delimiter.join(written)
    gap = "" if _IDEOGRAPHS.match(style.et_al) else " "
    comma = _precedes(style.precedes_et_al, style, kept, contextual=len(written) > 1)
    return style.delimiter.join(written) + (style.delimiter if comma else gap) + style.et_al


def _joined(written: list[str], style: NameStyle, kept: Sequence[Name]) -> str:
    if not style.joiner or len(written) < 2:
        return style.delimiter.join(written)
    comma = _precedes(style.precedes_last, style, kept[:-1], contextual=len(written) > 2)
    before = style.delimiter.join(written[:-1])
    return f"{before}{style.delimiter if comma else ' '}{style.joiner} {written[-1]}"


def _precedes(rule: str, style: NameStyle, before: Sequence[Name], *, contextual: bool) -> bool:
    """Tell whether the delimiter stands before the last name or et al. (delimiter-precedes-last, -et-al)."""
    if rule == "after-inverted-name":
        return style.inverts(len(before) - 1) and "literal" not in before[-1]
    return rule == "always" or (rule == "contextual" and contextual)
