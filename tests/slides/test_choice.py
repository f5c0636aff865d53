"""Of the sentences of a section whose author marked none, those that tell most are shown, in each language alike."""

from __future__ import annotations

import pytest

from terbit.labels import read_labels
from terbit.slides.choice import chosen_sentences
from terbit.slides.model import Run, plain_text


@pytest.fixture(scope="session")
def choose(book):
    """Return a function that chooses from paragraphs in a language."""
    styles = book("# x").styles

    def chosen(language: str, title: str, *paragraphs: str, least: float = -9) -> list[str]:
        labels = read_labels(language, styles)
        made = chosen_sentences([(Run(one),) for one in paragraphs], title, labels, least)
        return [plain_text(one) for one in made]

    return chosen


FEEDS = {"en": "The market feeds the town and its villages.", "id": "Pasar memberi makan kota dan desa sekitarnya."}
IS = {"en": "A market is a place where goods change hands.", "id": "Pasar adalah tempat barang berpindah tangan."}
POORER = {
    "en": {
        "leans": "However, a market is also a place of news.",
        "looks back": "These markets are open on Sundays as well.",
        "goes on": "People in the villages have other names for the market.",
        "addresses": "Imagine a market at the foot of a hill.",
        "is an example": "For example, the market of Randu sells rice.",
        "names a figure": "As Figure 2 shows, markets grow in the dry season and then shrink.",
        "announces": "Two markets were known.",
    },
    "id": {
        "leans": "Namun, pasar adalah tempat kabar juga.",
        "looks back": "Kedua pasar tersebut buka pada hari Minggu.",
        "goes on": "Nama-nama lain pasar dikenal di desa sekitarnya.",
        "addresses": "Bayangkan sebuah pasar di kaki bukit yang tinggi.",
        "is an example": "Misalnya, pasar Randu menjual beras setiap hari.",
        "names a figure": "Dalam Gambar 2, pasar tumbuh pada musim kemarau lalu surut kembali.",
        "announces": "Ada dua macam pasar.",
    },
}
BETTER = [
    *((lang, f"{lang}-{name}", text, FEEDS[lang]) for lang in POORER for name, text in POORER[lang].items()),
    *((language, f"{language}-defines", FEEDS[language], IS[language]) for language in POORER),
]


@pytest.mark.parametrize(
    ("language", "poor", "good"), [(one[0], *one[2:]) for one in BETTER], ids=[one[1] for one in BETTER]
)
def test_the_better_sentence_is_shown_wherever_it_stands(language, poor, good, choose):
    title = {"en": "The market", "id": "Pasar"}[language]
    assert choose(language, title, f"{poor} {good}") == [good]
    assert choose(language, title, f"{good} {poor}") == [good]


def test_the_first_of_equals_is_shown(choose):
    assert choose("en", "Bread", "Bakers rise early in every town. Millers sleep longer in every town.") == [
        "Bakers rise early in every town."
    ]


def test_other_paragraphs_are_told_where_they_tell_something(choose):
    paragraphs = (
        "A market is a place where goods change hands.",
        "Rain fell for a week on all the hills.",
        "The market feeds the town and its villages.",
    )
    assert choose("en", "The market", *paragraphs) == [paragraphs[0], "", paragraphs[2]]


def test_the_best_is_shown_if_it_has_the_least_points_wanted(choose):
    paragraph = "Rain fell for a week on all the hills."
    assert [choose("en", "The market", paragraph, least=points) for points in (-9, 0, 2)] == [[paragraph]] * 2 + [[""]]


def test_what_only_leads_on_is_not_shown_beside_a_list(deck):
    text = "# Bab\n\n## Langkah kerja\n\nSesudah ini, ada dua langkah yang perlu kalian tempuh.\n"
    alone, beside = deck(text), deck(f"{text}\n1. Pilih masalah.\n2. Cari pihak.\n")
    assert [[slide.kind for slide in made.slides[1:]] for made in (alone, beside)] == [["statement"], ["content"]]


@pytest.mark.parametrize(
    "text",
    [
        "What is a market?",
        "It is.",
        "and then the market closed for the whole winter.",
        "Bandung: CV Pustaka Setia.",
        "Table 2 compares the two markets.",
        "See Table 2 for the market.",
        "Satu " * 31 + "kali.",
        "The market closes at six, and then",
    ],
)
def test_what_cannot_stand_alone_is_not_shown(text, choose):
    assert choose("en", "The market", text) == [""]
