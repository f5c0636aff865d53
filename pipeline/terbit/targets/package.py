"""The teaching packages: all that belongs to a chapter in one archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from terbit.diagnostics import Diagnostic
from terbit.model import Artifact, Chapter, Document
from terbit.pdf.workshop import Workshop
from terbit.targets import Rendering, Target
from terbit.teaching.package import archive, figures
from terbit.teaching.unlinked import unlinked

__all__ = ["TARGET"]

_WORKSHOP = Workshop()


@dataclass(frozen=True)
class _Package(Target):
    name: str = "package"
    formats: frozenset[str] = frozenset({"package", "pdf", "book"})
    partial: bool = True
    effort: int = 3
    after: frozenset[str] = frozenset({"handout", "slides"})

    def render(self, document: Document, workshop: Workshop = _WORKSHOP) -> Rendering:
        """Return an archive for each chapter that has a deck."""
        artifacts: list[Artifact] = []
        findings: dict[Diagnostic, None] = {}
        for chapter in document.chapters:
            made = [a for target in sorted(self.after) for a in document.made.get(target, ()) if _is_of(a, chapter)]
            if made:
                sheets, found = _sheets(document, chapter, workshop)
                decks = {PurePosixPath(a.path).name: unlinked(a.path, a.data) for a in made}
                files = decks | sheets | dict(figures(chapter, document))
                data = archive(files, document.config.date)
                artifacts.append(Artifact(_path(made), data, self.name, sources=(chapter.file,)))
                findings |= dict.fromkeys(found)
        return Rendering(tuple(artifacts), tuple(findings))


def _is_of(artifact: Artifact, chapter: Chapter) -> bool:
    return artifact.sources == (chapter.file,)


def _path(made: list[Artifact]) -> str:
    """Return the deck's path with another ending."""
    deck = min((PurePosixPath(artifact.path) for artifact in made), key=lambda path: len(path.stem))
    return str(deck.with_name(f"{deck.stem.partition('-handout')[0]}.zip"))


def _sheets(
    document: Document, chapter: Chapter, workshop: Workshop
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Return the chapter's exercises, and in the teacher's edition their key, as files by name."""
    from terbit.teaching.sheets import exercise_sheet  # noqa: PLC0415 - slow to load, and most ask for the name alone

    wanted = dict(_wanted(document, chapter))
    made = {name: exercise_sheet(document, chapter, workshop, key=key) for name, key in wanted.items()}
    files = {f"{document.labels(f'teaching.{name}')}.pdf": layout.pdf for name, layout in made.items()}
    return files, tuple(finding for layout in made.values() for finding in layout.findings)


def _wanted(document: Document, chapter: Chapter) -> Iterator[tuple[str, bool]]:
    from terbit.teaching.sheets import has_answers, has_exercises  # noqa: PLC0415

    if has_exercises(chapter):
        yield "exercises", False
    if document.edition == "teacher" and has_answers(chapter):
        yield "key", True


TARGET = _Package()
