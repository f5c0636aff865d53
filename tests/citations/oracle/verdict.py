"""Terbit held against two other processors: what they agree on counts; where they differ, a reviewed list does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from ruamel.yaml import YAML

__all__ = ["Reviewed", "Three", "read_reviewed", "verdict"]

ALL = ("id-ID", "en-US", "de-DE")
Case = tuple[str, str, str]  # style, language, part
Parts = Mapping[str, str]


@dataclass(frozen=True)
class Three:
    """What each processor writes for a style and a language, by part."""

    citeproc_js: Parts
    pandoc: Parts
    terbit: Parts


@dataclass(frozen=True)
class Reviewed:
    """The sides that causes say Terbit takes in each case where the others differ, and its words where on neither."""

    sides: Mapping[Case, tuple[str, ...]]
    own: Mapping[Case, str]


def read_reviewed(file: Path) -> Reviewed:
    """Read the list of differences."""
    data = YAML(typ="safe").load(file.read_text("utf-8"))
    sides: dict[Case, tuple[str, ...]] = {}
    for cause in data["causes"]:
        for case in _cases(cause["where"]):
            sides[case] = (*sides.get(case, ()), cause["terbit"])
    own = {
        (style, language, part): text
        for style, texts in data["neither"].items()
        for part, by_language in texts.items()
        for languages, text in by_language.items()
        for language in _languages(languages)
    }
    return Reviewed(sides, own)


def _cases(where: Mapping[str, Mapping[str, list[str]]]) -> Iterator[Case]:
    for style, by_language in where.items():
        for languages, parts in by_language.items():
            for language in _languages(languages):
                yield from ((style, language, part) for part in parts)


def _languages(name: str) -> tuple[str, ...]:
    return ALL if name == "all" else tuple(name.split(" "))


def verdict(results: Mapping[tuple[str, str], Three], reviewed: Reviewed) -> Iterator[str]:
    """Yield what is wrong, each with the style, the language and the part."""
    left = set(reviewed.sides) | set(reviewed.own)
    for (style, language), three in results.items():
        for part in sorted({*three.citeproc_js, *three.pandoc, *three.terbit}):
            case = (style, language, part)
            left.discard(case)
            found = _wrong(three, part, reviewed.sides.get(case), reviewed.own.get(case))
            if found:
                yield f"{style} {language} {part}: {found}\n{_texts(three, part)}"
        yield from (f"{style} {language}: {found}" for found in _misplaced(three))
    yield from (f"{' '.join(case)}: is on the list, but not there" for case in sorted(left))


def _wrong(three: Three, part: str, sides: tuple[str, ...] | None, own: str | None) -> str:
    theirs = {"citeproc-js": three.citeproc_js.get(part), "pandoc": three.pandoc.get(part)}
    ours = three.terbit.get(part)
    if len(set(theirs.values())) == 1:
        if sides or own:
            return "they agree now, so it is no longer a difference"
        return "" if ours in theirs.values() else "they agree, Terbit does not"
    if not sides:
        return "they differ, and no cause is listed"
    if own is not None:
        return "" if ours == own and ours not in theirs.values() else "Terbit writes something else than is listed"
    if ours not in theirs.values():
        return "Terbit writes as neither, and its words are not listed"
    (side, *others) = dict.fromkeys(sides)
    return "" if others or side not in theirs or ours == theirs[side] else f"Terbit does not side with {side}"


def _misplaced(three: Three) -> Iterator[str]:
    """Yield the entries that both have in one order and Terbit in another."""
    js, pandoc, ours = (
        {key: place for place, key in enumerate(key for key in parts if key.startswith("entry "))}
        for parts in (three.citeproc_js, three.pandoc, three.terbit)
    )
    for one, other in combinations([key for key in js if key in pandoc and key in ours], 2):
        if pandoc[one] < pandoc[other] and ours[one] > ours[other]:
            yield f"{one} comes before {other}, but not in Terbit"


def _texts(three: Three, part: str) -> str:
    rows = (("citeproc-js", three.citeproc_js), ("pandoc", three.pandoc), ("Terbit", three.terbit))
    return "\n".join(f"  {name:12}{parts.get(part)}" for name, parts in rows)
