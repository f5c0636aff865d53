"""Defects planted at random places of whole books are reported at their file, line and column.

The same words are planted again and again, so that nothing unique beside them betrays the place.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from terbit.cache import Cache
from terbit.config import configure
from terbit.prepare import prepare

ROOT = Path(__file__).parents[2]
KINDS = {
    # code of the finding: what is planted, and how many characters before the reported column
    "citation-missing": ("[@hilang2020]", 1),
    "crossref-missing": ("@fig-hilang", 0),
    "file-missing": ("![gambar](hilang.svg)", 0),
    "id-duplicate": ("[kata]{#sec-ada}", 0),
    "glossary-missing": ("[hilang]{.gls}", 0),
}


@dataclass(frozen=True)
class Plant:
    """One defect: its file, line and column (from 1) as they are after planting."""

    code: str
    file: str
    line: int
    column: int


def places(text: str) -> Iterator[tuple[int, int]]:
    """Yield (line, column) from 0 of the gaps between words of running text, but for a glossary's terms."""
    hidden = re.compile(
        r"\A---\n.*?^---\n|^(```|~~~).*?^\1|<!--.*?-->|^\$\$.*?\$\$|^#.*?$|^:{3,}.*?$|^\{\{.*?$|^\|[-:| ]+$|^[ ]*$"
        r"|^[^\n]*$(?=\n+: )|!?\[[^\]]*\](\([^)]*\)|\{[^}]*\})*|\{[^}]*\}|`[^`]*`|\$[^$]*\$|<[^>]*>|\*[^*]*\*|^: .*?$",
        re.DOTALL | re.MULTILINE,
    )
    shown = hidden.sub(lambda m: re.sub(r"[^\n]", "\x00", m[0]), text)
    for number, (line, whole) in enumerate(zip(shown.split("\n"), text.split("\n"), strict=True)):
        for gap in re.finditer(r"(?<=[\w.,;:?!]) (?=[\w])", line):
            before = whole[: gap.end()]
            if before.count("[") == before.count("]"):
                yield number, gap.end()


def plant(root: Path, random: Random, count: int) -> set[Plant]:
    files = sorted(p for p in (root / "source").rglob("*.md"))
    spots = [(file, *spot) for file in files for spot in places(file.read_text("utf-8"))]
    chosen: dict[tuple[Path, int], int] = {(file, line): column for file, line, column in random.sample(spots, count)}
    planted = set()
    for (file, line), column in chosen.items():
        code = random.choice(sorted(KINDS))
        words, before = KINDS[code]
        lines = file.read_text("utf-8").split("\n")
        lines[line] = f"{lines[line][:column]}{words} {lines[line][column:]}"
        file.write_text("\n".join(lines), "utf-8")
        planted.add(Plant(code, file.relative_to(root).as_posix(), line + 1, column + 1 + before))
    return planted


def found(root: Path, cache: Path | None) -> set[Plant]:
    findings = prepare(configure(root), Cache(cache)).findings
    return {Plant(f.code, f.where.file, f.where.line, f.where.column) for f in findings if f.code in KINDS and f.where}


def check(root: Path, seed: int, count: int, cache: Path | None = None) -> None:
    # An identifier that stands first in the book, so that every planted one is the second.
    first = min((root / "source").glob("*.md"))
    first.write_text(f"{first.read_text('utf-8')}\n[ada]{{#sec-ada}}\n", "utf-8")
    planted = plant(root, Random(seed), count)
    reported = found(root, cache)
    # What stands in the first file, before the first identifier, makes that one the second.
    surplus = {p for p in planted if p.code == "id-duplicate" and p.file.endswith(first.name)}
    assert planted - reported - surplus == set()
    assert {p for p in reported - planted if p.code != "id-duplicate"} == set()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("project", ["hard"], indirect=True)
def test_in_a_book_of_repetitions_and_includes(project: Path, seed: int) -> None:
    check(project, seed, 12)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_in_the_module(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    shutil.copytree(ROOT / "source", tmp_path / "source")
    shutil.copy(ROOT / "terbit.yaml", tmp_path)
    check(tmp_path, seed, 30, tmp_path_factory.getbasetemp() / "cache")
