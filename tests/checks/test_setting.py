"""What preflight finds in the lines of type: each rule on pages set by hand, and all of them in a book set badly."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from sheets import with_font, written
from terbit.assets import styles_dir
from terbit.checks.press.breaks import check_breaks
from terbit.checks.press.endings import check_endings
from terbit.checks.press.lines import lines_of
from terbit.checks.press.model import Proof, Wanted
from terbit.checks.press.setting import Block, set_blocks
from terbit.checks.press.spaces import LOOSEST, check_spaces
from terbit.cli.build import command as build
from terbit.cli.check import command as check
from terbit.config import Trim
from terbit.diagnostics import Location, OnPage
from terbit.pdf.preflight import Expected

pytestmark = pytest.mark.slow

WIDE, HIGH, MARGIN = 300.0, 400.0, 30.0
FOOT = "0 0 0 1 k BT /T 10 Tf 30 20 Td (7) Tj ET"
WANTED = Wanted(Expected(Trim("by hand", 105.8, 141.1), 0.0, None, press=True))
SEVERAL = [
    "Seluruh warga kampung membangun jembatan",
    "dengan bambu dan tali yang mereka kumpulkan",
    "dari kebun mereka",
]
DRAWING = "0 0 0 1 k 60 {y} 120 60 re f"


def line(text: str, y: float, *, x: float = MARGIN, spread: float = 0.0) -> str:
    """Set a line; `spread` is what each space has more, in pt."""
    return f"0 0 0 1 k BT /T 10 Tf {spread} Tw {x} {y} Td ({text}) Tj ET"


def column(texts: Sequence[str], top: float = 360) -> str:
    return "\n".join(line(text, top - 14 * number) for number, text in enumerate(texts))


def block(kind: str, *texts: str, at: int = 1) -> Block:
    words = "".join("".join(texts).split())
    return Block(kind, "".join(c for c in words.casefold() if c.isalpha()), Location("source/01.md", at, 1))


def found(blocks: Sequence[Block], *pages: str) -> list[tuple[str, int, str]]:
    """Return what is found, as (code, page, place), where blocks were set on pages of these contents."""
    return [(finding.code, finding.page, str(finding.where or "")) for finding in noted(blocks, *pages)]


def noted(blocks: Sequence[Block], *pages: str) -> list[OnPage]:
    """Return what is found where blocks were set on pages of these contents."""
    pdf = pikepdf.new()
    for content in pages:
        page = pdf.add_blank_page(page_size=(WIDE, HIGH))
        page.obj.Contents, page.obj.Resources = pdf.make_stream(f"{content}\n{FOOT}".encode()), with_font(pdf)
    data = written(pdf)
    with closing(pypdfium2.PdfDocument(data)) as shown:
        lines = [one for number in range(len(shown)) for one in lines_of(shown[number], number + 1)]
        setting = set_blocks(blocks, lines) if blocks else ()
        with pikepdf.open(io.BytesIO(data)) as opened:
            proof = Proof(data, opened, shown, WANTED, (), lines, setting)
            findings = [*check_breaks(proof), *check_endings(proof), *check_spaces(proof)]
    assert all(finding.box for finding in findings), "each is to be marked on the thumbnail"
    return findings


PARAGRAPH = block("text", *SEVERAL, "pada hari Minggu pagi.", at=9)
PLACE = "source/01.md:9:1"


def test_a_paragraph_of_two_lines_on_each_page_is_good():
    assert found([PARAGRAPH], column(SEVERAL[:2], 100), column([SEVERAL[2], "pada hari Minggu pagi."])) == []


def test_a_widow_is_found():
    pages = column(SEVERAL, 100), column(["pada hari Minggu pagi."])
    assert found([PARAGRAPH], *pages) == [("line-widow", 2, PLACE)]


def test_an_orphan_is_found():
    pages = column(SEVERAL[:1], 60), column([*SEVERAL[1:], "pada hari Minggu pagi."])
    assert found([PARAGRAPH], *pages) == [("line-orphan", 1, PLACE)]


def test_a_widow_without_letters_is_none_if_another_line_stands_over_it():
    ends = block("text", *SEVERAL, at=9)
    assert found([ends], column(SEVERAL[:2], 100), column([SEVERAL[2], "1998, 2004\\)"])) == []


def test_an_orphan_of_a_column_is_found():
    above, second = "Gotong royong warga desa", [*SEVERAL[1:], "pada hari Minggu pagi."]
    first = f"{column([above])} {column(SEVERAL[:1], 60)}"
    columns = first + "\n".join(line(text, 360 - 14 * n, x=160) for n, text in enumerate(second))
    assert found([block("text", above), PARAGRAPH], columns) == [("line-orphan", 1, PLACE)]


@pytest.mark.parametrize("text", ["lusa.", "a-", "dari kebun mereka."])
def test_a_runt_is_found(text):
    ends = {"lusa.": ["lusa."], "a-": ["dari kebun mere-", "kakak."]}.get(text, [text])
    paragraph = block("text", *SEVERAL[:2], *(one.rstrip("-") for one in ends), at=9)
    expected = [] if text == "dari kebun mereka." else [("line-runt", 1, PLACE)]
    assert found([paragraph], column([*SEVERAL[:2], *ends])) == expected


def test_a_heading_at_the_foot_is_found():
    heading, text = block("heading", "Unsur kerja sama", at=7), block("text", *SEVERAL, at=9)
    assert found([heading, text], column(["Unsur kerja sama", *SEVERAL])) == []
    assert found([heading, text], column(["Unsur kerja sama"], 60), column(SEVERAL)) == [
        ("heading-foot", 1, "source/01.md:7:1")
    ]


def test_a_table_parted_from_its_caption_is_found():
    caption, cell = block("caption-above", "Tabel 1.1 Warga dan tugasnya", at=7), block("cell", *SEVERAL, at=7)
    assert found([caption, cell], column(["Tabel 1.1 Warga dan tugasnya", *SEVERAL])) == []
    assert found([caption, cell], column(["Tabel 1.1 Warga dan tugasnya"], 60), column(SEVERAL)) == [
        ("caption-parted", 1, "source/01.md:7:1")
    ]


def test_a_figure_parted_from_its_caption_is_found():
    caption = block("caption-below", "Gambar 1.1 Jembatan Kampung Seruni", at=7)
    shown = line("Gambar 1.1 Jembatan Kampung Seruni", 200)
    assert found([caption], f"{DRAWING.format(y=220)} {shown}") == []
    assert found([caption], DRAWING.format(y=60), shown) == [("caption-parted", 2, "source/01.md:7:1")]


LINES = [f"{first} mengumpulkan bambu dan tali" for first in ("Ayu", "Budi", "Citra", "Dewi", "Eka", "Fajar", "Gita")]
ENDS = [
    replace(block("text", *LINES, "lalu pulang.", at=3), chapter=1),
    replace(block("text", *SEVERAL, "pada hari Minggu pagi.", at=9), chapter=1),
]
FIRST = column([*LINES, "lalu pulang."], 200)
LAST = [*SEVERAL, "pada hari Minggu pagi."]


def test_a_chapter_that_ends_with_a_few_lines_on_a_page_is_found():
    ends = [("chapter-end", 2, PLACE)]
    assert found(ENDS, FIRST, column(LAST)) == ends
    assert found(ENDS, f"{FIRST} {column(LAST, 80)}") == [], "a chapter of one page may be as short as it is"
    assert found(ENDS, FIRST, f"{column(LAST)} {DRAWING.format(y=100)}") == [], "with a figure"
    frame = "0.6 w 20 308 260 72 re S"
    assert found(ENDS, FIRST, f"{column(LAST)} {frame}") == ends, "in a box"
    assert found(ENDS, FIRST, f"0 0 0 0 k 0 0 {WIDE} {HIGH} re f {column(LAST)}") == ends, "on a ground"
    assert found([replace(one, chapter=0) for one in ENDS], FIRST, column(LAST)) == [], "no chapter"
    longer = replace(block("text", *LINES, at=12), chapter=1)
    assert found([*ENDS, longer], FIRST, f"{column(LAST)} {column(LINES, 300)}") == []
    following = replace(longer, chapter=2)
    assert found([*ENDS, following], FIRST, column(LAST), column(LINES)) == ends, "each chapter by itself"


def test_what_could_be_shorter_is_named():
    assert noted(ENDS, FIRST, column(LAST))[0].hint.endswith("a word less saves a line at source/01.md:3:1")
    full = [replace(block("text", *LINES, at=3), chapter=1), ENDS[1]]
    assert noted(full, column(LINES, 200), column(LAST))[0].hint == "lengthen it by some lines, or shorten it by these"


@pytest.mark.parametrize("spread", [0.0, 2.0, 4.5])
def test_a_loose_line_is_found(spread):
    # The space of the face is 0.2 of its size: 2 pt, and more than 5 pt are too much.
    text = "\n".join(line(one, 360 - 14 * n, spread=spread if n == 1 else 0) for n, one in enumerate(SEVERAL))
    expected = [("line-loose", 1, PLACE)] if (2 + spread) / 2 > LOOSEST else []
    assert found([block("text", *SEVERAL, at=9)], text) == expected


def test_a_loose_line_is_found_without_a_manuscript():
    assert found([], line(SEVERAL[0], 200, spread=4.5)) == [("line-loose", 1, "")]


def test_a_line_over_the_measure_is_found():
    ends = [line("kerja sama warga", 360 - 14 * n, x=100) for n in range(8)]
    long = line("https://contoh.example/alamat/yang/panjang", 100)
    text = [block("text", *["kerja sama warga"] * 8, at=3), block("text", "httpscontohexamplealamatyangpanjang", at=9)]
    assert found(text[:1], "\n".join(ends)) == []
    assert found(text, "\n".join([*ends, long])) == [("line-overfull", 1, PLACE)]


def test_words_that_stand_twice_do_not_lead_astray():
    """Running heads and labels in drawings have the words of the text; they neither are it nor lose it."""
    label = line("dari kebun mereka", 200, x=120)
    head = line(SEVERAL[0], 385)
    pages = f"{column(SEVERAL[:2], 100)} {label} {head}", f"{column([SEVERAL[2], 'pada hari Minggu pagi.'])} {head}"
    assert found([PARAGRAPH], *pages) == []


def test_a_label_in_a_drawing_is_not_the_heading_that_follows_overleaf():
    heading, after = block("heading", "Kerukunan", at=2), block("text", *SEVERAL[::-1], at=4)
    below = f"{column(SEVERAL[:1])} {column(SEVERAL[1:], 200)}"
    pages = f"{below} {line('Kerukunan', 300, x=100)}", column(["Kerukunan", *SEVERAL[::-1]])
    assert found([block("text", *SEVERAL), heading, after], *pages) == []


# ------------------------------------------------------------------- a book

SYLLABLES = ("ba", "ke", "ti", "ro", "mu", "sa", "li", "no", "pe", "du")
BAD = "p { widows: 1; orphans: 1 } h2 { break-after: auto; margin-top: 250pt } .chapter > .opener { display: none }"


def _word(number: int) -> str:
    return "".join(SYLLABLES[int(figure)] for figure in str(number * 7919 % 10_000))


@pytest.fixture(scope="module")
def badly_set(tmp_path_factory) -> Path:
    """Publish a book whose style sheet lets everything break."""
    folder = tmp_path_factory.mktemp("badly") / "book"
    copytree(Path(__file__).parents[1] / "books" / "small", folder)
    chapter = next(iter(sorted((folder / "source").glob("*.md"))))
    texts = (" ".join(map(_word, range(99 * n, 99 * n + 30 + 7 * n % 60))) for n in range(70))
    paragraphs = "\n\n".join(f"Warga {text}." for text in texts)
    chapter.write_text(f"# Jembatan\n\n{paragraphs}\n", "utf-8")
    (folder / "terbit.yaml").write_text(
        f"title: Jembatan\nlanguage: id\nauthors: [Ayu]\ndate: 2026-01-01\ntrim: A5\ntargets: [print]\n"
        f"editions: [student]\nchapters: [source/{chapter.name}]\n",
        "utf-8",
    )
    (folder / "styles").mkdir()
    (folder / "styles" / "book.css").write_text((styles_dir() / "book.css").read_text("utf-8") + BAD, "utf-8")
    assert CliRunner().invoke(build, ["-C", str(folder)]).exit_code == 0
    return folder


def test_a_book_that_is_set_badly_is_found_out(badly_set):
    sheet = badly_set / "sheet.html"
    done = CliRunner().invoke(check, ["print", "--json", "-C", str(badly_set), "--html", str(sheet)])
    said = json.loads(done.stdout)
    codes = {finding["code"] for finding in said["findings"]}
    assert {"line-widow", "line-orphan"} <= codes
    lines = (badly_set / "source").glob("*.md")
    text = next(iter(sorted(lines))).read_text("utf-8").splitlines()
    for finding in said["findings"]:
        if finding["code"] in ("line-widow", "line-orphan"):
            assert text[finding["line"] - 1].startswith("Warga")
    assert sheet.read_text("utf-8").count('<rect class=""') >= 2
    (spaces,) = [one for one in said["checks"] if one["checker"] == "spaces"]
    assert "in 100" in spaces["said"] or spaces["state"] == "passed"
