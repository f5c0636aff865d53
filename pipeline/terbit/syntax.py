"""Mistakes in Markdown that pandoc mends in silence: fences never closed, or taken for text.

What pandoc made of the text is the evidence (a fence that it did not see is a word of the tree, a division that
it closed itself is among its warnings); lines are searched only for the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from terbit.ast import Element, Elements, classes, elements, where
from terbit.diagnostics import Diagnostic, Location
from terbit.model import Source
from terbit.positions import place_of_line

__all__ = ["check_syntax"]

_FENCE = re.compile(r"^(:{3,}|`{3,}|~{3,})(.*)$")
_UNCLOSED_DIV = re.compile(r"Div at (?:input )?line (\d+) column (\d+) unclosed")
_PLACE = re.compile(r"\s*at (?:input )?line (\d+),? column (\d+)")
_CODE = re.compile(r"^ {0,3}(`{3,}|~{3,})([^`]*)$")
_DIV_OPEN = re.compile(r"^ {0,3}:{3,}\s*(?:\{[^}]*\}|[^\s:{}]+)\s*:*\s*$")
_DIV_CLOSE = re.compile(r"^ {0,3}:{3,}\s*$")
_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_SHORTCODE = re.compile(r"^\{\{<")
_ATTRIBUTES = re.compile(r"\{(?:[.#](?!eq[-:])[\w:-]+|[\w-]+=)")
# What a word has in it that any of the patterns of words matches.
_SUSPECT = re.compile(r":::|```|~~~|\[\^|\{")


def check_syntax(source: Source, blocks: Elements, warnings: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the mark-up of a file that pandoc read as `blocks`, with `warnings`."""
    for warning in warnings:
        yield _from_warning(warning, source)
    paragraphs = list(_paragraphs(blocks))
    yield from _leftover_fences(source, paragraphs)
    yield from _leftover_marks(source, paragraphs)
    for element in elements(blocks):
        broken = next((name for name in classes(element) if set("{}=") & set(name)), None)
        if broken:
            message = f"the attributes '{broken}…' cannot be read"
            hint = 'write them as {#name .class key="value"}'
            yield Diagnostic("error", "attributes", message, where(element), hint)


def _from_warning(warning: str, source: Source) -> Diagnostic:
    unclosed = _UNCLOSED_DIV.search(warning)
    if unclosed:
        line, column = int(unclosed[1]), int(unclosed[2])
        is_tag = any(text.lstrip().startswith("<") for text in source.text.split("\n")[line - 1 : line])
        opened, closed = ("<div>", "</div>") if is_tag else ("':::' block", "a line ':::'")
        place = place_of_line(source, line, column)
        return Diagnostic("error", "fence-unclosed", f"this {opened} is never closed", place, f"end it with {closed}")
    found = _PLACE.search(warning)
    line, column = (int(found[1]), int(found[2])) if found else (1, 0)
    said = " ".join(_PLACE.sub("", warning).split()).rstrip(".")
    message = said[:1].lower() + said[1:]
    return Diagnostic("warning", "markdown-doubtful", message, place_of_line(source, line, column))


# --- fences that are words of the text -------------------------------------------------------------------------


_Paragraph = tuple[Element, Elements]


@dataclass(frozen=True)
class _Word:
    """A word of the running text that looks like mark-up, with the line that it stands in, if that is known."""

    text: str
    place: Location | None
    alone: bool


def _leftover_fences(source: Source, paragraphs: Sequence[_Paragraph]) -> Iterator[Diagnostic]:
    open_, strays = 0, _stray_closings(source)
    for word in _words(paragraphs, _FENCE, at_line_start=True):
        if word.text[0] != ":":
            message, hint = "this code block is never closed", f"end it with a line '{word.text[:3]}'"
            yield Diagnostic("error", "fence-unclosed", message, word.place or Location(source.file, 1), hint)
        elif not word.alone:
            open_ += 1
            message = "this ':::' is taken for text"
            hint = "leave a line empty before it, and name one class, or {…}, after it"
            yield Diagnostic("error", "fence-unread", message, word.place or Location(source.file, 1), hint)
        elif open_:
            open_ -= 1
        else:
            stray = next(strays, None)
            place = word.place or (place_of_line(source, stray) if stray else Location(source.file, 1))
            message, hint = "this ':::' closes nothing", "take it away, or open a block above"
            yield Diagnostic("error", "fence-unclosed", message, place, hint)


def _paragraphs(blocks: Elements) -> Iterator[_Paragraph]:
    """Yield what holds running text with words that may be mark-up, with all its words and breaks."""
    for block in elements(blocks):
        if block["t"] in ("Para", "Plain", "Header"):
            leaves = _with_tildes(list(_leaves(block["c"][2] if block["t"] == "Header" else block["c"])))
            if _SUSPECT.search(" ".join([leaf["c"] for leaf in leaves if leaf["t"] == "Str"])):
                yield block, leaves


