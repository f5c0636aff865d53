"""BibTeX as text with places: entries, fields and macros, read even where a brace or a comma is missing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from terbit.diagnostics import Location

__all__ = ["Entry", "Fault", "Field", "Scan", "scan"]

_HEAD = re.compile(r"%[^\n]*|(?<![\w.])@\s*(?P<type>\w*)\s*(?P<open>[{(])")
# A head that begins a line, or follows a brace, ends whatever is still open before it.
_NEXT = re.compile(r"(?:^|(?<=\}))[ \t]*@\s*\w+\s*[{(]\s*[^\s,{}()=\"]+\s*,", re.MULTILINE)
_NEXT_FIELD = re.compile(r"\n\s*[A-Za-z][\w-]*\s*=\s*(?:[{\"]|\w+\s*,?\s*$)", re.MULTILINE)
_KEY = re.compile(r"\s*(?P<key>[^\s,{}\"=]+)")
_NAME = re.compile(r"(?P<name>[^\s,={}()\"#%'\\]+)\s*")
_WORD = re.compile(r"[^\s,{}()\"#=]+")
_JOIN = re.compile(r"\s*#\s*")
_SPACE = re.compile(r"\s*")
_EQUALS = re.compile(r"\s*=\s*")
_TOKEN = re.compile(r"\\.|[{}\"()]", re.DOTALL)
_MONTHS = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
_SILENT = {"comment", "preamble"}
_STOP = re.compile(r"\\.|[{},)]", re.DOTALL)
_BRACE = "count its braces"


@dataclass(frozen=True)
class Fault:
    """What is malformed at an offset, and what to do about it."""

    at: int
    message: str
    hint: str


@dataclass(frozen=True)
class Field:
    """One field: its name as written, where the name begins, its value, and the words that are no macros.

    `value_start` is the offset of the value, or that of the name where the value is put together of several parts.
    """

    name: str
    start: int
    value: str
    value_start: int
    unknown: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Entry:
    """One entry: `start` is the offset of its @, `key_start` that of its key; type and key may be empty."""

    type: str
    key: str
    start: int
    key_start: int
    fields: tuple[Field, ...] = ()

    def get(self, *names: str) -> str:
        """Return the first field of these names without its braces, or an empty string."""
        for name in names:
            found = self.field(name)
            if found:
                return found.value.strip('{}" \t\n')
        return ""

    def field(self, name: str) -> Field | None:
        """Return the first field of a name in small letters."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {found.name.lower(): found for found in reversed(self.fields)}


@dataclass(frozen=True)
class Scan:
    """The entries of a file in order, its `@string` macros in small letters, and what is malformed."""

    file: str
    text: str
    entries: tuple[Entry, ...]
    macros: Mapping[str, str]
    faults: tuple[Fault, ...] = ()

    def locate(self, offset: int) -> Location:
        """Return the place of an offset."""
        line = bisect_right(self._line_starts, offset)
        return Location(self.file, line, offset - self._line_starts[line - 1] + 1)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]


def scan(file: str, text: str, macros: Mapping[str, str] | None = None) -> Scan:
    """Read BibTeX text; `macros` are those of files before it.

    Nothing is refused: what is malformed becomes a fault, and as much as can be told is read all the same.
    """
    reader = _Reader(text, dict(macros or {}))
    reader.read()
    return Scan(file, text, tuple(reader.entries), reader.macros, tuple(reader.faults))


@dataclass
class _Reader:
    """One pass over a text: every character is looked at twice at most."""

    text: str
    macros: dict[str, str]
    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def read(self) -> None:
        heads = [found.start() for found in _NEXT.finditer(self.text)]
        at = 0
        while head := _HEAD.search(self.text, at):
            at = head.end()
            if not head["open"]:
                continue
            later = bisect_left(heads, head.end())
            limit = heads[later] if later < len(heads) else len(self.text)
            at = self._block(head, limit)

    @cached_property
    def _closers(self) -> dict[int, int]:
        """For each brace that is closed anywhere, where."""
        opened: list[int] = []
        found: dict[int, int] = {}
        for token in _TOKEN.finditer(self.text):
            if token[0] == "{":
                opened.append(token.start())
            elif token[0] == "}" and opened:
                found[opened.pop()] = token.start()
        return found

    def _block(self, head: re.Match[str], limit: int) -> int:
        kind = head["type"].lower()
        if kind in _SILENT:
            return self._closers.get(head.end() - 1, head.end())
        for bound in (False, True):
            block = _Block(self.text, head, limit, self.macros, bound=bound)
            block.read()
            if block.closed:
                break
        self.faults += block.faults
        if kind == "string":
            self.macros |= {found.name.lower(): found.value for found in block.fields}
        else:
            fields = tuple(block.fields)
            self.entries.append(Entry(kind, block.key, head.start(), block.key_start, fields))
        return block.at


@dataclass
class _Block:
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
    for token in _TOKEN.finditer(text, at, limit):
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
