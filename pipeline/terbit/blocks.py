"""Blocks of a chapter: each is looked through and digested once for all stages that leave it as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from operator import is_

from terbit.ast import Element, Elements, map_elements
from terbit.digest import digest_bytes
from terbit.model import Chapter
from terbit.survey import Survey, survey

__all__ = ["Block", "Change", "map_chapter"]

Change = Callable[[Element], Element | Elements | None]

# Among the sorted keys of an element the place comes before the tag, among those of a citation last. Patterns that
# begin with a fixed text are found five times as quickly.
_TEXT = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_PLACE = re.compile(rf'"p": {_TEXT}, ')
_LAST_PLACE = re.compile(rf', "p": {_TEXT}(?=\}})')


@dataclass(frozen=True, eq=False)
class Block:
    """A block with what has been found of it."""

    element: Element

    @cached_property
    def survey(self) -> Survey:
        """What is in it."""
        return survey(self.element)

    @cached_property
    def digest(self) -> str:
        """A digest of all but the places in the source."""
        text = json.dumps(self.element, ensure_ascii=False, sort_keys=True)
        return digest_bytes(_LAST_PLACE.sub("", _PLACE.sub("", text)).encode())


def map_chapter(chapter: Chapter, change: Change, concerns: Callable[[Survey], bool]) -> Chapter:
    """Return the chapter with `map_elements` applied to its blocks, in order; what stays is the same.

    `concerns` tells by what a block holds whether there can be anything to change in it.
    """
    blocks: Elements = []
    for part in chapter.parts:
        blocks += map_elements([part.element], change) if concerns(part.survey) else [part.element]
    same = len(blocks) == len(chapter.blocks) and all(map(is_, blocks, chapter.blocks))
    return chapter if same else replace(chapter, blocks=blocks)
