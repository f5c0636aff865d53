"""What the driver does with clusters and entries: grouping, collapsing, given names, repeated authors."""

from __future__ import annotations

import pytest

from terbit.citations import Cite, Cluster, Locator, from_csl_json, typeset
from terbit.diagnostics import Location

NAMES = '<names variable="author"><name form="short" initialize-with=". "/></names>'
YEAR = '<date variable="issued"><date-part name="year"/></date>'
LAYOUT = f'<layout delimiter="; "><group delimiter=" ">{NAMES}{YEAR}<text variable="locator"/></group></layout>'


def plain(node):
    return node if isinstance(node, str) else "".join(map(plain, node.children)) if node else ""


def result(items, *, citation="", layout=LAYOUT, bibliography="", kind="in-text", cites=None, language="en-US"):
    style = (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0">'
        f"<citation {citation}>{layout}</citation>{bibliography}</style>"
    )
    records = {item["id"]: from_csl_json({"type": "book", **item}, language, Location("x")) for item in items}
    clusters = [Cluster(tuple(cites or map(Cite, records)), note=1, serial=1)]
    done = typeset(style.encode(), records, clusters, language, records)
    return plain(done.clusters[0].body), [plain(entry.body) for entry in done.entries]


def item(key, year, *names):
    people = [dict(zip(("family", "given"), name.split(", "), strict=False)) for name in names]
    return {"id": key, "author": people, "issued": {"date-parts": [[year]]}}


TITLED = (
    '<group delimiter=", "><text variable="title"/>'
    '<group delimiter=" "><label variable="page" form="short"/><text variable="page"/></group></group>'
)
SMITHS = [item(key, year, "Smith, A.") for key, year in (("a", 2000), ("b", 2000), ("c", 2000), ("d", 2001))]
SUFFIX = 'disambiguate-add-year-suffix="true"'


@pytest.mark.parametrize(
    ("collapse", "expected"),
    [
        ("", "Smith 2000a; Smith 2000b; Smith 2000c; Smith 2001"),
        ('collapse="year"', "Smith 2000a, 2000b, 2000c, 2001"),
        ('collapse="year-suffix" year-suffix-delimiter=","', "Smith 2000a,b,c, 2001"),
        ('collapse="year-suffix-ranged"', "Smith 2000a–c, 2001"),
        ('cite-group-delimiter=" / "', "Smith 2000a / Smith 2000b / Smith 2000c / Smith 2001"),
    ],
)
def test_cites_collapse(collapse, expected):
    assert result(SMITHS, citation=f"{SUFFIX} {collapse}")[0] == expected


def test_grouping_moves_a_cite_to_the_first_of_its_names():
    items = [item("a", 2001, "Smith"), item("b", 2002, "Jones"), item("c", 2003, "Smith")]
    citation = 'collapse="year" after-collapse-delimiter=" | "'
    assert result(items, citation=citation)[0] == "Smith 2001, 2003 | Jones 2002"


def test_a_locator_keeps_a_cite_out_of_a_range_of_suffixes():
    cites = [Cite("a"), Cite("b", locator=Locator("page", "7")), Cite("c")]
    got = result(SMITHS, citation=f'{SUFFIX} collapse="year-suffix-ranged"', cites=cites)[0]
    assert got == "Smith 2000a, 2000b 7, 2000c"


