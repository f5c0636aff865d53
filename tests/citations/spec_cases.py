"""Cases of the CSL specification, as tests/citations/spec/*.yaml hold them: a rule, a bit of style, items, the result.

A case has `rule`, `layout` and `items`, and perhaps `style`, `citation`, `bibliography` (attributes), `head` (macros
and locales), `sort`, `entry` (the layout of entries), `language`, `cites` (clusters), `wanted` (one text a cluster)
and `entries`. `each` lists pairs of an item and its text, each of which is cited alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from citations.suite import html_of
from terbit.citations import Cite, Cluster, Locator, from_csl_json, from_html, typeset
from terbit.citations.record import DATE_VARIABLES, NAME_VARIABLES
from terbit.diagnostics import Location

__all__ = ["Case", "load", "render"]

FOLDER = Path(__file__).with_name("spec")


@dataclass(frozen=True)
class Case:
    """A style, what it is given, and what it has to write."""

    section: str
    rule: str
    style: str
    items: Sequence[Mapping[str, Any]]
    cites: Sequence[Sequence[Mapping[str, Any]]]
    language: str
    wanted: Sequence[str] = field(default=(), compare=False)
    entries: Sequence[str] | None = None


def load() -> list[Case]:
    """Read the cases of all sections."""
    return [case for file in sorted(FOLDER.glob("*.yaml")) for case in _read(file)]


def render(case: Case) -> tuple[list[str], list[str]]:
    """Write the clusters and entries of a case, with mark-up as HTML."""
    records = {
        item["id"]: from_csl_json(item, case.language, Location(case.section)) for item in case.items
    }
    done = typeset(case.style.encode(), records, list(_clusters(case)), case.language, records)
    return [_shown(cluster.body) for cluster in done.clusters], [_shown(entry.body) for entry in done.entries]


def _shown(node: object) -> str:
    return html_of(node).replace("&amp;", "&").replace("</sup><sup>", "")


# ------------------------------------------------------------------- reading


def _read(file: Path) -> Iterator[Case]:
    for data in YAML(typ="safe").load(file.read_text()):
        for number, (item, wanted) in enumerate(data.pop("each", ())):
            alone = {**data, "items": [item], "wanted": [wanted]}
            yield _case(file.stem, f"{data['rule']} ({number + 1})", alone)
        if "items" in data:
            yield _case(file.stem, data["rule"], data)


def _case(section: str, rule: str, data: Mapping[str, Any]) -> Case:
    items = [
        {"id": chr(ord("a") + n), "type": "book", **{name: _value(name, value) for name, value in item.items()}}
        for n, item in enumerate(data["items"])
    ]
    cites = data.get("cites") or [[item["id"] for item in items]]
    clusters = [[cite if isinstance(cite, dict) else {"id": cite} for cite in cluster] for cluster in cites]
    wanted = data.get("wanted", [])
    entries = data.get("entries")
    return Case(
        section, rule, _style(data), items, clusters, data.get("language", "en-US"),
        [wanted] if isinstance(wanted, str) else wanted, entries,
    )  # fmt: skip


def _value(name: str, value: Any) -> Any:
    """Read the short forms: "Family, Given" in lists of names, and dates such as 2001-5-3/2002 or 44BC."""
    if name in NAME_VARIABLES and isinstance(value, list):
        return [_name(name) if isinstance(name, str) else name for name in value]
    if name in DATE_VARIABLES and isinstance(value, int | str):
        return {"date-parts": [[int(part) for part in date.split("-")] for date in str(value).split("/")]}
    return value


def _name(text: str) -> Mapping[str, str]:
    return dict(zip(("family", "given"), text.split(", ", 1), strict=False))


def _style(data: Mapping[str, Any]) -> str:
    layout = data["layout"]
    layout = layout if "<layout" in layout else f"<layout>{layout}</layout>"
    entry = data.get("entry", "")
    entry = entry if "<layout" in entry or not entry else f"<layout>{entry}</layout>"
    sort = f"<sort>{data['sort']}</sort>" if "sort" in data else ""
    listed = f"<bibliography {data.get('bibliography', '')}>{sort}{entry}</bibliography>" if entry else ""
    attributes = data.get("style", "")
    attributes += "" if re.search(r"\bclass=", attributes) else ' class="in-text"'
    return (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" {attributes}>'
        "<info><title>T</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>"
        f"{data.get('head', '')}<citation {data.get('citation', '')}>{'' if entry else sort}{layout}</citation>"
        f"{listed}</style>"
    )


def _clusters(case: Case) -> Iterator[Cluster]:
    for number, cites in enumerate(case.cites, start=1):
        note = cites[0].get("note", number)
        yield Cluster(tuple(map(_cite, cites)), note=note, serial=note)


def _cite(cite: Mapping[str, Any]) -> Cite:
    locator = cite.get("locator")
    return Cite(
        cite["id"],
        "suppress-author" if cite.get("suppress-author") else "normal",
        from_html(cite.get("prefix", "")),
        from_html(cite.get("suffix", "")),
        Locator(cite.get("label", "page"), str(locator)) if locator else None,
    )
