"""Run the fixtures of the CSL test suite through the engine of a build, and print how many pass.

python tests/citations/suite.py DIR [NAME…]: with names, those fixtures alone, with what they got and wanted.
"""

from __future__ import annotations

import html
import json
import re
import sys
import traceback
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from terbit.citations import Cite, Cluster, Locator, from_csl_json, from_html, typeset
from terbit.diagnostics import Location

__all__ = ["Outcome", "html_of", "run", "table"]

_SECTION = re.compile(r"^>>=+ (?P<name>[A-Z-]+) =+>>\n(?P<text>.*?)^<<=+ (?P=name) =+<<", re.DOTALL | re.MULTILINE)
_TAGS = {
    "italic": ("<i>", "</i>"),
    "bold": ("<b>", "</b>"),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
    "smallcaps": ('<span style="font-variant:small-caps;">', "</span>"),
    "underline": ('<span style="text-decoration:underline;">', "</span>"),
    "normal": ('<span style="font-style:normal;">', "</span>"),
    "unbold": ('<span style="font-weight:normal;">', "</span>"),
    "uncaps": ('<span style="font-variant:normal;">', "</span>"),
    "ununderline": ('<span style="text-decoration:none;">', "</span>"),
    "left-margin": ('<div class="csl-left-margin">', "</div>"),
    "right-inline": ('<div class="csl-right-inline">', "</div>"),
    "block": ('<div class="csl-block">', "</div>"),
    "indent": ('<div class="csl-indent">', "</div>"),
}


@dataclass(frozen=True)
class Outcome:
    """What a fixture wanted and got; `got` is a traceback if the engine raised something."""

    name: str
    wanted: str
    got: str

    @property
    def passed(self) -> bool:
        return self.wanted == self.got

    @property
    def category(self) -> str:
        return self.name.partition("_")[0]


def run(directory: Path, names: tuple[str, ...] = ()) -> list[Outcome]:
    """Run the fixtures of a directory, all or the named ones."""
    return [_outcome(file) for file in sorted(directory.glob("*.txt")) if not names or file.stem in names]


def table(outcomes: list[Outcome]) -> str:
    """Return the count of each category, and last that of all."""
    every = Counter(outcome.category for outcome in outcomes)
    passed = Counter(outcome.category for outcome in outcomes if outcome.passed)
    rows = [f"{name:<16}{passed[name]:>4}/{count}" for name, count in sorted(every.items())]
    return "\n".join([*rows, f"{passed.total()}/{every.total()}"])


def _outcome(file: Path) -> Outcome:
    sections = {found["name"]: found["text"].strip("\n") for found in _SECTION.finditer(file.read_text("utf-8-sig"))}
    try:
        got = _rendered(sections)
    except Exception:  # noqa: BLE001 - a crash is a result
        got = traceback.format_exc()
    return Outcome(file.stem, _normal(sections["RESULT"]), _normal(got))


def _rendered(sections: dict[str, str]) -> str:
    items = [{"id": f"item-{number}", **item} for number, item in enumerate(json.loads(sections["INPUT"]), start=1)]
    style = sections["CSL"].strip().encode()
    found = re.search(rb'default-locale="([^"]+)"', style)
    language = found[1].decode() if found else "en-US"
    records = {}
    for item in items:
        # An entry without a type counts as a book.
        record = from_csl_json({**item, "type": item.get("type") or "book"}, language, Location("INPUT"))
        records[record.key] = record
    clusters = _clusters(sections, items)
    cited = [cite.key for cluster in clusters for cite in cluster.cites]
    result = typeset(style, records, clusters, language, cited if "CITATIONS" in sections else list(records))
    if sections["MODE"].strip() == "citation":
        return "\n".join(html_of(cluster.body) for cluster in result.clusters)
    entries = "".join(f'<div class="csl-entry">{html_of(entry.body)}</div>' for entry in result.entries)
    return f'<div class="csl-bib-body">{entries}</div>'


# --------------------------------------------------------------------- input


def _clusters(sections: dict[str, str], items: list[dict]) -> list[Cluster]:
    if "CITATIONS" in sections:
        return _replayed(json.loads(sections["CITATIONS"]))
    if "CITATION-ITEMS" in sections:
        cited = json.loads(sections["CITATION-ITEMS"])
    else:
        cited = [[{"id": key} for key in dict.fromkeys(item["id"] for item in items)]]
    return [_cluster(cites, number, number) for number, cites in enumerate(cited, start=1)]


def _replayed(updates: list) -> list[Cluster]:
    """Return the document as it is after the last of a list of incremental updates."""
    last: dict[str, dict] = {}
    order: list[str] = []
    notes: dict[str, int] = {}
    for citation, before, after in updates:
        last[citation["citationID"]] = citation
        notes[citation["citationID"]] = citation.get("properties", {}).get("noteIndex", 0)
        notes.update((ident, note) for ident, note in (*before, *after))
        order = [*(ident for ident, _ in before), citation["citationID"], *(ident for ident, _ in after)]
    return [
        _cluster(last[ident]["citationItems"], notes[ident], notes[ident] or number)
        for number, ident in enumerate(order, start=1)
    ]


def _cluster(cites: list[dict], note: int, serial: int) -> Cluster:
    return Cluster(tuple(map(_cite, cites)), in_note=False, note=note, serial=serial)


def _cite(cite: dict) -> Cite:
    return Cite(
        str(cite["id"]),
        "suppress-author" if cite.get("suppress-author") else "normal",
        from_html(cite.get("prefix") or ""),
        from_html(cite.get("suffix") or ""),
        Locator(cite.get("label") or "page", from_html(str(cite["locator"]))) if cite.get("locator") else None,
    )


# -------------------------------------------------------------------- output


def html_of(node: object) -> str:
    """Write a rendered tree with the tags of citeproc-js."""
    if node is None:
        return ""
    if isinstance(node, str):
        return html.escape(node, quote=False)
    before, after = _TAGS.get(node.kind, ("", ""))
    return before + "".join(map(html_of, node.children)) + after


def _normal(result: str) -> str:
    """Drop the markers of updates, spell entities one way, and drop white space round <div>."""
    lines = re.sub(r"^(?:>>|\.\.)\[\d+\] ", "", result, flags=re.MULTILINE)
    return re.sub(r"\s*(</?div[^>]*>)\s*", r"\1", html.unescape(lines)).strip()


def main() -> int:
    """Print the table, or the named fixtures."""
    directory, *names = sys.argv[1:]
    outcomes = run(Path(directory), tuple(names))
    for outcome in outcomes if names else ():
        verdict = "passes" if outcome.passed else "fails"
        sys.stdout.write(f"{outcome.name} {verdict}\n  wanted {outcome.wanted}\n  got    {outcome.got}\n")
    sys.stdout.write(table(outcomes) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
