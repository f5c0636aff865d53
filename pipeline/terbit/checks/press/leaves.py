"""Leaves: a number of pages that fills whole signatures."""

from __future__ import annotations

from collections.abc import Iterator

from terbit.checks.press.model import Proof
from terbit.diagnostics import OnPage

__all__ = ["check_leaves"]


def check_leaves(proof: Proof) -> Iterator[OnPage]:
    """Find a number of pages that leaves a signature unfilled; one that is odd is reported elsewhere."""
    pages, signature = len(proof.readings), proof.wanted.signature
    if signature > 2 and pages % signature:
        message = f"{pages} pages are no multiple of {signature}, the pages of a signature"
        yield OnPage("error", "pages-signature", message, hint="build it again", page=pages)
