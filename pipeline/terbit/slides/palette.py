"""The publisher's colours from `terbit.yaml` put over the theme's, each with a light companion that can be read on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import tinycss2

from terbit.colours import contrast, mixed
from terbit.config import Config
from terbit.diagnostics import Diagnostic, Location
from terbit.digest import digest_bytes
from terbit.model import Document
from terbit.slides.looks import COVERS, WIDE
from terbit.theme import read_tokens

__all__ = ["coloured", "unreadable"]

Tokens = Mapping[str, str]

_TOKENS = {
    "primary": "primary", "accent": "accent", "tasks": "leaf", "exercises": "brick", "ink": "ink", "quiet": "grey",
    "paper": "paper",
}  # fmt: skip
"""The theme's names of the colours that `slides.colours` has."""
_COMPANIONS = ("primary", "accent", "leaf", "brick", "grey")
_LEAST = 4.5
"""The contrast that text needs (WCAG 2.1, 1.4.3, level AA)."""
_SHARES = (0.17, 0.14, 0.11, 0.08, 0.05)
_BRIGHT = 0.75
"""The share of the accent in rules and rings, which are no text and look dull in a colour that can be read."""
_MIX = re.compile(r"color-mix\(in srgb, var\(--([\w-]+)\) (\d+)%, (?:var\(--([\w-]+)\)|(white|black))\)")
_NAMED = {"white": "#ffffff", "black": "#000000"}


def coloured(document: Document) -> Document:
    """Return the document with a theme in the publisher's colours; without any, the document itself."""
    given = {_TOKENS[name]: colour for name, colour in document.config.slides.colours.items()}
    if not given:
        return document
    theme = document.styles["theme.css"]
    tokens = {**_light_ones(given, {**read_tokens(theme.data.decode()), **given}), **given}
    rule = " ".join(f"--{name}: {colour};" for name, colour in sorted(tokens.items()))
    data = theme.data + f"\n:root {{ {rule} }}\n".encode()
    styles = {**document.styles, "theme.css": replace(theme, data=data, digest=digest_bytes(data))}
    return replace(document, styles=styles)


def _light_ones(given: Tokens, tokens: Tokens) -> dict[str, str]:
    """Return the companions that follow from the colours given; all of them, where the paper is another."""
    changed = [name for name in _COMPANIONS if name in given or "paper" in given]
    out = {f"{name}-light": _companion(tokens[name], tokens["paper"], tokens["ink"]) for name in changed}
    return {**out, **({"accent-bright": mixed(tokens["accent"], _BRIGHT, "#ffffff")} if "accent" in given else {})}


def _companion(colour: str, paper: str, ink: str) -> str:
    """Mix as much of a colour into the paper as leaves the colour and the ink readable on it."""
    tried = [mixed(colour, share, paper) for share in _SHARES]
    good = (one for one in tried if min(contrast(colour, one), contrast(ink, one)) >= _LEAST)
    return next(good, tried[-1])


def unreadable(document: Document) -> Iterator[Diagnostic]:
    """Yield an error for each of the publisher's colours with which text cannot be read, on light slides or dark ones.

    `document` is one whose theme is in these colours.
    """
    config = document.config
    if not config.slides.colours:
        return
    tokens = _simple(read_tokens(document.styles["theme.css"].data.decode()))
    dark = {**tokens, **dict(_dark(document.styles["deck.css"].data.decode(), tokens))}
    seen: set[str] = set()
    for where, colours in (("", tokens), (" on dark slides", dark)):
        for text, ground in sorted(_pairs(), key=lambda pair: _ratio(pair, colours)):
            name = _blamed(text, ground, config)
            if name and name not in seen and _ratio((text, ground), colours) < _LEAST:
                seen.add(name)
                yield _finding(name, (colours[text], colours[ground], where), tokens, config)


def _simple(tokens: Tokens) -> Tokens:
    """Return the colours among tokens that are written as #rrggbb."""
    return {name: value for name, value in tokens.items() if re.fullmatch(r"#[0-9a-fA-F]{6}", value)}


def _ratio(pair: tuple[str, str], colours: Tokens) -> float:
    """Return the contrast of a pair; a colour that is written in another way is the theme's own affair."""
    text, ground = (colours.get(name) for name in pair)
    return contrast(text, ground) if text and ground else _LEAST


def _pairs() -> set[tuple[str, str]]:
    """Return every pair of text and ground on slides, by the names of their tokens."""
    pages = [(kind, look) for kind, look in WIDE.looks.items() if kind not in COVERS]
    on_pages = {(text, look.ground) for _, look in pages for text in (look.colour, "ink", "grey")}
    return {*on_pages, ("paper", "primary"), ("accent-light", "primary"), ("primary", "primary-light")}


def _blamed(text: str, ground: str, config: Config) -> str:
    """Return which of the publisher's colours a pair hangs on: that of the text, of the ground, or the paper in it."""
    names = {token: name for name, token in _TOKENS.items() if name in config.slides.colours}
    bases = (text.removesuffix("-light"), ground.removesuffix("-light"), "paper")
    return next((names[base] for base in bases if base in names), "")


def _finding(name: str, pair: tuple[str, str, str], tokens: Tokens, config: Config) -> Diagnostic:
    text, ground, where = pair
    colour = config.slides.colours[name]
    message = (
        f"slides.colours.{name} is '{colour}': text in {text} on {ground}{where} has a contrast of "
        f"{contrast(text, ground):.1f}:1, and needs {_LEAST}:1"
    )
    place = config.places.get(f"slides.colours.{name}", Location("terbit.yaml"))
    better = _shade(_TOKENS[name], tokens)
    hint = f"'{better}' can be read" if better else "choose a darker one, or a lighter paper"
    return Diagnostic("error", "slide-contrast", message, place, hint)


def _shade(token: str, tokens: Tokens) -> str:
    """Return the nearest darker or lighter shade of a colour that all pairs bear, if there is one."""
    for step in range(1, 20):
        for end in ("#000000", "#ffffff"):
            tried = {**tokens, token: mixed(end, step / 20, tokens[token])}
            tried |= _light_ones({token: tried[token]}, tried)
            if all(_ratio(pair, tried) >= _LEAST for pair in _pairs() if token in pair):
                return tried[token]
    return ""


def _dark(css: str, tokens: Tokens) -> Iterator[tuple[str, str]]:
    """Yield the colours of dark slides, as `deck.css` mixes them of the theme's."""
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type != "at-rule" or "prefers-color-scheme: dark" not in tinycss2.serialize(rule.prelude):
            continue
        for name, value in read_tokens(tinycss2.serialize(rule.content)).items():
            found = _MIX.fullmatch(value)
            if found and name.startswith("s-"):
                other = tokens[found[3]] if found[3] else _NAMED[found[4]]
                yield name.removeprefix("s-"), mixed(tokens[found[1]], int(found[2]) / 100, other)
