"""Each defect of citeproc-py 0.11.1 that `overrides` mends: when a test here fails, its override may go."""

from __future__ import annotations

import warnings
from importlib.metadata import version
from io import BytesIO

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter, model
from citeproc.source.json import CiteProcJSON
from citeproc.string import String

from terbit.citations import overrides

STYLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"{attributes}>'
    "<info><title>T</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>{head}"
    "<citation>{sort}<layout>{layout}</layout></citation></style>"
)


def upstream(layout, *items, head="", sort="", attributes=""):
    """Cite the items in one cluster with citeproc-py as it comes."""
    xml = STYLE.format(layout=layout, head=head, sort=sort, attributes=attributes).encode()
    source = [{"id": f"k{n}", "type": "book", **item} for n, item in enumerate(items)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle(BytesIO(xml), locale="en-US", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(source), formatter.html)
        citation = Citation([CitationItem(item["id"]) for item in source])
        bibliography.register(citation)
        return str(bibliography.cite(citation, lambda item: f"{item.key}?"))


def test_the_overrides_are_written_for_the_installed_version():
    assert version("citeproc-py") == overrides.UPSTREAM


def test_markup_in_fields_is_not_escaped():
    assert "<script>" in upstream('<text variable="title"/>', {"title": "<script>x</script>"})


def test_keys_are_lower_cased():
    assert upstream('<text variable="title"/>', {"id": "A1", "title": "X"}, {"id": "a1", "title": "Y"}) == "YY"


def test_a_term_does_not_fall_back_to_its_long_form():
    assert upstream('<text term="album"/>', {"title": "X"}) == "album"
    assert upstream('<text term="album" form="short"/>', {"title": "X"}) == ""


def test_normal_inside_italics_changes_nothing():
    layout = '<group font-style="italic"><text variable="title" font-style="normal"/></group>'
    assert upstream(layout, {"title": "X"}) == "<i>X</i>"


def test_text_cases_crash_on_one_another():
    head = '<macro name="m"><text variable="title" text-case="title"/></macro>'
    with pytest.raises(AttributeError):
        upstream('<text macro="m" text-case="capitalize-first"/>', {"title": "x y", "language": "en"}, head=head)


def test_a_year_suffix_is_never_given():
    date = '<date variable="issued"><date-part name="year"/></date>'
    two = {"issued": {"date-parts": [[2012]]}}
    assert upstream(date, two, two) == "20122012"


def test_hyphenated_numbers_are_not_found():
    assert upstream('<number variable="collection-number"/>', {"collection-number": "3"}) == ""


def test_an_edition_in_words_is_taken_for_a_range():
    assert upstream('<number variable="edition"/>', {"edition": "Cetakan ke-44"}) == "Cetakan ke–44"


def test_a_number_of_pages_has_no_label():
    assert upstream('<label variable="number-of-pages"/>', {"number-of-pages": "3"}) == ""


def test_a_date_part_of_the_style_changes_the_locale_for_good():
    layout = (
        '<date variable="issued" form="text"><date-part name="month" form="numeric"/></date>'
        '<text value=" / "/><date variable="issued" form="text"/>'
    )
    assert upstream(layout, {"issued": {"date-parts": [[2001, 5, 3]]}}) == "5 3, 2001 / 5 3, 2001"


def test_an_empty_date_crashes():
    with pytest.raises(Exception):  # noqa: B017, PT011 - whichever
        upstream('<date variable="issued"><date-part name="year"/></date>', {"issued": {"date-parts": [[]]}})


def test_substituted_editors_are_printed_twice():
    layout = (
        '<names variable="author"><name/><substitute><names variable="editor"/></substitute></names>'
        '<names variable="editor" prefix=" / "/>'
    )
    assert upstream(layout, {"editor": [{"family": "Ani"}]}) == "Ani / Ani"


def test_initialize_is_ignored():
    layout = '<names variable="author"><name initialize="false" initialize-with="."/></names>'
    assert upstream(layout, {"author": [{"family": "Ani", "given": "Siti"}]}) != "Siti Ani"


def test_names_joined_by_a_word_do_not_inherit_their_delimiter():
    layout = '<names variable="author"><name and="text" form="short"/></names>'
    people = [{"family": name} for name in ("A", "B", "C")]
    text = upstream(layout, {"author": people}, attributes=' name-delimiter="; "')
    assert text == "A, B, and C"


def test_the_disambiguate_condition_is_not_tested():
    layout = '<choose><if disambiguate="true"><text value="x"/></if><else><text value="y"/></else></choose>'
    assert upstream(layout, {"title": "X"}) == "x"


def test_ranges_are_not_numeric():
    layout = '<choose><if is-numeric="volume"><text value="x"/></if><else><text value="y"/></else></choose>'
    assert upstream(layout, {"volume": "1-3"}) == "y"


def test_near_note_crashes():
    layout = '<choose><if position="near-note"><text value="x"/></if><else><text value="y"/></else></choose>'
    with pytest.raises(KeyError):
        upstream(layout, {"id": "a"}, {"id": "a"})


def test_names_sort_by_code_point():
    people = [{"author": [{"family": name}]} for name in ("Zulu", "Éko")]
    layout = '<names variable="author"/>'
    sort = '<sort><key variable="author"/></sort>'
    assert upstream(layout, *people, sort=sort) == "ZuluÉko"


def test_dates_in_macros_sort_as_they_are_written():
    head = '<macro name="d"><date variable="issued" form="text"/></macro>'
    dates = [{"title": t, "issued": {"date-parts": [d]}} for t, d in (("B", [2001, 4, 1]), ("A", [2001, 2, 1]))]
    sort = '<sort><key macro="d"/></sort>'
    assert upstream('<text variable="title"/>', *dates, head=head, sort=sort) == "BA"


def test_title_case_follows_the_language_of_the_style():
    layout = '<text variable="title" text-case="title"/>'
    assert upstream(layout, {"title": "the end"}, attributes=' default-locale="fr"') == "the end"


def test_punctuation_does_not_go_into_quotation_marks():
    text = upstream('<text variable="title" quotes="true" suffix="."/>', {"title": "X"})
    assert text == "“X”."


def test_a_term_counts_as_a_variable_beside_one():
    layout = (
        '<group><choose><if type="book"><text term="in"/></if><else><text variable="genre"/></else></choose>'
        '<text variable="publisher"/></group><text variable="title"/>'
    )
    assert upstream(layout, {"title": "X"}) == "inX"


def test_display_is_ignored():
    assert upstream('<text variable="title" display="block"/>', {"title": "X"}) == "X"


def test_numerals_do_not_agree_with_their_gender():
    head = (
        '<locale><terms><term name="edition" gender="feminine">edition</term><term name="ordinal">o</term>'
        '<term name="ordinal" gender-form="feminine">a</term></terms></locale>'
    )
    assert upstream('<number variable="edition" form="ordinal"/>', {"edition": "1"}, head=head) != "1a"


def test_authors_are_never_substituted():
    two = {"author": [{"family": "Ani"}], "title": "X"}
    xml = STYLE.format(layout='<text variable="title"/>', head="", sort="", attributes="").replace(
        "</style>",
        '<bibliography subsequent-author-substitute="-"><layout><names variable="author"/></layout>'
        "</bibliography></style>",
    )
    source = CiteProcJSON([{"id": "a", "type": "book", **two}, {"id": "b", "type": "book", **two}])
    style = CitationStylesStyle(BytesIO(xml.encode()), locale="en-US", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.html)
    bibliography.register(Citation([CitationItem("a"), CitationItem("b")]))
    assert [str(entry) for entry in bibliography.bibliography()] == ["Ani", "Ani"]


def test_cites_are_never_collapsed():
    layout = '<text variable="citation-number"/>'
    text = upstream(layout, *({"title": title} for title in "ABC"), attributes=' collapse="citation-number"')
    assert "–" not in text


def test_straight_quotation_marks_stay():
    text = upstream('<text variable="title" quotes="true"/>', {"title": 'The "end"'})
    assert text == '“The "end"”'


def test_particles_are_not_taken_out_of_names():
    layout = '<names variable="author"><name name-as-sort-order="all"/></names>'
    assert upstream(layout, {"author": [{"family": "van Ani", "given": "Siti"}]}) == "van Ani, Siti"


def test_et_al_needs_no_number_of_names():
    layout = '<names variable="author"><name et-al-min="2"/></names>'
    text = upstream(layout, {"author": [{"family": "Ani"}, {"family": "Budi"}]})
    assert text == "Ani et al."


def test_a_macro_keeps_its_terms_without_its_variables():
    head = '<macro name="m"><text term="in"/><text variable="publisher"/></macro>'
    assert upstream('<text macro="m"/><text variable="title"/>', {"title": "X"}, head=head) == "inX"


def test_names_within_a_condition_of_a_substitute_have_no_form():
    layout = (
        '<names variable="author"><name name-as-sort-order="all"/><substitute>'
        '<choose><if type="book"><names variable="editor"/></if></choose></substitute></names>'
    )
    assert upstream(layout, {"editor": [{"family": "Ani", "given": "Siti"}]}) == "Siti Ani"


def test_a_text_that_stood_in_for_names_is_printed_again():
    layout = (
        '<names variable="author"><substitute><choose><if type="book"><text variable="title"/></if></choose>'
        '</substitute></names><text variable="title" prefix=" / "/>'
    )
    assert upstream(layout, {"title": "X"}) == "X / X"


def test_names_of_a_macro_in_a_substitute_have_no_form():
    head = '<macro name="m"><names variable="editor"/></macro>'
    layout = (
        '<names variable="author"><name name-as-sort-order="all"/><substitute><text macro="m"/></substitute></names>'
    )
    assert upstream(layout, {"editor": [{"family": "Ani", "given": "Siti"}]}, head=head) == "Siti Ani"


def test_seams_of_affixes_are_not_mended():
    layout = '<text variable="title" suffix=". "/><text variable="publisher" prefix=", "/>'
    assert upstream(layout, {"title": "A.", "publisher": "B"}) == "A. , B"
    assert upstream('<text variable="title" quotes="true" suffix="."/>', {"title": "A."}) == "“A.”."


def test_numbers_inside_texts_sort_by_code_point():
    parts = [{"title": "Part 10"}, {"title": "Part 9"}]
    sort = '<sort><key variable="title"/></sort>'
    assert upstream('<text variable="title" suffix="; "/>', *parts, sort=sort) == "Part 10; Part 9; "


def test_a_macro_of_a_macro_forgets_that_it_sorts():
    head = '<macro name="d"><date variable="issued" form="text"/></macro><macro name="m"><text macro="d"/></macro>'
    dates = [{"title": t, "issued": {"date-parts": [d]}} for t, d in (("B", [2001, 4, 1]), ("A", [2001, 2, 1]))]
    assert upstream('<text variable="title"/>', *dates, head=head, sort='<sort><key macro="m"/></sort>') == "BA"


def test_seasons_of_edtf_are_unknown():
    assert upstream('<date variable="issued" form="text"/>', {"issued": {"date-parts": [[2001, 21]]}}) == "2001"


def test_ordinal_days_do_not_agree_with_the_gender_of_their_month():
    head = (
        '<locale><terms><term name="month-05" gender="feminine">mai</term><term name="ordinal">o</term>'
        '<term name="ordinal" gender-form="feminine">a</term></terms></locale>'
    )
    layout = '<date variable="issued"><date-part name="day" form="ordinal"/></date>'
    assert upstream(layout, {"issued": {"date-parts": [[2001, 5, 1]]}}, head=head) != "1a"


def test_the_parts_of_a_range_are_put_out_of_order():
    layout = (
        '<date variable="issued" delimiter="-"><date-part name="year"/><date-part name="month" form="numeric"/>'
        '<date-part name="day"/></date>'
    )
    assert upstream(layout, {"issued": {"date-parts": [[2001, 5, 3], [2001, 5, 9]]}}) == "3–9-2001-5"


def test_roman_pages_are_never_plural():
    assert upstream('<label variable="page" form="short"/>', {"page": "iv-xii"}) == "p."


def test_several_types_in_a_condition_never_hold():
    layout = '<choose><if type="book chapter"><text value="x"/></if><else><text value="y"/></else></choose>'
    assert upstream(layout, {"title": "X"}) == "y"


def test_the_first_style_options_hide_all_others():
    head = (
        '<locale xml:lang="en"><style-options punctuation-in-quote="true"/></locale>'
        '<locale><style-options limit-day-ordinals-to-day-1="true"/></locale>'
    )
    layout = '<date variable="issued"><date-part name="day" form="ordinal"/></date>'
    assert upstream(layout, {"issued": {"date-parts": [[2001, 5, 3]]}}, head=head) == "3rd"


def style_of(layout):
    xml = STYLE.format(layout=layout, head="", sort="", attributes="").encode()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return CitationStylesStyle(BytesIO(xml), locale="en-US", validate=False)


def test_a_missing_name_is_put_into_the_style(monkeypatch):
    styles = []
    original = CitationStylesStyle.__init__
    monkeypatch.setattr(
        CitationStylesStyle, "__init__", lambda self, *args, **how: styles.append(self) or original(self, *args, **how)
    )
    upstream('<names variable="author"/>', {"author": [{"family": "Ani"}]})
    assert len(styles[0].root.find(".//{*}names")) == 1


def test_terms_are_of_a_class_that_turns_what_it_is_added_to_into_a_list():
    assert not isinstance(String("dan") + "x", str)


def test_searches_are_made_anew_each_time():
    style = style_of('<text term="and"/>')
    text = style.root.find(".//{*}text")
    assert text.xpath_search("./ancestor::cs:citation") is not text.xpath_search("./ancestor::cs:citation")


@pytest.mark.parametrize(("element", "method"), [(model.Locale, "get_term"), (model.If, "render")])
def test_what_depends_on_the_style_or_the_source_alone_is_asked_again_for_each_cite(monkeypatch, element, method):
    calls = []
    original = getattr(element, method)
    monkeypatch.setattr(element, method, lambda self, *args, **how: calls.append(1) or original(self, *args, **how))
    layout = '<choose><if type="book"><text term="and"/></if></choose>'
    one, two = [{"id": "a", "title": "X"}], [{"id": "a", "title": "X"}, {"id": "a", "title": "X"}]
    upstream(layout, *one)
    once = len(calls)
    upstream(layout, *two)
    assert len(calls) == once + 2 * once > 0
