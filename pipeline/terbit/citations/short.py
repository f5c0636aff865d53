"""Short names of works, "Soekanto, 2012", for where a cite is a number and the list of references is out of sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from terbit.ast import stringify
from terbit.citations import styles
from terbit.citations.clusters import Cite, Cluster
from terbit.citations.inlines import to_inlines
from terbit.citations.links import anchors_of
from terbit.citations.look import look_of
from terbit.citations.plan import Part, Plan, Typesetting
from terbit.model import Document

__all__ = ["are_wanted", "by_entry", "short_names"]


def are_wanted(document: Document, made: Plan) -> bool:
    """Tell whether the style cites by numbers or labels, and whether the book quotes anybody."""
    quotes = any(chapter.survey.has_kind("BlockQuote") for chapter in document.chapters)
    return quotes and look_of(made.style).by_mark


def short_names(made: Plan, part: Part) -> Mapping[str, str]:
    """Return how the default style, which cites by author and year, cites each work of a part, by its key."""
    from terbit.citations.engine import typeset  # noqa: PLC0415 - slow to load, and not needed for what is kept

    clusters = [Cluster((Cite(key),)) for key in part.records]
    written = typeset(styles.default().data, part.records, clusters, made.language, list(part.records)).clusters
    texts = (stringify(to_inlines(one.body)) if one.body else "" for one in written)
    return {key: text.removeprefix("(").removesuffix(")") for key, text in zip(part.records, texts, strict=True)}


def by_entry(made: Plan, results: Sequence[Typesetting], names: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """Return the names of all parts by the identifier of each work's entry."""
    return dict(_named(made, results, names))


def _named(
    made: Plan, results: Sequence[Typesetting], names: Sequence[Mapping[str, str]]
) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    places = {place.name for place in made.places}
    for part, result, own in zip(made.parts, results, names, strict=True):
        entries = result.entries if part.name in places else ()
        for key, ident in anchors_of([entry.key for entry in entries], part.name, taken).items():
            yield ident, own.get(key, "")
