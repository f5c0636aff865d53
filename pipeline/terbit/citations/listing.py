"""The list of references in the tree: each entry with its paragraphs, its label and the ways back to its cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from terbit.ast import Element, Elements, classes, div, identifier, link, para, space, string, stringify, with_attr
from terbit.citations.inlines import Node, to_inlines
from terbit.citations.look import Look
from terbit.citations.written import Entry
from terbit.labels import Labels

__all__ = ["GENERATED", "Listed", "fill", "is_list", "laid_out", "listed"]

GENERATED = "generated"
"""The class of a place for references that the author did not give; it goes if there are none."""

_BACK = "↑"
_LONGEST_LABEL = 9
_DISPLAYS = ("block", "indent", "left-margin")


def is_list(element: Element) -> bool:
    """Tell whether an element is the place of a list of references."""
    ident = identifier(element) if element["t"] == "Div" else ""
    return ident == "refs" or (ident.startswith("refs-") and "chapter-references" in classes(element))


@dataclass(frozen=True)
class Listed:
    """An entry as blocks, without the ways back to its cites; plain data, to be kept."""

    key: str
    blocks: Elements


def laid_out(entry: Entry) -> Listed:
    """Return an entry as blocks: a paragraph for each of its lines."""
    lines = [line for line in _lines(entry.body) if line.nodes]
    return Listed(entry.key, [_block(line.kind, to_inlines(Node("root", line.nodes))) for line in lines] or [para([])])


def listed(
    entries: Iterable[Listed], anchors: Mapping[str, str], cited: Mapping[str, Sequence[str]], labels: Labels
) -> Elements:
    """Return the entries as divisions."""
    return [
        div(_with_ways_back(entry.blocks, cited.get(entry.key, ()), labels), anchors[entry.key], ["entry"])
        for entry in entries
    ]


def fill(element: Element, entries: Elements, look: Look) -> Element:
    """Put entries into their place, below what the author wrote into it, with classes for their look."""
    names = ["references", *look.classes, *_label_class(entries)]
    kept = [name for name in classes(element) if name not in (*names, GENERATED)]
    filled = with_attr(element, names=[*names, *kept])
    return {**filled, "c": [filled["c"][0], [*element["c"][1], *entries]]}


def _block(kind: str, inlines: Elements) -> Element:
    """Return a paragraph; one that is a block of its own, or indented, in a division that says so."""
    body = para(inlines)
    return div([body], names=[f"entry-{kind}"]) if kind in ("block", "indent") else body


@dataclass
class _Line:
    """The parts of an entry that stand in one paragraph; `kind` is what begins it, empty for running text."""

    kind: str
    nodes: list[str | Node] = field(default_factory=list)


def _lines(body: Node) -> Iterator[_Line]:
    """Part an entry where something is displayed (CSL 1.0.2, "Display")."""
    line = _Line("")
    for part in _parts(body):
        kind = part.kind if isinstance(part, Node) and part.kind in _DISPLAYS else ""
        if kind:
            yield line
            line = _Line(kind, [part] if kind == "left-margin" else [_without_display(part)])
        elif line.kind in ("block", "indent") and not _belongs(part):
            yield line
            line = _Line("", [part])
        elif line.nodes or not isinstance(part, str) or part.strip():
            line.nodes.append(part)
    yield line


def _without_display(part: str | Node) -> str | Node:
    return Node("root", part.children) if isinstance(part, Node) else part


def _parts(node: Node) -> Iterator[str | Node]:
    for child in node.children:
        if isinstance(child, Node) and child.kind in ("root", "right-inline", "names"):
            yield from _parts(child)
        else:
            yield child


def _belongs(part: str | Node) -> bool:
    """Tell whether a part is no more than the space or the stop behind a block."""
    return isinstance(part, str) and not any(char.isalnum() for char in part)


def _label_class(entries: Elements) -> list[str]:
    """Return the class for the width of the label column: the greatest number of characters in a label."""
    labels = [_label(block) for entry in entries for block in entry["c"][1]]
    longest = max(map(len, labels), default=0)
    return [f"labels-{min(longest, _LONGEST_LABEL)}"] if longest else []


def _label(block: Element) -> str:
    first: Element = block["c"][0] if block["t"] == "Para" and block["c"] else {"t": ""}
    if first["t"] != "Span" or "entry-label" not in classes(first):
        return ""
    return stringify(first)


def _with_ways_back(blocks: Elements, cites: Sequence[str], labels: Labels) -> Elements:
    last = blocks[-1]
    if last["t"] == "Div":
        inner = _with_ways_back(last["c"][1], cites, labels)
        return [*blocks[:-1], {**last, "c": [last["c"][0], inner]}]
    return [*blocks[:-1], {**last, "c": [*last["c"], *_ways_back(cites, labels)]}]


def _ways_back(cites: Sequence[str], labels: Labels) -> Elements:
    out: Elements = []
    for number, ident in enumerate(cites, start=1):
        several = len(cites) > 1
        mark: Elements = [string(_BACK)]
        label = labels("back-to-text")
        if several:
            mark.append({"t": "Superscript", "c": [string(str(number))]})
            label = f"{label} ({number})"
        pairs = {"aria-label": label, "role": "doc-backlink"}
        # An arrow does not begin a line: the first one is bound to the last word.
        out += [string("\u00a0") if number == 1 else space(), link(mark, f"#{ident}", ["backlink"], "", **pairs)]
    return out
