"""The contest of citation processors: the same library and text each time, and the same for all."""

from __future__ import annotations

import json
from collections import Counter

from benchmarks.citations.library import items
from benchmarks.citations.text import citations, clusters, markdown
from benchmarks.citations.work import alike, entries
from terbit import pandoc
from terbit.ast import elements


def test_a_library_has_what_makes_citing_hard():
    library = items(500)
    assert library == items(500)
    signed = [item for item in library if "author" in item]
    years = Counter((item["author"][0]["family"], item["issued"]["date-parts"][0][0]) for item in signed)
    assert len({item["id"] for item in library}) == 500
    assert sum(count for count in years.values() if count > 1) > 50, "works of one author and year"
    assert len({item["type"] for item in library}) >= 8


def test_each_entry_is_cited_and_all_contestants_get_the_same_citations():
    cited = citations(300, 100)
    assert cited == citations(300, 100)
    told = [[item["id"] for item in cluster["citationItems"]] for cluster in clusters(cited)]
    assert {key for keys in told for key in keys} == {f"key{number}" for number in range(100)}
    tree = json.loads(pandoc.run(markdown(cited), reader="markdown", writer="json"))
    read = [[cite["citationId"] for cite in e["c"][0]] for e in elements(tree["blocks"]) if e["t"] == "Cite"]
    assert read == told


def test_bibliographies_of_different_programs_are_compared_by_what_they_say(tmp_path):
    html, tree = tmp_path / "html.json", tmp_path / "tree.json"
    html.write_text(json.dumps({"keys": ["a", "b"], "entries": ["<i>One</i> &amp; 1.", "Two"]}), "utf-8")
    said = [{"t": "Para", "c": [{"t": "Str", "c": word}]} for word in ("One1", "Three")]
    divs = [{"t": "Div", "c": [[f"ref-{key}", [], []], [para]]} for key, para in zip("ab", said, strict=True)]
    tree.write_text(json.dumps({"blocks": divs}), "utf-8")
    assert alike(entries(html), entries(html)) == 1
    assert alike(entries(html), entries(tree)) == 0.5
