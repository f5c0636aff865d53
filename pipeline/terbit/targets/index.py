"""The download page: one page that offers what the other targets have made."""

from __future__ import annotations

from dataclasses import dataclass

from terbit.diagnostics import Diagnostic
from terbit.model import Artifact, Document
from terbit.targets import Rendering, Target

__all__ = ["TARGET"]


@dataclass(frozen=True)
class _Index(Target):
    name: str = "index"
    formats: frozenset[str] = frozenset({"index"})
    effort: int = 1
    after: frozenset[str] = frozenset({"epub", "handout", "package", "print", "screen", "slides"})

    def render(self, document: Document, workshop: object = None) -> Rendering:
        """Return ``index.html``, or say which target has errors: a page that lacks its files would be no use."""
        from terbit.download import download_page  # noqa: PLC0415 - slow to load, and most ask for the name alone

        del workshop
        lacking = sorted((document.config.targets_of(document.edition) & self.after) - document.made.keys())
        if lacking:
            message = f"the download page keeps its last version, for there are errors in: {', '.join(lacking)}"
            return Rendering((), (Diagnostic("error", "download-held", message),))
        return Rendering((Artifact("index.html", download_page(document), self.name),))


TARGET = _Index()
