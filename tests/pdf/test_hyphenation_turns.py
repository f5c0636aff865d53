"""A process that is made ready for several books breaks the words of each by that book's own exceptions."""

from __future__ import annotations

import pyphen

from terbit.pdf.hyphenation import hyphenate_with, mend_hyphenation


def broken(word: str) -> str:
    return pyphen.Pyphen(lang="id_ID").inserted(word)


def test_the_exceptions_of_one_book_are_not_those_of_the_next():
    first = mend_hyphenation("kemi-traan\n")
    assert broken("kemitraan") == "kemi-traan"
    mend_hyphenation("")
    assert broken("kemitraan") != "kemi-traan"
    hyphenate_with(first)
    assert broken("kemitraan") == "kemi-traan"
