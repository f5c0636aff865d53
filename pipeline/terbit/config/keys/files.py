"""Keys of what a book is made of: its chapters, cover, bibliography and citation style."""

from __future__ import annotations

from terbit.config.kinds import Either, Fields, FileName, Key, ListOf, Text

__all__ = ["FILES"]

_TEXT = Text()
_CHAPTER = FileName("a Markdown file, or a pattern such as `source/*.md`", globs=True)

_PART = Fields(
    (
        Key("part", _TEXT, "the part's title", required=True, example="Dasar-dasar", synonyms=("title",)),
        Key("chapters", ListOf(_CHAPTER), "the part's chapters", required=True, example="[source/01-awal.md]"),
    )
)

FILES = (
    Key(
        "cover",
        FileName("an image file"),
        "the EPUB's cover, upright: 1600 × 2560 px is what shops ask for",
        default_note="drawn from the title",
        synonyms=("cover-image", "sampul"),
    ),
    Key("front", ListOf(_CHAPTER), "the files before the first chapter", synonyms=("frontmatter",)),
    Key(
        "chapters",
        ListOf(Either((_CHAPTER, _PART))),
        "the chapters in their order, or parts that hold them",
        required=True,
        example="[source/*.md]",
        synonyms=("chapter", "files", "contents", "bab", "parts"),
    ),
    Key("back", ListOf(_CHAPTER), "the files after the last chapter", synonyms=("backmatter", "appendices")),
    Key(
        "bibliography",
        Either((FileName("a bibliography file"), ListOf(FileName("a bibliography file")))),
        "the sources that are cited",
        synonyms=("references", "bib", "daftar-pustaka"),
    ),
    Key(
        "bibliography-scope",
        Text("a scope", choices={"book": "one for the book", "chapter": "one at the end of each chapter"}),
        "what each list of references is for",
        default="book",
        synonyms=(
            "chapter-bibliographies",
            "refsection",
            "section-bibliographies",
            "section-bibs",
            "section-bibs-level",
            "split-bib",
        ),
    ),
    Key(
        "csl",
        FileName("a style's name, or a `.csl` file", bare=".csl"),
        "the citation style",
        default_note="Terbit's author–date style",
        synonyms=("style", "citation-style", "csl-style"),
    ),
)
