"""Adapting: one edition and one target of the document."""

from __future__ import annotations

from dataclasses import replace

from terbit.model import Document
from terbit.targets import Target
from terbit.transforms.audience import select_for_audience
from terbit.transforms.conditions import apply_conditions
from terbit.transforms.contents import add_matter
from terbit.transforms.hidden import forget_hidden
from terbit.transforms.slide_links import lead_to_slides

__all__ = ["adapt"]


def adapt(document: Document, edition: str, target: Target) -> Document:
    """Return the document as this edition's readers see it in this target."""
    chosen = replace(document, edition=edition)
    shown = apply_conditions(chosen, target.formats)
    leading = lead_to_slides(shown) if target.leads else shown
    selected = select_for_audience(leading, presents=target.presents)
    return add_matter(forget_hidden(selected), target.matter)
