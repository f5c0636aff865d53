"""Adapting: one edition and one target of the document."""

from __future__ import annotations

from dataclasses import replace

from terbit.model import Document
from terbit.targets import Target
from terbit.transforms.audience import select_for_audience
from terbit.transforms.conditions import apply_conditions
from terbit.transforms.contents import add_matter
from terbit.transforms.hidden import forget_hidden

__all__ = ["adapt"]


def adapt(document: Document, edition: str, target: Target) -> Document:
    """Return the document as this edition's readers see it in this target."""
    chosen = replace(document, edition=edition)
    shown = apply_conditions(chosen, target.formats)
    selected = select_for_audience(shown, presents=target.presents)
    return add_matter(forget_hidden(selected), target.matter)
