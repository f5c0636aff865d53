"""Citation styles before use: read safely, found fit or refused with the line at which they are not."""

from __future__ import annotations

from terbit.citations.styles.check import check, default, in_notes, language, usable
from terbit.citations.styles.tree import NS, StyleTree, read_tree

__all__ = ["NS", "StyleTree", "check", "default", "in_notes", "language", "read_tree", "usable"]
