"""Formulas as drawings: MathML of pandoc, prepared for ziamath, which draws it with the face STIX Two Math."""

from terbit.pdf.formulas.draw import Drawing, UndrawableError, draw

__all__ = ["Drawing", "UndrawableError", "draw"]
