"""Where units have their objects in a book: they are put there as they are made, and moved only if others need room."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from pdf.linked.books import NUMBERS, SENTENCE, ready, write_book
from pdf.linked.reading import words
from terbit.cache import Cache
from terbit.pdf.linked import making, placing, units
from terbit.pdf.linked.extent import Extent
from terbit.pdf.linked.places import room, spots
from terbit.pdf.linked.spot import FIRST

PHOTO = "\n![Foto.](figures/foto.png){fig-alt='Sebuah foto.'}\n"


@pytest.fixture
def moved(monkeypatch) -> list[str]:
    """The first identifier of each unit that the linker itself puts at its spot, from now on."""
    names: list[str] = []

    def place(file, spot):
        names.extend(name for name, *_ in file.anchors[:1])
        return placing.place(file, spot)

    monkeypatch.setattr(making, "place", place)
    return names


def changed(folder, **changes):
    """Write the book of numbers with some of its chapters changed, and make it ready."""
    chapters = {name: changes.get(name[3:-3], str)(text) for name, text in NUMBERS.items()}
    write_book(folder, chapters)
    Image.new("RGB", (90, 60), (20, 90, 110)).save(folder / "source" / "figures" / "foto.png")
    return ready(folder, "screen")


def pictures(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []
        return sum(one.get("/Subtype") == "/Image" for one in opened.objects if isinstance(one, pikepdf.Stream))


def test_so_much_room_is_given_that_a_few_objects_more_seldom_move_what_follows():
    assert [room(least) for least in (1, 8, 9, 64, 65, 700, 1000)] == [1, 8, 12, 64, 96, 768, 1024]
    assert all(room(least) >= least for least in range(1, 5000))
    assert len({room(least) for least in range(1, 5000)}) < 50


def test_a_picture_has_its_number_from_the_first_unit_that_has_it():
    images = (("a", "b"), ("b", "c"), ())
    extents = [Extent(("chapter",), {}, ("", 0), closed=False, images=some) for some in images]
    first, second, third = spots(["right"] * 3, [64, 64, 64], extents, None, tagged=True)
    assert (first.first, second.first, third.first) == (FIRST, FIRST + 64, FIRST + 128)
    assert (first.images, second.images, third.images) == ({}, {"b": FIRST + 1}, {})


@pytest.mark.slow
def test_no_unit_is_moved_by_an_edit_nor_by_pages_more(here, moved, tmp_path):
    kept = Cache(tmp_path / "cache")
    changed(tmp_path / "book").by("linked", kept)
    link = changed(tmp_path / "link", panjang=lambda text: text.replace("tujuan", "[tujuan](https://a.id)", 1))
    longer = changed(tmp_path / "longer", panjang=lambda text: text + f"\n{SENTENCE * 90}\n")
    made = [book.by("linked", kept) for book in (link, longer)]
    assert made[1].pages > made[0].pages
    assert moved == []


@pytest.mark.slow
def test_a_unit_that_needs_more_room_moves_those_behind_it(here, moved, tmp_path, monkeypatch):
    book = changed(tmp_path / "book")
    expected = book.by("linked")
    monkeypatch.setattr(units, "_OBJECTS", -100_000)
    made = book.by("linked")
    assert "sec-jauh" in moved
    assert words(made.pdf) == words(expected.pdf)
    assert pictures(made.pdf) == 0


@pytest.mark.slow
def test_a_picture_of_several_chapters_is_written_once_whoever_has_it(here, moved, tmp_path):
    kept = Cache(tmp_path / "cache")
    both = changed(tmp_path / "both", panjang=lambda text: text + PHOTO, jauh=lambda text: text + PHOTO)
    last = changed(tmp_path / "last", jauh=lambda text: text + PHOTO)
    for book in (both, last, both):
        made = book.by("linked", kept)
        assert pictures(made.pdf) == 1
        assert made.pdf == book.by("linked").pdf, "by what was kept or afresh, the bytes are the same"
    assert "sec-jauh" in moved
