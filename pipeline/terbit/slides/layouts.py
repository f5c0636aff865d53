"""Which layout of a template each kind of slide is made with, and which of its placeholders take what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from terbit.slides.looks import WIDE
from terbit.slides.model import Kind

__all__ = ["BODY", "CAPTION", "FOOTER", "LABEL", "NUMBER", "OWN", "PICTURE", "TABLE", "Slots"]

LABEL, BODY, PICTURE, TABLE, CAPTION, FOOTER, NUMBER = 13, 1, 14, 15, 16, 11, 12
"""Indices of the placeholders in Terbit's own template."""


@dataclass(frozen=True)
class Slots:
    """A layout by its position among all of a template's, and the indices of its placeholders; -1 where it has none."""

    layout: int
    body: int = BODY
    label: int = LABEL
    picture: int = PICTURE
    table: int = TABLE
    caption: int = CAPTION
    footer: int = FOOTER
    number: int = NUMBER
    is_own: bool = True


OWN: Mapping[Kind, Slots] = {kind: Slots(at) for at, kind in enumerate(WIDE.looks)}
"""The layouts of Terbit's own template."""
