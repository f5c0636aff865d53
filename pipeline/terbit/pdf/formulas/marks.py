"""What `prepare` notes on elements for the parts that draw them: attributes that MathML does not have."""

from __future__ import annotations

__all__ = ["ACCENT", "CRAMPED", "DISPLAYED", "FUNCTION", "ORDINARY", "STRETCHED", "WHOLE"]

ACCENT = "tex-accent"
"""A `mover` whose mark stands on its base as TeX's accents do."""
CRAMPED = "tex-cramped"
"""What has its scripts set low, since a rule is above it."""
DISPLAYED = "tex-display"
"""A table whose cells are displays."""
FUNCTION = "tex-function"
"""What prints the name of a function: sin, lim."""
ORDINARY = "ordinary"
"""The form of a sign that is no operator: the minus of a number, the point of an exclamation."""
STRETCHED = "tex-stretched"
"""A `mover` whose base is an arrow as long as what stands on it."""
WHOLE = "tex-whole"
"""Brackets that are as high as what they enclose."""
