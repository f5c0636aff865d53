"""Offers: the files of an edition as a reader chooses among them, grouped into the book and its decks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from terbit.ast import stringify
from terbit.digest import digest_bytes
from terbit.model import Artifact, Document

__all__ = ["Group", "Offer", "book_offers", "deck_groups"]

_BOOKS = ("screen", "epub", "print")
"""The targets of the book as a whole, those first that most readers want."""


@dataclass(frozen=True)
class Offer:
    """One file: its path from the page, the label that names its kind, its size in bytes and its SHA-256.

    `pages` and `slides` are None where they do not apply.
    """

    path: str
    kind: str
    size: int
    sha256: str
    pages: int | None = None
    slides: int | None = None

    @property
    def media_type(self) -> str:
        """The file's media type (IANA)."""
        return _MEDIA[PurePosixPath(self.path).suffix]


@dataclass(frozen=True)
class Group:
    """The files of one chapter's deck, or of the whole book's: `number` and `title` are the chapter's.

    `handout` is the first handout's PDF, empty where there is none.
    """

    number: str
    title: str
    offers: tuple[Offer, ...]
    handout: bytes = b""


_MEDIA: Mapping[str, str] = {
    ".epub": "application/epub+zip",
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".zip": "application/zip",
}


def book_offers(document: Document) -> tuple[Offer, ...]:
    """Return the files that hold the whole book to read or to print."""
    return tuple(_offer(artifact) for target in _BOOKS for artifact in document.made.get(target, ()))


def deck_groups(document: Document) -> tuple[Group, ...]:
    """Return the files for teaching: those of the whole book first, then those of each chapter."""
    made = [a for target, artifacts in sorted(document.made.items()) if target not in _BOOKS for a in artifacts]
    whole = re.compile(re.escape(document.config.slug) + r"(?:-4x3|-handout(?:-\d)?)*")
    own = [artifact for artifact in made if whole.fullmatch(PurePosixPath(artifact.path).stem)]
    parts = [artifact for artifact in made if artifact not in own]
    groups = [Group("", document.config.title, _offers(own), _handout(own))]
    for chapter in document.chapters:
        mine = [artifact for artifact in parts if artifact.sources == (chapter.file,)]
        groups.append(Group(chapter.number, stringify(chapter.title), _offers(mine), _handout(mine)))
    return tuple(group for group in groups if group.offers)


def _handout(artifacts: Iterable[Artifact]) -> bytes:
    return next((artifact.data for artifact in artifacts if artifact.target == "handout"), b"")


def _offers(artifacts: Iterable[Artifact]) -> tuple[Offer, ...]:
    order = list(_MEDIA)[::-1]
    ranked = sorted(artifacts, key=lambda a: (order.index(PurePosixPath(a.path).suffix), a.path))
    return tuple(map(_offer, ranked))


def _offer(artifact: Artifact) -> Offer:
    suffix = PurePosixPath(artifact.path).suffix.removeprefix(".")
    kind = artifact.target if artifact.target in _BOOKS else f"{artifact.target}-{suffix}"
    return Offer(artifact.path, kind, len(artifact.data), digest_bytes(artifact.data), artifact.pages, artifact.slides)
