"""What citeproc-js and pandoc both do, each rule by itself; `oracle/` compares whole styles."""

from __future__ import annotations

import pytest

from terbit.citations import Cite, Cluster, Locator, from_csl_json, typeset
from terbit.diagnostics import Location

AUTHOR = '<names variable="author"><name form="short"/></names>'
ISSUED = '<date variable="issued"><date-part name="year"/></date>'
TITLE = '<text variable="title"/>'


def plain(node):
    return node if isinstance(node, str) else "".join(map(plain, node.children)) if node else ""


def written(items, layout, *, head="", options="", sort="", entry=TITLE, cites=None, language="en-US"):
    """Return the citation of all items, and their entries."""
    style = (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">{head}'
        f'<citation {options}>{sort}<layout delimiter="; ">{layout}</layout></citation>'
        f"<bibliography><layout>{entry}</layout></bibliography></style>"
    )
    records = {item["id"]: from_csl_json({"type": "book", **item}, language, Location("x")) for item in items}
    clusters = [Cluster(tuple(cites or map(Cite, records)))]
    done = typeset(style.encode(), records, clusters, language, records)
    return plain(done.clusters[0].body), [plain(entry.body) for entry in done.entries]


def book(key, family="", given="", **more):
    author = {"author": [{"family": family, "given": given}]} if family else {}
    return {"id": key, **author, "issued": {"date-parts": [[2005]]}, **more}


def dated(*parts):
    return [{"id": "a", "issued": {"date-parts": list(parts)}}]


MONTH_DAY = '<date variable="issued"><date-part name="month" prefix=", "/><date-part name="day" prefix=" "/></date>'


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (([2013, 5, 4], [2013, 5, 5]), "2013, May 4–5"),
        (([2013, 12, 28], [2014, 1, 3]), "2013–2014, December 28–January 3"),
        (([1920], [1975]), "1920–1975"),
    ],
)
def test_a_range_of_dates_has_no_affix_beside_its_dash_and_none_without_parts(parts, expected):
    assert written(dated(*parts), ISSUED + MONTH_DAY)[0] == expected


def test_the_parts_of_a_range_keep_their_delimiter():
    layout = '<date variable="issued" delimiter=" "><date-part name="month"/><date-part name="day"/></date>'
    assert written(dated([2013, 5, 4], [2013, 5, 5]), layout)[0] == "May 4–5"


def test_an_entry_shows_the_names_that_its_cites_need():
    items = [book("a", "Siregar", "Parlindungan"), book("b", "Siregar", "Pintor")]
    entry = '<names variable="author"><name initialize-with=". "/></names>'
    options = 'disambiguate-add-givenname="true" initialize-with=". "'
    assert written(items, AUTHOR, options=options, entry=entry)[1] == ["Parlindungan Siregar", "Pintor Siregar"]


def test_the_condition_holds_for_all_that_is_ambiguous_even_what_it_cannot_tell_apart():
    items = [book("a", "Ani", title="Same"), book("b", "Ani", title="Same"), book("c", "Budi", title="Other")]
    layout = f'<group delimiter=" ">{AUTHOR}<choose><if disambiguate="true">{TITLE}</if></choose></group>'
    assert written(items, layout)[0] == "Ani Same; Ani Same; Budi"


def test_the_condition_holds_for_sources_of_which_nothing_would_be_written():
    layout = f'<group delimiter=" ">{AUTHOR}<choose><if disambiguate="true">{TITLE}</if></choose></group>'
    assert written([book("a", title="One"), book("b", title="Two")], layout)[0] == "One; Two"


def test_cites_are_not_sorted_by_their_year_suffix():
    items = [book("z", "Ani", title="Z"), book("y", "Ani", title="Y")]
    head = f'<macro name="year">{ISSUED}</macro>'
    sort = '<sort><key macro="year"/></sort>'
    options = 'disambiguate-add-year-suffix="true"'
    layout = '<text macro="year"/>'
    cites = [Cite("y"), Cite("z")]
    assert written(items, layout, head=head, options=options, sort=sort, cites=cites)[0] == "2005b; 2005a"


def test_a_term_takes_another_form_of_its_language_before_it_is_english():
    assert written([book("a")], '<text term="version" form="short"/>', language="de-DE")[0] == "Version"


def test_labels_are_in_title_case_in_any_language():
    label = '<label variable="locator" form="short" text-case="title"/>'
    cites = [Cite("a", locator=Locator("page", "3"))]
    assert written([book("a")], label, cites=cites, language="id-ID")[0] == "Hlm."


def test_a_style_s_own_words_are_in_title_case_in_any_language():
    layout = '<text term="in press" text-case="title"/>'
    assert written([book("a", language="en")], layout, language="id-ID")[0] == "Dalam Proses Cetak"


@pytest.mark.parametrize("pages", ["A1, A7", "B113-B118", "S12–S19"])
def test_pages_with_letters_are_several(pages):
    assert written([book("a", page=pages)], '<label variable="page" form="short"/>')[0] == "pp."


def test_a_macro_that_calls_no_variable_keeps_its_group():
    head = '<macro name="none"><choose><if type="song"><text variable="status"/></if></choose></macro>'
    layout = f'<group delimiter=" ">{AUTHOR}<text value="op. cit."/><text macro="none"/></group>'
    assert written([book("a")], layout, head=head)[0] == "op. cit."


def test_the_genre_of_csl_json_is_its_author_s_own_word():
    assert written([book("a", genre="PhD thesis")], '<text variable="genre"/>', language="id-ID")[0] == "PhD thesis"
