"""Authors who come again in the bibliography, replaced by a dash (CSL 1.0.2, "Reference Grouping")."""

from __future__ import annotations

from dataclasses import dataclass

from terbit.citations.markup import CLOSE, OPEN, strip

__all__ = ["Authors", "substituted"]


@dataclass(frozen=True)
class Authors:
    """Where the first list of names of an entry is, and where each name in it is; all without their codes.

    `whole` is the list with its "et al.", which stands for other people than those that it follows.
    """

    start: int
    end: int
    names: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    whole: str


def substituted(text: str, before: Authors | None, substitute: str, rule: str) -> tuple[str, Authors | None]:
    """Return an entry with a substitute for the names that the entry before had too, and its own names.

    `rule` is the style's subsequent-author-substitute-rule.
    """
    authors = _authors(text)
    if authors is None or before is None:
        return text, authors
    same = _same(authors.texts, before.texts)
    complete = same == len(authors.texts) == len(before.texts) and authors.whole == before.whole
    if rule == "complete-all":
        return (_replace(text, ((authors.start, authors.end),), substitute) if complete else text), authors
    count = {"complete-each": same if complete else 0, "partial-each": same}.get(rule, min(same, 1))
    return _replace(text, authors.names[:count], substitute), authors


def _same(some: tuple[str, ...], others: tuple[str, ...]) -> int:
    pairs = enumerate(zip(some, others, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(some), len(others)))


def _authors(text: str) -> Authors | None:
    start = text.find(OPEN["people"])
    end = text.find(CLOSE["people"], start)
    if start < 0 or end < 0:
        return None
    names = []
    at = text.find(OPEN["person"], start, end)
    while at >= 0:
        stop = text.find(CLOSE["person"], at, end)
        names.append((at + 1, stop))
        at = text.find(OPEN["person"], stop, end)
    texts = tuple(strip(text[a:b]) for a, b in names)
    return Authors(start + 1, end, tuple(names), texts, strip(text[start:end])) if names else None


def _replace(text: str, spans: tuple[tuple[int, int], ...], substitute: str) -> str:
    for start, end in reversed(spans):
        text = text[:start] + substitute + text[end:]
    return text
