"""What passes between composing a book and laying it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from terbit.diagnostics import Diagnostic

__all__ = ["Composition", "Layout", "Sheet"]


@dataclass(frozen=True)
class Composition:
    """A whole book as one HTML document, with everything that its layout may ask for.

    `resources` maps the paths that the HTML names to bytes; nothing else is served. `places` names, for
    diagnostics, the files that resources come from. `epoch` is the book's date in seconds.
    """

    html: str
    resources: Mapping[str, bytes]
    tokens: Mapping[str, str]
    hyphenation: str
    epoch: int
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A way to print the composition: style sheets in order, and the PDF variant ("" for plain)."""

    stylesheets: tuple[str, ...]
    variant: str = ""


@dataclass(frozen=True)
class Layout:
    """A PDF as the engine wrote it.

    `checked` says that its text was looked through for what is cut off, and `findings` tell of that.
    `front` is the number of pages before the first that is numbered 1; `folios` gives the printed number
    of the page on which each referenced identifier begins.
    """

    pdf: bytes
    pages: int
    front: int
    folios: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()
    checked: bool = False
