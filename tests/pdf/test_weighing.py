"""Weighing the lines of a paragraph: words of so many units, spaces of one, in a measure of so many."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from terbit.pdf.weighing import TIGHTEST, Breaks, Weighed


def breaks_of(text: str) -> Breaks:
    """Each letter is a unit wide, as is a space and a hyphen; `=` is where a word may be divided."""
    breaks, at, place, spaces = Breaks(), 0, 0.0, 0
    breaks.add((0, 0), (0.0, 0.0), (0, 0), " ")
    for char in text:
        if char == " ":
            breaks.add((at, at + 1), (place, place + 1), (spaces, spaces + 1), " ")
            at, place, spaces = at + 1, place + 1, spaces + 1
        elif char == "=":
            breaks.add((at, at), (place + 1, place), (spaces, spaces), "=")
        else:
            at, place = at + 1, place + 1
    breaks.add((at, at), (place, place), (spaces, spaces), " ")
    return breaks


def set_in(text: str, measure: float, zone: float = 0.0, first: float | None = None) -> list[str]:
    """The lines of a text; none after one that does not fit."""
    breaks, bare = breaks_of(text), text.replace("=", "")
    weighed = Weighed(breaks, measure, 1.0, zone)
    lines, start, width = [], 0, measure if first is None else first
    while (end := weighed.end(start, width)) is not None:
        lines.append(bare[start : breaks.ends[end]] + ("-" if breaks.marks[end] == "=" else ""))
        start, width = breaks.starts[end], measure
    return lines


def test_a_line_is_left_shorter_for_the_next_one_to_be_less_loose():
    assert set_in("aa bb cc dd eeeeeeeeee ff", 11) == ["aa bb cc dd", "eeeeeeeeee", "ff"]
    greedy = ["aaa bb c d", "ee", "ffffffffff"]
    assert set_in("aaa bb c d ee ffffffffff g", 10)[:3] != greedy


def test_spaces_are_pressed_to_take_a_word_up():
    assert set_in("aaa bbb ccc ddd eee fff ggg", 26.1)[0] == "aaa bbb ccc ddd eee fff ggg"
    assert 27 - 6 * (1 - TIGHTEST) < 26.1


def test_no_line_is_pressed_further():
    assert len(set_in("aaa bbb ccc ddd eee fff ggg", 24.9)) == 2


def test_a_word_is_divided_where_its_line_would_be_loose():
    assert set_in("aaaa bbbbbb=cccccc dddd eeee", 13) == ["aaaa bbbbbb-", "cccccc dddd", "eeee"]


def test_a_word_is_not_divided_where_its_line_is_long_enough_without_it():
    text = "aaaa bbbb cccc ddd=ddd eeee ffff"
    assert set_in(text, 18.6, zone=0.5)[0] == "aaaa bbbb cccc"


def test_an_indented_line_holds_less():
    text = "aa bb cc dd ee ff gg hh ii jj"
    assert set_in(text, 14)[0] == "aa bb cc dd ee"
    assert set_in(text, 14, first=11)[0] == "aa bb cc dd"


def test_a_word_longer_than_the_measure_is_left_to_others():
    assert set_in("aaaaaaaaaaaa", 8) == []
    assert set_in("aaa aaaaaaaaaaaa bb", 8) == ["aaa"]


def test_one_word_alone_is_not_left_for_the_last_line():
    lines = set_in("aaaaa bbbbb ccccc ddddd eeeee fffff g", 24)
    assert lines[-1] != "g"


def test_the_rest_is_broken_alike_wherever_one_begins():
    text = "aaa bb ccccc dd=ddd ee fff gg hhhh iiii jj=jjj kkkkkk ll mmm nn"
    breaks = breaks_of(text)
    whole = Weighed(breaks, 14, 1.0, 0.0)
    start, ends = 0, []
    while (end := whole.end(start, 14)) is not None:
        ends.append((start, end))
        start = breaks.starts[end]
    for start, end in ends:
        assert Weighed(breaks, 14, 1.0, 0.0).end(start, 14) == end


WORDS = some.lists(some.text("abc=", min_size=1, max_size=9).map(lambda word: word.strip("=") or "a"), min_size=1)


@given(WORDS, some.integers(12, 40))
def test_no_letter_is_lost_and_every_line_fits(words, measure):
    text = " ".join(word.replace("==", "=") for word in words)
    while "==" in text:
        text = text.replace("==", "=")
    lines = set_in(text, measure)
    joined = " ".join(lines).replace("- ", "")
    assert joined == text.replace("=", "")
    for line in lines:
        assert len(line) - line.count(" ") * (1 - TIGHTEST) <= measure + 1e-9
