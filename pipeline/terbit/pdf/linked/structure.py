"""Writing a structure tree: its elements as PDF objects (ISO 32000-1, 14.7)."""

from __future__ import annotations

from terbit.pdf.linked.model import Piece
from terbit.pdf.linked.nodes import Content, Node
from terbit.pdf.linked.objects import Objects
from terbit.pdf.linked.strings import pdf_string

__all__ = ["write_tree"]


def write_tree(root: Node, objects: Objects) -> tuple[list[Node], dict[tuple[int, int], int]]:
    """Write all elements below a root; return them, and the owner of content by page and MCID."""
    owners: dict[tuple[int, int], int] = {}
    root.prune()
    tops = [kid for kid in root.kids if isinstance(kid, Node)]
    nodes = [node for top in tops for node in top.nodes()]
    for node in nodes:
        node.number = objects.reserve()
    for node in nodes:
        objects.put(node.number, tuple(_pieces(node, objects, is_top=node.above is root)))
        owners.update({(kid.page, kid.mcid): node.number for kid in node.kids if isinstance(kid, Content)})
    return nodes, owners


def _pieces(node: Node, objects: Objects, *, is_top: bool) -> list[Piece]:
    above: Piece = "document" if is_top or node.above is None else node.above.number
    out: list[Piece] = [f"<</Type/StructElem/S/{node.kind}/P ".encode(), above]
    page = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
    if page is not None:
        out += [b"/Pg ", objects.page(page)]
    if node.attributes:
        out.append(b"/A " + node.attributes)
    if node.lang:
        out.append(b"/Lang " + pdf_string(node.lang))
    if node.alt:
        out.append(b"/Alt " + pdf_string(node.alt))
    if node.refers is not None and node.refers.number:
        out += [b"/Ref[", node.refers.number, b"]"]
    if node.kind == "Note":
        out += [b"/ID ", f"id:{node.number}"]
    out.append(b"/K[")
    for kid in node.kids:
        out += _kid(kid, page, objects)
    return [*out, b"]>>"]


def _kid(kid: Node | Content | tuple[int, int], page: int | None, objects: Objects) -> list[Piece]:
    if isinstance(kid, Node):
        return [kid.number, b" "]
    if isinstance(kid, Content):
        if kid.page == page:
            return [b"%d " % kid.mcid]
        return [b"<</Type/MCR/Pg ", objects.page(kid.page), b"/MCID %d>>" % kid.mcid]
    number, on = kid
    return [b"<</Type/OBJR/Obj ", number, b"/Pg ", objects.page(on), b">>"]
