"""Rendering: each edition in each target, out of the cache or by a process that does nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from terbit.adapt import adapt
from terbit.ast import strip_positions
from terbit.cache import Cache
from terbit.digest import digest
from terbit.events import Event, Progress
from terbit.fragments import with_fragments
from terbit.model import Document
from terbit.own import own_digest
from terbit.pdf.engines import Engine
from terbit.prepare import STEPS
from terbit.targets import Rendering, lenders, targets
from terbit.versions import tool_versions
from terbit.worker import Job, Renderer, render_apart

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
    renderer: Renderer | None = None,
) -> Mapping[Pair, Rendering]:
    """Return the rendering of each pair; of a faulty book, only of targets that have parts without errors.

    `renderer` is the process that does it, if one has been begun.
    """
    pairs = [pair for pair in wanted if not faulty or targets()[pair[1]].partial]
    jobs = _jobs(document, pairs, engine, cache, faulty=faulty)
    kept = {job.pair: _untimed(r) for job in jobs.values() if (r := cache.get("render", job.key)) is not None}
    out: dict[Pair, Rendering] = {pair: Rendering(()) for pair in wanted} | {p: kept[p] for p in pairs if p in kept}
    missing = _missing(jobs, pairs, kept, faulty=faulty)
    total = STEPS + len(wanted)
    done = total - sum(job.pair in out for job in missing)
    progress(Event("render", _said(missing), done, total))
    for number, rendering in render_apart(_written(missing, cache), engine, cache.folder, renderer):
        job = missing[number]
        if all(finding.severity == "note" for finding in rendering.findings):
            cache.put("render", job.key, rendering)
        if job.pair not in out:
            continue  # made for another target alone
        # What a target stumbles over in a faulty book has been reported as the book's fault.
        out[job.pair] = Rendering(()) if faulty and _crashed(rendering) else rendering
        done += 1
        progress(Event("render", f"{job.pair[1]} ({job.pair[0]})", done, total))
    return out


def _written(jobs: Sequence[_Job], cache: Cache) -> list[Job]:
    """Return the renderer's jobs; those that are no decks start from the chapters' HTML."""
    books = [number for number, job in enumerate(jobs) if not targets()[job.pair[1]].presents]
    documents = with_fragments([jobs[number].document for number in books], cache)
    written = dict(zip(books, documents, strict=True))
    return [(job.pair[1], written.get(number, job.document)) for number, job in enumerate(jobs)]


def _said(missing: Sequence[_Job]) -> str:
    return ", ".join(dict.fromkeys(job.pair[1] for job in missing)) or "nothing has changed"


def _jobs(
    document: Document, pairs: Sequence[Pair], engine: Engine, cache: Cache, *, faulty: bool
) -> dict[Pair, _Job]:
    """Return the jobs of the pairs, each behind those that it comes after."""
    jobs: dict[Pair, _Job] = {}
    for pair in pairs:
        for each in (*_all_needed(document, pair, faulty=faulty), pair):
            before = [jobs[p].key for p in _needed(document, each, faulty=faulty)]
            jobs[each] = jobs.get(each) or _job(document, each, engine, (dict(tool_versions(cache)), *before))
    return jobs


def _all_needed(document: Document, pair: Pair, *, faulty: bool) -> Iterator[Pair]:
    """Yield what a pair comes after and what that comes after, the first first."""
    for each in _needed(document, pair, faulty=faulty):
        yield from _all_needed(document, each, faulty=faulty)
        yield each


def _needed(document: Document, pair: Pair, *, faulty: bool) -> list[Pair]:
    """Return the targets that this one comes after and that there are to be, asked for now or not.

    Of a faulty book those alone have files that come in parts.
    """
    edition, target = pair
    return [p for p in lenders(target, edition, document.config) if targets()[p[1]].partial or not faulty]


def _missing(
    jobs: Mapping[Pair, _Job], pairs: Sequence[Pair], kept: Mapping[Pair, Rendering], *, faulty: bool
) -> list[_Job]:
    """Return the jobs to do, the longest first, each with the kept files of those that it comes after."""
    pending = [pair for pair in pairs if pair not in kept]
    wanted: dict[Pair, _Job] = {}
    while pending:
        pair = pending.pop()
        wanted[pair] = jobs[pair]
        needed = _needed(jobs[pair].document, pair, faulty=faulty)
        pending += [p for p in needed if p not in kept and p not in wanted]
    missing = [_supplied(job, kept, faulty=faulty) for pair, job in jobs.items() if pair in wanted]
    return sorted(missing, key=lambda job: -targets()[job.pair[1]].effort)


def _supplied(job: _Job, kept: Mapping[Pair, Rendering], *, faulty: bool) -> _Job:
    needed = _needed(job.document, job.pair, faulty=faulty)
    made = {p[1]: kept[p].artifacts for p in needed if p in kept}
    return replace(job, document=replace(job.document, made=made)) if made else job


def _job(document: Document, pair: Pair, engine: Engine, before: Sequence[object]) -> _Job:
    edition, target = pair
    adapted = adapt(document, edition, targets()[target])
    own = (own_digest(), target, engine)
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