def test_three_numbers_in_a_row_become_a_range():
    layout = '<layout delimiter=", "><text variable="citation-number" prefix="[" suffix="]"/></layout>'
    cites = [Cite(key) for key in "abd"]
    assert result(SMITHS, citation='collapse="citation-number"', layout=layout)[0] == "[1]–[4]"
    assert result(SMITHS, citation='collapse="citation-number"', layout=layout, cites=cites)[0] == "[1], [2], [4]"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("by-cite", "A. Roe, Poe 2000; B. Roe, Poe 2000; Doe, Roe 2001"),
        ("all-names", "A. Roe, Poe 2000; Ben Roe, Poe 2000; Doe, Bob Roe 2001"),
        ("all-names-with-initials", "A. Roe, Poe 2000; Roe, Poe 2000; Doe, Roe 2001"),
        ("primary-name", "A. Roe, Poe 2000; B. Roe, Poe 2000; Doe, Roe 2001"),
        ("primary-name-with-initials", "A. Roe, Poe 2000; B. Roe, Poe 2000; Doe, Roe 2001"),
    ],
)
def test_given_names_follow_the_rule(rule, expected):
    items = [
        item("a", 2000, "Roe, Ann", "Poe, E"),
        item("b", 2000, "Roe, Ben", "Poe, E"),
        item("c", 2001, "Doe, Jo", "Roe, Bob"),
    ]
    citation = f'disambiguate-add-givenname="true" givenname-disambiguation-rule="{rule}"'
    assert result(items, citation=citation)[0] == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("complete-all", ["A, B 1", "— 2", "A, C 3"]),
        ("complete-each", ["A, B 1", "—, — 2", "A, C 3"]),
        ("partial-each", ["A, B 1", "—, — 2", "—, C 3"]),
        ("partial-first", ["A, B 1", "—, B 2", "—, C 3"]),
    ],
)
def test_repeated_authors_are_dashed_out_by_the_rule(rule, expected):
    items = [item("a", 1001, "A", "B"), item("b", 1002, "A", "B"), item("c", 1003, "A", "C")]
    layout = f'<layout><group delimiter=" ">{NAMES}<text variable="citation-number"/></group></layout>'
    options = f'subsequent-author-substitute="—" subsequent-author-substitute-rule="{rule}"'
    bibliography = f"<bibliography {options}>{layout}</bibliography>"
    assert result(items, bibliography=bibliography)[1] == expected


def test_et_al_are_other_people_than_none():
    items = [item("a", 1001, "A", "B", "C"), item("b", 1002, "A")]
    names = '<names variable="author"><name et-al-min="3" et-al-use-first="1"/></names>'
    bibliography = f'<bibliography subsequent-author-substitute="—"><layout>{names}</layout></bibliography>'
    assert result(items, bibliography=bibliography)[1] == ["A et al.", "A"]


def test_words_between_cites_keep_them_in_place():
    layout = f'<sort><key variable="issued"/></sort>{LAYOUT}'
    assert result(SMITHS, layout=layout, cites=[Cite("d"), Cite("a")])[0] == "Smith 2000; Smith 2001"
    cites = [Cite("d", prefix="see"), Cite("a", prefix="also")]
    assert result(SMITHS, layout=layout, cites=cites)[0] == "see Smith 2001; also Smith 2000"


def test_what_stands_in_for_names_is_written_once():
    container = '<text variable="container-title"/>'
    substitute = f'<substitute><group delimiter="; ">{container}{container}{TITLED}</group></substitute>'
    layout = f'<layout><names variable="author">{substitute}</names>{container}</layout>'
    entry = {"id": "a", "container-title": "Kamus", "title": "lema", "page": "3"}
    assert result([entry], layout=layout)[0] == "Kamus; lema, p. 3"


def test_the_text_names_an_editor_without_a_role():
    names = '<names variable="editor"><name/><label form="short" prefix=", "/></names>'
    items = [{"id": "a", "editor": [{"family": "Ani", "given": "Siti"}], "title": "T"}]
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><citation><layout delimiter="; ">'
        f'<group delimiter=", ">{names}<text variable="title"/></group></layout></citation></style>'
    )
    records = {one["id"]: from_csl_json({"type": "book", **one}, "en-US", Location("x")) for one in items}
    cluster = Cluster((Cite("a", mode="author-in-text"),), note=1, serial=1)
    (written,) = typeset(style.encode(), records, [cluster], "en-US", records).clusters
    assert plain(written.author) == "Siti Ani"


