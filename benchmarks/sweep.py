"""How the engine's cost grows with the book: all sizes by turns, so that a slow hour of the machine hits all alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from benchmarks.contestants import Place, terbit_contestants
from benchmarks.measure import Contestant, Measurement, Run, measure

__all__ = ["SWEPT", "sweep"]

SWEPT = "engine-linked"
"""The subject whose growth is measured so."""
_ROUNDS = 2


def sweep(places: Sequence[Place], rounds: int, progress: Callable[[str, Run], object]) -> Mapping[int, Measurement]:
    """Return by size what the engine costs with a cold cache and one worker; of one size there is no growth."""
    if len(places) < 2:
        return {}
    contestants = {place.size: _cold(place) for place in places}
    measured = measure([*contestants.values()], min(rounds, _ROUNDS), progress=progress)
    return {size: measured[contestant.name] for size, contestant in contestants.items()}


def _cold(place: Place) -> Contestant:
    place.make()
    contestant = next(terbit_contestants(place, SWEPT))
    return replace(contestant, name=f"{contestant.name} ({place.size})")
