"""The schema and the documentation say what configure does: all three come from one table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from terbit.config import Config, configure, schema
from terbit.config.describe import key_table
from terbit.config.keys import book, table_of_keys
from terbit.config.kinds import BadValue, Either, Fields, Text, leaves
from terbit.errors import ConfigError

REPOSITORY = Path(__file__).parents[2]
CASES = sorted(Path(__file__).with_name("cases").glob("*.yaml"))
STRUCTURE = {"wrong-type", "unknown-key", "missing-key"}


class _Editor(SafeConstructor):
    """Reads dates as text, as editors do: JSON has none."""


_Editor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def load(text: str) -> Any:
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = _Editor
    return reader.load(text)


def accepts(data: Any) -> bool:
    return bool(Draft202012Validator(schema()).is_valid(data))


def test_the_schema_is_one():
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("book_file", ["terbit.yaml", "tests/books/small/terbit.yaml"])
def test_real_books_fit_the_schema(book_file):
    data = load((REPOSITORY / book_file).read_text("utf-8"))
    assert [error.message for error in Draft202012Validator(schema()).iter_errors(data)] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_schema_and_configure_agree_on_structure(case: Path, root: Path):
    (root / "terbit.yaml").write_bytes(case.read_bytes())
    try:
        configure(root)
    except ConfigError as error:
        codes = {finding.code for finding in error.findings}
    else:
        codes = set()
    if not codes:
        assert accepts(load(case.read_text("utf-8")))
    elif codes & STRUCTURE and case.stem not in {"tagged", "merge-key", "title-without-ascii"}:
        assert not accepts(load(case.read_text("utf-8")))


VALID = {"title": "Kerja Sama", "language": "id", "date": "2026", "chapters": ["source/01-satu.md"]}


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"titel": "x"},
        {"language": "indonesia"},
        {"date": "24-11-2026"},
        {"isbn": "12"},
        {"chapters": []},
        {"chapters": [{"part": "x"}]},
        {"front": ["/etc/passwd"]},
        {"trim": "B6"},
        {"trim": {"width": 100}},
        {"targets": ["pdf"]},
        {"targets": ["epub", "epub"]},
        {"editions": {"guru": {}}},
        {"authors": [{"name": "x", "roles": ["author"]}]},
        {"number-depth": 1.5},
        {"bleed": -1},
        {"licence": {"name": "x", "url": "example.org"}},
    ],
    ids=str,
)
def test_the_schema_refuses(change):
    assert accepts(VALID)
    assert not accepts({**VALID, **change})


def test_every_key_has_a_description_and_every_required_one_an_example():
    for name, key in leaves(table_of_keys()):
        assert key.description, name
        assert not key.description.endswith("."), name
        assert bool(key.example) == key.required, name


def test_no_synonym_is_a_key_of_its_level():
    def levels(fields: Fields):
        yield fields
        for key in fields.keys:
            for kind in getattr(key.kind, "kinds", (key.kind,)):
                yield from levels(kind) if isinstance(kind, Fields) else ()

    for level in levels(table_of_keys()):
        synonyms = [synonym for key in level.keys for synonym in key.synonyms]
        assert len(set(synonyms)) == len(synonyms)
        assert not {key.name for key in level.keys} & set(synonyms)


def test_examples_pass_their_own_checks():
    for name, key in leaves(table_of_keys()):
        kinds = key.kind.kinds if isinstance(key.kind, Either) else (key.kind,)
        check = next((kind.check for kind in kinds if isinstance(kind, Text)), None)
        if key.example and check:
            try:
                check(key.example)
            except BadValue as bad:
                pytest.fail(f"{name}: {bad}")


def test_the_defaults_of_the_table_are_those_of_the_value(root):
    (root / "terbit.yaml").write_text("title: x\nlanguage: id\ndate: 2026\nchapters: [source/01-satu.md]\n")
    read, bare = configure(root), Config(root, "x", "x", "id", configure(root).date)
    for name in ("trim", "bleed", "targets", "number_depth", "contents_depth", "csl", "isbn", "licence"):
        assert getattr(read, name) == getattr(bare, name), name


def test_a_new_target_is_known_at_once():
    assert "braille" in str(dict(leaves(book(["braille"])))["targets"])


def test_the_documentation_has_the_table(expect: Callable[[Path, str], None]):
    page = REPOSITORY / "docs" / "configuration.md"
    before, _, rest = page.read_text("utf-8").partition("<!-- keys -->\n")
    _, _, after = rest.partition("<!-- end of keys -->\n")
    assert before
    assert after
    expect(page, f"{before}<!-- keys -->\n{key_table()}<!-- end of keys -->\n{after}")