def _words(
    paragraphs: Sequence[_Paragraph], pattern: re.Pattern[str], *, at_line_start: bool = False
) -> Iterator[_Word]:
    """Yield the words that match, with their places: as many lines below the paragraph's as breaks before them."""
    for block, leaves in paragraphs:
        for at, leaf in enumerate(leaves):
            if leaf["t"] == "Str" and pattern.search(leaf["c"]):
                begins = at == 0 or leaves[at - 1]["t"] in ("SoftBreak", "LineBreak")
                if begins or not at_line_start:
                    yield _Word(leaf["c"], _place(block, leaves, at), _ends_line(leaves, at))


def _leaves(inlines: Elements) -> Iterator[Element]:
    """Yield words and breaks in order, those of footnotes left out: their paragraphs come by themselves."""
    for inline in inlines:
        inside = [] if inline["t"] in ("Note", "Math", "Code", "RawInline") else inline.get("c")
        if inline["t"] == "Cite":
            continue
        if isinstance(inside, list) and inside:
            yield from _leaves([e for part in inside if isinstance(part, list | dict) for e in _inlines(part)])
        else:
            yield inline


def _with_tildes(leaves: Elements) -> Elements:
    """Join what pandoc makes of '~~~': an empty subscript and a tilde."""
    out: Elements = []
    for leaf in leaves:
        if out and out[-1] == {"t": "Subscript", "c": []} and str(leaf.get("c", "")).startswith("~"):
            out[-1] = {"t": "Str", "c": f"~~{leaf['c']}"}
        else:
            out.append(leaf)
    return out


def _inlines(part: object) -> Elements:
    found = part if isinstance(part, list) else [part]
    return [e for e in found if isinstance(e, dict) and "t" in e]


def _ends_line(inlines: Elements, at: int) -> bool:
    """Tell whether nothing but the fence stands in its line."""
    return set(inlines[at]["c"]) == {":"} and (
        at + 1 == len(inlines) or inlines[at + 1]["t"] in ("SoftBreak", "LineBreak")
    )


def _place(block: Element, inlines: Elements, at: int) -> Location | None:
    place = where(block)
    if place is None:
        return None
    first = next((n for n, i in enumerate(inlines) if re.search(r"\w", str(i.get("c", "")))), 0)
    line = place.line + _breaks(inlines[:at]) - _breaks(inlines[:first])
    return Location(place.file, line, 1 if _breaks(inlines[:at]) else place.column)


def _breaks(inlines: Elements) -> int:
    return sum(inline["t"] in ("SoftBreak", "LineBreak") for inline in inlines)


def _stray_closings(source: Source) -> Iterator[int]:
    """Yield the numbers of lines ':::' before which every block is closed already."""
    depth, code = 0, ""
    for number, line in enumerate(source.text.split("\n"), start=1):
        fence = _CODE.match(line)
        if code:
            code = "" if fence and fence[1].startswith(code) and not fence[2].strip() else code
        elif fence:
            code = fence[1]
        elif _DIV_CLOSE.match(line) and depth:
            depth -= 1
        elif _DIV_CLOSE.match(line):
            yield number
        elif _DIV_OPEN.match(line):
            depth += 1


# --- other marks that are words of the text --------------------------------------------------------------------


def _leftover_marks(source: Source, paragraphs: Sequence[_Paragraph]) -> Iterator[Diagnostic]:
    for word in _words(paragraphs, _NOTE):
        for name in _NOTE.findall(word.text):
            place = _column(source, word.place, name)
            yield Diagnostic(
                "error", "note-missing", f"no footnote is called '{name}'", place, f"write '{name}: …'"
            )
    for word in _words(paragraphs, _SHORTCODE):
        place = _column(source, word.place, word.text)
        message = "this '{{< … >}}' is taken for text"
        hint = "only '{{< include file.md >}}' is known, in a line of its own"
        yield Diagnostic("error", "shortcode", message, place, hint)
    for word in _words(paragraphs, _ATTRIBUTES):
        place = _column(source, word.place, word.text)
        message = f"'{word.text}' is taken for text"
        hint = 'attributes are read only as {#name .class key="value"}'
        yield Diagnostic("warning", "attributes", message, place, hint)


def _column(source: Source, place: Location | None, text: str) -> Location | None:
    """Return the place of a text in its line."""
    if place is None:
        return None
    lines = source.text.split("\n")
    at = next((n for n, known in enumerate(source.lines) if known == (place.file, place.line)), None)
    column = lines[at].find(text) + 1 if at is not None else 0
    return Location(place.file, place.line, column or place.column)
