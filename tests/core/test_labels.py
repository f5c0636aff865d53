"""The words that Terbit writes: complete in every language, and all of them in the language of the book."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from terbit.errors import ConfigError
from terbit.labels import Labels, read_labels
from terbit.model import Resource

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "styles/labels").glob("*.yaml"))
# Words that are the same in both languages, or names.
SHARED = {"isbn", "isbn-of.epub", "isbn-of.screen", "isbn-of.pdf", "epub.isbn", "months.4", "months.9", "months.11"}
CALL = re.compile(r"""labels\(\s*(f?)"([^"]+)"|label\w*\.get\(\s*(f?)"([^"]+)\"""")


def styles(**changed: str) -> dict[str, Resource]:
    texts = {path.stem: path.read_text("utf-8") for path in FILES} | changed
    return {f"labels/{n}.yaml": Resource(f"labels/{n}.yaml", t.encode(), n) for n, t in texts.items()}


def labels(language: str) -> Labels:
    return read_labels(language, styles())


def values(template: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(template) if name)


def test_both_languages_have_the_same_names() -> None:
    assert labels("id").words.keys() == labels("en").words.keys()


def test_both_languages_fill_in_the_same_values() -> None:
    indonesian, english = labels("id").words, labels("en").words
    assert {n: values(indonesian[n]) for n in indonesian} == {n: values(english[n]) for n in english}


def test_no_word_is_left_in_english() -> None:
    indonesian, english = labels("id").words, labels("en").words
    worded = {name for name in english if re.search(r"[A-Za-z]", re.sub(r"\{.*?\}", "", english[name]))}
    assert {name for name in worded if indonesian[name] == english[name]} <= SHARED


def test_every_name_that_the_code_asks_for_is_there() -> None:
    known = labels("id").words
    asked = [
        (path.name, bool(filled or filled2), name or name2)
        for path in sorted((ROOT / "pipeline/terbit").rglob("*.py"))
        for filled, name, filled2, name2 in CALL.findall(path.read_text("utf-8"))
    ]
    assert len(asked) > 20
    for file, filled, name in asked:
        pattern = re.sub(r"\\\{.*?\\\}", r"[\\w-]+", re.escape(name)) if filled else re.escape(name)
        assert any(re.fullmatch(pattern, label) for label in known), f"{file}: {name}"


def test_a_date_is_written_out() -> None:
    assert labels("id").date(date(2026, 8, 17)) == "17 Agustus 2026"
    assert labels("en").date(date(2026, 8, 17)) == "17 August 2026"


def test_a_region_falls_back_on_its_language() -> None:
    assert labels("id-ID")("chapter", number=1) == "Bab 1"


def test_a_language_without_a_file_says_what_to_add() -> None:
    with pytest.raises(ConfigError, match=r"no labels for language 'jv'; add styles/labels/jv\.yaml"):
        labels("jv")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("chapter: [", "not YAML"),
        ("chapter: Bab", "labels are missing"),
        ("- Bab", "labels are missing"),
        ("chapter: Bab {nomor}", "cannot be filled in: 'Bab {nomor}'; it may hold {number}"),
        ("chapter: Bab {number", "cannot be filled in"),
    ],
)
def test_a_project_s_own_file_is_checked(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(said)):
        read_labels("id", styles(id=text))
