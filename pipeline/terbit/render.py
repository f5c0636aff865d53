"""Rendering: each edition in each target, out of the cache or by a process that does nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from terbit.adapt import adapt
from terbit.ast import strip_positions
from terbit.cache import Cache
from terbit.digest import digest
from terbit.events import Event, Progress
from terbit.fragments import Fragments
from terbit.model import Document
from terbit.own import own_digest
from terbit.pdf.engines import Engine
from terbit.prepare import STEPS
from terbit.renderer import Job, Renderer
from terbit.targets import Rendering, lenders, targets
from terbit.versions import tool_versions

__all__ = ["Pair", "render"]

Pair = tuple[str, str]
"""The name of an edition and of a target."""


@dataclass(frozen=True)
class _Job:
    pair: Pair
    document: Document
    key: str


def render(
    document: Document,
    wanted: Sequence[Pair],
    cache: Cache,
    progress: Progress,
    *,
    faulty: bool,
    engine: Engine,
    renderer: Renderer,
) -> Mapping[Pair, Rendering]:
    """Return the rendering of each pair; of a faulty book, only of targets that have parts without errors."""
    plan, fragments = _Plan(document, engine, cache, faulty=faulty), Fragments(cache)
    pairs = [pair for pair in wanted if not faulty or targets()[pair[1]].partial]
    out: dict[Pair, Rendering] = {pair: Rendering(()) for pair in wanted}
    handed: list[_Job] = []
    left: set[Pair] = set()

    def told(detail: str) -> None:
        total = STEPS + len(wanted)
        progress(Event("render", detail, total - len(left), total))

    def jobs() -> Iterator[Job]:
        for job in plan.missing(pairs):
            handed.append(job)
            yield job.pair[1], _written(job.document, job.pair[1], fragments)
        out.update({pair: _untimed(plan.kept[pair]) for pair in pairs if pair in plan.kept})
        left.update(job.pair for job in handed if job.pair in out)
        told(_said(handed))

    for number, rendering in renderer.results(jobs()):
        job = handed[number]
        if all(finding.severity == "note" for finding in rendering.findings):
            cache.put("render", job.key, rendering)
        if job.pair not in out:
            continue  # made for another target alone
        # What a target stumbles over in a faulty book has been reported as the book's fault.
        out[job.pair] = Rendering(()) if faulty and _crashed(rendering) else rendering
        left.remove(job.pair)
        told(f"{job.pair[1]} ({job.pair[0]})")
    return out


def _written(document: Document, target: str, fragments: Fragments) -> Document:
    """Return what the renderer is given: all but decks start from the chapters' HTML."""
    return document if targets()[target].presents else fragments.given_to(document)


def _said(missing: Sequence[_Job]) -> str:
    return ", ".join(dict.fromkeys(job.pair[1] for job in missing)) or "nothing has changed"


class _Plan:
    """What is to be rendered of a document, found out target by target; `kept` is what is kept of earlier builds."""

    def __init__(self, document: Document, engine: Engine, cache: Cache, *, faulty: bool) -> None:
        self._document, self._engine, self._cache, self._faulty = document, engine, cache, faulty
        self._jobs: dict[Pair, _Job] = {}
        self._seen: set[Pair] = set()
        self.kept: dict[Pair, Rendering] = {}

    def missing(self, pairs: Sequence[Pair]) -> Iterator[_Job]:
        """Yield the jobs to do, the longest first, each behind those that it comes after and with their kept files."""
        for pair in sorted(pairs, key=lambda pair: -targets()[pair[1]].effort):
            if pair not in self._seen:
                yield from self._due(pair)

    def _due(self, pair: Pair) -> Iterator[_Job]:
        self._seen.add(pair)
        job = self._job(pair)
        kept = self._cache.get("render", job.key)
        if kept is not None:
            self.kept[pair] = kept
            return
        needed = self._needed(pair)
        yield from self.missing(needed)
        made = {p[1]: self.kept[p].artifacts for p in needed if p in self.kept}
        yield replace(job, document=replace(job.document, made=made)) if made else job

    def _needed(self, pair: Pair) -> list[Pair]:
        """Return the targets that this one comes after and that there are to be, asked for now or not.

        Of a faulty book those alone have files that come in parts.
        """
        edition, target = pair
        needed = lenders(target, edition, self._document.config)
        return [p for p in needed if targets()[p[1]].partial or not self._faulty]

    def _job(self, pair: Pair) -> _Job:
        if pair not in self._jobs:
            before = [self._job(p).key for p in self._needed(pair)]
            self._jobs[pair] = self._adapted(pair, [dict(tool_versions(self._cache)), *before])
        return self._jobs[pair]

    def _adapted(self, pair: Pair, before: Sequence[object]) -> _Job:
        edition, target = pair
        adapted = adapt(self._document, edition, targets()[target])
        own = (own_digest(), target, self._engine)
        return _Job(pair, adapted, digest("render", *own, _content(adapted), list(before)))


def _crashed(rendering: Rendering) -> bool:
    return any(finding.code == "internal" for finding in rendering.findings)


def _untimed(rendering: Rendering) -> Rendering:
    """Return a rendering out of the cache, which took no time."""
    return replace(rendering, artifacts=tuple(replace(a, seconds=0.0) for a in rendering.artifacts))


def _content(document: Document) -> list[object]:
    """Return all that a target can see of a document, places in the source left out."""
    chapters = [chapter.digest for chapter in document.chapters]
    files = {name: r.digest for name, r in (*document.resources.items(), *document.styles.items())}
    extra = [
        strip_positions([list(vars(anchor).values()) for anchor in document.anchors.values()]),
        document.index,
        document.edition,
    ]
    return [chapters, document.config.settings, files, dict(document.labels.words), extra]
