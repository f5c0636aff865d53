"""Roots as TeX sets them, in the place of those of ziamath 0.13: registered when this module is loaded."""

from __future__ import annotations

from typing import Any

from ziafont.fonttypes import BBox
from ziamath.drawable import Glyph, HLine
from ziamath.nodes.mroot import Mroot, Msqrt

_DEGREE_NEARER = 0.1
"""Ems that the degree of a root is nearer to its sign, whose hook it touches by the face's measures."""


class _Radical:
    """A root whose sign holds the gap below its rule too (The TeXbook, appendix G, rule 11)."""

    def _setup(self: Any, **kwargs: Any) -> None:
        consts, root = self.font.math.consts, self.font.glyphindex("√")
        rule = self.units_to_points(consts.radicalRuleThickness)
        own = consts.radicalDisplayStyleVerticalGap if self.style.displaystyle else consts.radicalVerticalGap
        least = self.base.bbox.ymax - self.base.bbox.ymin + self.units_to_points(own) + rule
        sign = Glyph(
            self.font.math.variant(root, self.points_to_units(least)), "√", self.glyphsize, self.style, **kwargs
        )
        tall = sign.bbox.ymax - sign.bbox.ymin
        top = self.base.bbox.ymax + self.units_to_points(own) + rule + max(0.0, tall - least) / 2
        x = self._put_degree(top - tall, tall)
        self.nodes += [sign, self.base]
        self.nodexy += [(x, sign.bbox.ymax - top), (x + sign.xadvance(), 0)]
        x += sign.xadvance()
        self.nodes.append(HLine(self.base.bbox.xmax, rule, style=self.style, **kwargs))
        self.nodexy.append((x, -top))
        highest = max([top, *(degree.bbox.ymax - y for degree, y in self._degrees())])
        self.bbox = BBox(0, x + self.base.bbox.xmax, min(top - tall, self.base.bbox.ymin), highest)

    def _put_degree(self: Any, bottom: float, tall: float) -> float:
        """Put the degree of the root where the face says, and return where the sign begins."""
        if not self.degree:
            return 0.0
        consts = self.font.math.consts
        start = self.units_to_points(consts.radicalKernBeforeDegree)
        raised = bottom + tall * consts.radicalDegreeBottomRaisePercent / 100
        after = self.units_to_points(consts.radicalKernAfterDegree) - _DEGREE_NEARER * self.glyphsize
        sign = start + self.degree.xadvance() + after
        shift = max(0.0, -sign)
        self.nodes.append(self.degree)
        self.nodexy.append((start + shift, -raised + self.degree.bbox.ymin))
        return float(sign + shift)

    def _degrees(self: Any) -> list[tuple[Any, float]]:
        return [(node, y) for node, (_, y) in zip(self.nodes, self.nodexy, strict=True) if node is self.degree]


class _Root(_Radical, Mroot, tag="mroot"):
    """A root with a degree."""


class _SquareRoot(_Radical, Msqrt, tag="msqrt"):
    """A square root."""
