"""Which of a book's files a unit names, and which all of them: no other is sent along, or counts for a key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from terbit.digest import digest, digest_bytes
from terbit.pdf.linked.order import Style
from terbit.pdf.model import Composition, Sheet

__all__ = ["Resources", "style_of"]

_END = 4
"""Characters of a name's end, such as ".svg"."""


class Resources:
    """A book's files by path; those that style sheets name belong to every unit."""

    def __init__(self, files: Mapping[str, bytes], stylesheets: Sequence[str]) -> None:
        """Keep the files, and find those of the style sheets."""
        self._files = files
        self._digests: dict[str, str] = {}
        self._names = _Names(files)
        self._common = {path for text in stylesheets for path in self._names.found_in(text)}

    def common(self) -> dict[str, bytes]:
        """Return the files that style sheets name."""
        return {path: self._files[path] for path in sorted(self._common)}

    def named_in(self, html: str) -> dict[str, bytes]:
        """Return the files that a unit names, and those that its drawings name."""
        found = self._common | set(self._names.found_in(html))
        pending = [path for path in found if path.endswith(".svg") and not path.startswith("formula/")]
        while pending:
            text = self._files[pending.pop()].decode(errors="replace")
            more = {path for path in self._files if path.rpartition("/")[2] in text} - found
            found |= more
            pending += [path for path in more if path.endswith(".svg")]
        return {path: self._files[path] for path in sorted(found)}

    def digests(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the digests of files by path."""
        for path in paths:
            if path not in self._digests:
                self._digests[path] = digest_bytes(self._files[path])
        return {path: self._digests[path] for path in paths}


class _Names:
    """Names of files, as they are and quoted; to look in a long text for how they end is quicker than for each."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = {name: path for path in paths for name in (path, quote(path))}
        self._lengths: dict[str, set[int]] = {}
        for name in self._paths:
            self._lengths.setdefault(name[-_END:], set()).add(len(name))

    def found_in(self, text: str) -> Iterator[str]:
        """Yield the path of each name that a text holds, as often as it does."""
        for end, lengths in self._lengths.items():
            at = text.find(end)
            while at >= 0:
                stop = at + len(end)
                names = (text[max(0, stop - length) : stop] for length in lengths)
                yield from (self._paths[name] for name in names if name in self._paths)
                at = text.find(end, at + 1)


def style_of(composition: Composition, sheet: Sheet) -> Style:
    """Return how all units of a book are set."""
    resources = Resources(composition.resources, sheet.stylesheets)
    common = resources.common()
    key = digest(sheet.stylesheets, composition.hyphenation, resources.digests(common))
    return Style(key, sheet.stylesheets, composition.hyphenation, common)
