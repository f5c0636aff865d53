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
from terbit.slides.drawn import Drawn, geometry
from terbit.slides.mark import mark_of
from terbit.slides.model import Deck
from terbit.slides.notes import speaker_lines

__all__ = ["write_html"]


def write_html(
    deck: Deck,
    faces: str,
    config: Config,
    labels: Labels,
    styles: Mapping[str, Resource],
    resources: Mapping[str, Resource],
) -> bytes:
    """Return the deck as HTML; `faces` are the `@font-face` rules of what it is set in."""
    drawn = Drawn(deck, labels, resources, mark=mark_of(config, resources, deck.design))
    slides = [drawn.section(slide, at, drawn.notes(slide)) for at, slide in enumerate(deck.slides, 1)]
    width, height = (round(side * looks.PIXEL) for side in (deck.design.width, deck.design.height))
    noted = any(speaker_lines(slide, labels) for slide in deck.slides)
    sheets = (
        faces,
        *(asset(f"reveal/{name}.css").read_text("utf-8") for name in ("reset", "reveal")),
        styles["theme.css"].data.decode(),
        geometry(deck.design),
        *(styles[name].data.decode() for name in ("slides.css", "deck.css")),
        f"@page {{ size: {width}px {height}px; }}",
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
        width=width,
        height=height,
        words=_json({"next slide": labels("slides.next"), "previous slide": labels("slides.previous")}),
    )
    return page.encode()


def _script(path: str) -> str:
    """Return a script that may stand between script tags (HTML 4.12.1.3: `</script` and `<!--` may not)."""
    text = asset(path).read_text("utf-8")
    return re.sub(r"<(/script|script|!--)", r"\\x3c\1", text, flags=re.IGNORECASE)


def _json(value: Mapping[str, str]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
