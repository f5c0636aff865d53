"""A unit of which a part has changed: pages that would be set as before are taken from its trace, and no other."""

from __future__ import annotations

import os
import struct
import zlib
from dataclasses import replace

import pytest
from weasyprint.layout import page as pages

from terbit.pdf.linked import apart, layout, server
from terbit.pdf.linked.layout import lay_out, prepared
from terbit.pdf.linked.model import ObjectFile
from terbit.pdf.linked.order import Order, Style

CSS = """
@page { size: 130mm 120mm; margin: 10mm; @top-center { content: string(head) element(tab) } }
@page { @bottom-center { content: counter(page) } }
h2 { string-set: head content(); bookmark-level: 1 }
body { font-size: 9pt; font-variant-numeric: tabular-nums }
p { text-align: justify; orphans: 2; widows: 2; margin: 0 0 4pt } i { color: rgb(0 0 0 / .5) }
note { float: footnote } tab { position: running(tab) } p.part { break-before: page } tr { break-inside: avoid }
"""
WORDS = ("padi", "gotong", "royong", "sawah", "musyawarah", "dan", "lumbung", "air")


def paragraph(number: int) -> str:
    words = [WORDS[(number * 7 + at * at) % len(WORDS)] for at in range(30 + number * 11 % 23)]
    note = f"<note>Catatan <b>{number}</b>.</note>" if number % 4 == 1 else ""
    see = f'<a href="#p2" data-number-of="p2">{10 + number % 5}</a>' if number % 5 == 2 else ""
    part = " class=part" if number == 20 else ""
    return f'<p id="p{number}"{part}>{" ".join(words)} <em>{number}</em>{note} {see}.</p>'


def image() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head, rows = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0), zlib.compress(b"\0\1\2\0\3\4")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


TABLE = f"<table>{''.join(f'<tr><th>{n}<td>baris {n}' for n in range(30))}</table>"
BLOCKS = ["<tab>tepi</tab>", "<h2>Satu</h2>", *map(paragraph, range(12)), '<img src="a.png" alt="A">', "<h2>Dua</h2>"]
BLOCKS += [*map(paragraph, range(12, 26)), TABLE, *map(paragraph, range(26, 32)), "<i>akhir</i>"]
HALF = '<p style="opacity: .5">Separuh <em>tembus</em>. <img src="a.png" alt="A"></p>'
BLOCKS += [HALF, paragraph(39)]
BLOCKS += map(paragraph, (40, 41))


def order(blocks: list[str], trace: bytes | None) -> Order:
    html = f'<!DOCTYPE html><html lang="id"><body><section id="s">{"".join(blocks)}</section></body></html>'
    return Order(html, "left", "right", True, {"a.png": image()}, trace=trace)


def edited(at: int, *new: str) -> list[str]:
    return [*BLOCKS[:at], *new, *BLOCKS[at + 1 :]]


EDITS = {
    "nothing": BLOCKS,
    "a word": edited(3, BLOCKS[3].replace("padi", "dapi", 1)),
    "a letter that nothing else has": edited(18, BLOCKS[18].replace("air", "aiq", 1)),
    "a paragraph more": edited(2, BLOCKS[2], paragraph(50)),
    "a paragraph less before a break": edited(24),
    "a note more": edited(4, BLOCKS[4].replace("</p>", "<note>Baru.</note></p>")),
    "a longer note": edited(3, BLOCKS[3].replace("Catatan", "Catatan " + "yang panjang " * 60)),
    "the running head": edited(1, "<h2>Lain</h2>"),
    "the second running head": edited(15, "<h2>Lain</h2>"),
    "the tab": edited(0, "<tab>lain</tab>"),
    "the picture": edited(14, '<img src="a.png" alt="B">'),
    "the picture taken away": edited(14, "<p>Tanpa gambar.</p>"),
    "a row less": edited(30, BLOCKS[30].replace("<tr><th>7<td>baris 7", "")),
    "a number": edited(2, BLOCKS[2], '<p><a href="#p9" data-number-of="p9">7</a></p>'),
    "the digits of a number": edited(4, BLOCKS[4].replace(">12<", ">9<")),
    "the end": edited(-2, paragraph(61), paragraph(62)) + BLOCKS[-1:],
    "a group more": edited(7, BLOCKS[7], HALF),
    "bold for the first time": edited(5, BLOCKS[5].replace("<em>", "<strong>q</strong><em>")),
}


@pytest.fixture(scope="module")
def ready():
    return prepared(Style("", (CSS,), "", {}))


@pytest.fixture(scope="module")
def first(ready) -> ObjectFile:
    return lay_out(order(BLOCKS, b""), ready)[0]


