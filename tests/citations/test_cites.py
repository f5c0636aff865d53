"""Citations in the running text, in the default style."""

from __future__ import annotations

import pytest

BIB = """
@book{soekanto2012, author={Soekanto, Soerjono}, title={Sosiologi Suatu Pengantar}, date={2012}}
@book{herabudin2015, author={Herabudin}, title={Pengantar Sosiologi}, date={2015}}
@online{kbbi2024, author={{KBBI}}, title={Kamus}, date={2024}, url={https://contoh.id}}
@book{dua, author={Ali, A. and Budi, B.}, title={Dua}, date={2001}}
@book{tiga, author={Ali, A. and Budi, B. and Cici, C.}, title={Tiga}, date={2002}}
@book{lain, author={Ali, A. and others}, title={Lain}, date={2003}}
@book{tanpa, title={Tanpa Pengarang}, date={1999}}
@online{web, title={Laman}, url={https://contoh.id/a}}
@book{suntingan, editor={Dewi, D.}, title={Suntingan}, date={2004}}
@legislation{pp, author={{Republik Indonesia}}, title={Peraturan}, date={2018}}
@book{kuno, author={Kuno, K.}, title={Kuno}, date={-0044}}
@book{kira, author={Kira, K.}, title={Kira}, date={1850~}}
@book{jangka, author={Jangka, J.}, title={Jangka}, date={1999/2001}}
"""

INDONESIAN = [
    ("@soekanto2012 [hlm. 66]", "Soekanto (2012:66)"),
    ("[@soekanto2012, hlm. 66]", "(Soekanto, 2012:66)"),
    ("@soekanto2012", "Soekanto (2012)"),
    ("[-@soekanto2012, p. 66]", "(2012:66)"),
    ("-@soekanto2012", "(2012)"),
    ("[@soekanto2012, hlm. 66; @herabudin2015]", "(Soekanto, 2012:66; Herabudin, 2015)"),
    ("@soekanto2012 [hlm. 66; @herabudin2015]", "Soekanto (2012:66; Herabudin, 2015)"),
    ("[lihat @soekanto2012, hal. 3-5, dan seterusnya]", "(lihat Soekanto, 2012:3–5, dan seterusnya)"),
    ("[bandingkan *misalnya* @soekanto2012]", "(bandingkan misalnya Soekanto, 2012)"),
    ("[@soekanto2012 untuk rincian]", "(Soekanto, 2012 untuk rincian)"),
    ("[@soekanto2012, bab 2]", "(Soekanto, 2012, bab 2)"),
    ("[@soekanto2012, ch. 2]", "(Soekanto, 2012, bab 2)"),
    ("[@pp, Pasal 4 ayat (2)]", "(Republik Indonesia, 2018, Pasal 4 ayat (2))"),
    ("[@dua]", "(Ali dan Budi, 2001)"),
    ("@dua", "Ali dan Budi (2001)"),
    ("[@tiga]", "(Ali dkk., 2002)"),
    ("[@lain]", "(Ali dkk., 2003)"),
    ("[@tanpa, 5]", "(Tanpa Pengarang, 1999:5)"),
    ("@web", "“Laman” (t.t.)"),
    ("[@suntingan]", "(Dewi, 2004)"),
    ("[@kuno]", "(Kuno, 45 SM)"),
    ("[@kira]", "(Kira, ca. 1850)"),
    ("[@jangka]", "(Jangka, 1999–2001)"),
]
ENGLISH = [
    ("[@soekanto2012, hlm. 66]", "(Soekanto, 2012:66)"),
    ("[@soekanto2012, bab 2]", "(Soekanto, 2012, chap. 2)"),
    ("[@dua; @tiga]", "(Ali and Budi, 2001; Ali et al., 2002)"),
    ("[@web]", "(“Laman,” n.d.)"),
    ("@web", "“Laman” (n.d.)"),
]


@pytest.mark.parametrize(("markdown", "expected"), INDONESIAN)
def test_indonesian(cited, markdown, expected):
    assert cited(f"Teks {markdown}.", BIB).text == f"Teks {expected}."


@pytest.mark.parametrize(("markdown", "expected"), ENGLISH)
def test_english(cited, markdown, expected):
    assert cited(f"Text {markdown}.", BIB, language="en").text == f"Text {expected}."


def test_same_author_and_year_get_letters_in_the_order_of_the_list(cited):
    bib = """
    @book{b, author={Soekanto, S.}, title={Beta}, date={2012}}
    @book{a, author={Soekanto, S.}, title={Alfa}, date={2012}}
    @book{c, author={Soekanto, S.}, title={Gama}, date={2013}}
    """
    done = cited("[@b; @a] @c", bib)
    assert done.text == "(Soekanto, 2012b; Soekanto, 2012a) Soekanto (2013)"
    assert [entry.split(". ")[1] for entry in done.entries] == ["2012a", "2012b", "2013"]


def test_undated_sources_of_one_author_get_letters_too(cited):
    bib = "@book{a, author={Ani}, title={Satu}} @book{b, author={Ani}, title={Dua}}"
    assert cited("[@a; @b]", bib).text == "(Ani, t.t.-b; Ani, t.t.-a)"


def test_a_cite_inside_a_footnote_stays_in_it(cited):
    assert cited("Teks.^[Lihat @dua.]", BIB).text == "Teks. {Lihat Ali dan Budi (2001).}"


def test_mathematics_and_emphasis_in_a_suffix_survive(cited):
    html = cited("[@dua, hlm. 3, *sangat* $x<y$]", BIB).written("html")
    assert "<em>sangat</em>" in html
    assert 'class="math inline"' in html


def test_the_place_of_the_bibliography_may_be_missing(cited):
    done = cited("@dua", BIB, refs=False)
    assert done.text == "Ali dan Budi (2001)"
    assert 'href="#ref' not in done.written("html")
