"""Parsing: a Markdown file becomes a chapter's tree, by pandoc, with the places of its elements."""

from __future__ import annotations

import json
from typing import Any

from terbit import pandoc
from terbit.ast import Elements, elements, stringify
from terbit.diagnostics import Diagnostic, Location
from terbit.model import Chapter, Source
from terbit.positions import annotate, place_of_line
from terbit.syntax import check_fences

__all__ = ["READER", "parse"]

READER = "markdown-auto_identifiers-raw_tex-latex_macros+tex_math_dollars+mark"
_VERSION = "1"


def parse(source: Source) -> tuple[Chapter, tuple[Diagnostic, ...]]:
    """Return the file as a chapter, not yet numbered, and what is wrong with its mark-up."""
    findings = list(check_fences(source))
    try:
        tree = json.loads(pandoc.run(source.text, reader=READER, writer="json"))
    except pandoc.PandocError as error:
        findings.append(_refused(source, error))
        tree = {"meta": {}, "blocks": []}
    blocks = annotate(tree["blocks"], source)
    meta = {name: _plain(value) for name, value in tree["meta"].items()}
    chapter = Chapter(source.file, source.role, "", "", [], blocks, meta)
    return chapter, tuple(findings)


def _refused(source: Source, error: pandoc.PandocError) -> Diagnostic:
    where = place_of_line(source, error.line, error.column) if error.line else Location(source.file, 1)
    return Diagnostic(
        "error", "markdown-syntax", f"pandoc cannot read this: {' '.join(str(error).split())}", where
    )


def _plain(value: Any) -> object:
    """Return a metadata value as plain Python; citations in it as their keys."""
    kind, contents = value["t"], value.get("c")
    if kind == "MetaMap":
        return {name: _plain(item) for name, item in contents.items()}
    if kind == "MetaList":
        return [_plain(item) for item in contents]
    if kind in ("MetaInlines", "MetaBlocks"):
        keys = _cited(contents)
        return keys or stringify(contents)
    return contents


def _cited(contents: Elements) -> list[str]:
    return [c["citationId"] for e in elements(contents) if e["t"] == "Cite" for c in e["c"][0]]
