"""EPUB's vocabulary for what a chapter is: chapter, foreword, glossary, bibliography and so on."""

from __future__ import annotations

__all__ = ["MATTERS", "ROLES"]

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
