"""Parsing: a Markdown file becomes a chapter's tree, by pandoc, with the places of its elements."""

from __future__ import annotations

import json
import re
from typing import Any

from terbit import pandoc
from terbit.ast import Elements, elements, stringify
from terbit.diagnostics import Diagnostic, Location
from terbit.model import Chapter, Source
from terbit.phrases import join_words
from terbit.positions import annotate, place_of_line
from terbit.syntax import check_syntax

__all__ = ["READER", "parse"]

READER = "markdown-auto_identifiers-raw_tex-latex_macros+tex_math_dollars+mark"
# An author's comments are for nobody else: they would stand in the EPUB's and the decks' mark-up.
_OPTIONS = ("--strip-comments",)


def parse(source: Source) -> tuple[Chapter, tuple[Diagnostic, ...]]:
    """Return the file as a chapter, not yet numbered, and what is wrong with its mark-up."""
    findings: list[Diagnostic] = []
    try:
        text, warnings = pandoc.convert(source.text, reader=READER, writer="json", options=_OPTIONS)
        tree = json.loads(text)
    except pandoc.PandocError as error:
        findings.append(_refused(source, error))
        tree, warnings = {"meta": {}, "blocks": []}, ()
    blocks = annotate(tree["blocks"], source)
    findings.extend(check_syntax(source, blocks, warnings))
    meta = {name: _plain(value) for name, value in tree["meta"].items()}
    chapter = Chapter(source.file, source.role, "", "", [], join_words(blocks), meta)
    return chapter, tuple(findings)


_METADATA = re.compile(r"metadata at \(line (\d+).*?exception at line (\d+), column (\d+)[,:]\s*(.*)", re.DOTALL)


def _refused(source: Source, error: pandoc.PandocError) -> Diagnostic:
    yaml = _METADATA.search(str(error))
    if yaml:
        # The YAML reader counts lines from the one that opens the block, and columns from 0.
        where = place_of_line(source, int(yaml[1]) + int(yaml[2]), int(yaml[3]) + 1)
        message = f"the block between '---' is not YAML: {yaml[4].splitlines()[-1].strip()}"
        hint = "put a value that holds ': ' or begins with a sign in quotation marks"
        return Diagnostic("error", "markdown-metadata", message, where, hint)
    where = place_of_line(source, error.line, error.column) if error.line else Location(source.file, 1)
    message = f"pandoc cannot read this: {' '.join(str(error).split())}"
    return Diagnostic("error", "markdown-syntax", message, where)


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