def test_a_note_begins_with_a_capital_where_a_term_begins_it():
    layout = '<layout><text term="ibid"/></layout>'
    assert result(SMITHS[:1], layout=layout, kind="note")[0] == "Ibid."
    assert result(SMITHS[:1], layout=layout, kind="note", cites=[Cite("a", prefix="See")])[0] == "See ibid."
    assert result(SMITHS[:1], layout=layout)[0] == "ibid."


@pytest.mark.parametrize(
    ("given", "family", "expected"),
    [
        ("Ludwig", "van Beethoven", "Beethoven|Ludwig van"),
        ("Alexander von", "Humboldt", "Humboldt|Alexander von"),
        ("Bruce", "d'Arcus", "Arcus|Bruce d’"),
        ("John, Jr.", "Doe", "Doe|John|Jr."),
        ("Dick", '"Van Dyke"', "Van Dyke|Dick"),
    ],
)
def test_names_are_taken_apart(given, family, expected):
    layout = '<layout><names variable="author"><name name-as-sort-order="all" sort-separator="|"/></names></layout>'
    items = [{"id": "a", "author": [{"given": given, "family": family}]}]
    assert result(items, layout=layout)[0] == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The \"big\" 'one'", "“The ‘big’ ‘one’”"),
        ("Life's end", "“Life’s end”"),
        ('6" guns', '“6" guns”'),
        ("l'''", "“l’’’”"),
    ],
)
def test_straight_quotation_marks_are_read(title, expected):
    layout = '<layout><text variable="title" quotes="true"/></layout>'
    assert result([{"id": "a", "title": title}], layout=layout)[0] == expected


def test_a_note_may_hold_variables():
    layout = '<layout><text variable="volume"/><text variable="note" prefix="; "/></layout>'
    assert result([{"id": "a", "note": "volume: 7\nSigned by hand."}], layout=layout)[0] == "7; Signed by hand."


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (["Doe"], "Doe05"),
        (["Roe", "Noakes"], "RoNo05"),
        (["Roe", "Poe", "Doe"], "RoPD05"),
        (["A", "B", "C", "D", "E"], "ABCD05"),
    ],
)
def test_entries_without_a_label_get_one(people, expected):
    layout = '<layout><text variable="citation-label"/></layout>'
    assert result([item("a", 2005, *people)], layout=layout)[0] == expected


def test_a_style_s_own_words_follow_its_language_in_title_case():
    label = '<names variable="editor"><name/><label form="short" prefix=", " text-case="title"/></names>'
    items = [{"id": "a", "language": "id", "editor": [{"family": "Ani"}]}]
    assert result(items, layout=f"<layout>{label}</layout>")[0] == "Ani, Ed."


def test_names_within_a_condition_of_a_substitute_take_the_form_around_them():
    layout = (
        '<layout><names variable="author"><name name-as-sort-order="all"/><label prefix=" / "/><substitute>'
        '<choose><if type="book"><names variable="editor"/></if></choose></substitute></names></layout>'
    )
    items = [{"id": "a", "editor": [{"family": "Ani", "given": "Siti"}]}]
    assert result(items, layout=layout)[0] == "Ani, Siti / editor"


def test_a_macro_is_silent_when_all_its_variables_are_empty():
    layout = '<layout delimiter="; "><text variable="title"/><text macro="within" prefix=", "/></layout>'
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
        '<macro name="within"><text term="in"/><text variable="container-title" prefix=" "/></macro>'
        f"<citation>{layout}</citation></style>"
    )
    for container, expected in (("", "T"), ("C", "T, in C")):
        data = {"id": "a", "type": "book", "title": "T", "container-title": container}
        record = from_csl_json(data, "en", Location("x"))
        done = typeset(style.encode(), {"a": record}, [Cluster((Cite("a"),))], "en-US", ["a"])
        assert plain(done.clusters[0].body) == expected
