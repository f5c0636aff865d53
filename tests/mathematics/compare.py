"""Two pictures of one formula, compared by the pieces of ink in them: their number, shape, size and place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter, ImageStat

__all__ = ["Limits", "Piece", "differences", "pieces"]

_INK = re.compile(rb"[\x00-\xc8]+")
"""What is darker than a light grey, so that thin strokes are whole."""
_GRID = 32
_BLUR = 1.5  # of the grid's squares, so that thin strokes beside each other count
_NEAR = 3.0  # em, beyond which shapes are not compared
_FAR = 10.0


@dataclass(frozen=True)
class Piece:
    """A connected piece of ink: where it is in px, and its shape alone."""

    left: int
    top: int
    right: int
    bottom: int
    shape: Image.Image

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in px."""
        return self.right - self.left, self.bottom - self.top


@dataclass(frozen=True)
class Limits:
    """How far pieces may differ: in em, and the least likeness of two shapes, 1 for the same."""

    across: float = 0.35
    along: float = 0.27
    size: float = 0.15
    likeness: float = 0.6
    width: float = 0.1


def pieces(picture: Image.Image) -> list[Piece]:
    """Return the connected pieces of ink of a picture in grey, from left to right."""
    labels: list[int] = []
    runs: list[tuple[int, int, int, int]] = []  # y, from, to, label
    above: list[tuple[int, int, int, int]] = []
    for y in range(picture.height):
        row = _runs(picture, y)
        here = []
        for start, end in row:
            touching = [run[3] for run in above if run[1] <= end and start <= run[2]]
            label = _root(labels, touching[0]) if touching else len(labels)
            if not touching:
                labels.append(label)
            for other in touching[1:]:
                labels[_root(labels, other)] = label
                label = _root(labels, label)
            here.append((y, start, end, label))
        runs += here
        above = here
    groups: dict[int, list[tuple[int, int, int, int]]] = {}
    for run in runs:
        groups.setdefault(_root(labels, run[3]), []).append(run)
    return sorted((_piece(group) for group in groups.values()), key=lambda piece: (piece.left, piece.top))


def _runs(picture: Image.Image, y: int) -> list[tuple[int, int]]:
    """Return the runs of ink in a row, as first and last column."""
    row = picture.crop((0, y, picture.width, y + 1)).tobytes()
    return [(run.start(), run.end() - 1) for run in _INK.finditer(row)]


def _root(labels: list[int], label: int) -> int:
    while labels[label] != label:
        label = labels[label]
    return label


def _piece(runs: list[tuple[int, int, int, int]]) -> Piece:
    left, right = min(run[1] for run in runs), max(run[2] for run in runs) + 1
    top, bottom = runs[0][0], max(run[0] for run in runs) + 1
    shape = Image.new("L", (right - left, bottom - top))
    for y, start, end, _ in runs:
        shape.paste(255, (start - left, y - top, end + 1 - left, y - top + 1))
    small = shape.resize((_GRID, _GRID), Image.Resampling.BOX)
    return Piece(left, top, right, bottom, small.filter(ImageFilter.GaussianBlur(_BLUR)))


def differences(ours: list[Piece], theirs: list[Piece], em: float, limits: Limits) -> list[str]:
    """Return what the pieces of one picture have that those of the other have not, in words."""
    if not ours or not theirs:
        return ["no ink"]
    widths = [max(p.right for p in some) - min(p.left for p in some) for some in (ours, theirs)]
    found = []
    if abs(widths[0] - widths[1]) > max(limits.width * max(widths), limits.across * em):
        found.append(f"{widths[0] / em:.2f} em wide, not {widths[1] / em:.2f}")
    pairs = _paired(ours, theirs, widths, em)
    for a, b in pairs:
        if why := _unlike(a, b, widths, em, limits):
            found.append(f"piece at {a.left / em:.2f} em: {why}")
    for name, some, paired in (("more", ours, [a for a, _ in pairs]), ("less", theirs, [b for _, b in pairs])):
        found += [f"a piece {name} at {p.left / em:.2f} em" for p in some if not any(p is other for other in paired)]
    return found


def _paired(ours: list[Piece], theirs: list[Piece], widths: list[int], em: float) -> list[tuple[Piece, Piece]]:
    """Pair the pieces that are most alike first."""
    every = sorted(
        ((_distance(a, b, widths, em), m, n) for m, a in enumerate(ours) for n, b in enumerate(theirs)),
    )
    pairs: dict[int, int] = {}
    for _, m, n in every:
        if m not in pairs and n not in pairs.values():
            pairs[m] = n
    return [(ours[m], theirs[n]) for m, n in sorted(pairs.items())]


def _offsets(a: Piece, b: Piece, widths: list[int], em: float) -> tuple[float, float]:
    """Return how far apart the middles are in em, where the one formula is drawn out to the other's width."""
    scale = widths[0] / widths[1]
    x = (a.left + a.right) / 2 - (b.left + b.right) / 2 * scale
    y = (a.top + a.bottom - b.top - b.bottom) / 2
    return abs(x) / em, abs(y) / em


def _distance(a: Piece, b: Piece, widths: list[int], em: float) -> float:
    apart = _offsets(a, b, widths, em)
    if sum(apart) > _NEAR:
        return _FAR + sum(apart)
    sizes = [abs(m - n) / em for m, n in zip(a.size, b.size, strict=True)]
    return sum(apart) + sum(sizes) + 1 - _likeness(a, b)


def _unlike(a: Piece, b: Piece, widths: list[int], em: float, limits: Limits) -> str:
    """Return in what two pieces differ too much, empty if in nothing."""
    x, y = _offsets(a, b, widths, em)
    wrong = []
    if x > limits.across or y > limits.along:
        wrong.append(f"moved by {x:.2f} and {y:.2f} em")
    for name, m, n in zip(("wide", "high"), a.size, b.size, strict=True):
        if abs(m - n) > limits.size * em + limits.size * max(m, n):
            wrong.append(f"{m / em:.2f} em {name}, not {n / em:.2f}")
    if (like := _likeness(a, b)) < limits.likeness:
        wrong.append(f"shapes alike by {like:.2f}")
    return ", ".join(wrong)


def _likeness(a: Piece, b: Piece) -> float:
    """Return the ink that two shapes share of what either has, drawn to one size."""
    shared = ImageStat.Stat(ImageChops.darker(a.shape, b.shape)).sum[0]
    either = ImageStat.Stat(ImageChops.lighter(a.shape, b.shape)).sum[0]
    return shared / either if either else 0.0
