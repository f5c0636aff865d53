"""A made-up text that cites a library, the same each time: as pandoc reads it, and as citeproc-js does."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.citations.library import pages

__all__ = ["Citation", "Cite", "citations", "clusters", "markdown"]

_WORDS = "people who share a task learn from each other what no one of them could have known before it began".split()


@dataclass(frozen=True)
class Cite:
    """A key with the words round it."""

    key: str
    locator: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Citation:
    """What one place in the text cites; `mode` is that of its first cite: "", "author" (in text) or "year"."""

    cites: Sequence[Cite]
    mode: str = ""


def citations(count: int, entries: int) -> list[Citation]:
    """Return a text's citations: each entry comes once before any comes again, some of them often."""
    dice = random.Random(2)
    order = sorted(range(entries), key=lambda _: dice.random())
    return [_citation(_picked(number, order, dice), dice) for number in range(count)]


def markdown(cited: Sequence[Citation]) -> str:
    """Write a text with these citations, two in a paragraph, and a place for the bibliography."""
    dice = random.Random(3)
    sentences = [f"{' '.join(dice.sample(_WORDS, 12)).capitalize()} {_written(one)}." for one in cited]
    paragraphs = (" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2))
    return "\n\n".join([*paragraphs, "::: {#refs}\n:::\n"])


def clusters(cited: Sequence[Citation]) -> list[dict[str, Any]]:
    """Return the citations as citeproc-js wants them."""
    return [
        {
            "citationID": f"c{number}",
            "citationItems": [_item(cite, citation.mode if at == 0 else "") for at, cite in enumerate(citation.cites)],
            "properties": {"mode": "composite"} if citation.mode == "author" else {},
        }
        for number, citation in enumerate(cited)
    ]


def _item(cite: Cite, mode: str) -> dict[str, Any]:
    return {
        "id": cite.key,
        **({"locator": cite.locator, "label": "page"} if cite.locator else {}),
        **({"prefix": f"{cite.prefix} "} if cite.prefix else {}),
        **({"suffix": f", {cite.suffix}"} if cite.suffix else {}),
        **({"suppress-author": True} if mode == "year" else {}),
    }


def _picked(number: int, order: Sequence[int], dice: random.Random) -> list[int]:
    several = dice.choice((1, 1, 1, 1, 1, 2, 2, 3))
    often = [order[int(dice.random() ** 3 * len(order))] for _ in range(several)]
    return list(dict.fromkeys([order[number], *often[1:]] if number < len(order) else often))


def _citation(picked: Sequence[int], dice: random.Random) -> Citation:
    cites = [
        Cite(
            f"key{number}",
            locator=pages(dice) if dice.random() < 0.3 else "",
            prefix="see" if dice.random() < 0.1 else "",
            suffix="among others" if dice.random() < 0.05 else "",
        )
        for number in picked
    ]
    mode = dice.choice(("", "", "", "", "", "", "author", "author", "year"))
    if mode == "author":
        cites[0] = Cite(cites[0].key, cites[0].locator)
        cites = cites[:1]
    return Citation(tuple(cites), mode)


def _written(citation: Citation) -> str:
    first = citation.cites[0]
    if citation.mode == "author":
        return f"@{first.key} [{_locator(first)}]" if first.locator else f"@{first.key}"
    return f"[{'; '.join(_cite(cite, citation.mode if cite is first else '') for cite in citation.cites)}]"


def _cite(cite: Cite, mode: str) -> str:
    behind = [text for text in (_locator(cite), cite.suffix) if text]
    key = f"{'-' if mode == 'year' else ''}@{cite.key}"
    return " ".join(filter(None, [cite.prefix, ", ".join([key, *behind])]))


def _locator(cite: Cite) -> str:
    return f"p. {cite.locator}" if cite.locator else ""
