"""One entry of BibTeX read from the text, even where a brace, a quotation mark or a comma is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from terbit.citations.bibtex_values import Fault, Field

__all__ = ["TOKEN", "Block"]

_NEXT_FIELD = re.compile(r"\n[ \t]*+[A-Za-z][\w-]*\s*=\s*(?:[{\"]|\w+\s*,?\s*$)", re.MULTILINE)
_KEY = re.compile(r"\s*(?P<key>[^\s,{}\"=]+)")
_NAME = re.compile(r"(?P<name>[^\s,={}()\"#%'\\]+)\s*")
_WORD = re.compile(r"[^\s,{}()\"#=]+")
_JOIN = re.compile(r"\s*#\s*")
_SPACE = re.compile(r"\s*")
_EQUALS = re.compile(r"\s*=\s*")
TOKEN = re.compile(r"\\.|[{}\"()]", re.DOTALL)
_MONTHS = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
_STOP = re.compile(r"\\.|[{},)]", re.DOTALL)
_BRACE = "count its braces"


@dataclass
class Block:
    """One `@type{…}` on its way from the text, from its head up to `limit` at most.

    Where no brace closes it, it is read again with each value `bound` by the line that begins the next field.
    """

    text: str
    head: re.Match[str]
    limit: int
    macros: Mapping[str, str]
    bound: bool
    at: int = 0
    following: int = -1
    key: str = ""
    key_start: int = 0
    closed: bool = False
    fields: list[Field] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def read(self) -> None:
        """Read key and fields up to what closes the entry, or as far as there is text."""
        self.at = self.head.end()
        self.key_start = _after(_SPACE, self.text, self.at)
        if self.head["type"].lower() != "string":
            self._read_key()
        separated = True
        while self.at < self.limit and not self.closed:
            separated = self._step(separated)
        if not self.closed and not any(fault.hint == _BRACE for fault in self.faults):
            self._fault(self.head.start(), "this entry is never closed: a brace is missing", _BRACE)
        self.at = min(self.at, self.limit)

    def _read_key(self) -> None:
        if not self.head["type"]:
            self._fault(self.head.start(), "an entry without a type", "write its type after the '@': @book{…")
        key = _KEY.match(self.text, self.at, self.limit)
        after = _EQUALS.match(self.text, key.end()) if key else None
        if key is None or after:
            self._fault(self.key_start, "an entry without a key: nothing can cite it", "write a key and a comma first")
            return
        closer = key["key"].endswith(")") and self.head["open"] == "("
        self.key = key["key"][:-1] if closer else key["key"]
        self.at = key.end() - closer
        rest = _after(_SPACE, self.text, self.at)
        if not self.text.startswith((",", _closer(self.head)), rest) and rest < self.limit:
            self._after_key(rest)

    def _after_key(self, rest: int) -> None:
        name = _NAME.match(self.text, rest, self.limit)
        if name and self.text.startswith("=", name.end()):
            self._fault(self.at, "a comma is missing after the key", "end the key with a comma")
            self.at = rest
        else:
            self._fault(rest, f"unexpected {_shown(self.text, rest)} in the key", "a key holds no space, brace or '='")
            self._skip(rest)

    def _step(self, separated: bool) -> bool:
        """Read a field, a comma or the end, and tell whether a comma came last."""
        self.at = _after(_SPACE, self.text, self.at)
        if self.at >= self.limit:
            return separated
        if self.text[self.at] == _closer(self.head):
            self.closed, self.at = True, self.at + 1
            return separated
        if self.text[self.at] == ",":
            self.at += 1
            return True
        name = _NAME.match(self.text, self.at, self.limit)
        if name is None or not self.text.startswith("=", name.end()):
            self._unexpected(name)
            return False
        if not separated:
            self._missing_comma(name)
        return self._field(name)

    def _missing_comma(self, name: re.Match[str]) -> None:
        at = _last_text(self.text, name.start())
        self._fault(at, f"a comma is missing before the field '{name['name']}'", "put it here")

    def _unexpected(self, name: re.Match[str] | None) -> None:
        what = f"'{name['name']}' has no value" if name else f"unexpected {_shown(self.text, self.at)}"
        self._fault(self.at, what, "look for a missing comma, brace, '=' or quotation mark just before it")
        self._skip(self.at if name else self.at + 1)

    def _skip(self, at: int) -> None:
        """Go on at the next comma or at the end of the entry."""
        depth = 0
        for token in _STOP.finditer(self.text, at, self.limit):
            if depth == 0 and token[0] in (",", _closer(self.head)):
                self.at = token.start()
                return
            depth = max(0, depth + {"{": 1, "}": -1}.get(token[0], 0))
        self.at = self.limit

    def _field(self, name: re.Match[str]) -> bool:
        """Read a field, and tell whether the next one may follow: a comma is not missed where a brace is."""
        faults = len(self.faults)
        self.at = _after(_EQUALS, self.text, name.end())
        parts: list[str] = []
        unknown: list[tuple[str, int]] = []
        begins = self.at + (self.text[self.at : self.at + 1] in ("{", '"'))
        while self.at < self.limit:
            begun = self.at
            parts += self._part(name["name"], unknown)
            joined = _JOIN.match(self.text, self.at, self.limit)
            if self.at == begun or not joined:
                break
            self.at = joined.end()
        if not parts:
            self._fault(self.at, f"'{name['name']}' has no value", "write one in braces, or take the field away")
        start = begins if len(parts) == 1 and self.text.startswith(parts[0], begins) else name.start()
        self.fields.append(Field(name["name"], name.start(), "".join(parts), start, tuple(unknown)))
        return len(self.faults) > faults

    def _part(self, name: str, unknown: list[tuple[str, int]]) -> list[str]:
        char = self.text[self.at]
        if char in '{"':
            return [self._delimited(name, "}" if char == "{" else '"')]
        word = _WORD.match(self.text, self.at, self.limit)
        if word is None:
            return []
        self.at = word.end()
        small = word[0].lower()
        if not word[0].isdigit() and small not in _MONTHS and small not in self.macros:
            unknown.append((word[0], word.start()))
        return [self.macros.get(small, word[0])]

    def _delimited(self, name: str, closer: str) -> str:
        begun = self.at
        limit = self._next_field(begun) if self.bound else self.limit
        end = _closing(self.text, begun + 1, limit, closer)
        if end is None:
            mark = "brace" if closer == "}" else "quotation mark"
            self._fault(begun, f"the value of '{name}' is never closed: a {mark} is missing", _BRACE)
            self.at = limit
            return self.text[begun + 1 : limit].rstrip().removesuffix(",").rstrip()
        self.at = end + 1
        return self.text[begun + 1 : end]

    def _next_field(self, at: int) -> int:
        """Return where the line of the next field begins; one that was found already is not looked for again."""
        if self.following <= at:
            found = _NEXT_FIELD.search(self.text, at, self.limit)
            self.following = found.start() if found else self.limit
        return self.following

    def _fault(self, at: int, message: str, hint: str) -> None:
        self.faults.append(Fault(at, message, hint))


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _closer(head: re.Match[str]) -> str:
    return ")" if head["open"] == "(" else "}"


def _closing(text: str, at: int, limit: int, closer: str) -> int | None:
    """Return the offset of what closes a group that opened just before `at`."""
    depth = 0
    for token in TOKEN.finditer(text, at, limit):
        if token[0] == closer and depth == 0:
            return token.start()
        depth += {"{": 1, "}": -1}.get(token[0], 0)
    return None


def _last_text(text: str, at: int) -> int:
    """Return the offset after the last character before `at` that is no space."""
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _shown(text: str, at: int) -> str:
    return f"'{text[at]}'" if text[at : at + 1].isprintable() else "character"
