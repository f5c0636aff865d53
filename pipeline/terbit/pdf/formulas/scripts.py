"""Scripts as TeX sets them, in the place of those of ziamath 0.13: registered when this module is loaded."""

from __future__ import annotations

from typing import Any

from ziafont.fonttypes import BBox
from ziamath import operators
from ziamath.nodes.msubsup import Msub, Msubsup, Msup
from ziamath.nodes.nodetools import node_is_singlechar

from terbit.pdf.formulas.marks import CRAMPED

_INTEGRAL_FOOT = 0.1
"""Ems that a script stands away from the foot of an integral, which it touches by the face's measures."""


class _Raised:
    """Scripts above as high as beside any other letter, lower below a rule (The TeXbook, appendix G, rule 18)."""

    def _raise(self: Any, place: int) -> None:
        """Move the script, which is the node at a place, to its height, unless it is a limit."""
        if self.base.params.get("movablelimits") == "true" and self.style.displaystyle:
            return
        consts, script = self.font.math.consts, self.superscript
        least = [consts.superscriptShiftUpCramped if self.element.get(CRAMPED) else consts.superscriptShiftUp]
        least.append(consts.superscriptBottomMin - self.points_to_units(script.bbox.ymin))
        if self.base.nodes and (not node_is_singlechar(self.base) or self.base.params.get("largeop") == "true"):
            least.append(self.points_to_units(self.base.bbox.ymax) - consts.superscriptBaselineDropMax)
        rise = self.units_to_points(max(least))
        self.nodexy[place] = (self.nodexy[place][0], -rise)
        highest = max(rise + script.bbox.ymax, self.base.bbox.ymax)
        self.bbox = BBox(self.bbox.xmin, self.bbox.xmax, self.bbox.ymin, highest)


class _Lowered:
    """Scripts below, clear of the foot of integrals."""

    def _clear(self: Any) -> None:
        if self.base.lastchar() in operators.integrals:
            (x, y), gap = self.nodexy[1], _INTEGRAL_FOOT * self.glyphsize
            self.nodexy[1] = (x + gap, y)
            self.bbox = BBox(self.bbox.xmin, self.bbox.xmax + gap, self.bbox.ymin, self.bbox.ymax)


class _Subscript(_Lowered, Msub, tag="msub"):
    """A script below."""

    def _setup(self, **kwargs: Any) -> None:
        super()._setup(**kwargs)
        self._clear()


class _Superscript(_Raised, Msup, tag="msup"):
    """A script above."""

    def _setup(self, **kwargs: Any) -> None:
        super()._setup(**kwargs)
        self._raise(1)


class _Scripts(_Raised, _Lowered, Msubsup, tag="msubsup"):
    """Scripts above and below, parted as the face asks."""

    def _setup(self, **kwargs: Any) -> None:
        super()._setup(**kwargs)
        self._raise(2)
        self._clear()
        (x, low), (_, high) = self.nodexy[1:]
        gap = self.units_to_points(self.font.math.consts.subSuperscriptGapMin)
        lower = max(low, high - self.superscript.bbox.ymin + gap + self.subscript.bbox.ymax)
        self.nodexy[1] = (x, lower)
        deepest = min(self.base.bbox.ymin, self.subscript.bbox.ymin - lower)
        self.bbox = BBox(self.bbox.xmin, self.bbox.xmax, deepest, self.bbox.ymax)
