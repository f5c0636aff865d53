"""The same citations and entries through citeproc-js, pandoc and Terbit, each giving the text of every part.

A part is `cite NAME`, a cluster of clusters.yaml or the key of an entry cited by itself, or `entry KEY`.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from citeproc import LOCALES_PATH
from lxml import etree
from ruamel.yaml import YAML

from citations.oracle.form import from_html, from_inlines
from terbit import pandoc
from terbit.citations import Cite, Cluster, Locator, from_csl_json, typeset
from terbit.diagnostics import Location

__all__ = ["Job", "by_citeproc_js", "by_pandoc", "by_terbit"]

HERE = Path(__file__).parent
ITEMS = HERE.parent / "difficult.json"
_NS = {"cs": "http://purl.org/net/xbiblio/csl"}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_WORDS = ("before", "after", "only")


@dataclass(frozen=True)
class Used:
    """A cite as clusters.yaml has it."""

    key: str
    before: str = ""
    after: str = ""
    only: str = ""
    label: str = ""
    locator: str = ""


@dataclass(frozen=True)
class Citation:
    """A cluster, its name, and the number of the footnote of the author's that it is in, or 0."""

    name: str
    cites: tuple[Used, ...]
    own_note: bool = False
    opens_note: bool = False


@dataclass(frozen=True)
class Job:
    """A style file and a language."""

    style: Path
    language: str

    @property
    def in_notes(self) -> bool:
        return etree.parse(self.style).getroot().get("class") == "note"

    def noted(self) -> list[tuple[Citation, int]]:
        """Return the citations, each with the number of its footnote, or 0 in the running text."""
        note = 0
        out = []
        for citation in _citations():
            note += citation.opens_note or (self.in_notes and not citation.own_note)
            out.append((citation, note if citation.own_note or self.in_notes else 0))
        return out


def items() -> list[dict[str, Any]]:
    """Return the entries."""
    found: list[dict[str, Any]] = json.loads(ITEMS.read_text("utf-8"))
    return found


def _citations() -> list[Citation]:
    """Return a citation of each entry by itself, then those of clusters.yaml."""
    out = [Citation(item["id"], (Used(item["id"]),)) for item in items()]
    for written in YAML(typ="safe").load((HERE / "clusters.yaml").read_text("utf-8")):
        several = "note" in written
        out.append(Citation(written["name"], tuple(map(_used, written["cites"])), several, several))
        if several:
            out.append(Citation(f"{written['name']}, second", tuple(map(_used, written["note"])), own_note=True))
    return out


def _used(written: str | Mapping[str, Mapping[str, str]]) -> Used:
    if isinstance(written, str):
        return Used(written)
    ((key, details),) = written.items()
    words = {name: details[name] for name in _WORDS if name in details}
    located = [(label, value) for label, value in details.items() if label not in _WORDS]
    label, locator = located[0] if located else ("", "")
    return Used(key, **words, label=label.replace("sub-verbo", "sub verbo"), locator=locator)


# -------------------------------------------------------------- citeproc-js


def by_citeproc_js(jobs: Sequence[Job], node: str) -> list[dict[str, str]]:
    """Write all jobs in one run of node."""
    asked = [
        {"style": job.style.read_text("utf-8"), "language": job.language, "citations": list(_js_citations(job))}
        for job in jobs
    ]
    data = json.dumps({"items": items(), "locales": str(LOCALES_PATH), "jobs": asked})
    done = subprocess.run([node, HERE / "citeproc.cjs"], input=data, capture_output=True, check=True, encoding="utf-8")
    return [_js_parts(result) for result in json.loads(done.stdout)]


def _js_parts(result: Mapping[str, Any]) -> dict[str, str]:
    if "error" in result:
        return {"error": result["error"]}
    cites = {f"cite {name}": from_html(html) for name, html in result["citations"].items()}
    entries = {f"entry {key}": from_html(html) for key, html in result["bibliography"].items()}
    return {**cites, **entries}


def _js_citations(job: Job) -> Iterator[dict[str, Any]]:
    for citation, note in job.noted():
        in_text = citation.cites[0].only == "author"
        properties = {"noteIndex": note, **({"mode": "composite"} if in_text else {})}
        yield {
            "citationID": citation.name,
            "citationItems": [dict(_js_cite(used)) for used in citation.cites],
            "properties": properties,
        }


def _js_cite(used: Used) -> Iterator[tuple[str, Any]]:
    yield "id", used.key
    if used.locator:
        yield from (("label", used.label), ("locator", used.locator))
    if used.before:
        yield "prefix", f"{used.before} "
    if used.after:
        yield "suffix", used.after
    if used.only == "rest":
        yield "suppress-author", True


# ------------------------------------------------------------------- pandoc


def by_pandoc(job: Job) -> dict[str, str]:
    """Write a job by pandoc's citeproc, from the tree of a document and into one."""
    noted = job.noted()
    blocks = list(_pandoc_blocks(job, [citation for citation, _ in noted]))
    document = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
    with TemporaryDirectory() as folder:
        style = Path(folder, "style.csl")
        style.write_bytes(_with_locale(job))
        command = [
            pandoc.binary(), "--from=json", "--to=json", "--citeproc", f"--csl={style}",
            f"--bibliography={ITEMS}", f"--metadata=lang:{job.language}",
        ]  # fmt: skip
        done = subprocess.run(command, input=json.dumps(document).encode(), capture_output=True, check=True)
    made = json.loads(done.stdout)["blocks"]
    cites = {}
    for block, (citation, _) in zip(_paragraphs(made), noted, strict=False):
        cites[f"cite {citation.name}"] = from_inlines(list(_flat(block["c"])))
    refs = next(block for block in made if block["t"] == "Div")["c"][1]
    order = [entry["c"][0][0].removeprefix("ref-") for entry in refs]
    texts = {key: from_inlines(entry["c"][1][0]["c"]) for key, entry in zip(order, refs, strict=True)}
    entries = {f"entry {key}": text for key, text in texts.items() if text}
    return {**cites, **entries}


