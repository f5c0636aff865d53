"""Findings about `terbit.yaml`, and the YAML parser's complaints in plain words."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError

from terbit.diagnostics import Diagnostic, Location

__all__ = ["fault", "syntax_fault"]

_SIGN = re.compile(r"(^|[-:,\[])\s+[*&]\S")
_TOP = Location("terbit.yaml", 1, 1)

# What ruamel.yaml says (a part of it), what that means, and what to do.
_WORDS = (
    ("character '\\t'", "a tab is used for indentation", "indent with spaces"),
    ("found duplicate anchor", "an anchor is given twice", "name each '&anchor' once"),
    ("mapping values are not allowed", "a second ': ' in one line, or a line indented too far",
     "put a value that holds ': ' in quotes, and let keys of one level begin in one column"),
    ("could not find expected ':'", "a line without ': '", "write 'key: value'"),
    ("found unexpected end of stream", "a quotation mark is not closed", "close it"),
    ("found unexpected document separator", "a quotation mark is not closed", "close it"),
    ("expected ',' or ']'", "a '[' is not closed", "close it, or put a comma between the values"),
    ("expected ',' or '}'", "a '{' is not closed", "close it, or put a comma between the values"),
    ("expected <block end>", "this line does not fit the lines before it",
     "let keys of one level begin in one column, and every item of a list with '- '"),
    ("found undefined alias", "a value begins with '*', which YAML keeps for itself", "put it in quotes"),
    ("found unknown escape character", "a backslash in double quotes stands before a letter that it cannot",
     "use single quotes"),
    ("cannot start any token", "a value begins with a character that YAML keeps for itself", "put it in quotes"),
    ("found another document", "a second document begins here", "leave one '---' at most, on the first line"),
)  # fmt: skip


def fault(code: str, message: str, where: Location = _TOP, hint: str = "") -> Diagnostic:
    """Return an error at a place of `terbit.yaml`."""
    return Diagnostic("error", code, message, where, hint)


def syntax_fault(file: str, error: MarkedYAMLError, text: str) -> Diagnostic:
    """Return the parser's complaint where it arose, in words for people who do not know YAML."""
    mark = error.problem_mark or error.context_mark
    where = Location(file, mark.line + 1, mark.column + 1) if mark else _TOP
    if mark and (sign := _SIGN.search(_line(text, mark.line))):
        where = Location(file, mark.line + 1, sign.end() - 1)
        message = "this is not YAML: a value begins with '*' or '&', which YAML keeps for itself"
        return fault("config-syntax", message, where, "put it in quotes")
    said = f"{error.context or ''} {error.problem or ''}"
    for part, meaning, hint in _WORDS:
        if part in said:
            opened = _opening(error, text) if "not closed" in meaning else None
            return fault("config-syntax", f"this is not YAML: {meaning}", opened or where, hint)
    return fault("config-syntax", f"this is not YAML: {error.problem or error.context or 'unknown'}", where)


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number] if number < len(lines) else ""


def _opening(error: MarkedYAMLError, text: str) -> Location | None:
    """Return where the bracket or quotation mark stands: the end of the file tells nobody anything."""
    mark = error.context_mark
    if mark is None or mark.line >= len(text.splitlines()):
        return None
    return Location("terbit.yaml", mark.line + 1, mark.column + 1)
