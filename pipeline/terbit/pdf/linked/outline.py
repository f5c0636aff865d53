"""The outline of a linked book, from the bookmarks of its units (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from terbit.pdf.linked.writer import Writer

__all__ = ["Entry", "write_outline"]


@dataclass(eq=False)
class Entry:
    """An entry: its CSS level, title and destination as they are written, whether it is closed, those below it."""

    level: int
    title: bytes
    goal: bytes
    closed: bool = False
    below: list[Entry] = field(default_factory=list)
    number: int = 0

    def all(self) -> Iterator[Entry]:
        """Yield the entries below this one, in order."""
        for entry in self.below:
            yield entry
            yield from entry.all()

    def shown(self) -> int:
        """Count the entries below that are seen when this one is open."""
        return sum(1 + (0 if entry.closed else entry.shown()) for entry in self.below)


def write_outline(entries: Iterable[Entry], writer: Writer) -> int:
    """Write the outline; return its number, or 0 if there is none."""
    root = _nested(entries)
    if not root.below:
        return 0
    first = writer.reserve(1)
    root.number = first
    for entry in root.all():
        entry.number = writer.reserve()
    _write(root, writer)
    ends = f"/First {root.below[0].number} 0 R/Last {root.below[-1].number} 0 R/Count {root.shown()}"
    return writer.add(f"<</Type/Outlines{ends}>>".encode(), first)


def _nested(entries: Iterable[Entry]) -> Entry:
    root = Entry(0, b"", b"")
    above = [root]
    for entry in entries:
        while above[-1].level >= entry.level:
            above.pop()
        above[-1].below.append(entry)
        above.append(entry)
    return root


def _write(above: Entry, writer: Writer) -> None:
    for at, entry in enumerate(above.below):
        parts = [b"<</Title %b/Dest%b/Parent %d 0 R" % (entry.title, entry.goal, above.number)]
        if at:
            parts.append(b"/Prev %d 0 R" % above.below[at - 1].number)
        if at + 1 < len(above.below):
            parts.append(b"/Next %d 0 R" % above.below[at + 1].number)
        if entry.below:
            count = -entry.shown() if entry.closed else entry.shown()
            parts.append(b"/First %d 0 R/Last %d 0 R/Count %d" % (entry.below[0].number, entry.below[-1].number, count))
        writer.add(b"".join((*parts, b">>")), entry.number)
        _write(entry, writer)
