"""The cover: a kawung pattern in the theme's colours over the book's title, drawn as PNG."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PIL import Image, ImageColor, ImageDraw, ImageFont

from terbit.assets import FontFile

__all__ = ["SIZE", "CoverWords", "draw_cover", "mixed"]

SIZE = (1600, 2560)  # px; shops ask for the ratio 1 : 1.6
_TILE, _COLUMNS, _ROWS = 320, 5, 4
_OVER = 3  # the pattern is drawn this much larger, then reduced: smooth edges
_MARGIN = 130
_MEASURE = SIZE[0] - 2 * _MARGIN
_Point = tuple[float, float]


@dataclass(frozen=True)
class CoverWords:
    """What stands on a cover; empty where there is none."""

    title: str
    subtitle: str = ""
    authors: str = ""
    edition: str = ""
    publisher: str = ""


def draw_cover(words: CoverWords, tokens: Mapping[str, str], fonts: Sequence[FontFile]) -> bytes:
    """Return the cover as PNG, the same bytes for the same words, tokens and fonts."""
    image = Image.new("RGB", SIZE, tokens["primary"])
    image.paste(_pattern(tokens), (0, 0))
    _write(ImageDraw.Draw(image), words, tokens, fonts)
    out = io.BytesIO()
    image.quantize(96, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _pattern(tokens: Mapping[str, str]) -> Image.Image:
    """Draw four-petalled flowers on a chequered lattice: the batik pattern kawung, of overlapping circles."""
    width, height = _COLUMNS * _TILE, _ROWS * _TILE
    image = Image.new("RGB", (width * _OVER, height * _OVER), mixed(tokens["primary"], "#000000", 0.22))
    draw = ImageDraw.Draw(image)
    colours = [tokens["primary-light"], tokens["accent-bright"], tokens["accent-light"], tokens["primary"]]
    for column in range(-1, _COLUMNS + 2):
        for row in range(-1, _ROWS + 2):
            if (column + row) % 2 == 0:
                _flower(draw, (column * _TILE, row * _TILE), colours[(column + 3 * row) // 2 % len(colours)])
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _flower(draw: ImageDraw.ImageDraw, centre: _Point, colour: str) -> None:
    for turn in range(4):
        angle = turn * math.pi / 2
        points = [(_OVER * x, _OVER * y) for x, y in _petal(centre, angle)]
        draw.polygon(points, fill=colour)
    radius = _TILE * 0.05
    x, y = centre
    ring = [_OVER * v for v in (x - radius, y - radius, x + radius, y + radius)]
    draw.ellipse(ring, fill=colour)


def _petal(centre: _Point, angle: float) -> Iterator[_Point]:
    """Yield the outline of a lens from one lattice point towards the next, a little short of both."""
    length, steps = _TILE * 0.94, 32
    radius = length / math.sqrt(2)
    for side in (1, -1):
        for step in range(steps + 1):
            along = length * (step if side == 1 else steps - step) / steps
            across = side * (math.sqrt(max(radius**2 - (along - length / 2) ** 2, 0)) - length / 2)
            forward = along + _TILE * 0.03
            x = centre[0] + forward * math.cos(angle) - across * math.sin(angle)
            y = centre[1] + forward * math.sin(angle) + across * math.cos(angle)
            yield x, y


def mixed(colour: str, other: str, share: float) -> str:
    """Return a colour with a share of another in it."""
    pairs = zip(ImageColor.getrgb(colour), ImageColor.getrgb(other), strict=True)
    return "#" + "".join(f"{round(a * (1 - share) + b * share):02x}" for a, b in pairs)


@dataclass(frozen=True)
class _Text:
    """A text of the cover: as large as its number of lines allows, between two sizes in px."""

    words: str
    face: FontFile
    colour: str
    largest: int
    smallest: int
    most_lines: int


def _write(
    draw: ImageDraw.ImageDraw, words: CoverWords, tokens: Mapping[str, str], fonts: Sequence[FontFile]
) -> None:
    text = _chosen(fonts, tokens["face-text"], 600)
    light = _chosen(fonts, tokens["face-interface"], 400)
    strong = _chosen(fonts, tokens["face-interface"], 600)
    paper, tint = tokens["paper"], tokens["primary-light"]
    y: float = _ROWS * _TILE + 150
    draw.rectangle((_MARGIN, y - 60, _MARGIN + 180, y - 48), fill=tokens["accent-bright"])
    y = _set(draw, _Text(words.title, text, paper, 210, 84, 3), y)
    y = _set(draw, _Text(words.subtitle, light, tint, 74, 44, 3), y + 30)
    bottom = SIZE[1] - _MARGIN
    draw.text((_MARGIN, bottom), words.publisher, tint, ImageFont.truetype(strong.path, 46), anchor="ls")
    draw.text((SIZE[0] - _MARGIN, bottom), words.edition, tint, ImageFont.truetype(light.path, 46), anchor="rs")
    _set(draw, _Text(words.authors, strong, paper, 60, 40, 2), max(y + 50, bottom - 230))


def _chosen(fonts: Sequence[FontFile], family: str, weight: int) -> FontFile:
    faces = [f for f in fonts if f.family == family and f.style == "normal"] or list(fonts)
    return min(faces, key=lambda f: (abs(f.weight - weight), f.weight))


def _set(draw: ImageDraw.ImageDraw, text: _Text, y: float) -> float:
    """Set a text from `y` down and return where it ends."""
    if not text.words:
        return y
    font, lines = _fitted(text)
    for line in lines:
        draw.text((_MARGIN, y), line, text.colour, font, anchor="la")
        y += font.size * 1.16
    return y


def _fitted(text: _Text) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    for size in range(text.largest, text.smallest - 1, -6):
        font = ImageFont.truetype(text.face.path, size)
        lines = _wrapped(text.words, font)
        if len(lines) <= text.most_lines and all(font.getlength(line) <= _MEASURE for line in lines):
            return font, lines
    cut = lines[: text.most_lines]
    return font, [*cut[:-1], f"{cut[-1]} …"] if len(lines) > len(cut) else cut


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= _MEASURE:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
