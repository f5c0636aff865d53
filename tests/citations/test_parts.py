"""The parts that know nothing of a style: names, numbers, letter case, punctuation, positions, mark-up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terbit.ast import stringify
from terbit.citations.case import recase
from terbit.citations.clusters import Cite, Cluster
from terbit.citations.disambiguate import Look, Rules, disambiguate
from terbit.citations.ibid import positions
from terbit.citations.inlines import Quotes, parse, settle, to_inlines
from terbit.citations.item import Shown
from terbit.citations.locators import Locator
from terbit.citations.markup import clean, encode, extract, from_html, strip, wrap
from terbit.citations.name_style import NameStyle
from terbit.citations.names import format_names
from terbit.citations.numerals import is_numeric, is_plural, page_range
from terbit.citations.punctuation import tidy

ANI = {"family": "Ani", "given": "Siti Budi"}
BERG = {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}
ARTAGNAN = {"family": "Artagnan", "given": "C.", "dropping-particle": "d’"}
KING = {"family": "King", "given": "Martin", "suffix": "Jr."}
SALIH = {"family": "al-Ḥaḍramī", "given": "ʿAbd al-Raḥmān ibn Ṣāliḥ"}
FIRM = {"literal": "PT Maju, Tbk."}
OTHERS = {"others": "true"}


@pytest.mark.parametrize(
    ("names", "style", "expected"),
    [
        ([ANI], NameStyle(), "Siti Budi Ani"),
        ([ANI], NameStyle(form="short"), "Ani"),
        ([ANI], NameStyle(sort_order="all"), "Ani, Siti Budi"),
        ([ANI], NameStyle(initialize_with=". "), "S. B. Ani"),
        ([ANI], NameStyle(initialize_with=""), "SB Ani"),
        ([ANI], NameStyle(initialize_with=".", initialize=False), "Siti Budi Ani"),
        ([ANI, BERG], NameStyle(joiner="dan"), "Siti Budi Ani dan Jan van der Berg"),
        ([ANI, BERG, KING], NameStyle(joiner="and", form="short"), "Ani, van der Berg, and King"),
        ([ANI, BERG, KING], NameStyle(form="short", et_al_min=3, et_al="dkk."), "Ani dkk."),
        ([ANI, BERG, KING], NameStyle(form="short", et_al_min=3, et_al_use_last=True), "Ani … King"),
        ([ANI, OTHERS], NameStyle(form="short", et_al="dkk."), "Ani dkk."),
        ([ANI, BERG, OTHERS], NameStyle(form="short", et_al_min=3, et_al="dkk."), "Ani dkk."),
        ([BERG], NameStyle(sort_order="all"), "Berg, Jan van der"),
        ([BERG], NameStyle(sort_order="all", demote="never"), "van der Berg, Jan"),
        ([BERG], NameStyle(sort_order="all", demote="sort-only"), "van der Berg, Jan"),
        ([BERG], NameStyle(sort_order="all", demote="sort-only", for_sorting=True), "Berg, Jan van der"),
        ([ARTAGNAN], NameStyle(), "C. d’Artagnan"),
        ([KING], NameStyle(), "Martin King Jr."),
        ([KING], NameStyle(sort_order="all"), "King, Martin, Jr."),
        ([SALIH], NameStyle(initialize_with=". "), "ʿA. al-R. ibn Ṣ. al-Ḥaḍramī"),
        ([FIRM], NameStyle(initialize_with="."), "PT Maju, Tbk."),
        ([{"family": "鲁", "given": "迅"}], NameStyle(sort_order="all", initialize_with="."), "鲁迅"),
    ],
)
def test_names(names, style, expected):
    assert strip(format_names(names, style)) == expected


@pytest.mark.parametrize("value", ["3", "3–5", "2, 4", "12a", "2 & 3"])
def test_numeric(value):
    assert is_numeric(value)


@pytest.mark.parametrize("value", ["Cetakan ke-44", "kedua", "", "2nd revised"])
def test_not_numeric(value):
    assert not is_numeric(value)


def test_plural():
    assert is_plural("3–5")
    assert is_plural("3 dan 5")
    assert is_plural("xii–xiv")
    assert is_plural("A1, A7")
    assert not is_plural("2.0")
    assert not is_plural("4 ayat (2)")
    assert not is_plural("9 Tahun 2015")


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        ("321-328", None, "321–328"),
        ("321-28", "expanded", "321–328"),
        ("321-328", "minimal", "321–8"),
        ("321-328", "minimal-two", "321–28"),
        ("100-104", "chicago", "100–104"),
        ("107-108", "chicago", "107–8"),
        ("321-328", "chicago", "321–28"),
        ("10-20, 35", "expanded", "10–20, 35"),
        ("e12", "expanded", "e12"),
    ],
)
def test_page_ranges(value, form, expected):
    assert page_range(value, form, "–") == expected


@pytest.mark.parametrize(
    ("text", "case", "language", "expected"),
    [
        ("the end of the day", "title", "en-US", "The End of the Day"),
        ("the end of the day", "title", "id", "the end of the day"),
        ("a study: the end of", "title", "en", "A Study: The End Of"),
        ("a life of d’Arcus and the d’or", "title", "en", "A Life of d’Arcus and the D’or"),
        ("the d’or of it", "title", "en", "The d’or of It"),
        ("the iPhone and UNESCO", "title", "en", "The iPhone and UNESCO"),
        ("The Strength of Weak Ties", "sentence", "en", "The strength of weak ties"),
        ("diakses pada", "capitalize-first", "id", "Diakses pada"),
        ("satu dua", "capitalize-all", "id", "Satu Dua"),
        ("Satu DUA", "lowercase", "id", "satu dua"),
        ("éko", "uppercase", "fr", "ÉKO"),
    ],
)
def test_letter_case(text, case, language, expected):
    assert recase(text, case, language) == expected


def test_letter_case_leaves_mark_up_and_protected_words_alone():
    text = "the " + wrap("nocase", "mRNA of") + wrap("italic", " the day")
    assert strip(recase(text, "uppercase", "en")) == "THE mRNA of THE DAY"
    assert recase(text, "uppercase", "en").count(wrap("italic", "x")[0]) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (wrap("field", "Apa?") + ". Lalu", "Apa? Lalu"),
        (wrap("field", "Q.") + ".", "Q."),
        (wrap("italic", wrap("field", "Q.")) + ".", "Q."),
        (wrap("field", "Wah!") + ", ya", "Wah!, ya"),
        (wrap("field", "Tunggu..") + ".", "Tunggu.."),
        ("satu" + wrap("field", "") + "  dua", "satu dua"),
        (wrap("field", "1–3") + ". " + wrap("term", ".doi:"), "1–3.doi:"),
    ],
)
def test_seams(before, after):
    assert strip(tidy(before)) == after


def test_inside_of_a_field_is_never_mended():
    assert strip(tidy(wrap("field", "Hm... a ,, b"))) == "Hm... a ,, b"


def test_a_full_stop_goes_inside_quotation_marks_on_demand():
    quoted = wrap("quote", wrap("field", "Judul")) + ". Lalu"
    assert shown(tidy(quoted, in_quote=True)) == "“Judul.” Lalu"
    assert shown(tidy(quoted)) == "“Judul”. Lalu"
    asked = wrap("quote", wrap("field", "Apa?")) + ". Lalu"
    assert shown(tidy(asked, in_quote=True)) == "“Apa?” Lalu"


def shown(rendered):
    return stringify(to_inlines(settle(parse(rendered), Quotes())))


def test_quotation_marks_alternate_and_follow_the_language():
    text = wrap("quote", "a " + wrap("quote", "b"))
    assert shown(text) == "“a ‘b’”"
    french = Quotes(("« ", " »"), ("“", "”"))
    assert stringify(to_inlines(settle(parse(text), french))) == "« a “b” »"


def test_formats_flip():
    (emph, word, rest) = to_inlines(settle(parse(wrap("italic", "a" + wrap("italic", "b") + "c")), Quotes()))
    assert (emph["t"], word["t"], rest["t"]) == ("Emph", "Str", "Emph")


def test_html_in_csl_json():
    assert shown(from_html("<i>a</i> <b>b <script>x</script> 1 < 2")) == "a <b>b <script>x</script> 1 < 2"
    assert from_html("<i>a</i>") == wrap("italic", "a")
    assert from_html('<span class="nocase">a</span>') == wrap("nocase", "a")


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), max_size=60))
def test_text_comes_through_unharmed(text):
    field = encode([{"t": "Str", "c": text}])
    out = to_inlines(settle(parse(tidy(wrap("field", field))), Quotes()))
    assert stringify(out).replace(" ", "") == clean(text).replace(" ", "")
    assert {e["t"] for e in out} <= {"Str", "Space"}


@given(st.text(max_size=40), st.sampled_from(["title", "sentence", "uppercase", "lowercase", "capitalize-all"]))
def test_letter_case_loses_no_letter(text, case):
    text = text.replace("ı", "i")  # its capital is that of i
    assert recase(text, case, "en").casefold() == text.casefold() or case in ("uppercase", "lowercase")


def test_extract():
    inner = "a" + wrap("names", "b")
    assert extract("names", "x" + wrap("names", inner) + "y") == inner
    assert extract("names", "xy") == ""


def cluster(*keys, serial):
    return Cluster(
        tuple(Cite(k, locator=Locator("page", p) if p else None) for k, p in keys), False, serial, serial
    )


def test_positions():
    clusters = [
        cluster(("a", "3"), serial=1),
        cluster(("a", "3"), serial=2),
        cluster(("a", "4"), serial=3),
        cluster(("a", ""), serial=4),
        cluster(("b", ""), ("a", ""), serial=5),
        cluster(("a", ""), serial=6),
        cluster(("b", ""), ("b", "2"), serial=20),
    ]
    found = [[(p.kind, p.near) for p in row] for row in positions(clusters, near=5)]
    assert found == [
        [("first", False)],
        [("ibid", True)],
        [("ibid-with-locator", True)],
        [("subsequent", True)],
        [("first", False), ("subsequent", True)],
        [("subsequent", True)],
        [("subsequent", False), ("ibid-with-locator", True)],
    ]


def test_disambiguation_adds_names_before_letters():
    names = {"a": ["X", "Y", "Z"], "b": ["X", "W", "Z"], "c": ["X", "W", "Z"]}

    def render(key, shown):
        count = max(shown.names, 1)
        people = tuple({"family": name} for name in names[key])
        return Look(" ".join(names[key][:count]) + shown.year_suffix, ((people, count),))

    found = disambiguate(["a", "b", "c"], render, Rules(names=True, year_suffix=True))
    assert found["a"] == Shown(names=2)
    assert found["b"] == Shown(names=2, year_suffix="a")
    assert found["c"] == Shown(names=2, year_suffix="b")


def test_letters_go_on_after_z():
    def render(_, shown):
        return Look("x" + shown.year_suffix)

    found = disambiguate([str(n) for n in range(28)], render, Rules(year_suffix=True))
    assert [what.year_suffix for what in found.values()][-3:] == ["z", "aa", "ab"]