def _with_locale(job: Job) -> bytes:
    """Return the style with the words of the language in it, for pandoc has older locale files of its own."""
    style = etree.parse(job.style).getroot()
    own = next((locale for locale in style.iterfind("cs:locale", _NS) if _LANG not in locale.attrib), None)
    if own is None:
        own = etree.Element(f"{{{_NS['cs']}}}locale")
        style.find("cs:info", _NS).addnext(own)
    locale = etree.parse(Path(LOCALES_PATH, f"locales-{job.language}.xml")).getroot()
    _add_missing(own, locale, ("form",))
    terms, added = own.find("cs:terms", _NS), locale.find("cs:terms", _NS)
    if terms is not None and added is not None:
        _add_missing(terms, added, ("name", "form", "gender-form"))
    return bytes(etree.tostring(style))


def _add_missing(into: Any, source: Any, key: Sequence[str]) -> None:
    """Add the children that are like none in their tag and these attributes."""
    present = {(child.tag, *map(child.get, key)) for child in into}
    for child in list(source):
        if isinstance(child.tag, str) and (child.tag, *map(child.get, key)) not in present:
            into.append(child)


def _pandoc_blocks(job: Job, citations: Sequence[Citation]) -> Iterator[dict[str, Any]]:
    terms = etree.parse(Path(LOCALES_PATH, f"locales-{job.language}.xml"))
    open_note: list[dict[str, Any]] = []
    for citation in citations:
        inline = {"t": "Cite", "c": [[_pandoc_cite(used, terms) for used in citation.cites], [{"t": "Str", "c": "?"}]]}
        if citation.own_note and not citation.opens_note:
            open_note.append({"t": "Para", "c": [inline]})
        elif citation.own_note:
            open_note = [{"t": "Para", "c": [inline]}]
            yield {"t": "Para", "c": [{"t": "Note", "c": open_note}]}
        else:
            yield {"t": "Para", "c": [inline]}


def _pandoc_cite(used: Used, terms: Any) -> dict[str, Any]:
    modes = {"author": "AuthorInText", "rest": "SuppressAuthor"}
    place = f"{{{_term(used.label, terms)} {used.locator}}}" if used.locator else ""
    return {
        "citationId": used.key,
        "citationPrefix": _words(used.before),
        "citationSuffix": _words(place + used.after),
        "citationMode": {"t": modes.get(used.only, "NormalCitation")},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _term(label: str, terms: Any) -> str:
    """Return the word by which pandoc knows a kind of locator."""
    name = label.replace("sub verbo", "sub-verbo")
    found = [*terms.iterfind(f".//cs:term[@name='{name}']", _NS), *terms.iterfind(f".//cs:term[@name='{label}']", _NS)]
    short = [term for term in found if term.get("form") == "short"]
    term = (short or found)[0]
    single = term.find("cs:single", _NS)
    return str((term if single is None else single).text)


def _words(text: str) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    for number, word in enumerate(text.split(" ") if text else []):
        out += [{"t": "Space"}] if number else []
        out += [{"t": "Str", "c": word}] if word else []
    return out


def _paragraphs(blocks: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the paragraphs with a citation each; those of a note of the author's by themselves."""
    for block in blocks:
        if block["t"] == "Para":
            (first, *_) = block["c"]
            yield from first["c"] if first["t"] == "Note" else [block]


def _flat(inlines: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Open up the notes that a style makes."""
    for inline in inlines:
        if inline["t"] == "Cite":
            yield from _flat(inline["c"][1])
        elif inline["t"] == "Note":
            yield {"t": "Space"}
            yield from _flat(inline["c"][0]["c"])
        else:
            yield inline


# ------------------------------------------------------------------- Terbit


def by_terbit(job: Job) -> dict[str, str]:
    """Write a job by the engine of a build."""
    records = {item["id"]: from_csl_json(item, job.language, Location("difficult.json")) for item in items()}
    noted = job.noted()
    clusters = [
        Cluster(tuple(map(_cite, citation.cites)), citation.own_note, note, note) for citation, note in noted
    ]
    result = typeset(job.style.read_bytes(), records, clusters, job.language, list(records))
    cites = {}
    for (citation, _), written in zip(noted, result.clusters, strict=True):
        parts = [result.processor.inlines(node) for node in (written.author, written.body) if node is not None]
        joined = [inline for part in parts for inline in ({"t": "Space"}, *part)]
        cites[f"cite {citation.name}"] = from_inlines(joined)
    entries = {f"entry {entry.key}": from_inlines(result.processor.inlines(entry.body)) for entry in result.entries}
    return {**cites, **entries}


def _cite(used: Used) -> Cite:
    return Cite(
        used.key,
        {"author": "author-in-text", "rest": "suppress-author"}.get(used.only, "normal"),
        used.before,
        used.after,
        Locator(used.label.replace(" ", "-"), used.locator) if used.locator else None,
    )
