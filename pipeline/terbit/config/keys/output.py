"""Keys of what a book is published as, and for whom."""

from __future__ import annotations

from terbit.config.keys.slides import SLIDES
from terbit.config.kinds import Either, Fields, Key, ListOf, Text
from terbit.config.vocabulary import EDITIONS

__all__ = ["output"]

_EDITION = Text("an edition", choices=EDITIONS)
_SLIDES_A_PAGE = Text("a number of slides", choices=dict.fromkeys("1236", ""), unquoted=("number",))


def output(targets: ListOf) -> tuple[Key, ...]:
    """Return the keys of what a book is published as; `targets` is the list of targets that it may ask for."""
    what = "what this edition is published as, out of the book's targets"
    own = Fields((Key("targets", targets, what, default_note="as above", synonyms=("formats",)),))
    editions = Fields(
        (
            Key("student", own, EDITIONS["student"], default_note="all targets"),
            Key("teacher", own, EDITIONS["teacher"], default_note="all but `print` and `epub`"),
        )
    )
    return (
        Key(
            "targets",
            targets,
            "what the book is published as",
            default=("print", "screen", "epub", "slides", "handout", "package", "index"),
            synonyms=("formats", "outputs", "output"),
        ),
        Key("slides", SLIDES, "how the decks look", synonyms=("deck", "decks", "presentation", "salindia")),
        Key(
            "handout",
            Either((_SLIDES_A_PAGE, ListOf(_SLIDES_A_PAGE, unique=True))),
            "how many slides stand on a page of the handouts; beside three there are lines to write on",
            default="3",
            synonyms=("handouts", "slides-per-page"),
        ),
        Key(
            "editions",
            Either((ListOf(_EDITION, unique=True), editions)),
            "for whom it is published: names, or names with the targets of each",
            default=("student",),
            synonyms=("audiences", "profiles"),
        ),
    )
