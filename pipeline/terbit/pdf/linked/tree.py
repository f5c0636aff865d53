"""The structure tree of a unit: elements of its HTML with the marked content that is theirs."""

from __future__ import annotations

from typing import Any

from terbit.pdf.linked.nodes import Content, Node
from terbit.pdf.linked.roles import GROUPING, attributes, is_heading, role
from terbit.pdf.markup import FORMULA, HELD

__all__ = ["Tree"]

_INLINE_ONLY = frozenset(("Link", "Span", "Code", "Quote", "Reference", "Lbl", "Figure", "Formula"))


class Tree:
    """Grows the structure tree while the boxes of a unit are walked in the order of their text."""

    def __init__(self, html: Any, language: str) -> None:
        """Begin the tree of an HTML document that is in a language."""
        self.root = Node("Document")
        self._above = {child: parent for parent in html.iter() for child in parent}
        self._nodes: dict[Any, Node] = {html: self.root}
        self._labels: dict[Any, Node] = {}
        self._languages: dict[Any, str] = {html: language}
        self._links: set[Any] = set()
        self._level = 0

    def expect_link(self, element: Any) -> None:
        """Let an element become a Link when it is met."""
        self._links.add(element)

    def add_image(self, element: Any, numbering: str, attributes: bytes, content: Content) -> None:
        """Give the content of an image to its element; `attributes` tell where it is."""
        node = self.node(element, numbering)
        node.attributes = attributes
        node.kids.append(content)

    def add(self, element: Any, pseudo: str, numbering: str, content: Content) -> None:
        """Give the content of a text to the element that it is of."""
        if pseudo == "marker" and element.tag == "li":
            self._label(element, numbering).kids.append(content)
        else:
            self._holder(self.node(element, numbering)).kids.append(content)

    def node(self, element: Any, numbering: str) -> Node:
        """Return the structure element that the content of an element belongs to.

        `numbering` is how lists are numbered there (CSS list-style-type).
        """
        known = self._nodes.get(element)
        if known is None:
            known = self._nodes[element] = self._made(element, numbering)
        return known

    def _made(self, element: Any, numbering: str) -> Node:
        above = self.node(self._above[element], numbering)
        language = element.get("lang") or self._language(self._above[element])
        self._languages[element] = language
        differs = language != self._language(self._above[element])
        if element.tag == "a" and element.get("class") in ("noteref", "footnote-number"):
            node = self._reference(element, above) if element.get("class") == "noteref" else _number(above)
            return node.below("Link") if element in self._links else node
        kind = "Link" if element in self._links else role(element, above.kind)
        if not kind and differs:
            kind = "Span" if element.tag not in ("div", "body") else "Div"
        if not kind:
            return above
        node = self._placed(kind, element, above)
        node.attributes = attributes(element, node.kind, numbering)
        node.lang = language if differs else ""
        if kind == "Figure":
            _describe(node, element)
        return self._body(node, element)

    def _placed(self, kind: str, element: Any, above: Node) -> Node:
        if is_heading(kind):
            self._level = min(int(kind[1]), self._level + 1)
            kind = f"H{self._level}"
        if element.tag in ("dt", "dd"):
            return self._described(kind, element, above)
        if kind == "Link" and above.kind == "TOCI":
            above = above.below("Reference")
        if kind in _INLINE_ONLY:
            above = self._holder(above)
        if kind == "Caption" and above.kind == "Table":
            node = Node(kind, above)
            above.kids.insert(0, node)
            return node
        return above.below(kind)

    def _described(self, kind: str, element: Any, above: Node) -> Node:
        """Put a term and what describes it into one list item."""
        item = above.kids[-1] if above.kids else None
        has_body = isinstance(item, Node) and any(isinstance(kid, Node) and kid.kind == "LBody" for kid in item.kids)
        if not isinstance(item, Node) or (element.tag == "dt" and has_body):
            item = above.below("LI")
        return item.below(kind)

    def _body(self, node: Node, element: Any) -> Node:
        if node.kind != "LI":
            return node
        self._labels[element] = node
        return node.below("LBody")

    def _label(self, element: Any, numbering: str) -> Node:
        """Return the label of a list item."""
        self.node(element, numbering)
        item = self._labels.get(element)
        if item is None:
            return self._holder(self.node(element, numbering))
        first = item.kids[0]
        if isinstance(first, Node) and first.kind == "Lbl":
            return first
        label = Node("Lbl", item)
        item.kids.insert(0, label)
        return label

    def _reference(self, element: Any, above: Node) -> Node:
        """Return the reference to a footnote; the note follows it, and each names the other (14.8.4.4)."""
        holder = self._holder(above)
        reference = holder.below("Reference")
        ident = element.get("href").removeprefix("#")
        footnote = next((other for other in self._beside(element) if other.get("id") == ident), None)
        if footnote is not None:
            note = self._nodes[footnote] = holder.below("Note")
            note.refers, reference.refers = reference, note
        return reference

    def _beside(self, mark: Any) -> Any:
        """Return the elements that a note's mark stands among, by itself or with the letter that it is bound to."""
        above = self._above[mark]
        return self._above[above] if above.get("class") == HELD else above

    def _holder(self, node: Node) -> Node:
        """Return the element that may hold text itself: an element that groups others gets a paragraph for it."""
        if node.kind not in GROUPING:
            return node
        last = node.kids[-1] if node.kids else None
        if not isinstance(last, Node) or not last.loose:
            last = node.below("P")
            last.loose = True
        return last

    def _language(self, element: Any) -> str:
        known = self._languages.get(element)
        if known is None:
            known = self._languages[element] = element.get("lang") or self._language(self._above[element])
        return known


def _number(above: Node) -> Node:
    """Return the label of a footnote, in front of its paragraphs."""
    note = above if above.kind == "Note" or above.above is None else above.above
    label = Node("Lbl", note)
    note.kids.insert(0, label)
    return label


def _describe(node: Node, element: Any) -> None:
    title = element.find("{http://www.w3.org/2000/svg}title")
    said = element.get("alt") or (title.text if title is not None else "") or ""
    if said.startswith(FORMULA):
        node.kind, said = "Formula", said.removeprefix(FORMULA)
    node.alt = said
