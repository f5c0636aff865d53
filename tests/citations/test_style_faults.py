"""Bad styles raise nothing, whatever is wrong with them; tests/cases/styles has what is said of each fault."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from terbit.citations import Cite, Cluster, from_csl_json, typeset
from terbit.citations.styles import check
from terbit.diagnostics import Location
from terbit.model import Resource

GOOD = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>T</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <macro name="author">
    <names variable="author"/>
  </macro>
  <citation>
    <layout>
      <text macro="author"/>
      <text variable="title"/>
    </layout>
  </citation>
</style>
"""

def told(data):
    return [str(finding) for finding in check(Resource("s.csl", data, ""))]


def test_a_good_style_is_good():
    assert told(GOOD.encode()) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_what_xml_allows_is_read(encoding):
    named = GOOD.replace("utf-8", "utf-16" if encoding == "utf-16" else encoding.removesuffix("-sig"))
    assert told(named.replace(">T<", ">é<").encode(encoding)) == []


def test_what_is_nested_too_deeply_is_refused():
    (finding,) = told(b"<a>" * 5000 + b"</a>" * 5000)
    assert finding.startswith("s.csl:1:771: error[style-syntax]: the style is not well-formed XML: Excessive depth")


def chain(length, calls=1):
    """Return a style with macros that each call the next one, some times."""
    call = "".join('<text macro="m{}"/>' for _ in range(calls))
    macros = "".join(f'<macro name="m{n}">{call.replace("{}", str(n + 1))}</macro>' for n in range(length))
    ends = f'{macros}<macro name="m{length}"><text variable="title"/></macro><citation>'
    return GOOD.replace("<citation>", ends).replace('macro="author"', 'macro="m0"')


def test_macros_that_would_take_more_than_the_stack_or_a_day_are_refused():
    (deep,) = told(chain(3000).encode())
    assert deep.startswith("s.csl:7:")
    assert deep.endswith(
        "error[style-macro]: with the macros that it calls this nests 202 elements; call fewer macros from each other"
    )
    (large,) = told(chain(40, calls=2).encode())
    assert "with the macros that it calls this stands for 20971517 elements" in large


NESTED = {
    "macros": chain(96),
    "groups": GOOD.replace('<text variable="title"/>', "<group>" * 190 + '<text value="x"/>' + "</group>" * 190),
    "conditions": GOOD.replace(
        '<text variable="title"/>',
        '<choose><if type="book">' * 96 + '<text value="x"/>' + "</if></choose>" * 96,
    ),
}


@pytest.mark.parametrize("style", NESTED.values(), ids=NESTED)
def test_what_is_allowed_to_nest_can_be_rendered(style):
    assert told(style.encode()) == []
    record = from_csl_json({"id": "a", "type": "book", "title": "T"}, "id", Location("x"))
    result = typeset(style.encode(), {"a": record}, [Cluster((Cite("a"),), note=1, serial=1)], "id", ["a"])
    assert result.clusters[0].body is not None


PIECES = st.sampled_from(
    ["<text", "</text>", "/>", ">", "<layout>", "</layout>", "<!--", "-->", "<![CDATA[", "&amp;", "&x;", '"', "macro",
     "<group>", "</group>", "\x00", "é", "<citation>", ' variable="title"', "<?x?>", "<style>", 'xmlns:a="b" ', "="]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=4).map("".join), st.integers(0, len(GOOD)), st.integers(0, 30))
@settings(max_examples=150, deadline=None)
def test_a_spoilt_style_raises_nothing(piece, at, taken):
    for finding in told((GOOD[:at] + piece + GOOD[at + taken :]).encode()):
        assert finding.startswith("s.csl:")


@given(st.binary(max_size=60))
def test_bytes_of_any_kind_are_refused(data):
    assert told(data)
