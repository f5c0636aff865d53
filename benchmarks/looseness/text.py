"""The paragraphs that all contestants set: the running prose of the module, and of the synthetic book."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.matter import chapters
from terbit import pandoc
from terbit.ast import elements, stringify
from terbit.config import configure

__all__ = ["TEXTS", "generated", "module"]

_ROOT = Path(__file__).resolve().parents[2]
_CHAPTERS = 4
_FEWEST = 20
"""Words of a paragraph that is prose, and of no use to measure below."""
_OTHER = {"Cite", "Note", "Math", "Image", "Code", "RawInline", "LineBreak"}
"""What a paragraph may not hold: each contestant would set it in its own way."""


def module() -> Iterator[str]:
    """Yield the paragraphs of the module's chapters that are nothing but words."""
    config = configure(_ROOT)
    for chapter in config.chapters:
        tree = json.loads(pandoc.run((_ROOT / chapter).read_text("utf-8"), reader="markdown", writer="json"))
        yield from _prose(tree["blocks"])


def generated() -> Iterator[str]:
    """Yield those of the synthetic book, whose words are invented but as long as a language's."""
    for chapter in chapters(_CHAPTERS):
        for block in chapter.blocks:
            if block.kind == "paragraph":
                kept = [one.text for one in block.items[0] if one.kind not in ("cite", "see", "note")]
                yield " ".join(kept)


TEXTS = {"module": module, "generated": generated}


def _prose(blocks: Sequence[Any]) -> Iterator[str]:
    for block in blocks:
        if block["t"] == "Para" and not any(one["t"] in _OTHER for one in elements(block["c"])):
            words = stringify(block["c"]).split()
            if len(words) >= _FEWEST:
                yield " ".join(words)
