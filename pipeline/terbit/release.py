"""Releasing: what of a build may be published, and what keeps its last good version."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from terbit.config import Config
from terbit.diagnostics import Diagnostic, errors_in, ordered
from terbit.model import Artifact, Source
from terbit.publish import Publication, edition_folder, publish, read_manifest
from terbit.report import Report
from terbit.targets import Rendering

__all__ = ["release"]


def release(
    config: Config,
    sources: Sequence[Source],
    renderings: Mapping[tuple[str, str], Rendering],
    found: Sequence[Diagnostic],
    tools: Mapping[str, str],
) -> Report:
    """Publish what no error affects, with the versions of the tools; nothing is written where nothing may be."""
    artifacts: list[Artifact] = []
    withheld: list[str] = []
    publications = []
    for edition in dict.fromkeys(name for name, _ in renderings):
        mine = {target: r for (name, target), r in renderings.items() if name == edition}
        affected = {t: _affected(sources, errors_in((*found, *r.findings))) for t, r in mine.items()}
        good = [a for target, r in mine.items() for a in r.artifacts if not _hit(a, affected[target])]
        faulty = {target for target in mine if affected[target]}
        held = _held(config.root / "output" / edition_folder(edition), faulty, good)
        publications.append(Publication(edition, tuple(mine), tuple(good), held))
        folder = edition_folder(edition)
        artifacts += [replace(a, path=f"{folder}/{a.path}".lstrip("/")) for a in good]
        withheld += [f"{folder}/{path}".lstrip("/") for path in held]
    output = config.root / "output"
    if any(p.artifacts or p.withheld for p in publications):
        output = publish(config.root, publications, tools)
    everything = ordered([*found, *(f for r in renderings.values() for f in r.findings)])
    return Report(output, tuple(artifacts), tuple(withheld), everything)


def _affected(sources: Sequence[Source], errors: Sequence[Diagnostic]) -> frozenset[str]:
    """Return the chapters that errors stand in; ``*`` stands for an error that is not in a chapter."""
    chapters: dict[str, set[str]] = {}
    for source in sources:
        for file in {file for file, _ in source.lines} | {source.file}:
            chapters.setdefault(file, set()).add(source.file)
    return frozenset(
        name for error in errors for name in chapters.get(error.where.file if error.where else "", {"*"})
    )


def _hit(artifact: Artifact, affected: frozenset[str]) -> bool:
    return bool(affected) and (
        "*" in affected or not artifact.sources or not affected.isdisjoint(artifact.sources)
    )


def _held(folder: Path, faulty: Collection[str], good: Sequence[Artifact]) -> tuple[str, ...]:
    """Return the last good files that stay because the new version of their target has errors."""
    fresh = {artifact.path for artifact in good}
    return tuple(
        path
        for path, entry in read_manifest(folder).items()
        if entry.get("target") in faulty and path not in fresh
    )