@pytest.fixture
def made(monkeypatch) -> list[int]:
    """The numbers of the pages that are laid out from now on."""
    numbers: list[int] = []
    own = pages.make_page

    def make_page(context, root_box, page_type, resume_at, page_number, page_state):
        numbers.append(page_number)
        return own(context, root_box, page_type, resume_at, page_number, page_state)

    monkeypatch.setattr(pages, "make_page", make_page)
    return numbers


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_an_edited_unit_is_the_same_with_its_trace_and_without(ready, first, name):
    traced = lay_out(order(EDITS[name], first.trace), ready)[0]
    whole = lay_out(order(EDITS[name], b""), ready)[0]
    assert replace(traced, trace=b"") == replace(whole, trace=b"")
    again = lay_out(order(BLOCKS, traced.trace), ready)[0]
    assert replace(again, trace=b"") == replace(first, trace=b""), "a trace with pages of another is as good"


@pytest.fixture
def forked(monkeypatch) -> list[int]:
    """The processes that are forked off from now on to paint pages."""
    found: list[int] = []
    own = os.fork
    monkeypatch.setattr(apart, "can_fork", lambda: True)
    monkeypatch.setattr(layout, "can_fork", lambda: True)
    monkeypatch.setattr(os, "fork", lambda: (found.append(own()), found[-1])[1])
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_it_is_the_same_where_pages_are_painted_in_other_processes(ready, first, name, forked):
    assert first.trace
    there, fonts = lay_out(replace(order(EDITS[name], first.trace), is_only=True), ready)
    here, same = lay_out(order(EDITS[name], first.trace), ready)
    assert (replace(there, trace=b""), fonts) == (replace(here, trace=b""), same)
    again = lay_out(replace(order(BLOCKS, there.trace), is_only=True), ready)[0]
    assert replace(again, trace=b"") == replace(first, trace=b"")


def test_pages_are_painted_in_other_processes_if_there_are_many(ready, first, forked):
    lay_out(order(EDITS["the tab"], first.trace), ready)
    assert forked == [], "other units are laid out at the same time"
    lay_out(replace(order(EDITS["the tab"], first.trace), is_only=True), ready)
    assert len(forked) >= 2


def test_pages_that_cannot_be_painted_elsewhere_are_painted_here(ready, first, forked, made, monkeypatch):
    whole = lay_out(order(EDITS["the tab"], b""), ready)[0]
    count = len(made)
    monkeypatch.setattr(apart, "painted_on", lambda *_: 1 / 0)
    again = lay_out(replace(order(EDITS["the tab"], first.trace), is_only=True), ready)[0]
    assert forked
    assert len(made) > 2 * count, "laid out once more"
    assert replace(again, trace=b"") == replace(whole, trace=b"")


def test_pages_are_painted_here_where_no_process_can_be_forked_off(ready, first, monkeypatch):
    whole = lay_out(order(EDITS["the tab"], b""), ready)[0]
    monkeypatch.setattr(layout, "can_fork", lambda: True)
    monkeypatch.setattr(os, "fork", refuse)
    again = lay_out(replace(order(EDITS["the tab"], first.trace), is_only=True), ready)[0]
    assert replace(again, trace=b"") == replace(whole, trace=b"")


def refuse() -> int:
    raise BlockingIOError(11, "Resource temporarily unavailable")


def test_a_process_is_begun_later_where_the_machine_is_full_of_them(monkeypatch):
    class Process:
        tried = 0

        def start(self) -> None:
            self.tried += 1
            if self.tried < enough:
                refuse()

    pauses: list[float] = []
    monkeypatch.setattr(server.time, "sleep", pauses.append)
    enough, process = 3, Process()
    server._start(process)
    assert process.tried == 3
    assert pauses == [0.1, 0.2]
    enough = 100
    with pytest.raises(BlockingIOError):
        server._start(Process())


def test_pages_after_a_small_change_are_not_laid_out(ready, first, made):
    lay_out(order(EDITS["nothing"], None), ready)
    whole = len(made)
    made.clear()
    lay_out(order(EDITS["a word"], first.trace), ready)
    assert made[-1] < whole / 2


def test_pages_after_a_change_of_what_they_show_are_laid_out(ready, first, made):
    lay_out(order(EDITS["nothing"], None), ready)
    whole = list(made)
    for name in ("the tab", "a note more"):
        made.clear()
        lay_out(order(EDITS[name], first.trace), ready)
        assert len(made) > 3, name
    made.clear()
    lay_out(order(EDITS["the tab"], first.trace), ready)
    assert made == whole


def test_a_style_that_counts_siblings_is_seen(made):
    counting = prepared(Style("", (CSS, "p:nth-of-type(even) em { letter-spacing: 2pt }"), "", {}))
    before = lay_out(order(BLOCKS, b""), counting)[0]
    changed = edited(2, BLOCKS[2], "<p>Baru.</p>")
    traced, whole = (lay_out(order(changed, trace), counting)[0] for trace in (before.trace, b""))
    assert replace(traced, trace=b"") == replace(whole, trace=b"")


def test_what_cannot_be_told_is_laid_out_anew(ready):
    initial = prepared(Style("", (CSS, "p::first-letter { font-size: 2em }"), "", {}))
    assert lay_out(order(BLOCKS, b""), initial)[0].trace == b""
    shaded = '<p style="background: linear-gradient(red, blue)">x</p>'
    assert lay_out(order(edited(8, shaded), b""), ready)[0].trace == b""
