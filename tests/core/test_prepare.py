"""What is kept between builds of the citations, and that nothing stale comes out of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from terbit import citations
from terbit.cache import Cache
from terbit.config import configure
from terbit.prepare import Prepared, prepare

CHAPTER = Path("source/01-gotong-royong.md")


@pytest.fixture
def typeset(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the parts that were typeset, in order."""
    made: list[str] = []
    real = citations.typeset_part

    def counting(plan: citations.Plan, part: citations.Part) -> citations.Typesetting:
        made.append(part.name)
        return real(plan, part)

    monkeypatch.setattr(citations, "typeset_part", counting)
    return made


def prepared(project: Path) -> Prepared:
    return prepare(configure(project), Cache(project / ".terbit" / "cache"))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_an_edit_to_prose_typesets_no_citation(project: Path, typeset: list[str]) -> None:
    first = prepared(project)
    edit(project / CHAPTER, "Warga membersihkan", "Para warga membersihkan")
    second = prepared(project)
    assert typeset == [""]
    assert first.document.chapters[1].blocks != second.document.chapters[1].blocks
    assert first.document.chapters[-1].blocks == second.document.chapters[-1].blocks


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (CHAPTER, "hlm. 66", "hlm. 67"),
        (CHAPTER, "[@soekanto2012", "[lihat @soekanto2012"),
        (Path("source/references.bib"), "Sosiologi", "Sosiologie"),
        (Path("terbit.yaml"), "language: id", "language: en"),
    ],
    ids=["locator", "prefix", "entry", "language"],
)
def test_a_citation_its_source_or_the_language_typesets_anew(
    project: Path, typeset: list[str], file: Path, old: str, new: str
) -> None:
    prepared(project)
    edit(project / file, old, new)
    kept = prepared(project)
    assert typeset == ["", ""]
    fresh = prepare(configure(project), Cache(None))
    assert kept.document == fresh.document


def test_a_style_typesets_anew(project: Path, typeset: list[str]) -> None:
    prepared(project)
    style = Path(__file__).parents[2] / "styles/csl/terbit-author-date-id.csl"
    (project / "gaya.csl").write_text(style.read_text("utf-8").replace('prefix="("', 'prefix="["'), "utf-8")
    edit(project / "terbit.yaml", "bibliography:", "csl: ./gaya.csl\nbibliography:")
    prepared(project)
    assert typeset == ["", ""]


def test_findings_keep_to_their_lines(project: Path, typeset: list[str]) -> None:
    edit(project / CHAPTER, "[@soekanto2012, hlm. 66]", "[@soekanto2021, hlm. 66]")
    first = [f for f in prepared(project).findings if f.code == "citation-missing"]
    edit(project / CHAPTER, "::: {.tujuan}", "Kalimat baru.\n\n::: {.tujuan}")
    second = [f for f in prepared(project).findings if f.code == "citation-missing"]
    assert typeset == [""]
    assert [f.where.line for f in second if f.where] == [f.where.line + 2 for f in first if f.where]


def test_with_a_list_for_each_chapter_only_the_edited_one_is_typeset(project: Path, typeset: list[str]) -> None:
    edit(project / "terbit.yaml", "bibliography:", "bibliography-scope: chapter\nbibliography:")
    edit(project / "source/02-koperasi.md", "Modalnya", "@soekanto2012 [hlm. 1] Modalnya")
    prepared(project)
    edit(project / CHAPTER, "hlm. 66", "hlm. 67")
    prepared(project)
    assert typeset == ["sec-gotong-royong", "sec-koperasi", "sec-gotong-royong"]


LIGHT = """
import sys
from pathlib import Path
from test_prepare import prepared
prepared(Path(sys.argv[1]))
print(*sorted({"citeproc", "terbit.citations.engine", "terbit.citations.bibliography", "terbit.slides.sections"}
    & sys.modules.keys()))
"""


def loaded(project: Path) -> str:
    command = [sys.executable, "-c", LIGHT, str(project)]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent).stdout.strip()


def test_an_edit_to_prose_loads_no_citation_processor(project: Path) -> None:
    assert loaded(project) == "citeproc terbit.citations.bibliography terbit.citations.engine"
    edit(project / CHAPTER, "Warga membersihkan", "Para warga membersihkan")
    assert loaded(project) == ""
