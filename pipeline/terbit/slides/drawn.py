"""Slides as HTML, in whatever size: for a deck in the browser as large as it is, for a handout smaller."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from terbit.labels import Labels
from terbit.model import Resource
from terbit.slides import looks
from terbit.slides.drawings import figure_html
from terbit.slides.looks import Box, Design
from terbit.slides.mark import Mark
from terbit.slides.markup import grid_html, paragraphs_html, runs_html
from terbit.slides.model import Deck, Grid, Picture, Slide
from terbit.slides.notes import footer_line, speaker_lines
from terbit.slides.stems import goal

__all__ = ["Drawn", "geometry"]


def geometry(design: Design, scale: float = 1.0) -> str:
    """Return the places of the slides' parts, and the faces, as custom properties, so that CSS and measuring agree.

    `scale` is 1 for slides of as many px as the design has pt by `PIXEL`: 720 px high.
    """
    boxes = {
        "label": design.label, "title": design.title, "cover-label": design.cover_label,
        "cover-title": design.cover_title, "caption": design.caption, "footer": design.footer,
        "number": design.number, "rule": design.rule, "cover-rule": design.cover_rule, "band": design.band,
        "notch": design.notch, "ring-a": design.rings[0], "ring-b": design.rings[1],
        "picture": design.picture_box(captioned=False), "picture-captioned": design.picture_box(captioned=True),
    }  # fmt: skip
    sizes = {
        "label-size": looks.LABEL_SIZE, "cover-label-size": looks.COVER_LABEL_SIZE, "footer-size": looks.FOOTER_SIZE,
        "caption-size": looks.CAPTION_SIZE, "slide-width": design.width, "slide-height": design.height,
        "cell-across": looks.TABLE_PADDING[0], "cell-down": looks.TABLE_PADDING[1],
        "ring": looks.RING_WIDTH if design.rings[0].width else 0.0,
        "cover-title-foot": looks.COVER_TITLE_FOOT,
    }  # fmt: skip
    lines = [*_places(boxes, scale), *(f"--{name}: {_px(value, scale)};" for name, value in sizes.items())]
    lines += [f"--level-{level}: {scale};" for level, scale in enumerate(looks.SCALES)]
    lines += [f"--leading: {design.text_faces.leading};", f"--title-leading: {design.title_leading};"]
    lines += [f"--indent: {looks.INDENT};", f'--face-slides: "{design.text_faces.html.family}";']
    lines += [f'--face-titles: "{design.faces.html.family}";']
    bodies = (
        f".slide.{kind} {{ {' '.join(_places({'body': look.body}, scale))} }}" for kind, look in design.looks.items()
    )
    return "\n".join([":root { " + " ".join(lines) + " }", *bodies])


def _places(boxes: Mapping[str, Box], scale: float) -> list[str]:
    return [f"--{name}-{part}: {_px(v, scale)};" for name, box in boxes.items() for part, v in _parts(box)]


def _parts(box: Box) -> list[tuple[str, float]]:
    return [("left", box.x), ("top", box.y), ("width", box.width), ("height", box.height)]


def _px(points: float, scale: float) -> str:
    return f"{round(points * looks.PIXEL * scale, 2):g}px"


@dataclass(frozen=True)
class Drawn:
    """Makes sections of a deck's slides; `scale` is that of their geometry."""

    deck: Deck
    labels: Labels
    resources: Mapping[str, Resource]
    scale: float = 1.0
    on_paper: bool = False
    mark: Mark | None = None

    def section(self, slide: Slide, number: int, notes: str = "") -> str:
        """Return a slide, the one of that number in the deck, as a ``section``; `notes` go in at its end."""
        design = self.deck.design
        level = "h1" if slide.kind == "title" else "h2"
        size = f"font-size: {self._px(slide.title_size or design.titles[-1])}"
        ruled = " ruled" if design.looks[slide.kind].ruled else ""
        parts = [
            (
                f'<section id="{slide.ident}" class="slide {slide.kind}{ruled}" aria-labelledby="{slide.ident}-title"'
                f' data-background-color="var(--ground-{slide.kind})">'
            ),
            "" if self.on_paper else "".join(f'<i id="{escape(goal(one))}"></i>' for one in slide.goals),
            f'<p class="label">{self._label(slide)}</p>' if slide.label else "",
            f'<{level} class="title" id="{slide.ident}-title" style="{size}">{escape(slide.title)}</{level}>',
            self._body(slide),
            self.mark.html(slide.ident, self.scale) if self.mark and slide.kind == "title" else "",
            '<span class="rings"></span><span class="rule"></span>'
            if slide.kind in looks.COVERS
            else self._running(slide, number),
            notes,
            "</section>",
        ]
        return "".join(parts)

    def _body(self, slide: Slide) -> str:
        caption = f'<p class="caption">{runs_html(slide.caption)}</p>' if slide.caption else ""
        if isinstance(slide.body, Picture):
            data = self.resources[slide.body.path].data
            picture = figure_html(slide.body.path, data, slide.body.alt, slide.ident)
            captioned = " captioned" if caption else ""
            limit = f' style="--most: {self._px(slide.body.width)}"' if slide.body.width else ""
            return f'<div class="picture{captioned}"{limit}>{picture}</div>{caption}'
        size = f"--size: {self._px(slide.body.size)}"
        if isinstance(slide.body, Grid):
            return f'<div class="body" style="{size}">{grid_html(slide.body, self.deck.design.width)}</div>{caption}'
        if not slide.body.paragraphs:
            return ""
        kind = slide.kind
        content = paragraphs_html(slide.body.paragraphs, code=kind == "code", in_steps=kind == "answer")
        content = f"<blockquote>{content}</blockquote>" if kind == "quote" else content
        return f'<div class="body" style="{size}">{content}</div>{caption}'

    def _running(self, slide: Slide, number: int) -> str:
        line = self._linked(footer_line(slide, self.deck), slide)
        return f'<p class="footer">{line}</p><p class="number" aria-hidden="true">{number}</p>'

    def _label(self, slide: Slide) -> str:
        """Return the label; a cover, which has no footer, leads to the book by it."""
        return self._linked(slide.label, slide) if slide.kind in looks.COVERS else escape(slide.label)

    def _linked(self, text: str, slide: Slide) -> str:
        """Return text as a link to the slide's section in the book; on paper one that leads to the web alone."""
        if not slide.address or (self.on_paper and not slide.address.startswith("http")):
            return escape(text)
        return f'<a href="{escape(slide.address)}">{escape(text)}</a>'

    def notes(self, slide: Slide) -> str:
        """Return what the speaker's view shows of a slide."""
        lines = speaker_lines(slide, self.labels)
        inner = "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)
        return f'<aside class="notes">{inner}</aside>' if lines else ""

    def _px(self, points: float) -> str:
        return _px(points, self.scale)
