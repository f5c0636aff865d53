"""What citeproc-py 0.11.1 gets wrong, mended: each class names the defect, and a test says when it may go.

The elements of a style are classes of citeproc-py's. A style is read here with subclasses of them, so that
nothing upstream is changed for others.
"""

from __future__ import annotations

from citeproc.source import VariableError

from terbit.citations.overrides.reading import parser, prepare

__all__ = ["UPSTREAM", "VariableError", "parser", "prepare"]

UPSTREAM = "0.11.1"
