"""Citations: pandoc's Cite elements, a bibliography and a CSL style, made into text with links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from terbit.citations import styles
from terbit.citations.bibliography import Record, from_csl_json, read
from terbit.citations.clusters import Cite, Cluster, gather, nocite
from terbit.citations.engine import Typeset, typeset
from terbit.citations.links import anchors_of, has_references, place, weave
from terbit.citations.locators import Locator
from terbit.citations.markup import from_html
from terbit.diagnostics import Diagnostic, Location, nearest, ordered
from terbit.model import Document, Resource

__all__ = [
    "Cite", "Cluster", "Locator", "Record", "Typeset", "cite", "from_csl_json", "from_html", "signature", "typeset",
]  # fmt: skip


def cite(
    document: Document, bibliography: Sequence[Resource], style: Resource | None
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return the book with its citations written and its `Div #refs` filled, and what is wrong with them.

    A key that the bibliography lacks stays in the text, in bold with a question mark. A style that cannot be
    used leaves the default one in its place.
    """
    records, findings = read(bibliography, language=document.config.language)
    chosen, said = styles.usable(style)
    clusters = gather(document.chapters, notes=styles.in_notes(chosen))
    listed = _listed(document, clusters, records)
    language = styles.language(chosen, document.config.language)
    result = typeset(chosen.data, records, clusters, language, listed)
    processor = result.processor
    entries = result.entries if has_references(document.chapters) else ()
    anchors = anchors_of([entry.key for entry in entries])
    woven = weave(clusters, result.clusters, processor, anchors)
    placed = place(document, woven, entries, processor, anchors)
    checked = _check(document, clusters, records, bibliography, broken=bool(findings and not records))
    return placed, ordered((*findings, *said, *checked))


def signature(document: Document) -> list[Any]:
    """Return what the result depends on apart from the style and the bibliography: no prose, no places."""
    clusters = gather(document.chapters, notes=True)
    parts: list[Any] = [
        [[used.key, used.mode, used.prefix, used.suffix, str(used.locator)] for used in cluster.cites]
        + [cluster.in_note, cluster.note, cluster.chapter]
        for cluster in clusters
    ]
    return [document.config.language, sorted(nocite(document.chapters)), parts]


def _listed(document: Document, clusters: Sequence[Cluster], records: Mapping[str, Record]) -> list[str]:
    cited = [cite.key for cluster in clusters for cite in cluster.cites]
    unseen = [key for key, _ in nocite(document.chapters)]
    return [*cited, *(records if "*" in unseen else unseen)]


# ----------------------------------------------------------------- findings


def _check(
    document: Document,
    clusters: Sequence[Cluster],
    records: Mapping[str, Record],
    bibliography: Sequence[Resource],
    *,
    broken: bool,
) -> Iterator[Diagnostic]:
    """Yield unknown and unused keys; a bibliography that cannot be read at all says so once."""
    wanted = set(_listed(document, clusters, records)) - {"*"}
    if not broken:
        for key, where in _uses(document, clusters):
            if key not in records and key != "*":
                yield _missing(key, where, records, bibliography)
    for key, record in records.items():
        if key not in wanted:
            message = f"nothing cites '{key}'"
            hint = "cite it, put it under nocite, or take it away"
            yield Diagnostic("warning", "citation-unused", message, record.where, hint)


def _uses(document: Document, clusters: Sequence[Cluster]) -> Iterator[tuple[str, Location | None]]:
    for cluster in clusters:
        for used in cluster.cites:
            yield used.key, used.where
    for key, file in nocite(document.chapters):
        yield key, Location(file)


def _missing(
    key: str, where: Location | None, records: Mapping[str, Record], bibliography: Sequence[Resource]
) -> Diagnostic:
    if not bibliography:
        hint = "name a BibTeX file in terbit.yaml (bibliography:)"
        return Diagnostic("error", "citation-missing", f"no entry '{key}': there is no bibliography", where, hint)
    files = " or ".join(file.path for file in bibliography)
    hint = nearest(key, records) or f"add an entry '{key}', or mend the key"
    return Diagnostic("error", "citation-missing", f"no entry '{key}' in {files}", where, hint)
