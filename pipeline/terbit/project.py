"""A build: the stages in their order, with their results kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from terbit import pandoc
from terbit.adapt import adapt
from terbit.assemble import assemble
from terbit.ast import strip_positions
from terbit.cache import Cache
from terbit.citations import cite
from terbit.collect import collect, collect_images
from terbit.config import Config, configure
from terbit.diagnostics import Diagnostic, errors_in, ordered
from terbit.digest import digest
from terbit.errors import ConfigError
from terbit.labels import read_labels
from terbit.model import Artifact, Chapter, Document, Manuscript, Source
from terbit.parse import READER, parse
from terbit.publish import Publication, edition_folder, publish, read_manifest
from terbit.targets import Rendering, targets
from terbit.versions import own_digest, tool_versions
from terbit.worker import render_apart

__all__ = ["Event", "Report", "build", "load", "prepare"]


@dataclass(frozen=True)
class Event:
    """A step of a build, for whoever shows its progress: `done` of `total` steps are over."""

    stage: str
    detail: str
    done: int
    total: int


@dataclass(frozen=True)
class Report:
    """What a build published, with paths below `output`; what it withheld; what it found."""

    output: Path
    artifacts: tuple[Artifact, ...]
    withheld: tuple[str, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def exit_code(self) -> int:
        """Return 0 if everything asked for was published."""
        return 1 if errors_in(self.findings) else 0


Progress = Callable[[Event], None]


@dataclass(frozen=True)
class _Prepared:
    document: Document
    sources: tuple[Source, ...]
    findings: tuple[Diagnostic, ...]


def load(folder: str | os.PathLike[str]) -> Config:
    """Return the configuration of the project in a folder.

    Raises
    ------
    ConfigError
        With every fault of `terbit.yaml` at once.
    """
    return configure(Path(folder).resolve())


def build(
    config: Config,
    only: Sequence[str] = (),
    *,
    editions: Sequence[str] = (),
    cache: bool = True,
    strict: bool = False,
    progress: Progress = lambda _: None,
) -> Report:
    """Publish the book; `only` and `editions` narrow what is built, `strict` makes warnings errors.

    Raises
    ------
    ConfigError
        If a target or an edition is asked for that the configuration does not have.
    MachineError
        If the machine lacks something.
    """
    wanted = _wanted(config, only, editions)
    store = Cache(config.root / ".terbit" / "cache" if cache else None)
    prepared = prepare(config, store, progress, len(wanted))
    found = _strict(prepared.findings) if strict else prepared.findings
    renderings = _render(prepared, wanted, store, bool(errors_in(found)), progress)
    if strict:
        renderings = {pair: replace(r, findings=_strict(r.findings)) for pair, r in renderings.items()}
    return _publish(config, prepared.sources, renderings, found)


def _strict(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(replace(f, severity="error") if f.severity == "warning" else f for f in findings)


def _wanted(config: Config, only: Sequence[str], editions: Sequence[str]) -> list[tuple[str, str]]:
    """Return the (edition, target) pairs to build, the slowest kinds of target first."""
    known = {edition.name for edition in config.editions}
    unknown = [name for name in editions if name not in known]
    if unknown:
        hint = f"it has: {', '.join(sorted(known))}"
        raise ConfigError(
            [Diagnostic("error", "edition-unknown", f"no edition '{n}'", hint=hint) for n in unknown]
        )
    pairs = [
        (edition.name, target)
        for edition in config.editions
        for target in edition.targets
        if (not only or target in only) and (not editions or edition.name in editions)
    ]
    missing = [name for name in only if name not in {target for _, target in pairs}]
    if missing:
        hint = "add it to 'targets' or to the edition in terbit.yaml"
        raise ConfigError(
            [
                Diagnostic("error", "target-missing", f"'{n}' is not a target of this book", hint=hint)
                for n in missing
            ]
        )
    return pairs


def prepare(config: Config, cache: Cache, progress: Progress = lambda _: None, jobs: int = 0) -> _Prepared:
    """Go through the stages that all targets share: collect, parse, assemble, cite."""
    steps = 4 + jobs
    progress(Event("collect", f"{len(config.front + config.chapters + config.back)} files", 0, steps))
    manuscript, findings = collect(config)
    progress(Event("parse", f"{len(manuscript.sources)} chapters", 1, steps))
    chapters, parsed = _parse_all(manuscript.sources, cache)
    chapters, resources, imaged = collect_images(config, chapters)
    progress(Event("assemble", "numbers, references, glossary, index", 2, steps))
    labels = read_labels(config.language, manuscript.styles)
    document, assembled = assemble(config, labels, chapters, resources, manuscript.styles)
    progress(Event("cite", config.csl or "the default style", 3, steps))
    document, cited = _cite(document, manuscript, cache)
    later = _without_consequences((*findings, *parsed), (*imaged, *assembled, *cited))
    everything = (*findings, *parsed, *later)
    return _Prepared(document, manuscript.sources, ordered(everything))


_ABSENCES = frozenset(
    ("chapter-title", "citation-unused", "crossref-missing", "glossary-missing", "link-missing")
)


def _without_consequences(
    early: Iterable[Diagnostic], later: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Return later findings without those that follow from others.

    Where parts of the text could not be read, nothing is called missing; where a key is mistyped, the entry that
    was meant is not called unused.
    """
    found = tuple(later)
    consequences = _ABSENCES if errors_in(early) else set()
    if any(f.code == "citation-missing" for f in found):
        consequences = {*consequences, "citation-unused"}
    return tuple(f for f in found if f.code not in consequences)


