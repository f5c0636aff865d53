"""Structure types: what elements of HTML are in a tagged PDF (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from typing import Any

__all__ = ["GROUPING", "attributes", "is_heading", "role"]

_ROLES = {
    "main": "Part", "article": "Art", "section": "Sect", "blockquote": "BlockQuote", "p": "P", "pre": "P", "hr": "P",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "Lbl", "dd": "LBody",
    "table": "Table", "caption": "Caption", "figcaption": "Caption",
    "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR",
    "th": "TH", "td": "TD", "figure": "Div", "q": "Quote", "code": "Code", "kbd": "Code", "samp": "Code",
}  # fmt: skip
_SVG = "{http://www.w3.org/2000/svg}svg"
_CLASSES = {
    "contents": "TOC", "box": "Div", "equation": "P", "side-note": "Note", "margin-note": "Note",
    "footnote-paragraph": "P", "footnote-item": "P", "footnote-code": "P",
}  # fmt: skip
# An element that groups others holds no text of its own (table 333, and table 335 for lists and tables).
GROUPING = frozenset(
    ("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC", "L", "Table", "TR", "THead", "TBody", "TFoot")
)
_NUMBERINGS = {"decimal": "Decimal", "lower-alpha": "LowerAlpha", "upper-alpha": "UpperAlpha",
               "lower-roman": "LowerRoman", "upper-roman": "UpperRoman", "disc": "Disc", "circle": "Circle",
               "square": "Square", "none": "None"}  # fmt: skip
_SCOPES = {"row": "/Row", "col": "/Column", "rowgroup": "/Row", "colgroup": "/Column"}


def role(element: Any, above: str) -> str:
    """Return the structure type of an element below one of type `above`; "" if it is none of its own."""
    names = (element.get("class") or "").split()
    for name in names:
        if name in _CLASSES:
            return _CLASSES[name]
    if element.tag in ("img", _SVG):
        return "Figure"
    if above in ("TOC", "TOCI") and element.tag in ("ul", "ol"):
        return "TOC" if above == "TOCI" else ""
    if above == "TOC" and element.tag == "li":
        return "TOCI"
    return _ROLES.get(element.tag, "")


def is_heading(kind: str) -> bool:
    """Say whether a structure type is that of a heading with a level."""
    return len(kind) == 2 and kind[0] == "H" and kind[1].isdigit()


def attributes(element: Any, kind: str, style: str) -> bytes:
    """Return the attribute object of an element, empty if it needs none (14.8.5); `style` is that of lists in CSS."""
    if kind in ("TH", "TD"):
        scope = _SCOPES.get(element.get("scope", "")) if kind == "TH" else None
        spans = [("/ColSpan", element.get("colspan", "1")), ("/RowSpan", element.get("rowspan", "1"))]
        said = [f"{key} {value}" for key, value in spans if value.isdigit() and int(value) > 1]
        said += [f"/Scope {scope}"] if scope else []
        return f"<</O/Table {' '.join(said)}>>".encode() if said else b""
    if kind == "L":
        numbering = _NUMBERINGS.get(style, "None") if element.tag != "dl" else "None"
        return f"<</O/List/ListNumbering/{numbering}>>".encode()
    return b""
