"""Entries of the bibliography, in the default style."""

from __future__ import annotations

from pathlib import Path

import pytest

from terbit.ast import stringify
from terbit.citations import from_csl_json, typeset
from terbit.diagnostics import Location

ENTRIES = [
    (
        (
            "@book{x, author={Soekanto, Soerjono}, title={Sosiologi Suatu Pengantar}, edition={Cetakan ke-44},"
            " location={Jakarta}, publisher={PT Grafindo Persada}, date={2012}}"
        ),
        "Soekanto, Soerjono. 2012. Sosiologi Suatu Pengantar. Cetakan ke-44. Jakarta: PT Grafindo Persada.",
    ),
    (
        "@book{x, author={Ani}, title={Judul?}, edition={3}, volume={2}, date={2001}}",
        "Ani. 2001. Judul? Edisi ke-3. Vol. 2.",
    ),
    (
        (
            "@online{x, author={{KBBI}}, title={Kerja Sama}, date={2024}, url={https://contoh.id/a%20b},"
            " urldate={2024-07-12}}"
        ),
        "KBBI. 2024. “Kerja Sama.” https://contoh.id/a%20b. Diakses 12 Juli 2024.",
    ),
    (
        (
            "@online{x, author={{Kompas.com}}, title={Bentuk}, organization={Kompas}, date={2022-02-09},"
            " url={https://contoh.id}, urldate={2024-07-12}}"
        ),
        "Kompas.com. 2022. “Bentuk.” 9 Februari. Kompas. https://contoh.id. Diakses 12 Juli 2024.",
    ),
    (
        "@legislation{x, author={{Republik Indonesia}}, title={Peraturan Pemerintah 28/2018}, date={2018}}",
        "Republik Indonesia. 2018. Peraturan Pemerintah 28/2018.",
    ),
    (
        (
            "@article{x, author={Ani, A. and Budi, B. and Cici, C.}, title={Judul Artikel}, journaltitle={Jurnal},"
            " volume={3}, number={2}, pages={10--25}, date={2010}, doi={10.1000/xyz}}"
        ),
        "Ani, A., B. Budi, dan C. Cici. 2010. “Judul Artikel.” Jurnal 3(2): 10–25. https://doi.org/10.1000/xyz.",
    ),
    (
        "@article{x, author={Ani, A.}, title={Judul}, journaltitle={Jurnal}, number={2}, pages={5}, date={2010}}",
        "Ani, A. 2010. “Judul.” Jurnal, no. 2: 5.",
    ),
    (
        (
            "@incollection{x, author={Ani, A.}, editor={Budi, Badu and Cici}, title={Bab}, booktitle={Buku},"
            " pages={1--9}, location={Solo}, publisher={P}, date={2011}}"
        ),
        "Ani, A. 2011. “Bab.” Dalam Buku, disunting oleh Badu Budi dan Cici, hlm. 1–9. Solo: P.",
    ),
    (
        "@thesis{x, author={Ani, A.}, title={Judul}, type={Skripsi}, institution={UI}, date={2010}}",
        "Ani, A. 2010. “Judul.” Skripsi. UI.",
    ),
    (
        "@phdthesis{x, author={Ani, A.}, title={Judul}, school={UGM}, year={2010}}",
        "Ani, A. 2010. “Judul.” Disertasi. UGM.",
    ),
    (
        (
            "@report{x, author={{Kementerian Pendidikan, Riset, dan Teknologi}}, title={Laporan},"
            " type={Laporan akhir}, number={12}, institution={Kemdikbud}, date={2021}}"
        ),
        "Kementerian Pendidikan, Riset, dan Teknologi. 2021. Laporan. Laporan akhir No. 12. Kemdikbud.",
    ),
    (
        "@book{x, editor={Smith, Jr., John and Li, Wei}, title={Suntingan}, year={n.d.}}",
        "Smith, John, Jr., dan Wei Li (ed.). t.t. Suntingan.",
    ),
    ("@book{x, title={Tanpa pengarang}, date={2001}}", "Tanpa pengarang. 2001."),
    (
        "@book{x, author={Ani and others}, translator={Budi, B.}, title={Judul}, date={2001}}",
        "Ani, dkk. 2001. Judul. Diterjemahkan oleh B. Budi.",
    ),
    (
        r"@book{x, author={{PT Maju \& Mundur}}, title={A \& B {IPA} {\'\i}ndah}, date={2001}}",
        "PT Maju & Mundur. 2001. A & B IPA índah.",
    ),
    (
        "@article{x, author={Иванов, Иван}, title={Социология}, journaltitle={Вестник}, date={2005}}",
        "Иванов, Иван. 2005. “Социология.” Вестник.",
    ),
    ("@book{x, author={鲁, 迅}, title={呐喊}, date={1923}}", "鲁迅. 1923. 呐喊."),
    (
        "@article{x, author={Ani}, title={The \"great\" and ``good'': a study}, journaltitle={J}, date={2005}}",
        "Ani. 2005. “The ‘great’ and ‘good’: a study.” J.",
    ),
    (
        "@misc{x, author={Ani}, title={Judul}, howpublished={\\url{https://contoh.id/a_b}}, year={2001}}",
        "Ani. 2001. “Judul.” https://contoh.id/a_b.",
    ),
    (
        "@book{x, author={van der Berg, Jan}, title={Judul Buku Besar}, langid={english}, date={2001}}",
        "Berg, Jan van der. 2001. Judul Buku Besar.",
    ),
]


