"""Operators, spaces, tables, fractions and accents as TeX sets them, in the place of those of ziamath 0.13.

They are registered when this module is loaded. Rules are those of appendix G of The TeXbook, with the constants of the
face's MATH table.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from ziafont.fonttypes import BBox
from ziamath.nodes.mfrac import Mfrac
from ziamath.nodes.mnode import Mnode
from ziamath.nodes.moperator import Moperator
from ziamath.nodes.mspace import Mpadded, Mspace
from ziamath.nodes.mtable import Mtable
from ziamath.nodes.munderover import Mover

from terbit.pdf.formulas.lengths import Ems
from terbit.pdf.formulas.marks import ACCENT, STRETCHED, WHOLE

_NULL_DELIMITER = 0.12
"""Ems beside a fraction (TeX's \\nulldelimiterspace, 1.2 pt at 10 pt)."""
_DELIMITER_FACTOR = 0.901
_DELIMITER_SHORTFALL = 0.5
"""Ems that a bracket may be lower than what it encloses (TeX's \\delimitershortfall, 5 pt at 10 pt)."""
_ARROW_ENDS = 0.8
"""Ems that an arrow is longer than what stands on it."""


class _Operator(Ems, Moperator, tag="mo"):
    """An operator; brackets may be a little lower than what they enclose (rule 19)."""

    def _setup(self, **kwargs: Any) -> None:
        if "rowymin" in kwargs and not self.element.get(WHOLE):
            axis = self.units_to_points(self.font.math.consts.axisHeight)
            half = max(kwargs["rowymax"] - axis, axis - kwargs["rowymin"])
            needed = max(_DELIMITER_FACTOR * half, half - _DELIMITER_SHORTFALL / 2 * self.glyphsize)
            kwargs |= {"rowymin": axis - needed, "rowymax": axis + needed}
        super()._setup(**kwargs)  # type: ignore[no-untyped-call]


class _Space(Ems, Mspace, tag="mspace"):
    """A space, which may be negative."""


class _Padded(Ems, Mpadded, tag="mpadded"):
    """Something with its own measures."""


class _Table(Ems, Mtable, tag="mtable"):
    """Rows and columns."""


class _Fraction(Ems, Mfrac, tag="mfrac"):
    """A fraction, with the same little space on both sides."""

    def _setup(self, **kwargs: Any) -> None:
        super()._setup(**kwargs)
        gap = 0.0 if self.element.get("linethickness") == "0" else _NULL_DELIMITER * self.glyphsize
        shift = gap - self.nodexy[-1][0]
        self.nodexy = [(x + shift, y) for x, y in self.nodexy]
        width = max(self.numerator.bbox.xmax, self.denominator.bbox.xmax)
        self.bbox = BBox(0, width + 2 * gap, self.bbox.ymin, self.bbox.ymax)


class _Over(Ems, Mover, tag="mover"):
    """Something above: accents stand as low as their base lets them (rule 12)."""

    def _setup(self, **kwargs: Any) -> None:
        if self.element.get(STRETCHED):
            width = self.over.bbox.xmax - self.over.bbox.xmin + _ARROW_ENDS * self.glyphsize
            self.base = Mnode.fromelement(deepcopy(self.element[0]), self, width=width)
        super()._setup(**kwargs)
        if self.element.get(ACCENT):
            self._stand()

    def _stand(self) -> None:
        base, mark = self.base, self.over
        lowest = self.units_to_points(self.font.math.consts.accentBaseHeight)
        rise = max(0.0, base.bbox.ymax - lowest)
        x = self._middle(base) - self._middle(mark)
        self.nodexy = [(0, 0), (x, -rise)]
        self._isaccent = True  # a script stands beside it as beside its base
        self._xadvance = self.base_xadvance = base.xadvance()
        xmin, xmax = min(base.bbox.xmin, x + mark.bbox.xmin), max(base.bbox.xmax, x + mark.bbox.xmax)
        self.bbox = BBox(xmin, xmax, base.bbox.ymin, max(base.bbox.ymax, rise + mark.bbox.ymax))

    def _middle(self, node: Any) -> float:
        """Return where the face attaches accents, else the middle."""
        glyph = node.lastglyph() if len(node.nodes) == 1 else None
        place = self.font.math.topattachment(glyph.index) if glyph else None
        return float((node.bbox.xmin + node.bbox.xmax) / 2 if place is None else node.units_to_points(place))
