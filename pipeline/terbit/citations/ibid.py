"""Positions: whether a source is cited for the first time, again, or right after itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from terbit.citations.clusters import Cite, Cluster
from terbit.citations.item import Position

__all__ = ["positions"]


def positions(clusters: Sequence[Cluster], near: int) -> Iterator[tuple[Position, ...]]:
    """Yield the position of each cite of each cluster in turn (CSL 1.0.2, "Choose": position).

    `near` is the near-note-distance of the style, in notes. What an aside cites is not cited yet for a reader
    who has no aside; within it, all that was cited before counts.
    """
    text = _Reader(near)
    reader, last = text, Cluster(())
    for cluster in clusters:
        if cluster.chapter != last.chapter:
            text = text.into_chapter(anew=cluster.section != last.section)
            reader = text
        if (cluster.chapter, cluster.aside) != (last.chapter, last.aside):
            reader = text.copy() if cluster.aside else text
            text.lose_sight()
        last = cluster
        yield reader.read(cluster)


@dataclass
class _Reader:
    """What a reader has met: the note of each source's first cite and the serial of its last, the cluster before.

    `shared` is the note that holds several clusters.
    """

    near: int
    first_notes: dict[str, int] = field(default_factory=dict)
    last_serials: dict[str, int] = field(default_factory=dict)
    before: Cluster | None = None
    shared: int = 0

    def copy(self) -> _Reader:
        return _Reader(self.near, dict(self.first_notes), dict(self.last_serials), self.before, self.shared)

    def lose_sight(self) -> None:
        """Forget what was cited last: nobody looks for the source of "ibid." so far off."""
        self.before, self.shared = None, 0

    def into_chapter(self, *, anew: bool) -> _Reader:
        return _Reader(self.near) if anew else _Reader(self.near, self.first_notes, self.last_serials)

    def read(self, cluster: Cluster) -> tuple[Position, ...]:
        """Return the position of each cite of the next cluster."""
        out = []
        for number, cite in enumerate(cluster.cites):
            out.append(self._position(cluster, number, cite))
            self.last_serials[cite.key] = cluster.serial
            self.first_notes.setdefault(cite.key, cluster.note)
        if self.before and self.before.note == cluster.note:
            self.shared = cluster.note
        self.before = cluster
        return tuple(out)

    def _position(self, cluster: Cluster, number: int, cite: Cite) -> Position:
        last = self.last_serials.get(cite.key)
        if last is None:
            return Position("first")
        alone = None if self.before and self.before.note == self.shared != cluster.note else self.before
        kind = _again(cite, _preceding(cluster, number, alone))
        return Position(kind, cluster.serial - last <= self.near, self.first_notes[cite.key])


def _preceding(cluster: Cluster, number: int, before: Cluster | None) -> Cite | None:
    """Return the cite that "ibid." would refer to: the one before, or the only one of the cluster before."""
    if number:
        return cluster.cites[number - 1]
    return before.cites[0] if before and len(before.cites) == 1 else None


def _again(cite: Cite, preceding: Cite | None) -> str:
    if preceding is None or preceding.key != cite.key:
        return "subsequent"
    if preceding.locator == cite.locator:
        return "ibid"
    return "ibid-with-locator" if cite.locator else "subsequent"
