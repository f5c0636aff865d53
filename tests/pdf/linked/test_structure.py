"""The structure tree of a linked book."""

from __future__ import annotations

import itertools

import pikepdf
import pytest

from judges import outloud, ua1
from pdf.linked.reading import elements, opened

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pdf(linked):
    with opened(linked("numbers").pdf) as pdf:
        yield pdf


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf)]


@pytest.mark.parametrize("name", ["noted", "numbers", "parts", "pdf/book"])
def test_it_keeps_every_rule_of_pdf_ua_1(linked, name, tmp_path):
    assert ua1(linked(name).pdf) == set()
    (tmp_path / "book.pdf").write_bytes(linked(name).pdf)
    assert outloud(tmp_path / "book.pdf") == set()


def test_a_table_on_two_pages_is_one_table_with_its_head_once(pdf):
    (table,) = elements(pdf, "Table")
    rows = [element for element in table_elements(table) if element.S == "/TR"]
    assert len(rows) == 61
    pages = {cell.Pg.objgen for cell in table_elements(table) if "/Pg" in cell}
    assert len(pages) > 1


def table_elements(element: pikepdf.Object):
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from table_elements(kid)


def test_a_footnote_follows_its_reference_and_each_names_the_other(pdf):
    after_a_space, after_a_letter = elements(pdf, "Note")
    names = list(map(str, pdf.Root.StructTreeRoot.IDTree.Names))[::2]
    assert names == sorted([str(after_a_space.ID), str(after_a_letter.ID)])
    for note in (after_a_space, after_a_letter):
        (reference,) = note.Ref
        assert reference.S == "/Reference"
        assert reference.Ref[0].objgen == note.objgen
        assert str(note.ID).startswith("note-")


def test_headings_never_skip_a_level(pdf):
    levels = [int(kind[2]) for kind in kinds(pdf) if len(kind) == 3 and kind[1] == "H" and kind[2].isdigit()]
    assert 2 in levels
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_words_of_another_language_say_so(pdf):
    assert [str(element.S) for element in elements(pdf) if element.get("/Lang") == "en"] == ["/Span"]


def test_contents_are_a_list_of_references_to_pages(pdf):
    items = list(elements(pdf, "TOCI"))
    assert len(items) > 5
    assert all("/TOC" in kinds(pdf) for _ in items)
    assert all(element.P.S in ("/TOCI", "/P") for element in elements(pdf, "Reference"))


def test_code_lists_and_captions_are_what_they_are(pdf):
    found = kinds(pdf)
    for kind in ("/Code", "/L", "/LI", "/Lbl", "/LBody", "/Caption", "/Figure"):
        assert kind in found
    assert next(elements(pdf, "L")).A.ListNumbering in ("/Decimal", "/None")


def test_text_stands_in_no_element_that_only_groups(pdf):
    grouping = ("/Document", "/Sect", "/Div", "/TOC", "/L", "/Table", "/TR", "/THead", "/TBody")
    bare = [e.S for e in elements(pdf) if e.S in grouping and any(isinstance(k, int) for k in e.get("/K", []))]
    assert bare == []


def test_all_marked_content_has_its_element_and_running_heads_have_none(pdf, linked):
    tree = pdf.Root.StructTreeRoot.ParentTree
    leaves = list(tree.Kids)
    keys = [(int(leaf.Nums[n]), leaf.Nums[n + 1]) for leaf in leaves for n in range(0, len(leaf.Nums), 2)]
    owners = dict(keys)
    assert [key for key, _ in keys] == sorted(owners)  # each once; a unit leaves some to spare
    assert [[int(n) for n in leaf.Limits] for leaf in leaves] == [[leaf.Nums[0], leaf.Nums[-2]] for leaf in leaves]
    assert max(owners) < pdf.Root.StructTreeRoot.ParentTreeNextKey
    for number, page in enumerate(pdf.pages):
        content = page.Contents.read_bytes()
        assert content.count(b"/MCID ") == len(owners[int(page.obj.StructParents)])
        if number >= linked("numbers").front and b" TJ" in content:
            assert b"/Artifact <</Type /Pagination>> BDC" in content


def test_each_face_is_there_once_and_each_drawing_too(pdf):
    files = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
    names = [str(o.FontName).partition("+")[2] for o in files]
    assert len(names) == len(set(names)) > 2
