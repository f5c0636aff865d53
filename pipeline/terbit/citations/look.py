"""What a style asks of the page beyond its words."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from terbit.citations.styles import NS
from terbit.model import Resource

__all__ = ["Look", "look_of"]


@dataclass(frozen=True)
class Look:
    """What a style asks of the page: notes, hanging lines, space between entries and between lines (CSL 1.0.2).

    `by_mark` says that a cite is the number or the label of its entry: it tells nothing where the list is out of sight.
    """

    in_notes: bool
    by_mark: bool
    hanging: bool
    entry_spacing: int
    line_spacing: int

    @property
    def classes(self) -> tuple[str, ...]:
        """Return the classes of a list of references; the theme's own spacing is that of 1."""
        named = {
            "hanging-indent": self.hanging,
            "entries-close": self.entry_spacing < 1,
            "entries-wide": self.entry_spacing > 1,
            "lines-wide": self.line_spacing > 1,
        }
        return tuple(name for name, asked in named.items() if asked)


def look_of(style: Resource) -> Look:
    """Read what a style asks of the page."""
    root = etree.fromstring(style.data, etree.XMLParser(no_network=True, resolve_entities=False))
    bibliography = root.find(f"{NS}bibliography")
    asked = dict(bibliography.attrib) if bibliography is not None else {}
    return Look(
        in_notes=root.get("class") == "note",
        by_mark=any(one.get("citation-format") in ("numeric", "label") for one in root.iter(f"{NS}category")),
        hanging=asked.get("hanging-indent") == "true",
        entry_spacing=int(asked.get("entry-spacing", "1")),
        line_spacing=int(asked.get("line-spacing", "1")),
    )