@pytest.mark.parametrize(("bib", "expected"), ENTRIES)
def test_indonesian(cited, bib, expected):
    assert cited("[@x]", bib).entries == [expected]


ENGLISH = [
    (
        "@online{x, author={Ani}, title={Title}, date={2024}, url={https://a.b}, urldate={2024-07-12}}",
        "Ani. 2024. “Title.” https://a.b. Accessed July 12, 2024.",
    ),
    (
        "@book{x, author={Ani and Budi}, title={Title}, edition={2}, date={2001}}",
        "Ani, and Budi. 2001. Title. 2nd ed.",
    ),
    (
        "@incollection{x, author={Ani}, editor={Budi, B.}, title={Bab}, booktitle={Buku}, pages={5}, date={2001}}",
        "Ani. 2001. “Bab.” In Buku, edited by B. Budi, p. 5.",
    ),
]


@pytest.mark.parametrize(("bib", "expected"), ENGLISH)
def test_english(cited, bib, expected):
    assert cited("[@x]", bib, language="en").entries == [expected]


def test_titles_are_set_as_works_are(cited):
    done = cited("[@a; @b]", "@book{a, title={Buku}, author={A}} @article{b, title={Karya}, author={B}}")
    html = done.written("html")
    assert "<em>Buku</em>" in html
    assert "<em>Karya</em>" not in html


def test_italics_inside_an_italic_title_stand_upright(cited):
    html = cited("[@a]", r"@book{a, author={A}, title={Hidup \emph{Homo sapiens} kini}}").written("html")
    assert "<em>Hidup </em>Homo sapiens<em> kini</em>" in html


def test_mark_up_in_a_field_is_text(cited):
    done = cited("[@a]", "@article{a, author={A}, title={Tentang <script>alert(1)</script> & $x<y$}}")
    html = done.written("html")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in html
    assert "<script>" not in html
    assert '<span class="math inline">' in html


def test_sorted_as_a_reader_expects(cited):
    bib = " ".join(
        f"@book{{k{n}, author={{{name}}}, title={{T{n}}}, date={{2000}}}}"
        for n, name in enumerate(["Zulu", "Ärzte", "abu", "Éko", "Li, Wei", "Liang, A."])
    )
    done = cited("", bib, nocite=["*"])
    names = [entry.split(". 2000")[0] for entry in done.entries]
    assert names == ["abu", "Ärzte", "Éko", "Li, Wei", "Liang, A", "Zulu"]


def test_nocite_lists_without_citing(cited):
    bib = "@book{a, author={A}, title={T}} @book{b, author={B}, title={U}} @book{c, author={C}, title={V}}"
    bib = bib.replace("}}", "}, date={2001}}")
    done = cited("[@a]", bib, nocite=["@b"])
    assert [entry[0] for entry in done.entries] == ["A", "B"]
    assert done.codes == ["citation-unused"]


def test_addresses_are_links(cited):
    html = cited("[@a]", "@online{a, author={A}, title={T}, url={https://contoh.id/?a=b&c=d}}").written("html")
    assert '<a href="https://contoh.id/?a=b&amp;c=d"' in html


def test_the_module_s_own_bibliography_is_without_fault(cited):
    file = Path(__file__).parents[2] / "source" / "references.bib"
    done = cited("", file.read_text("utf-8"), nocite=["*"])
    assert done.findings == ()
    assert (
        "Soekanto, Soerjono. 2012. Sosiologi Suatu Pengantar. Cetakan ke-44. Jakarta: PT Grafindo Persada."
        in done.entries
    )


SHIPPED = Path(__file__).parents[2] / "styles" / "csl" / "terbit-author-date-id.csl"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            {"type": "review-book", "reviewed-title": "Buku", "reviewed-author": [{"family": "Budi", "given": "B."}]},
            "Ani. 2001. “Judul.” Ulasan atas Buku, oleh B. Budi. Jurnal 3: 4–5.",
        ),
        (
            {"type": "manuscript", "archive": "Arsip Kota", "archive_location": "Bundel 2", "archive-place": "Solo"},
            "Ani. 2001. Judul. Arsip Kota, Bundel 2, Solo.",
        ),
    ],
)
def test_reviews_and_archives(item, expected):
    periodical = {"container-title": "Jurnal", "volume": "3", "page": "4-5"} if "review" in item["type"] else {}
    basis = {"id": "a", "author": [{"family": "Ani"}], "title": "Judul", "issued": {"raw": "2001"}}
    records = {"a": from_csl_json({**basis, **periodical, **item}, "id", Location("x"))}
    done = typeset(SHIPPED.read_bytes(), records, [], "id", records)
    assert [stringify(done.processor.inlines(entry.body)) for entry in done.entries] == [expected]
