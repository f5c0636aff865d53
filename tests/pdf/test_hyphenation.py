"""Indonesian hyphenation: what pyphen breaks wrongly is mended, and the list of exceptions rules."""

from __future__ import annotations

from itertools import accumulate, pairwise
from pathlib import Path

import pyphen
import pytest

from terbit.assets import styles_dir
from terbit.pdf.hyphenation import MendedPatterns, after_the_first, mend_hyphenation, mended, read_exceptions

EXCEPTIONS = (styles_dir() / "hyphenation" / "id.txt").read_text("utf-8")


@pytest.fixture
def hyphenate(monkeypatch):
    monkeypatch.setattr(pyphen, "hdcache", {})
    mend_hyphenation(EXCEPTIONS)
    return pyphen.Pyphen(lang="id").inserted


@pytest.mark.parametrize(
    "word",
    [
        "ma-sya-ra-kat",
        "me-nger-ja-kan",
        "ke-i-ngin-an",
        "se-lu-ruh-nya",
        "be-rem-pat",
        "ke-se-lu-ruh-an",
        "pe-nger-ti-an",
        "an-tar-un-sur",
        "an-tar-orang",
        "mit-ra",
        "mem-pre-sen-ta-si-kan",
        "di-per-tang-gung-ja-wab-kan",
    ],
)
def test_words_break_between_syllables(hyphenate, word):
    assert hyphenate(word.replace("-", "")) == word


def _by_hand() -> list[tuple[str, str]]:
    lines = Path(__file__).with_name("syllables.txt").read_text("utf-8").splitlines()
    return [(word, rule) for word, rule in (line.split() for line in lines if line and line[0] != "#")]


def test_words_divided_by_hand_are_divided_likewise(hyphenate):
    """The limits are those of every language: no letter is parted from its word."""
    divide = pyphen.Pyphen(lang="id", left=2, right=2).inserted
    words = [word for word, _ in _by_hand()]
    assert {word: divide(word.replace("-", "")) for word in words if divide(word.replace("-", "")) != word} == {}
    assert len({word.replace("-", "") for word in words}) >= 300


def _blindly() -> list[tuple[str, str, str]]:
    lines = Path(__file__).with_name("syllables-blind.txt").read_text("utf-8").splitlines()
    return [tuple(line.split()) for line in lines if line and line[0] != "#"]


def _places(divided: str) -> set[int]:
    ends = accumulate(len(piece) for piece in divided.split("-"))
    return set(ends) - {len(divided.replace("-", ""))}


def _misplaced(word: str, by_hand: str, by_program: str) -> set[int]:
    """Return the places where a word is wrongly broken, or not broken where it should be.

    One break is enough at a vowel that is a syllable alone, and none is due in the syllable that -i ends (2d).
    """
    hand, program = _places(by_hand), _places(by_program)
    alone = [{a, b} for a, b in pairwise(sorted({0, *hand, len(word)})) if b - a == 1]
    spared = {place for sides in alone if sides & program for place in sides}
    spared |= {max(hand)} if hand and word.endswith("i") else set()
    return (program - hand) | (hand - program - spared)


def test_words_divided_blindly_are_divided_likewise(hyphenate):
    divide = pyphen.Pyphen(lang="id", left=2, right=2).inserted
    assert {word: divide(word) for word, by_hand, _ in _blindly() if _misplaced(word, by_hand, divide(word))} == {}
    assert len({word for word, _, _ in _blindly()}) >= 400


def test_at_most_one_word_in_thirty_lacks_a_division(hyphenate):
    divide = pyphen.Pyphen(lang="id", left=2, right=2).inserted
    lacking = [word for word, by_hand, _ in _blindly() if divide(word) != by_hand]
    assert len(lacking) <= len(_blindly()) / 30


@pytest.mark.parametrize("wrong", ["me-ngu-kur", "mengukur", "meng-uk-ur"])
def test_a_wrong_division_is_seen(wrong):
    assert _misplaced("mengukur", "meng-u-kur", wrong)
    assert not _misplaced("mengukur", "meng-u-kur", "meng-ukur")


