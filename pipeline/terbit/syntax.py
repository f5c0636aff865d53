"""Mistakes in Markdown that pandoc mends in silence: fences that are never closed, or closed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from terbit.diagnostics import Diagnostic
from terbit.model import Source
from terbit.positions import place_of_line

__all__ = ["check_fences"]

_CODE = re.compile(r"^ {0,3}(`{3,}|~{3,})([^`]*)$")
_DIV_OPEN = re.compile(r"^ {0,3}:{3,}\s*(?:\{[^}]*\}|[^\s:{}]+)\s*:*\s*$")
_DIV_CLOSE = re.compile(r"^ {0,3}:{3,}\s*$")


def check_fences(source: Source) -> Iterator[Diagnostic]:
    """Yield an error for each fence without its partner (Pandoc User's Guide, fenced_divs, fenced_code_blocks)."""
    divs: list[int] = []
    code: tuple[str, int] | None = None
    for number, line in enumerate(source.text.split("\n"), start=1):
        fence = _CODE.match(line)
        if code:
            if fence and fence[1].startswith(code[0]) and not fence[2].strip():
                code = None
        elif fence:
            code = (fence[1], number)
        elif _DIV_CLOSE.match(line):
            if divs:
                divs.pop()
            else:
                yield _finding(
                    source, number, "this ':::' closes nothing", "take it away, or open a block above"
                )
        elif _DIV_OPEN.match(line):
            divs.append(number)
    yield from (_finding(source, n, "this ':::' block is never closed", "end it with ':::'") for n in divs)
    if code:
        yield _finding(source, code[1], "this code block is never closed", f"end it with '{code[0]}'")


def _finding(source: Source, line: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic("error", "fence-unclosed", message, place_of_line(source, line), hint)
