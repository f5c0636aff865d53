"""A quicker way to the styles of elements and pseudo-elements: those that must be equal are made once.

WeasyPrint 70 shares the styles of siblings, but not of those below elements with identifiers, for these have styles of
their own, which differ in nothing but the anchor; and it makes six pseudo-elements for each element, note or not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["sharing"]

_FOR_NOTES = ("footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback")
_SHARED = frozenset((None, "marker", *_FOR_NOTES))
_IN_PLACE = ("static", "relative", "absolute", "fixed")


def sharing(slow: Callable[..., None]) -> Callable[..., None]:
    """Return `StyleFor.set_computed_styles`, which gives elements that are alike below others that are one style."""

    def set_computed_styles(self: Any, element: Any, parent: Any, **options: Any) -> None:
        pseudo_type = options.get("pseudo_type")
        if parent is None or pseudo_type not in _SHARED:
            slow(self, element, parent=parent, **options)
            return
        computed = self.get_computed_styles()
        above = _twin(computed[parent, None])
        cascaded = self.get_cascaded_styles().get((element, pseudo_type), {})
        has_anchor = "anchor" in cascaded
        key = pseudo_type, *(_rule(name, *given) for name, given in cascaded.items() if name != "anchor")
        known = vars(above).setdefault("alike_below", {}).get(key)
        if known is not None and not has_anchor:
            computed[element, pseudo_type] = known
            return
        slow(self, element, parent=parent, **options)
        made = computed[element, pseudo_type]
        if known is not None:
            made.twin = known
        elif _can_be_shared(made, above, pseudo_type):
            above.alike_below[key] = made

    return set_computed_styles


def _rule(name: str, value: Any, weight: tuple[Any, Any, Any]) -> tuple[Any, ...]:
    """Return what is the same where one declaration gives a property; the style made of it keeps the value."""
    return name, id(value), weight[0], weight[1], tuple(weight[2] or ())


def _twin(style: Any) -> Any:
    """Return the style that differs from another in nothing but its anchor, if it has one."""
    return vars(style).get("twin", style)


def _can_be_shared(style: Any, above: Any, pseudo_type: str | None) -> bool:
    """Say whether others may have a style: WeasyPrint writes anchors into those of notes."""
    if pseudo_type is None or pseudo_type == "marker":
        return True
    return not style["anchor"] and above["float"] != "footnote" and above["position"] in _IN_PLACE
