"""The EPUB 3: the book for e-readers, phones and assistive technology."""

from __future__ import annotations

from dataclasses import dataclass, replace

from terbit.model import Artifact, Document
from terbit.pdf.workshop import Workshop
from terbit.targets import Rendering, Target

__all__ = ["TARGET", "EpubTarget"]

_WORKSHOP = Workshop()


@dataclass(frozen=True)
class EpubTarget(Target):
    """One EPUB of the whole book, with the pages of the printed one where the edition has it."""

    name: str = "epub"
    formats: frozenset[str] = frozenset({"epub", "html", "book"})
    matter: frozenset[str] = frozenset({"index"})
    leads: bool = True
    modules: tuple[str, ...] = ("terbit.epub", "pypdfium2")
    effort: int = 4
    after: frozenset[str] = frozenset({"print"})

    def render(self, document: Document, workshop: Workshop = _WORKSHOP) -> Rendering:
        """Return ``<slug>.epub``."""
        from terbit.epub import make_epub  # noqa: PLC0415 - slow to load, and most ask for the target's name alone
        from terbit.fonts import missing_glyphs  # noqa: PLC0415

        printed = next((a.data for a in document.made.get("print", ()) if a.path.endswith(".pdf")), None)
        made = make_epub(document, printed, workshop.cache)
        lacking = made.pages_without_matter if made.pages else None
        artifact = Artifact(
            f"{document.config.slug}.epub",
            made.data,
            self.name,
            pages=made.pages or None,
            pages_without_matter=lacking,
        )
        # A reading system has faces of its own for such a character; print has not, and there it is an error.
        missing = (replace(finding, severity="warning") for finding in missing_glyphs(document, workshop.cache))
        return Rendering((artifact,), (*missing, *made.findings))


TARGET = EpubTarget()
