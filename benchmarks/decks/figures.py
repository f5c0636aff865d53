"""The figures of one book's decks in both shapes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import pikepdf

from benchmarks.decks.books import write
from benchmarks.decks.contents import Shown, faults, shown
from benchmarks.decks.coverage import coverage
from benchmarks.decks.judges import audit, drawn, open_xml_sdk, presented
from benchmarks.decks.leaks import secrets_of, text_of
from benchmarks.measure import Contestant, Run, run_once
from terbit import load
from terbit.adapt import adapt
from terbit.cache import Cache
from terbit.cores import cores
from terbit.model import Document
from terbit.prepare import prepare
from terbit.targets import targets

__all__ = ["SHAPES", "build", "differing", "figures", "leaks"]

SHAPES: Mapping[str, str] = {"16:9": "", "4:3": "-4x3"}
"""Shapes of slides, and how the names of their decks end where there are both."""
_SCHEMES = ("light", "dark")
_FORMS = ("pptx", "html", "pdf", "zip")
Progress = Callable[[str], object]


@dataclass(frozen=True)
class _Decks:
    """The files of one edition in one shape: decks by their stems, and the chapters' apart from the whole book's."""

    folder: Path
    end: str

    def files(self, suffix: str) -> list[Path]:
        """Return the files of a form, the whole book's first."""
        found = sorted(self.folder.glob(f"*.{suffix}"))
        stems = [(f, f.stem.removesuffix("-handout")) for f in found]
        return [f for f, stem in stems if stem.endswith("-4x3") == bool(self.end)]

    def chapters(self, suffix: str) -> list[Path]:
        """Return the decks of chapters: all slides but the whole book's title are in them."""
        found = self.files(suffix)
        return [f for f in found if f is not min(found, key=lambda one: len(one.name))]


def build(folder: Path, *arguments: str) -> Run:
    """Publish a project in a fresh process, and return what it cost."""
    command = [sys.executable, "-m", "terbit", "build", *arguments]
    return run_once(Contestant("build", command, folder), sampling=0)


def figures(name: str, home: Path, progress: Progress) -> dict[str, Any]:
    """Publish a book, and its decks once more, and return what they are found to be."""
    folder, again = home / name, home / f"{name}-again"
    for place, told in ((folder, []), (again, ["slides", "--no-cache"])):
        write(name, place)
        progress(f"{name}: publish {' '.join(told)}")
        build(place, *told)
    document = prepare(load(folder), Cache(None)).document
    adapted = {edition.name: adapt(document, edition.name, targets()["slides"]) for edition in document.config.editions}
    return {
        "shapes": {shape: _shape(folder, adapted, end, progress) for shape, end in SHAPES.items()},
        "files that differ in a second build": differing(folder / "output", again / "output"),
        "leaks": leaks(folder / "output", document),
    }


def _shape(folder: Path, editions: Mapping[str, Document], end: str, progress: Progress) -> dict[str, Any]:
    """Judge the decks of one shape: the students' are read, the fullest edition's are drawn and shown too."""
    every = {
        edition: _Decks(folder / "output" / ("" if edition == "student" else edition) / "slides", end)
        for edition in editions
    }
    first, last = next(iter(every)), [*every][-1]
    fullest = every[last]
    slides = {edition: {f.stem: shown(f) for f in own.files("pptx")} for edition, own in every.items()}
    progress(f"{folder.name} {end}: LibreOffice, validators, Chromium")
    judged = _judged(every.values(), fullest)
    plain = judged["plain"]
    chapters = {f.stem for f in fullest.chapters("pptx")}
    own = [slide for stem in sorted(chapters) for slide in slides[last][stem]]
    covered = coverage(editions[first], {stem: deck for stem, deck in slides[first].items() if stem in chapters})
    return {
        "decks": sum(len(decks) for decks in slides.values()),
        "slides of chapters": len(own),
        "overflowing in LibreOffice": [(name, *one) for name, ones in judged["drawn"].items() for one in ones],
        "overflowing in Chromium": _told(plain, "overflows"),
        "requests": _told(plain, "requests"),
        "errors of scripts": _told(plain, "errors"),
        "Open XML SDK": _all(judged["Open XML SDK"]),
        "openxml-audit": _all(judged["openxml-audit"]),
        **{f"axe, {scheme}": _told(judged[scheme], "violations") for scheme in _SCHEMES},
        **_summed(faults(deck) for decks in slides.values() for deck in decks.values()),
        "words": _words(own),
        "key sentences": covered.keys,
        "key sentences not on exactly one slide": covered.astray,
        "sections": covered.sections,
        "sections without a slide": covered.silent,
        "decks whose forms differ in slides": _uncounted(fullest, slides[last], plain),
        "largest deck, kB": _largest(every.values()),
    }