def test_the_margins_of_a_book_only_take_divisions_away(hyphenate):
    divide = pyphen.Pyphen(lang="id", left=2, right=3).inserted  # hyphenate-limit-chars of book.css
    assert {word for word, by_hand, _ in _blindly() if not _places(divide(word)) <= _places(by_hand)} == set()


def test_an_abbreviation_is_not_divided(hyphenate):
    assert hyphenate("ASEAN") == "ASEAN"
    assert hyphenate("Asean") != "Asean"


@pytest.mark.parametrize(
    ("word", "patterns", "rule"),
    [
        ("inspirasi", "ins-pi-ra-si", "in-spi-ra-si"),
        ("abstrak", "abst-rak", "ab-strak"),
        ("bangkrut", "bangk-rut", "bang-krut"),
        ("transpor", "trans-por", "trans-por"),
        ("bankku", "bank-ku", "bank-ku"),
        ("sanksi", "sank-si", "sank-si"),
    ],
)
def test_three_consonants_are_divided_after_the_first(word, patterns, rule):
    assert after_the_first(word, sorted(_places(patterns))) == tuple(sorted(_places(rule)))


def test_each_rule_of_the_spelling_has_its_words():
    assert {rule for _, rule in _by_hand()} == {"1a", "1b", "1c", "1d", "1e", "1f", "1g", "2a", "2b", "2c", "3", "4"}
    assert {rule for _, _, rule in _blindly()} == {rule for _, rule in _by_hand()} | {"2d", "5"}


def test_capitals_break_as_small_letters_do(hyphenate):
    assert hyphenate("Masyarakat") == "Ma-sya-ra-kat"


def test_every_piece_has_a_vowel(hyphenate):
    words = ["menyeluruh", "dirancang", "keterampilan", "mendengarkan", "diinginkan", "ketidakadilan"]
    pieces = [piece for word in words for piece in hyphenate(word).split("-")]
    assert all(set(piece) & set("aiueo") for piece in pieces)


def test_pyphen_still_needs_mending():
    path = pyphen.LANGUAGES["id_ID"]
    assert 8 in pyphen.HyphDict(path).positions("masyarakat"), "pyphen is right now: drop mended()"
    assert 8 not in MendedPatterns(path, {}).positions("masyarakat")


def test_a_bare_consonant_joins_the_vowel_after_it_or_else_the_syllable_before_it():
    assert mended("masyarakat", (2, 5, 7, 8)) == (2, 5, 7)
    assert mended("mengerjakan", (2, 5, 6, 8)) == (2, 6, 8)


def test_exceptions_are_words_with_hyphens_and_comments():
    read = read_exceptions(["# judul", "", "mi-tra  # bukan mit-ra", "a-ku"])
    assert read == {"mitra": (2,), "aku": (1,)}


def test_every_exception_breaks_before_a_syllable():
    for word, places in read_exceptions(EXCEPTIONS.splitlines()).items():
        bounds = [0, *places, len(word)]
        pieces = [word[a:b] for a, b in pairwise(bounds)]
        assert all(set(piece) & set("aiueoy") for piece in pieces), word


def test_exceptions_are_mentioned_once():
    words = [line.partition("#")[0].strip() for line in EXCEPTIONS.splitlines()]
    kept = [word for word in words if word]
    assert len(kept) == len(set(kept))


def test_the_list_ships_with_the_theme():
    assert Path(styles_dir(), "hyphenation", "id.txt").is_file()


def test_patterns_are_read_as_pyphen_reads_them():
    path = pyphen.LANGUAGES["id_ID"]
    text = path.read_text("iso8859-1")
    assert not set("/^%#") & set(text), "none of what pyphen reads in another way"
    theirs, ours = pyphen.HyphDict(path), MendedPatterns(path, {})
    assert {letters: ours.patterns.get(letters) for letters in theirs.patterns} == theirs.patterns
    assert ours.patterns.get("tidakada") is None
    assert ours.maxlen == theirs.maxlen
