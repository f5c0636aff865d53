"""The teaching package of a chapter: everything for the lesson, and answers for the teacher alone."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from judges import ua1
from terbit.config import configure
from terbit.project import build
from terbit.teaching.package import archive

pytestmark = pytest.mark.slow

CONFIG = """
title: Uji
slug: uji
language: id
date: 2026-01-02
licence: CC BY 4.0
chapters: [source/01-satu.md, source/02-dua.md]
targets: [slides, handout, package]
handout: [1, 6]
editions: [student, teacher]
"""
ONE = """# Satu {#satu}

## Isi

Lihat @fig-rings dan @sec-isi2.

![Dua lingkaran yang beririsan.](figures/rings.svg){#fig-rings fig-alt="Dua lingkaran"}

![Lagi.](lagi/rings.svg){fig-alt="Satu lingkaran"}

::: {.exercise title="Hitung"}
1. Berapa dua kali dua? Lihat @fig-rings. [Jawab singkat dalam baris.]{.answer}

::: answer
Jawabannya empat belas dikurangi sepuluh.
:::

::: {.content-visible when-profile="teacher"}
Perhatikan siapa yang menebak.
:::

::: {.content-hidden when-profile="student"}
Bandingkan dengan jawaban tahun lalu.
:::
:::

## Soal guru {.content-visible when-profile="teacher"}

::: exercise
Soal simpanan untuk pekan depan.
:::

## Isi lain {#sec-isi2}

Kalimat biasa yang bukan latihan.
"""
TWO = "# Dua\n\n## Isi\n\nTanpa latihan dan tanpa gambar.\n"
RINGS = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 120" width="200" height="120">'
    '<circle cx="80" cy="60" r="{r}"/></svg>'
)
ANSWER = "empat belas dikurangi sepuluh"


@pytest.fixture(scope="module")
def output(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    (folder / "terbit.yaml").write_text(CONFIG)
    for name, radius in (("figures", 40), ("lagi", 20)):
        (folder / "source" / name).mkdir(parents=True)
        (folder / "source" / name / "rings.svg").write_text(RINGS.format(r=radius))
    (folder / "source" / "01-satu.md").write_text(ONE)
    (folder / "source" / "02-dua.md").write_text(TWO)
    report = build(configure(folder))
    assert [str(f) for f in report.findings if f.severity != "note"] == []
    return folder / "output"


def packed(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive_:
        return {name: archive_.read(name) for name in archive_.namelist()}


def text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join("\n".join(page.get_textpage().get_text_range() for page in document).split())


def test_a_package_has_the_deck_in_every_form_exercises_and_figures(output):
    deck = ["uji-01-satu-handout-1.pdf", "uji-01-satu-handout-6.pdf", "uji-01-satu.html", "uji-01-satu.pptx"]
    figures = ["gambar/keterangan-dan-lisensi.txt", "gambar/rings-2.svg", "gambar/rings.svg"]
    assert list(packed(output / "slides/uji-01-satu.zip")) == [*figures, "latihan.pdf", *deck]
    teachers = packed(output / "teacher/slides/uji-01-satu.zip")
    assert sorted(teachers) == sorted([*figures, "kunci-jawaban.pdf", "latihan.pdf", *deck])


def test_a_chapter_without_exercises_and_figures_has_none_in_its_package(output):
    names = list(packed(output / "teacher/slides/uji-02-dua.zip"))
    assert [name.rpartition(".")[2] for name in names] == ["pdf", "pdf", "html", "pptx"]


def test_what_is_packed_is_what_is_published(output):
    for name, data in packed(output / "slides/uji-01-satu.zip").items():
        if name.startswith("uji"):
            assert (output / "slides" / name).read_bytes() == data


def test_the_answer_is_in_the_teachers_key_and_in_no_sheet_for_pupils(output):
    teachers = packed(output / "teacher/slides/uji-01-satu.zip")
    assert ANSWER in text(teachers["kunci-jawaban.pdf"])
    assert "Jawab singkat" in text(teachers["kunci-jawaban.pdf"])
    assert all(word in text(teachers["kunci-jawaban.pdf"]) for word in ("menebak", "tahun lalu", "simpanan"))
    for sheet in (teachers["latihan.pdf"], packed(output / "slides/uji-01-satu.zip")["latihan.pdf"]):
        assert ANSWER not in text(sheet)
        assert "Jawab singkat" not in text(sheet)
        assert not [word for word in ("menebak", "tahun lalu", "simpanan") if word in text(sheet)]
        assert "Berapa dua kali dua? Lihat Gambar 1.1." in text(sheet)
        assert "Kalimat biasa" not in text(sheet)
        assert "Nama: Kelas: Tanggal:" in text(sheet)


def test_sheets_and_handouts_keep_every_rule_of_pdf_ua_1(output):
    teachers = packed(output / "teacher/slides/uji-01-satu.zip")
    for name, data in teachers.items():
        if name.endswith(".pdf"):
            assert ua1(data) == set(), name


def test_figures_come_with_their_number_caption_and_licence(output):
    found = packed(output / "slides/uji-01-satu.zip")
    said = found["gambar/keterangan-dan-lisensi.txt"].decode()
    assert said.splitlines()[:2] == ["rings.svg: Gambar 1.1 Dua lingkaran yang beririsan.", "rings-2.svg: Lagi."]
    assert "CC BY 4.0" in said
    assert b'r="20"' in found["gambar/rings-2.svg"]


def test_the_same_files_give_the_same_archive(output):
    files = packed(output / "slides/uji-01-satu.zip")
    data = archive(files, date(2026, 1, 2))
    assert data == (output / "slides/uji-01-satu.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive_:
        assert {info.date_time for info in archive_.infolist()} == {(2026, 1, 2, 0, 0, 0)}


# ----------------------------------------------------------------- handouts


@pytest.mark.parametrize(("form", "most"), [(1, 1), (6, 6)])
def test_a_handout_has_every_slide_in_order_so_many_a_page(output, form, most):
    entries = json.loads((output / "manifest.json").read_text())["files"]
    deck, sheet = entries["slides/uji-01-satu.pptx"], entries[f"slides/uji-01-satu-handout-{form}.pdf"]
    assert sheet["slides"] == deck["slides"]
    assert sheet["pages"] == -(-deck["slides"] // most)


def test_the_whole_books_handout_begins_a_page_with_each_chapter(output):
    with pypdfium2.PdfDocument(output / "slides/uji-handout-6.pdf") as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    assert texts[-1].startswith("Bab 2")
    assert not any("Bab 2" in text for text in texts[:-1])


@pytest.mark.parametrize("form", [1, 6])
def test_no_slide_of_a_handout_runs_off_its_page(output, form):
    with pypdfium2.PdfDocument(output / f"slides/uji-handout-{form}.pdf") as pdf:
        for page in pdf:
            width, height = page.get_size()
            for piece in page.get_objects():
                left, bottom, right, top = piece.get_bounds()
                assert left >= -1
                assert bottom >= -1
                assert right <= width + 1
                assert top <= height + 1
