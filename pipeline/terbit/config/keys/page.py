"""Keys of the printed page, and of how headings are numbered."""

from __future__ import annotations

from terbit.config.keys.press import PRINT
from terbit.config.kinds import Either, Fields, Key, Number, Text
from terbit.config.vocabulary import TRIMS

__all__ = ["PAGE"]

_TRIM_NAME = Text("a name", choices={name: f"{t.width:g} × {t.height:g} mm" for name, t in TRIMS.items()})

_TRIM = Fields(
    (
        Key("width", Number("mm", 50, 600), "the trimmed page's width in mm", required=True, example="160"),
        Key("height", Number("mm", 50, 900), "the trimmed page's height in mm", required=True, example="240"),
    )
)

PAGE = (
    Key(
        "trim",
        Either((_TRIM_NAME, _TRIM)),
        "the trimmed page of the printed book",
        default="B5",
        synonyms=("papersize", "paper", "page-size", "format", "size"),
    ),
    Key("bleed", Number("mm", 0, 20), "how far pictures run over the trimmed edge, in mm", default=3),
    Key("print", PRINT, "how the print PDF goes to the press", synonyms=("press", "pdf-x", "cetak")),
    Key(
        "numbering",
        Text(
            "a way of numbering",
            choices={"decimal": "1.1, 1.1.1", "outline": "A. 1. a. 1) a) (1) (a), in lists too"},
        ),
        "how headings below the chapter are numbered, and what lists in them begin with",
        default="decimal",
        synonyms=("section-numbering", "numbering-style", "penomoran", "hierarki"),
    ),
    Key(
        "number-depth",
        Number("levels", 0, 6, whole=True),
        "down to which level headings are numbered: 1 is chapters alone, 0 nothing",
        default=2,
        synonyms=("secnumdepth", "number-sections"),
    ),
    Key(
        "contents-depth",
        Number("levels", 1, 6, whole=True),
        "down to which level headings are in the table of contents",
        default=2,
        synonyms=("toc-depth", "tocdepth"),
    ),
    Key(
        "footnote-numbering",
        Text("a scope", choices={"chapter": "from 1 in each chapter", "book": "through the book"}),
        "how footnotes are numbered: from 1 in each chapter, or on through the book, its front and back matter too",
        default="chapter",
        synonyms=("footnotes", "note-numbering", "footnote-restart", "endnotes", "catatan-kaki"),
    ),
)