def _judged(every: Iterable[_Decks], fullest: _Decks) -> Mapping[str, Mapping[str, Any]]:
    """Ask the judges, as many at once as there are cores: each is a program of its own but one validator."""
    packages = [file for own in every for file in own.files("pptx")]
    asked: dict[str, Callable[[], Mapping[str, Any]]] = {
        **{scheme: partial(presented, scheme, "axe", *fullest.chapters("html")) for scheme in _SCHEMES},
        "plain": partial(presented, "light", "plain", *fullest.files("html")),
        "drawn": partial(drawn, *fullest.files("pptx")),
        "Open XML SDK": partial(open_xml_sdk, *packages),
        "openxml-audit": lambda: {str(file): audit(file) for file in packages},
    }
    with ThreadPoolExecutor(cores()) as pool:
        answers = {name: pool.submit(judge) for name, judge in asked.items()}
        return {name: answer.result() for name, answer in answers.items()}


def _all(found: Mapping[str, Sequence[Any]]) -> list[Any]:
    return [one for ones in found.values() for one in ones]


def _told(seen: Mapping[str, Mapping[str, Any]], what: str) -> list[Any]:
    return [(name, one) for name, deck in seen.items() for one in deck[what]]


def _summed(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    out: dict[str, int] = {}
    for one in counts:
        out |= {name: out.get(name, 0) + count for name, count in one.items()}
    return out


def _words(slides: Sequence[Shown]) -> dict[str, Any]:
    """Return the words on a slide, title and label among them, its foot's aside."""
    counts = [slide.count for slide in slides if not slide.is_cover]
    return {"median": median(counts), "most": max(counts), "on": max(slides, key=lambda slide: slide.count).title}


def _uncounted(
    decks: _Decks, slides: Mapping[str, Sequence[Shown]], html: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    """Return the decks that have not as many slides in PPTX, in HTML and on paper."""
    paper = {file.stem.removesuffix("-handout"): _on_paper(file) for file in decks.files("pdf")}
    counts = {stem: {len(deck), html[f"{stem}.html"]["slides"], paper.get(stem, 0)} for stem, deck in slides.items()}
    return [stem for stem, count in counts.items() if len(count) > 1]


def _on_paper(file: Path) -> int:
    """Count the slides of a handout by its tags: each is a section within that of its chapter."""
    with pikepdf.open(file) as pdf:
        chapters = [part for document in _parts([pdf.Root.StructTreeRoot]) for part in _parts([document])]
        return len([one for one in _parts(chapters) if pikepdf.Name.Sect == one.S])


def _parts(elements: Iterable[Any]) -> list[Any]:
    """Return the structure elements below others, content marked on pages aside."""
    found = []
    for element in elements:
        below = element.get("/K", [])
        found += list(below) if isinstance(below, pikepdf.Array) else [below]
    return [one for one in found if isinstance(one, pikepdf.Dictionary) and "/S" in one]


def _largest(every: Iterable[_Decks]) -> dict[str, int]:
    files = {suffix: [f for decks in every for f in decks.files(suffix)] for suffix in ("pptx", "html")}
    return {suffix: round(max(f.stat().st_size for f in found) / 1000) for suffix, found in files.items()}


def differing(one: Path, two: Path) -> list[str]:
    """Return the decks that are not the same in two outputs, or in one alone."""
    found = [[p for p in o.glob("**/slides/*") if p.suffix in (".pptx", ".html")] for o in (one, two)]
    trees = [{p.relative_to(o): p.read_bytes() for p in paths} for o, paths in zip((one, two), found, strict=True)]
    return sorted(str(p) for p in trees[0].keys() | trees[1].keys() if trees[0].get(p) != trees[1].get(p))


def leaks(output: Path, document: Document) -> dict[str, Any]:
    """Search the students' files for what is the teacher's, and the teacher's files, to show that it would be found."""
    secrets = {line for lines in secrets_of(document.chapters).values() for line in lines}
    found = {edition: _holding(output / edition / "slides", secrets) for edition in ("", "teacher")}
    forms = sorted({Path(name).suffix[1:] for name in found["teacher"]})
    return {"lines": len(secrets), "in files of students": found[""], "found in the teacher's": forms}


def _holding(folder: Path, secrets: Iterable[str]) -> list[str]:
    files = [f for f in sorted(folder.glob("*")) if f.suffix[1:] in _FORMS]
    texts = {f.name: text_of(f.name, f.read_bytes()) for f in files}
    return [name for name, text in texts.items() if any(line in text for line in secrets)]
