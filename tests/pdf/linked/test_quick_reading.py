"""HTML read the quick way has the tree that tinyhtml5 gives; where it might not, tinyhtml5 reads it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from html import escape
from io import StringIO
from unittest.mock import patch

import pytest
import weasyprint
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lenient
from tinyhtml5.parser import parse

from terbit.pdf.linked import quick_reading
from terbit.pdf.linked.layout import _framed
from terbit.pdf.linked.order import Order
from terbit.pdf.linked.quick_reading import quick_tree, reading
from terbit.pdf.linked.sheet_rules import read_rules, starts
from terbit.pdf.linked.units import units

HEAD = '<head><meta charset="utf-8"><title>Judul &amp; nama</title></head>'
BOOKS = [
    *("numbers", "one", "parts", "runs", "pdf/book"),
    *(f"books/{n}" for n in ("aneka", "hard", "notes", "ragam", "small")),
]
MANY = settings(max_examples=120, deadline=None)


def document(body: str) -> str:
    return f'<!DOCTYPE html>\n<html lang="id">{HEAD}<body>{body}</body></html>'


def slow_tree(text: str):
    return parse(StringIO(text), namespace_html_elements=False)


def told(root) -> list:
    """Return all that a tree says, in one list."""
    return [(one.tag, list(one.attrib.items()), one.text, one.tail, len(one)) for one in root.iter()]


# What units hold.


@pytest.mark.parametrize("purpose", ["print", "screen"])
@pytest.mark.parametrize("name", BOOKS)
def test_all_units_of_books_are_read_the_quick_way(book, name, purpose):
    texts = [*_units(book(name, purpose))]
    assert texts
    for text in texts:
        tree = quick_tree(text)
        assert tree is not None, f"read by tinyhtml5, which takes ten times as long: {text}"
        assert told(tree) == told(slow_tree(text))


def _units(one):
    root = lenient.document_fromstring(one.composition.html)
    for unit in units(root, starts(root, read_rules(one.sheet.stylesheets))):
        html, masked = unit.html(dict.fromkeys(unit.targets, "12"))
        for text in (html, masked):
            yield _framed(Order(text, "left", "right", True, {}))


# What units might hold: elements where they may stand.

SIGNS = "aZ é\u00a0\u200b中𝄞\n\t\"'=&<>/"
TEXT = st.one_of(st.text(SIGNS, max_size=8).map(lambda text: escape(text, quote=False)), st.just("&nbsp;"))
VALUES = st.text(SIGNS, max_size=6).map(lambda text: escape(text).replace("&#x27;", "'"))
NAMES = st.sampled_from(["class", "id", "data-x", "title", "lang", "aria-label", "style"])
SPACE = st.sampled_from(["", "\n", "  ", "\n\t"])


@st.composite
def element(draw, tags, *inner, most=3) -> str:
    """Draw an element with content of the given kinds, in their order."""
    tag = draw(st.sampled_from(tags.split()))
    values = draw(st.dictionaries(NAMES, VALUES, max_size=3))
    attributes = "".join(f' {name}="{value}"' for name, value in values.items())
    content = "".join("".join(draw(st.lists(kind, max_size=most))) for kind in inner)
    return f"<{tag}{attributes}>{content}</{tag}>"


VOID = element("br img wbr").map(lambda text: re.sub("</.*", "", text))
PHRASES = st.recursive(
    TEXT | VOID,
    lambda inner: element("abbr b cite code del em i kbd mark q small span strong sub sup u", inner),
    max_leaves=5,
)
LINES = PHRASES | element("a", PHRASES)
CELLS = element("td th", LINES | element("p", LINES, most=1))
ROWS = element("tr", SPACE, CELLS, SPACE)
COLUMNS = element("colgroup", st.just("<col>\n"))
TABLE = element(
    *("table", SPACE, element("caption", LINES), SPACE, COLUMNS, element("thead", ROWS), SPACE, element("tbody", ROWS)),
    most=1,
)
LEAVES = st.one_of(
    element("p h1 h2 h3 dl ul", SPACE, most=1),
    element("p h2", LINES),
    element("code", LINES).map(lambda code: f"<pre>{code}</pre>"),
    element("figure", VOID, element("figcaption", LINES), most=1),
    element("ul ol", SPACE, element("li", LINES)),
    element("dl", SPACE, element("dt", LINES), element("dd", LINES | element("p", LINES))),
    st.just("<hr>"),
    TABLE,
)
FLOW = st.recursive(
    LEAVES | LINES,
    lambda inner: st.one_of(
        element("div section blockquote aside header nav", inner), element("ul ol", element("li", inner))
    ),
    max_leaves=6,
)
LAWFUL = st.lists(FLOW, max_size=4).map("".join).map(document)


@MANY
@given(LAWFUL)
def test_what_is_written_by_the_rules_is_read_the_quick_way(text):
    tree = quick_tree(text)
    assert tree is not None
    assert told(tree) == told(slow_tree(text))


# What might be by mistake, or raw HTML of a manuscript: anything.

TAGS = [
    *("a", "b", "p", "h1", "h2", "div", "ul", "li", "dl", "dt", "dd", "table", "caption", "colgroup", "thead", "tbody"),
    *("tr", "td", "th", "pre", "section", "body", "head", "html", "title", "meta", "button", "nobr", "ruby", "rt"),
    *("select", "option", "form", "object", "svg", "math", "template", "style", "textarea", "script", "menu", "my-own"),
]
WILD = st.recursive(TEXT, lambda inner: st.sampled_from(TAGS).flatmap(lambda tag: element(tag, inner)), max_leaves=8)
SNIPPETS = st.sampled_from([
    *("<p>", "</p>", "<b>", "</b>", "<br/>", "<br>", "</br>", "<td>", "</table>", "<tr>", "</html>", "</body>"),
    *("\r\n", "\f", "\0", "\ud800", "\ufeff", "\uffff", "\x85", "\n", "&copy;", "&lt", "&#150;", "&#10;", "&"),
    *("<!-- a -->", "<!", "<?a?>", "/", "<A>", "<![CDATA[a]]>", "<image>", "<p/>", '"', "=", "x", " A='b'", ">"),
    *("<hr/>", "</head>", "<", " xmlns='b'"),
])  # fmt: skip


@st.composite
def spoilt(draw) -> str:
    """Draw a document with something put in, or taken out, anywhere."""
    text = draw(LAWFUL)
    begin = draw(st.integers(0, len(text)))
    return text[:begin] + draw(SNIPPETS | st.just("")) + text[begin + draw(st.integers(0, 4)) :]


@pytest.mark.parametrize("kind", [WILD.map(document), spoilt()], ids=["wild", "spoilt"])
def test_whatever_is_written_has_the_tree_of_tinyhtml5_or_is_left_to_it(kind):
    ways = Counter()

    @MANY
    @given(kind)
    def check(text):
        tree = quick_tree(text)
        ways[tree is not None] += 1
        assert tree is None or told(tree) == told(slow_tree(text))

    check()
    assert min(ways[True], ways[False]) > 20, ways  # or nothing was shown


# Each rule for itself: there is a difference, and it is seen before the tree is made use of.

NEVER = re.compile("(?!)")
CELL = "<tr><td>a</td></tr>"
DIFFERENT = {
    "block-in-paragraph": "<p>a<div>b</div></p>",
    "paragraph-in-paragraph": "<p>a<span><p>b</p></span></p>",
    "table-in-paragraph": f"<p>a<table><tbody>{CELL}</tbody></table></p>",
    "link-in-link": "<a>a<em><a>b</a></em></a>",
    "heading-in-heading": "<h2>a<h3>b</h3></h2>",
    "rows-alone": f"<table>{CELL}</table>",
    "cells-alone": "<table><tbody><td>a</td></tbody></table>",
    "column-alone": f"<table><col><tbody>{CELL}</tbody></table>",
    "cell-in-text": "<div><td>a</td></div>",
    "text-in-table": f"<table>a<tbody>{CELL}</tbody></table>",
    "text-in-rows": f"<table><tbody>{CELL}a</tbody></table>",
    "no-break-space-in-table": f"<table>\u00a0<tbody>{CELL}</tbody></table>",
    "text-in-columns": f"<table><colgroup>a<col></colgroup><tbody>{CELL}</tbody></table>",
    "element-in-table": f"<table><p>a</p><tbody>{CELL}</tbody></table>",
    "item-in-item": "<ul><li>a<li>b</li></li></ul>",
    "term-in-term": "<dl><dt>a<dd>b</dd></dt></dl>",
    "body-in-body": '<body class="a">b</body>',
    "head-in-body": "<head>a</head>",
    "line-before-code": "<pre>\na</pre>",
    "button": "<button>a<button>b</button></button>",
    "option": "<select><option>a<option>b</option></option></select>",
    "ruby": "<ruby><rt>a<rt>b</rt></rt></ruby>",
    "svg": '<svg viewbox="a">b</svg>',
    "math": "<math>a</math>",
    "image": '<image src="a"></image>',
    "style": "<style>a &amp; b</style>",
    "textarea": "<textarea><b>a</b></textarea>",
    "empty": "<p><span/>a</p>",
    "comment": "<p>a<!-- b -->c</p>",
    "instruction": "<p><?a b?>c</p>",
    "section": "<p><![CDATA[a]]></p>",
    "number": "<p>&#150;</p>",
    "end-of-line": '<p title="a\rb">c</p>',
    "namespace": '<p xmlns="a">b</p>',
    "namespace-of-none": '<p xmlns:a="b">c</p>',
    "prefix": '<p xml:lang="a">b</p>',
    "capital-name": '<p Title="a">b</p>',
    "capital-tag": "<P>a</P>",
}
WHOLE = {
    "element-in-title": document("").replace("Judul", "<b>Judul</b>"),
    "text-in-head": document("").replace("<title>", "a<title>"),
    "block-in-head": document("").replace("<title>", "<p>a</p><title>"),
    "text-after-head": document("").replace("</head>", "</head>a"),
    "space-before-head": document("").replace("<head>", "\n<head>"),
    "space-after-body": document("a").replace("</body>", "</body>\n"),
    "space-after-all": document("a") + "\n",
    "no-head": document("a").replace(HEAD, ""),
}


@pytest.mark.parametrize("text", [*map(document, DIFFERENT.values()), *WHOLE.values()], ids=[*DIFFERENT, *WHOLE])
def test_what_xml_reads_otherwise_is_left_to_tinyhtml5(text):
    assert quick_tree(text) is None
    with patch.multiple(quick_reading, _is_html=lambda _: True, _OTHERWISE=NEVER):
        unchecked = quick_tree(text if text.endswith("</html>") else text.strip())
    assert told(unchecked) != told(slow_tree(text))


@pytest.mark.parametrize("doctype", ["", "<!DOCTYPE html PUBLIC 'a'>", "<!doctype html>"])
def test_documents_that_may_have_quirks_are_left_to_tinyhtml5(doctype):
    assert quick_tree(document("a")) is not None
    assert quick_tree(document("a").replace("<!DOCTYPE html>", doctype)) is None


@pytest.mark.parametrize("value", ['"a\nb"', "'\ta'", '"a>\n"', "'\"\n'"])
def test_lines_and_tabs_in_values_are_kept(monkeypatch, value):
    text = document(f'"\n<p class="=">\n"<em lang="id" title={value}>c</em></p>\n"')
    assert told(quick_tree(text)) == told(slow_tree(text))
    monkeypatch.setattr(quick_reading, "_LINES", NEVER)
    assert told(quick_tree(text)) != told(slow_tree(text))


# What WeasyPrint is given.


@pytest.mark.parametrize(("body", "is_quick"), [('<p class="a">b', False), ('<p class="a">b</p>', True)])
def test_weasyprint_has_the_same_document_whichever_way_it_is_read(monkeypatch, body, is_quick):
    text, asked = document(body), []
    plain = weasyprint.HTML(string=text, base_url="terbit:/", media_type="print")

    def slow(given, **options):
        asked.append(given)
        return parse(given, **options)

    monkeypatch.setattr(weasyprint.tinyhtml5, "parse", reading(slow))
    quick = weasyprint.HTML(string=text, base_url="terbit:/", media_type="print")
    assert told(quick.etree_element) == told(plain.etree_element)
    assert (quick.base_url, quick.media_type) == (plain.base_url, plain.media_type)
    assert bool(asked) is not is_quick


def test_what_is_no_text_is_left_to_tinyhtml5(tmp_path):
    file = tmp_path / "a.html"
    file.write_text(document("a"), "utf-8")
    asked = []
    way = reading(lambda given, **options: asked.append((given, options)))
    way(file)
    way(StringIO(document("a")), namespace_html_elements=True)
    assert len(asked) == 2


INSTALLED = """
import weasyprint
from terbit.pdf.linked.quick import make_quick
make_quick()
weasyprint.tinyhtml5.parser.HTMLParser = None
print(weasyprint.HTML(string="<!DOCTYPE html><html><head></head><body>a</body></html>").etree_element.tag)
"""


def test_the_engine_reads_the_quick_way_once_it_is_made_quick():
    for line, code in (("html", 0), ("", 1)):
        program = INSTALLED if code == 0 else INSTALLED.replace("make_quick()\n", "\n")
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        assert (done.stdout.strip(), done.returncode) == (line, code), done.stderr
