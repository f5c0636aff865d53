"""A quicker way to read a unit's HTML: by the C parser of XML, where it is sure to find the tree that tinyhtml5 finds.

The HTML that Terbit writes is all but XML: what is opened is closed, and values stand in quotes. XML ends at the first
fault, so what is read to its end has the elements that its tags say. Where HTML would have others, tinyhtml5 is asked.
The rules are those of the HTML standard, "Parsing HTML documents"; what is quoted below are its states and modes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from io import StringIO
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError, fromstring

__all__ = ["quick_tree", "reading"]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PHRASES = {
    *("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd"),
    *("mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "details", "div", "dl", "figcaption", "figure", "footer", "header"),
    *("hr", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul", *_HEADINGS),
}
_PLACES = {
    **dict.fromkeys(("head", "body"), ("html",)),
    **dict.fromkeys(("meta", "title"), ("head",)),
    **dict.fromkeys(("dt", "dd"), ("dl",)),
    **dict.fromkeys(("caption", "colgroup", "thead", "tbody", "tfoot"), ("table",)),
    **dict.fromkeys(("td", "th"), ("tr",)),
    "col": ("colgroup",),
    "li": ("ol", "ul"),
    "tr": ("thead", "tbody", "tfoot"),
}
"""The only parents of some elements. Elsewhere their tags close others, add some above them, or are left out.

"In head" and "after head" say so of a document's parts, "in body" of items of lists, "in table" to "in cell" of tables.
"""
_FRAMES = {"html", "head", "colgroup", "table", "thead", "tbody", "tfoot", "tr"}
"""Has only children of those. Text and others begin the body ("after head") or go before the table ("in table")."""
_CLOSING: Mapping[str, Container[str]] = {"p": _BLOCKS, "a": ("a",), **dict.fromkeys(_HEADINGS, _HEADINGS)}
"""What would close an element that is open above it ("in body")."""
_SPACE = " \t\n"
_DOCTYPE = "<!DOCTYPE html>"
"""Others may have quirks ("initial"), in which a table does not close a paragraph."""
_OTHERWISE = re.compile(r"\r|/>|<\?|<!|&#|xmlns")
"""What XML reads otherwise.

Ends of lines ("preprocessing the input stream"), empty elements ("self-closing start tag"), comments and their like
("markup declaration open"), characters by number ("numeric character reference end") and namespaces.
"""
_LINES = re.compile(r"""<(?=((?:[^<>"']|"[^"\t\n]*"|'[^'\t\n]*')*))\1(?:"[^"\t\n]*[\t\n]|'[^'\t\n]*[\t\n])""")
"""A tag up to a tab or an end of line in a value: HTML keeps them, XML has spaces for them.

Looked ahead to and taken as a whole: before 3.11.5 Python finds nothing behind a possessive repetition whose last try
came to grief half-way (gh-106052).
"""
_TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*+>""")
_VALUE = re.compile(r""""[^"]*"|'[^']*'""")
_VOID = re.compile(r"""<((?:br|col|hr|img|meta|wbr)(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*+)?)>""")
"""A tag of one of the "void elements", which are never closed."""


def reading(slow: Callable[..., Any]) -> Callable[..., Any]:
    """Return `tinyhtml5.parse`, which reads texts the quick way where it can."""

    def parse(document: Any, **options: Any) -> Any:
        if not isinstance(document, StringIO) or options != {"namespace_html_elements": False}:
            return slow(document, **options)
        text = document.read()
        tree = quick_tree(text)
        return slow(StringIO(text), **options) if tree is None else tree

    return parse


def quick_tree(text: str) -> Any:
    """Return the root of an HTML document as tinyhtml5 gives it; None if that may be another."""
    # What follows the end of the document becomes a part of its body ("after body").
    if not text.startswith(_DOCTYPE) or not text.endswith("</html>") or _OTHERWISE.search(text, len(_DOCTYPE)):
        return None
    if _LINES.search(text):
        text = _TAG.sub(_numbered, text)
    # XML knows all names of characters that lxml writes but this one; it ends at others.
    xml = _VOID.sub(r"<\1/>", text[len(_DOCTYPE) :].replace("&nbsp;", "\xa0"))
    try:
        root = fromstring(xml)  # noqa: S314 - a text without a DTD declares no entities
    except (ParseError, UnicodeEncodeError):
        return None
    return root if _is_html(root) else None


def _numbered(tag: re.Match[str]) -> str:
    """Return a tag with tabs and ends of lines in its values written as numbers, which XML keeps."""
    return _VALUE.sub(lambda value: value[0].replace("\t", "&#9;").replace("\n", "&#10;"), tag[0])


def _is_html(root: Any) -> bool:
    """Say whether the elements of a tree that was read as XML are those that HTML has."""
    if root.tag != "html" or [child.tag for child in root] != ["head", "body"]:
        return False
    pairs, names = set[tuple[str, str]](), set[str]()
    for element in root.iter():
        tag = element.tag
        pairs.update([(tag, child.tag) for child in element])
        names.update(element.keys())
    return (
        all(_may_stand(child, parent) for parent, child in pairs)
        and all(name == name.lower() for name in names)  # "attribute name"; the URI of xml:lang has capitals
        and not any(_closes(root, outer, inner) for outer, inner in _CLOSING.items())
        and not any(_has_text(frame) for frame in root.iter() if frame.tag in _FRAMES)
        and not any((pre.text or "").startswith("\n") for pre in root.iter("pre"))  # it is left out ("in body")
        and root.text is None  # left out ("before head"), or moved ("after body")
        and root[-1].tail is None
    )


def _may_stand(child: str, parent: str) -> bool:
    """Say whether an element stays where its tag is; one that is not known here might not."""
    places = _PLACES.get(child)
    if places is not None:
        return parent in places
    return parent not in _FRAMES and parent != "title" and (child in _PHRASES or child in _BLOCKS)


def _closes(root: Any, outer: str, inner: Container[str]) -> bool:
    return any(below.tag in inner for element in root.iter(outer) for below in islice(element.iter(), 1, None))


def _has_text(frame: Any) -> bool:
    return any(text and text.strip(_SPACE) for text in (frame.text, *(child.tail for child in frame)))
