"""Positions: whether a source is cited for the first time, again, or right after itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from terbit.citations.clusters import Cite, Cluster
from terbit.citations.item import Position

__all__ = ["positions"]


def positions(clusters: Sequence[Cluster], near: int) -> Iterator[tuple[Position, ...]]:
    """Yield the position of each cite of each cluster in turn (CSL 1.0.2, "Choose": position).

    `near` is the near-note-distance of the style, in notes.
    """
    first_notes: dict[str, int] = {}
    last_serials: dict[str, int] = {}
    before: Cluster | None = None
    shared = 0  # the note that holds several citations
    for cluster in clusters:
        if before and cluster.chapter != before.chapter:
            if cluster.section != before.section:
                first_notes, last_serials = {}, {}
            before, shared = None, 0  # nobody looks for the source of "ibid." in another chapter
        out = []
        for number, cite in enumerate(cluster.cites):
            kind = "first"
            if cite.key in last_serials:
                alone = None if before and before.note == shared != cluster.note else before
                kind = _again(cite, _preceding(cluster, number, alone))
            distance = cluster.serial - last_serials.get(cite.key, cluster.serial)
            is_near = kind != "first" and distance <= near
            out.append(Position(kind, is_near, first_notes.get(cite.key, 0)))
            last_serials[cite.key] = cluster.serial
            first_notes.setdefault(cite.key, cluster.note)
        yield tuple(out)
        if before and before.note == cluster.note:
            shared = cluster.note
        before = cluster


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
