"""Imposition: the pages of a finished print PDF on the sheets of the press, folded and cut to a book."""

from __future__ import annotations

from terbit.impose.schemes import SCHEMES, Scheme, Spread, spreads
from terbit.impose.sheets import Job, SheetError, impose

__all__ = ["SCHEMES", "Job", "Scheme", "SheetError", "Spread", "impose", "spreads"]
