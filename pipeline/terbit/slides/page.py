"""A deck as one HTML file on reveal.js 6: no request to any address, everything inside."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from string import Template

from terbit.assets import asset
from terbit.config import Config
from terbit.labels import Labels
from terbit.model import Resource
from terbit.slides import looks
from terbit.slides.drawings import figure_html
from terbit.slides.looks import LOOKS, Box
from terbit.slides.markup import grid_html, paragraphs_html, runs_html
from terbit.slides.model import Deck, Grid, Picture, Slide
from terbit.slides.notes import footer_line, speaker_lines

__all__ = ["write_html"]

_PIXEL = 4 / 3


def write_html(
    deck: Deck,
    faces: str,
    config: Config,
    labels: Labels,
    styles: Mapping[str, Resource],
    resources: Mapping[str, Resource],
) -> bytes:
    """Return the deck as HTML; `faces` are the `@font-face` rules of what it is set in."""
    slides = [_slide(slide, deck, at, labels, resources) for at, slide in enumerate(deck.slides, 1)]
    noted = any(speaker_lines(slide, labels) for slide in deck.slides)
    sheets = (
        faces,
        *(asset(f"reveal/{name}.css").read_text("utf-8") for name in ("reset", "reveal")),
        styles["theme.css"].data.decode(),
        _geometry(),
        styles["slides.css"].data.decode(),
    )
    page = Template(styles["slides.html"].data.decode()).substitute(
        language=escape(config.language),
        title=escape(deck.title),
        authors=escape(", ".join(person.name for person in config.authors)),
        styles="\n".join(sheet.replace("</", "<\\/") for sheet in sheets),
        slides="\n".join(slides),
        reveal=_script("reveal/reveal.js"),
        notes=_script("reveal/notes.js") if noted else "",
        plugins="[RevealNotes]" if noted else "[]",
        width=round(looks.WIDTH * _PIXEL),
        height=round(looks.HEIGHT * _PIXEL),
        words=_json({"next slide": labels("slides.next"), "previous slide": labels("slides.previous")}),
    )
    return page.encode()


def _script(path: str) -> str:
    """Return a script that may stand between script tags (HTML 4.12.1.3: `</script` and `<!--` may not)."""
    text = asset(path).read_text("utf-8")
    return re.sub(r"<(/script|script|!--)", r"\\x3c\1", text, flags=re.IGNORECASE)


def _json(value: Mapping[str, str]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")


def _geometry() -> str:
    """Return the places of the slides' parts as custom properties, so that CSS and measuring agree."""
    boxes = {
        "label": looks.LABEL, "title": looks.TITLE, "cover-label": looks.COVER_LABEL,
        "cover-title": looks.COVER_TITLE, "caption": looks.CAPTION, "footer": looks.FOOTER, "number": looks.NUMBER,
        "rule": looks.RULE, "cover-rule": looks.COVER_RULE, "band": looks.BAND, "notch": looks.NOTCH,
        "ring-a": looks.RINGS[0], "ring-b": looks.RINGS[1], "picture": looks.picture_box(captioned=False),
        "picture-captioned": looks.picture_box(captioned=True),
        **{f"body-{kind}": look.body for kind, look in LOOKS.items()},
    }  # fmt: skip
    sizes = {
        "label-size": looks.LABEL_SIZE, "cover-label-size": looks.COVER_LABEL_SIZE, "footer-size": looks.FOOTER_SIZE,
        "caption-size": looks.CAPTION_SIZE, "slide-width": looks.WIDTH, "slide-height": looks.HEIGHT,
        "cell-across": looks.TABLE_PADDING[0], "cell-down": looks.TABLE_PADDING[1],
    }  # fmt: skip
    lines = [f"--{name}-{part}: {_px(value)};" for name, box in boxes.items() for part, value in _parts(box)]
    lines += [f"--{name}: {_px(value)};" for name, value in sizes.items()]
    lines += [f"--level-{level}: {scale};" for level, scale in enumerate(looks.SCALES)]
    lines += [f"--leading: {looks.LEADING};", f"--indent: {looks.INDENT};", f"--title-leading: {looks.TITLE_LEADING};"]
    return ":root { " + " ".join(lines) + " }"


def _parts(box: Box) -> list[tuple[str, float]]:
    return [("left", box.x), ("top", box.y), ("width", box.width), ("height", box.height)]


def _px(points: float) -> str:
    return f"{round(points * _PIXEL, 2):g}px"


def _slide(slide: Slide, deck: Deck, number: int, labels: Labels, resources: Mapping[str, Resource]) -> str:
    look = LOOKS[slide.kind]
    level = "h1" if slide.kind == "title" else "h2"
    size = _px(slide.title_size or looks.TITLE_SIZES[-1])
    ruled = " ruled" if look.ruled else ""
    parts = [
        (
            f'<section id="{slide.ident}" class="slide {slide.kind}{ruled}" aria-labelledby="{slide.ident}-title"'
            f' data-background-color="var(--ground-{slide.kind})">'
        ),
        f'<p class="label">{escape(slide.label)}</p>' if slide.label else "",
        f'<{level} class="title" id="{slide.ident}-title" style="font-size: {size}">{escape(slide.title)}</{level}>',
        _body(slide, resources),
        '<span class="rings"></span><span class="rule"></span>'
        if slide.kind in looks.COVERS
        else _running(slide, deck, number),
        _notes(slide, labels),
        "</section>",
    ]
    return "".join(parts)


def _body(slide: Slide, resources: Mapping[str, Resource]) -> str:
    caption = f'<p class="caption">{runs_html(slide.caption)}</p>' if slide.caption else ""
    if isinstance(slide.body, Picture):
        data = resources[slide.body.path].data
        picture = figure_html(slide.body.path, data, slide.body.alt, slide.ident)
        captioned = " captioned" if caption else ""
        limit = f' style="--most: {_px(slide.body.width)}"' if slide.body.width else ""
        return f'<div class="picture{captioned}"{limit}>{picture}</div>{caption}'
    size = f"--size: {_px(slide.body.size)}"
    if isinstance(slide.body, Grid):
        return f'<div class="body" style="{size}">{grid_html(slide.body)}</div>{caption}'
    if not slide.body.paragraphs:
        return ""
    content = paragraphs_html(slide.body.paragraphs, code=slide.kind == "code")
    content = f"<blockquote>{content}</blockquote>" if slide.kind == "quote" else content
    return f'<div class="body" style="{size}">{content}</div>{caption}'


def _running(slide: Slide, deck: Deck, number: int) -> str:
    return f'<p class="footer">{escape(footer_line(slide, deck))}</p><p class="number" aria-hidden="true">{number}</p>'


def _notes(slide: Slide, labels: Labels) -> str:
    lines = speaker_lines(slide, labels)
    inner = "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)
    return f'<aside class="notes">{inner}</aside>' if lines else ""
