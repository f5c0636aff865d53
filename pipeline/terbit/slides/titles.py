"""Titles that fit, and that no two slides of a deck share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from terbit.diagnostics import Diagnostic
from terbit.names import slug
from terbit.slides.looks import COVERS, LABEL_SIZE, Box, Design
from terbit.slides.metrics import line_count, whole_width
from terbit.slides.model import Kind, Run, Slide

__all__ = ["entitled", "qualified", "title_size"]

_PARTS = frozenset({"content", "statement", "quote", "code", "figure", "table"})
_SUFFIX = " (88/88)"
_MOST_LINES = 3


def title_size(title: str, design: Design, kind: Kind = "content") -> float:
    """Return the size (pt) at which a title fits its box, 0 where it fits at none."""
    cover = kind in COVERS
    sizes, box = (design.cover_titles, design.cover_title) if cover else (design.titles, design.title)
    runs = (Run(title),)
    lines = ((size, line_count(runs, box.width / size, design.faces, bold=True)) for size in sizes)
    return next((size for size, count in lines if count <= _most_lines(box, size * design.title_leading)), 0.0)


def _most_lines(box: Box, height: float) -> int:
    return min(int(box.height / height), _MOST_LINES)


def qualified(slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """Tell apart slides of different origin that bear the same title, by label or chapter."""
    out = list(slides)
    for rule in (_by_label, _by_source, _by_qualifier):
        origins: dict[str, set[tuple[str, str]]] = {}
        for slide in out:
            origins.setdefault(slide.title, set()).add(_origin(slide))
        out = [rule(slide) if len(origins[slide.title]) > 1 else slide for slide in out]
    return tuple(out)


def _origin(slide: Slide) -> tuple[str, str]:
    """Return what slides that may be parts of one another have in common: the section, the box, the numbered figure."""
    if slide.kind in COVERS:
        return "cover", slide.ident
    if slide.kind in ("figure", "table") and slide.label[:1].isalpha():
        return slide.section, slide.label
    return slide.section, "" if slide.kind in _PARTS else slide.kind


def _by_label(slide: Slide) -> Slide:
    usable = slide.label and not slide.label[0].isdigit() and slide.kind not in (*COVERS, "content")
    return replace(slide, title=f"{slide.label}: {slide.title}", label=slide.source) if usable else slide


def _by_qualifier(slide: Slide) -> Slide:
    usable = slide.qualifier and slide.kind not in COVERS
    return replace(slide, title=f"{slide.title} – {slide.qualifier}") if usable else slide


def _by_source(slide: Slide) -> Slide:
    if not slide.source or slide.source in slide.title or slide.kind in COVERS:
        return slide
    named = slide.source if slide.source.endswith(f" {slide.title}") else f"{slide.title} – {slide.source}"
    return replace(slide, title=named)


def entitled(slides: Sequence[Slide], design: Design) -> tuple[tuple[Slide, ...], tuple[Diagnostic, ...]]:
    """Shorten titles that do not fit, number those that recur, and give each slide its identifier."""
    findings: list[Diagnostic] = []
    named: list[Slide] = []
    for spaced in slides:
        slide = _plain_spaces(spaced, design)
        short = _shortened(slide.title, slide.kind, design)
        if short != slide.title:
            findings.append(_too_long(slide))
            slide = replace(slide, title=short, notes=(slide.title, *slide.notes))
        named.append(slide)
    totals = Counter(slide.title for slide in named)
    seen: Counter[str] = Counter()
    out = []
    for slide in named:
        seen[slide.title] += 1
        out.append(_numbered(slide, seen[slide.title], totals[slide.title], design))
    return _identified(out), tuple(dict.fromkeys(findings))


def _plain_spaces(slide: Slide, design: Design) -> Slide:
    """Let titles break anywhere, and cut a label to its line."""
    label = slide.label.replace("\u00a0", " ")
    words = label.split(" ")
    while whole_width((Run(label),), design.text_faces, bold=True) * LABEL_SIZE > design.label.width and len(words) > 1:
        words.pop()
        label = " ".join(words) + "…"
    return replace(slide, title=slide.title.replace("\u00a0", " "), label=label)


def _numbered(slide: Slide, part: int, total: int, design: Design) -> Slide:
    title = f"{slide.title} ({part}/{total})" if total > 1 else slide.title
    return replace(slide, title=title, part=part, total=total, title_size=title_size(title, design, slide.kind))


def _shortened(title: str, kind: Kind, design: Design) -> str:
    if title_size(title + _SUFFIX, design, kind):
        return title
    words = title.split(" ")
    while len(words) > 1 and not title_size(" ".join(words) + "…" + _SUFFIX, design, kind):
        words.pop()
    return " ".join(words).rstrip(" ,;:–") + "…"


def _too_long(slide: Slide) -> Diagnostic:
    message = f"the title '{slide.title[:40]}…' is too long for a slide and was shortened"
    return Diagnostic("warning", "slide-title-long", message, slide.place, 'give the heading slide-title="…"')


def _identified(slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """Name each slide after its title, so that links to it last while the title does."""
    seen: Counter[str] = Counter()
    out = []
    for slide in slides:
        name = slug(slide.title) or "slide"
        seen[name] += 1
        number = f"-{seen[name]}" if seen[name] > 1 else ""
        out.append(replace(slide, ident=f"{name}{number}"))
    return tuple(out)
