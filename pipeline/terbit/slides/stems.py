"""The names of decks' files."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from terbit.config import Config
from terbit.model import Chapter

__all__ = ["deck_stem", "goal"]


def deck_stem(chapter: Chapter, config: Config) -> str:
    """Return a file name such as `kerja-sama-01-pengertian`, from the chapter's number and file."""
    name = re.sub(r"^\d+[-_ ]*", "", PurePosixPath(chapter.file).stem)
    number = f"{int(chapter.number):02}" if chapter.number.isdigit() else chapter.number
    return "-".join(filter(None, [config.slug, number, name]))


def goal(section: str) -> str:
    """Return the identifier, in an HTML deck, of the place where the slides of a section begin."""
    return f"to-{section}"
