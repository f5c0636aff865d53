"""What is wrong between text and bibliography: keys without entry, unused entries, nothing to write, empty lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from terbit.citations.clusters import nocite
from terbit.citations.plan import Plan, Typesetting
from terbit.citations.record import Record
from terbit.diagnostics import Diagnostic, Location, nearest
from terbit.model import Document, Resource

__all__ = ["check_keys", "check_lists", "check_written"]


def check_keys(
    document: Document, made: Plan, records: Mapping[str, Record], bibliography: Sequence[Resource], *, broken: bool
) -> Iterator[Diagnostic]:
    """Yield unknown and unused keys; `broken`: the bibliography cannot be read at all, which has been said."""
    wanted = {key for part in made.parts for key in part.listed}
    if not broken:
        for key, place in _uses(document, made):
            if key not in records and key != "*":
                yield _missing(key, place, records, bibliography)
    for key, record in records.items():
        if key not in wanted:
            message = f"nothing cites '{key}'"
            hint = "cite it, put it under nocite, or take it away"
            yield Diagnostic("warning", "citation-unused", message, record.where, hint)


def _uses(document: Document, made: Plan) -> Iterator[tuple[str, Location | None]]:
    for part in made.parts:
        for cluster in part.clusters:
            for used in cluster.cites:
                yield used.key, used.where
    for key, file in nocite(document.chapters):
        yield key, Location(file)


def _missing(
    key: str, place: Location | None, records: Mapping[str, Record], bibliography: Sequence[Resource]
) -> Diagnostic:
    if not bibliography:
        hint = "name a BibTeX file in terbit.yaml (bibliography:)"
        return Diagnostic("error", "citation-missing", f"no entry '{key}': there is no bibliography", place, hint)
    files = " or ".join(file.path for file in bibliography)
    hint = nearest(key, records) or f"add an entry '{key}', or mend the key"
    return Diagnostic("error", "citation-missing", f"no entry '{key}' in {files}", place, hint)


def check_written(made: Plan, results: Sequence[Typesetting]) -> Iterator[Diagnostic]:
    """Yield the citations of which the style writes nothing, as of an entry that has nothing it asks for."""
    for part, result in zip(made.parts, results, strict=True):
        for cluster, written in zip(part.clusters, result.clusters, strict=True):
            if written.author is None and written.body is None:
                used = cluster.cites[0]
                message = f"the citation style writes nothing of '{used.key}' here"
                hint = "give the entry an author, a title or a date, or choose another style (csl:)"
                yield Diagnostic("warning", "citation-empty", message, used.where, hint)


def check_lists(made: Plan, results: Sequence[Typesetting]) -> Iterator[Diagnostic]:
    """Yield the places that an author gave to a list of references that is empty."""
    full = {part.name for part, result in zip(made.parts, results, strict=True) if result.entries}
    for place in made.places:
        if not place.generated and place.name not in full:
            yield _empty(place.where, listed=any(part.listed for part in made.parts))


def _empty(place: Location | None, *, listed: bool) -> Diagnostic:
    hint = "take it away, or cite something"
    if listed:
        hint = "the style writes no list of references, or bibliography-scope is another than was meant"
    return Diagnostic("warning", "references-empty", "no references stand here", place, hint)
