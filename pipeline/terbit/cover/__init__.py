"""The cover of the printed book: back, spine and front on one sheet, for the press."""

from __future__ import annotations

from terbit.cover.make import make_cover
from terbit.cover.wrap import Wrap, wrap_of

__all__ = ["Wrap", "make_cover", "wrap_of"]
