"""The rules of shops as a table with sources and dates, and what of a book they are compared with."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from terbit.checks.model import Verdict
from terbit.diagnostics import Diagnostic, Location

__all__ = ["Rule", "measure", "read_rules", "run_shops"]

_BITMAPS = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_UNCONFIRMED = "unconfirmed"
Measures = Mapping[str, Mapping[str, float]]
"""What is measured, by its name: a number for each file, or one for the whole book under an empty path."""


@dataclass(frozen=True)
class Rule:
    """A bound that a shop sets, where it says so and when that was read."""

    shop: str
    measure: str
    what: str
    source: str
    date: str = ""
    least: float = float("-inf")
    most: float = float("inf")


def read_rules() -> tuple[Rule, ...]:
    """Read shops.toml, in its order."""
    table: dict[str, Any] = tomllib.loads(Path(__file__).with_name("shops.toml").read_text("utf-8"))
    return tuple(Rule(**{**rule, "date": str(rule.get("date", ""))}) for rule in table["rule"])


def run_shops(data: bytes, files: Mapping[str, bytes], cover: str, identifier: str) -> Verdict:
    """Compare a book with every rule; what no page of the shop's own could be found for is only a note."""
    measures, rules = measure(data, files, cover, identifier), read_rules()
    found = tuple(finding for rule in rules for finding in _broken(rule, measures))
    bad = [finding for finding in found if finding.severity != "note"]
    return Verdict("shops' rules", "failed" if bad else "passed", f"{len(found)} of {len(rules)} not kept", found)


def measure(data: bytes, files: Mapping[str, bytes], cover: str, identifier: str) -> Measures:
    """Return what the rules speak of; `cover` is the path of the cover image, sizes are in pixels and bytes."""
    bitmaps = {path: content for path, content in files.items() if path.lower().endswith(_BITMAPS)}
    sizes = {path: _size(content) for path, content in bitmaps.items()}
    inner = {path: size for path, size in sizes.items() if path != cover}
    front = sizes.get(cover, (0, 0))
    return {
        "bytes": {"": len(data)},
        "cover-longest": {cover: max(front)},
        "cover-shortest": {cover: min(front)},
        "image-bytes": {path: len(content) for path, content in bitmaps.items()},
        "image-pixels": {path: width * height for path, (width, height) in inner.items()},
        "isbn-missing": {"": 0 if identifier.startswith("urn:isbn:") else 1},
        "page-bytes": {path: len(content) for path, content in files.items() if path.endswith(".xhtml")},
        "webp-images": {path: 1 for path in bitmaps if path.lower().endswith(".webp")},
    }


def _size(content: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(content)) as image:
        return image.size


def _broken(rule: Rule, measures: Measures) -> Iterator[Diagnostic]:
    for path, number in measures[rule.measure].items():
        if not rule.least <= number <= rule.most:
            severity: Any = "note" if rule.source == _UNCONFIRMED else "warning"
            said = rule.source if rule.source == _UNCONFIRMED else f"{rule.source}, read {rule.date}"
            place = Location(f"EPUB/{path}") if path else None
            yield Diagnostic(severity, "shop", f"{rule.shop}: {rule.what} ({said})", place)
