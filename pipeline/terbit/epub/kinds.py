"""What a chapter is in EPUB's vocabulary: chapter, foreword, glossary, bibliography and so on."""

from __future__ import annotations

from terbit.ast import Elements, classes, elements, stringify
from terbit.model import Chapter
from terbit.names import slug

__all__ = ["MATTERS", "ROLES", "kind_of"]

MATTERS = {"front": "frontmatter", "chapter": "bodymatter", "part": "bodymatter", "back": "backmatter"}

# EPUB 3 Structural Semantics Vocabulary → DPUB-ARIA 1.1, for what a whole page can be.
ROLES = {
    "acknowledgments": "doc-acknowledgments",
    "afterword": "doc-afterword",
    "appendix": "doc-appendix",
    "bibliography": "doc-bibliography",
    "chapter": "doc-chapter",
    "colophon": "doc-colophon",
    "conclusion": "doc-conclusion",
    "dedication": "doc-dedication",
    "epilogue": "doc-epilogue",
    "foreword": "doc-foreword",
    "glossary": "doc-glossary",
    "index": "doc-index",
    "introduction": "doc-introduction",
    "part": "doc-part",
    "preface": "doc-preface",
    "prologue": "doc-prologue",
}

# How front and back matter is usually headed. By Indonesian usage a kata pengantar is somebody else's.
_TITLES = {
    "kata-pengantar": "foreword",
    "foreword": "foreword",
    "prakata": "preface",
    "preface": "preface",
    "pendahuluan": "introduction",
    "introduction": "introduction",
    "ucapan-terima-kasih": "acknowledgments",
    "acknowledgments": "acknowledgments",
    "acknowledgements": "acknowledgments",
    "persembahan": "dedication",
    "dedication": "dedication",
    "prolog": "prologue",
    "prologue": "prologue",
    "epilog": "epilogue",
    "epilogue": "epilogue",
    "penutup": "conclusion",
    "conclusion": "conclusion",
    "purnawacana": "afterword",
    "afterword": "afterword",
    "lampiran": "appendix",
    "appendix": "appendix",
    "kolofon": "colophon",
    "colophon": "colophon",
}
_CONTENTS = {"references": "bibliography", "glossary": "glossary", "index": "index"}


def kind_of(chapter: Chapter) -> str:
    """Return what a chapter is, or an empty string where EPUB has no word for it.

    The chapter's own metadata (``epub-type``) comes first, then what it holds, then its title.
    """
    if chapter.role in ("chapter", "part"):
        return chapter.role
    stated = str(chapter.meta.get("epub-type", ""))
    return stated if stated in ROLES else _by_content(chapter.blocks) or _by_title(chapter.title)


def _by_content(blocks: Elements) -> str:
    divs = [classes(element) for element in elements(blocks) if element["t"] == "Div"]
    # A chapter that ends with the references of its own is no bibliography for that.
    held = {name for names in divs if "chapter-references" not in names for name in names}
    return next((kind for name, kind in _CONTENTS.items() if name in held), "")


def _by_title(title: Elements) -> str:
    name = slug(stringify(title))
    return _TITLES.get(name) or next((k for t, k in _TITLES.items() if name.startswith(f"{t}-")), "")
