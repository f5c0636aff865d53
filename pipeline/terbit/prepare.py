"""Preparing: the stages that all targets share, from the project's files to the cited document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from terbit import citations, pandoc
from terbit.assemble import assemble
from terbit.cache import Cache
from terbit.citations import Part, Plan, Typesetting, styles
from terbit.collect import collect, collect_images, files_read
from terbit.config import Config
from terbit.cores import cores
from terbit.diagnostics import Diagnostic, errors_in, ordered
from terbit.digest import digest
from terbit.events import Event, Progress
from terbit.labels import Labels, read_labels
from terbit.model import Chapter, Document, Manuscript, Resource, Source
from terbit.own import own_digest
from terbit.parse import READER, parse
from terbit.versions import tool_versions

__all__ = ["STEPS", "Prepared", "prepare"]

STEPS = 4
"""How many events the stages tell of."""

_Styles = Mapping[str, Resource]


@dataclass(frozen=True)
class Prepared:
    """The document that all targets start from, its sources, what was found wrong, and all files that were read."""

    document: Document
    sources: tuple[Source, ...]
    findings: tuple[Diagnostic, ...]
    read: tuple[str, ...] = ()


def prepare(
    config: Config,
    cache: Cache,
    progress: Progress = lambda _: None,
    jobs: int = 0,
    begin: Callable[[Config, _Styles], object] = lambda *_: None,
) -> Prepared:
    """Go through the stages that all targets share: collect, parse, assemble, cite.

    `begin` is called with the configuration and the styles as soon as they are read, for what can be begun
    without the text.
    """
    steps = STEPS + jobs
    progress(Event("collect", f"{len(config.front + config.chapters + config.back)} files", 0, steps))
    manuscript, findings = collect(config)
    begin(config, manuscript.styles)
    progress(Event("parse", f"{len(manuscript.sources)} chapters", 1, steps))
    chapters, parsed = _parse_all(manuscript.sources, cache)
    chapters, resources, imaged = collect_images(config, chapters)
    progress(Event("assemble", "numbers, references, glossary, index", 2, steps))
    labels = _labels(config, manuscript, cache)
    document, assembled = assemble(config, labels, chapters, resources, manuscript.styles)
    progress(Event("cite", config.csl or "the default style", 3, steps))
    document, cited = _cite(document, manuscript, cache)
    later = _without_consequences((*findings, *parsed), (*imaged, *assembled, *cited))
    everything = (*findings, *parsed, *later)
    read = files_read(manuscript, (*resources, *_profile(config)))
    return Prepared(document, manuscript.sources, ordered(everything), read)


def _profile(config: Config) -> tuple[str, ...]:
    """Return the path of the project's own profile of the press, which was read with `terbit.yaml`."""
    profile = config.press.profile
    return (profile.name,) if profile and profile.name.lower().endswith(".toml") else ()


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
        own = (own_digest(), READER, pandoc.stamp())
        key = digest("parse", own, source.file, source.role, source.text, source.lines)
        return cache.compute("parse", key, lambda: parse(source))

    with ThreadPoolExecutor(cores()) as pool:
        results = list(pool.map(one, sources))
    return tuple(chapter for chapter, _ in results), tuple(f for _, found in results for f in found)


def _labels(config: Config, manuscript: Manuscript, cache: Cache) -> Labels:
    files = {name: style.digest for name, style in manuscript.styles.items() if name.startswith("labels/")}
    key = digest("labels", own_digest(), config.language, files)
    return cache.compute("labels", key, lambda: read_labels(config.language, manuscript.styles))


def _cite(
    document: Document, manuscript: Manuscript, cache: Cache
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Write the citations; an edit that changes none of them, nor their sources, typesets nothing anew."""
    own = (own_digest(), dict(tool_versions(cache)))
    files, language = manuscript.bibliography, document.config.language
    key = digest("bibliography", own, [(file.path, file.digest) for file in files], language)
    records, findings = cache.compute("bibliography", key, lambda: citations.read(files, language=language))
    given = manuscript.csl
    key = digest("style", own, styles.default().digest, given and (given.path, given.digest))
    style, said = cache.compute("style", key, lambda: styles.usable(given))
    made = citations.plan(document, records, style)

    def typeset(part: Part) -> Typesetting:
        key = digest("cite", own, style.digest, made.language, part.signature)
        return cache.compute("cite", key, lambda: citations.typeset_part(made, part))

    results = [typeset(part) for part in made.parts]
    checked = citations.check(document, made, results, records, files, findings)
    woven = replace(citations.weave(document, made, results), works=_works(document, made, results, cache))
    return woven, ordered((*findings, *said, *checked))


def _works(document: Document, made: Plan, results: Sequence[Typesetting], cache: Cache) -> Mapping[str, str]:
    """Return short names of what is cited by numbers, where somebody is quoted."""
    if not citations.short.are_wanted(document, made):
        return {}

    def names(part: Part) -> Mapping[str, str]:
        key = digest("short", own_digest(), made.language, styles.default().digest, part.signature)
        return cache.compute("short", key, lambda: citations.short.short_names(made, part))

    return citations.short.by_entry(made, results, [names(part) for part in made.parts])
