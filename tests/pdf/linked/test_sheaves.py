"""Objects of a unit come out of a sheaf as they were put in, with the references of the book."""

from __future__ import annotations

from terbit.pdf.linked.model import Pieces
from terbit.pdf.linked.sheaves import sheaves, untied
from terbit.pdf.linked.writer import MOST_IN_A_STREAM

NUMBERS = {number: number + 1000 for number in range(5000)}
NAMED = {"document": b"7 0 R", "id:4": b"(note-1004)"}


def untied_all(objects: dict[int, Pieces]) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    for sheaf in sheaves(objects):
        assert len(sheaf.numbers) <= MOST_IN_A_STREAM
        found.update(zip(sheaf.numbers, untied(sheaf, NUMBERS, NAMED), strict=True))
    return found


def test_references_are_those_of_the_book_and_all_else_stays_as_it_is():
    objects = {3: (b"<</P ", "document", b"/K[", 4, b" 12 ]/Alt(100 % %d)>>"), 4: (b"<</ID ", "id:4", b"/P ", 3, b">>")}
    assert untied_all(objects) == {
        3: b"<</P 7 0 R/K[1004 0 R 12 ]/Alt(100 % %d)>>",
        4: b"<</ID (note-1004)/P 1003 0 R>>",
    }


def test_what_parts_objects_may_stand_in_one():
    objects = {1: (b"(a\0b)",), 2: (b"(c)",), 3: (b"(\0\0)",), 5: (b"<<>>",)}
    assert untied_all(objects) == {number: pieces[0] for number, pieces in objects.items()}


def test_more_objects_than_a_stream_takes_are_more_sheaves():
    objects = {number: (b"<</N %d/P " % number, number + 1, b">>") for number in range(2 * MOST_IN_A_STREAM + 1)}
    assert len(sheaves(objects)) == 3
    assert untied_all(objects)[400] == b"<</N 400/P 1401 0 R>>"
    assert sheaves({}) == ()
