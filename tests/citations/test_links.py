"""Links from cites to entries and back, over the whole book."""

from __future__ import annotations

import json
from dataclasses import replace

from terbit.ast import Element, elements, get, identifier, stringify
from terbit.citations import cite
from terbit.citations.links import anchors_of
from terbit.model import Resource

BIB = b"@book{a, author={Ani}, title={X}, date={2001}} @book{b:c/d, author={Budi}, title={Y}, date={2002}}"


def run(document):
    done, findings = cite(document, [Resource("r.bib", BIB, "")], None)
    assert findings == ()
    return [e for chapter in done.chapters for e in elements(chapter.blocks)], done


def links(found: list[Element], name: str):
    return [e for e in found if e["t"] == "Link" and name in e["c"][0][1]]


def test_every_link_has_its_end_and_no_identifier_comes_twice(book):
    found, _ = run(book("[@a; @b:c/d] dan @a^[@a [hlm. 3]]", "Lagi @a.\n\n::: {#refs}\n:::"))
    idents = [identifier(e) for e in found if identifier(e)]
    assert len(idents) == len(set(idents))
    cites = links(found, "cite")
    assert [c["c"][0][0] for c in cites] == [*(f"cite-bab-1-{n}" for n in range(1, 5)), "cite-bab-2-1"]
    for link in (*cites, *links(found, "backlink")):
        assert link["c"][2][0].removeprefix("#") in idents


def test_an_entry_leads_back_to_each_of_its_cites(book):
    found, _ = run(book("[@a; @b:c/d] dan @a\n\n::: {#refs}\n:::"))
    back = links(found, "backlink")
    assert [b["c"][2][0] for b in back] == ["#cite-bab-1-1", "#cite-bab-1-3", "#cite-bab-1-2"]
    assert [stringify(b["c"][1]) for b in back] == ["↑1", "↑2", "↑"]
    labels = [get(b, "aria-label") for b in back]
    assert labels == ["Kembali ke teks (1)", "Kembali ke teks (2)", "Kembali ke teks"]


def test_the_bibliography_is_filled_where_it_stands(book):
    found, _ = run(book("@a [@b:c/d]\n\n::: {#refs .mine}\nPengantar.\n:::\n\nAkhir."))
    (refs,) = [e for e in found if identifier(e) == "refs"]
    assert refs["c"][0][1] == ["references", "hanging-indent", "mine"]
    assert stringify(refs["c"][1][0]) == "Pengantar."
    assert [identifier(e) for e in refs["c"][1][1:]] == ["ref-a", "ref-b:c-d"]


def test_copies_of_a_heading_get_the_words_without_the_anchors(book):
    document = book("# Judul @a\n\n[@b:c/d]\n\n::: {#refs}\n:::")
    chapter = document.chapters[0]
    document = replace(document, chapters=(replace(chapter, title=chapter.blocks[0]["c"][2]),))
    _, done = run(document)
    assert stringify(done.chapters[0].title) == "Judul Ani (2001)"
    assert "cite-" not in json.dumps(done.chapters[0].title)


def test_no_citation_is_left_and_nothing_is_raw(book):
    found, _ = run(book("[@a; @b:c/d] dan @a\n\n::: {#refs}\n:::"))
    assert {e["t"] for e in found} & {"Cite", "RawInline", "RawBlock"} == set()


def test_identifiers_of_difficult_keys_are_unique():
    made = anchors_of(["a/b", "a b", "a%b", "/"])
    assert list(made.values()) == ["ref-a-b", "ref-a-b-2", "ref-a-b-3", "ref-entry"]


def test_the_document_itself_is_not_changed(book):
    document = book("[@a; @b:c/d]\n\n::: {#refs}\n:::")
    before = json.dumps(document.chapters[0].blocks)
    run(document)
    assert json.dumps(document.chapters[0].blocks) == before


def test_an_address_in_a_cite_leads_to_itself_and_the_rest_to_the_entry(book, csl):
    bib = b"@online{a, author={Ani}, title={X}, url={https://contoh.id/x}}"
    layout = '<layout delimiter=", "><text variable="title"/><text variable="URL" prefix=" "/></layout>'
    listed = '<layout><text variable="title"/></layout>'
    style = Resource("s.csl", csl(layout, kind="note", bibliography=listed).encode(), "")
    done, _ = cite(book("Teks [@a].\n\n::: {#refs}\n:::"), [Resource("r.bib", bib, "")], style)
    note = next(e for e in elements(done.chapters[0].blocks) if e["t"] == "Note")
    made = [e for e in elements(note["c"]) if e["t"] == "Link"]
    assert [(e["c"][2][0], stringify(e["c"][1])) for e in made] == [
        ("#ref-a", "X"),
        ("https://contoh.id/x", "https://contoh.id/x"),
    ]