def _parse_all(sources: Sequence[Source], cache: Cache) -> tuple[tuple[Chapter, ...], tuple[Diagnostic, ...]]:
    def one(source: Source) -> tuple[Chapter, tuple[Diagnostic, ...]]:
        own = (own_digest(), READER, pandoc.version())
        key = digest("parse", own, source.file, source.role, source.text, source.lines)
        return cache.compute("parse", key, lambda: parse(source))

    with ThreadPoolExecutor(_workers()) as pool:
        results = list(pool.map(one, sources))
    return tuple(chapter for chapter, _ in results), tuple(f for _, found in results for f in found)


def _cite(
    document: Document, manuscript: Manuscript, cache: Cache
) -> tuple[Document, tuple[Diagnostic, ...]]:
    del cache
    return cite(document, manuscript.bibliography, manuscript.csl)


def _workers() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_Renderings = dict[tuple[str, str], Rendering]


def _render(
    prepared: _Prepared, wanted: list[tuple[str, str]], cache: Cache, faulty: bool, progress: Progress
) -> _Renderings:
    """Render each pair in a process of its own; with errors, only targets that have parts without them."""
    total, done = 4 + len(wanted), 4
    pairs = [pair for pair in wanted if not faulty or getattr(targets()[pair[1]], "partial", False)]
    out: _Renderings = {pair: Rendering(()) for pair in wanted if pair not in pairs}
    if pairs:
        progress(Event("render", ", ".join(dict.fromkeys(target for _, target in pairs)), done, total))
    with ThreadPoolExecutor(_workers()) as pool:
        for pair, rendering in pool.map(lambda p: (p, _render_one(prepared.document, p, cache)), pairs):
            # What a target stumbles over in a faulty book has been reported as the book's fault.
            out[pair] = Rendering(()) if faulty and _crashed(rendering) else rendering
            done += 1
            progress(Event("render", f"{pair[1]} ({pair[0]})", done, total))
    return out


def _crashed(rendering: Rendering) -> bool:
    return any(finding.code == "internal" for finding in rendering.findings)


def _render_one(document: Document, pair: tuple[str, str], cache: Cache) -> Rendering:
    edition, target = pair
    adapted = adapt(document, edition, targets()[target])
    key = digest("render", own_digest(), target, _content(adapted), dict(tool_versions()))
    made: list[Rendering] = []

    def make() -> Rendering:
        made.append(render_apart(target, adapted))
        return made[0]

    rendering = cache.compute("render", key, make, lambda new: not new.findings)
    return rendering if made else _untimed(rendering)


def _untimed(rendering: Rendering) -> Rendering:
    """Return a rendering out of the cache, which took no time."""
    return replace(rendering, artifacts=tuple(replace(a, seconds=0.0) for a in rendering.artifacts))


def _content(document: Document) -> list[object]:
    """Return all that a target can see of a document, places in the source left out."""
    chapters = [
        (ch.file, ch.role, ch.ident, ch.number, ch.meta, strip_positions([ch.title, ch.blocks]))
        for ch in document.chapters
    ]
    settings = {k: v for k, v in asdict(document.config).items() if k not in ("root", "places")}
    files = {name: r.digest for name, r in (*document.resources.items(), *document.styles.items())}
    extra = [
        strip_positions([asdict(a) for a in document.anchors.values()]),
        document.index,
        document.edition,
    ]
    return [chapters, settings, files, dict(document.labels.words), extra]


def _publish(
    config: Config,
    sources: Sequence[Source],
    renderings: Mapping[tuple[str, str], Rendering],
    found: Sequence[Diagnostic],
) -> Report:
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
        output = publish(config.root, publications, tool_versions())
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
